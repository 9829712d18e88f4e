/// Why octets are not a user data header, or elements do not make one.
///
/// Offsets count from the length octet (UDHL), which is at 0.
public enum UserDataHeaderError: Error, Sendable, Hashable {
    /// There is not even a length octet.
    case missingLength
    /// The length octet says `octetCount` octets follow, the user data has only `available`.
    case headerPastUserData(octetCount: Int, available: Int)
    /// The header ends after the identifier at `offset`, before a length.
    case missingElementLength(identifier: UInt8, offset: Int)
    /// The element at `offset` says it has `octetCount` octets, the header has only `available`.
    case elementPastHeader(identifier: UInt8, offset: Int, octetCount: Int, available: Int)
    /// The elements make `octetCount` octets, a user data field holds 140.
    case headerTooLong(octetCount: Int)
}

extension UserDataHeaderError: CustomStringConvertible {
    /// A sentence part that names the field, the offset and both numbers.
    public var description: String {
        switch self {
        case .missingLength:
            "user data header: no length octet at offset 0"
        case .headerPastUserData(let count, let available):
            "user data header length at offset 0: \(count) octets announced, \(available) there"
        case .missingElementLength(let identifier, let offset):
            "information element \(name(identifier)) at offset \(offset): no length octet"
        case .elementPastHeader(let identifier, let offset, let count, let available):
            "information element \(name(identifier)) at offset \(offset): "
                + "\(count) octets announced, \(available) left in the header"
        case .headerTooLong(let count):
            "user data header of \(count) octets, the field holds \(UserDataField.octetCount)"
        }
    }

    private func name(_ identifier: UInt8) -> String {
        "0x" + Hexadecimal.string(of: [identifier])
    }
}
