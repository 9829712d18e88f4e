/// Why the octets of a part are not what they announce.
public enum PartDecodingError: Error, Sendable, Hashable {
    /// The header is damaged.
    case header(UserDataHeaderError)
    /// TP-User-Data-Length announces `userDataLength` units, which take `octetCount` octets; the
    /// user data has only `available`.
    case userDataTooShort(userDataLength: Int, octetCount: Int, available: Int)
    /// There are `octetCount` octets of user data; the field ends before offset 140.
    case userDataTooLong(octetCount: Int)
    /// TP-User-Data-Length is below 0.
    case negativeLength(userDataLength: Int)
    /// TP-User-Data-Length does not even cover the header's `headerOctetCount`.
    case lengthBelowHeader(userDataLength: Int, headerOctetCount: Int)
    /// UCS-2 text of an odd number of octets; the last one stands at `offset` of the user data.
    case oddOctetCount(offset: Int)
    /// The text is compressed (TS 23.042), which nothing in the field uses and Septet cannot read.
    case compressed
    /// The buffer has room for `available` octets, the text needs up to `octetCount`.
    case bufferTooSmall(octetCount: Int, available: Int)
}

extension PartDecodingError: CustomStringConvertible {
    /// A sentence part that names the field and the numbers.
    public var description: String {
        switch self {
        case .header(let error): error.description
        case .userDataTooShort(let length, let count, let available):
            "user data length \(length) means \(count) octets, \(available) are there"
        case .userDataTooLong(let count):
            "user data of \(count) octets, the field ends before offset \(UserDataField.octetCount)"
        case .negativeLength(let length):
            "user data length \(length) is below 0"
        case .bufferTooSmall(let count, let available):
            "the text needs up to \(count) octets, the buffer has room for \(available)"
        case .lengthBelowHeader(let length, let count):
            "user data length \(length) does not cover the header of \(count) octets"
        case .oddOctetCount(let offset):
            "UCS-2 text has half a unit at offset \(offset) of the user data"
        case .compressed:
            "the data coding scheme says the text is compressed (TS 23.042)"
        }
    }
}
