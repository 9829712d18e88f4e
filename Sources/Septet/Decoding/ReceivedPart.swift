/// A received short message, with its header and its units separated.
public struct ReceivedPart: Sendable, Hashable {
    /// The header; empty when there is none.
    public let header: UserDataHeader

    /// How the text is coded.
    public let dataCodingScheme: DataCodingScheme

    /// The units of the text: septets, octets or UTF-16 code units.
    public let units: [UInt16]

    /// What was passed over when the part was read as a phone reads it; not compared.
    public let warnings: [PartWarning]

    /// A number of the caller's, such as that of a record; not compared.
    public var tag = 0

    /// The tables the header announces; meaningless unless the alphabet is GSM 7 bit.
    public var shiftTables: ShiftTables { header.shiftTables }

    /// Reads the user data of a part, and rejects what is malformed.
    ///
    /// A phone shows more: `init(lenientlyReading:userDataLength:dataCodingScheme:hasHeader:packing:)`.
    /// The length decides how many septets are text, which separates a final `@` (septet 0) from
    /// padding. Octets of the field beyond the length are ignored. Complexity: linear; allocates
    /// the units.
    ///
    /// - Parameters:
    ///   - userData: TP-User-Data, header included.
    ///   - userDataLength: TP-User-Data-Length: septets for GSM 7 bit, octets otherwise.
    ///   - dataCodingScheme: TP-Data-Coding-Scheme.
    ///   - hasHeader: TP-User-Data-Header-Indicator.
    public init(
        userData: Span<UInt8>,
        userDataLength: Int,
        dataCodingScheme: DataCodingScheme,
        hasHeader: Bool
    ) throws(PartDecodingError) {
        let field = try ReceivedField(
            userData,
            userDataLength: userDataLength,
            dataCodingScheme,
            hasHeader: hasHeader
        )
        header = field.header
        self.dataCodingScheme = dataCodingScheme
        units = UnitReading.units(
            of: userData.extracting(first: field.octetCount),
            field.format,
            count: field.unitCount
        )
        warnings = []
    }
}

extension ReceivedPart {
    /// Whether header, scheme and units are the same.
    public static func == (first: Self, second: Self) -> Bool {
        first.header == second.header && first.dataCodingScheme == second.dataCodingScheme
            && first.units == second.units
    }

    /// Combines what is compared.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(header)
        hasher.combine(dataCodingScheme)
        hasher.combine(units)
    }
}

/// Where header and units lie in the user data of a part.
struct ReceivedField {
    /// The header; empty when there is none.
    let header: UserDataHeader

    /// The tables the header announces; meaningless unless the alphabet is GSM 7 bit.
    let shiftTables: ShiftTables

    /// The alphabet of the text.
    let alphabet: Alphabet

    /// The octets of the header, its length octet included; 0 for none.
    let headerOctetCount: Int

    /// The octets that the length announces; any octets behind them are not part of the field.
    let octetCount: Int

    /// The units of the text.
    let unitCount: Int

    /// The shape of the part.
    ///
    /// Not stored: with the spare octets in it, which no reading needs, the field would be so large that
    /// decoding copies it, header and all.
    var format: PartFormat { PartFormat(alphabet: alphabet, headerOctetCount: headerOctetCount) }

    /// Reads the header, and checks that all that was announced is there.
    init(
        _ userData: Span<UInt8>,
        userDataLength: Int,
        _ dataCodingScheme: DataCodingScheme,
        hasHeader: Bool
    ) throws(PartDecodingError) {
        guard !dataCodingScheme.isCompressed else { throw .compressed }
        alphabet = dataCodingScheme.alphabet
        octetCount = try Self.octetCount(
            userDataLength: userDataLength,
            alphabet,
            available: userData.count
        )
        if hasHeader {
            let field = userData.extracting(first: octetCount)
            do {
                header = try UserDataHeader(parsing: field)
                try header.checkMeaning()
            } catch {
                throw .header(error)
            }
            headerOctetCount = 1 + Int(field[0])
            shiftTables = header.shiftTables
        } else {
            header = .empty
            headerOctetCount = 0
            shiftTables = .default
        }
        let format = PartFormat(alphabet: alphabet, headerOctetCount: headerOctetCount)
        let length = userDataLength - format.userDataLength(unitCount: 0)
        // The header's octets lie within the field, as was checked; its fill bits may not fit.
        guard length >= 0 else {
            throw .lengthBelowHeader(
                userDataLength: userDataLength,
                headerOctetCount: headerOctetCount
            )
        }
        guard alphabet != .ucs2 || length % 2 == 0 else {
            throw .oddOctetCount(offset: octetCount - 1)
        }
        unitCount = alphabet == .ucs2 ? length / 2 : length
    }

    /// The octets that a length announces, all of which must be there.
    private static func octetCount(
        userDataLength: Int,
        _ alphabet: Alphabet,
        available: Int
    ) throws(PartDecodingError) -> Int {
        guard userDataLength >= 0 else { throw .negativeLength(userDataLength: userDataLength) }
        guard available <= UserDataField.octetCount else {
            throw .userDataTooLong(octetCount: available)
        }
        let octetCount =
            alphabet == .gsm7Bit
            ? PackedSeptets.octetCount(of: userDataLength) : userDataLength
        guard octetCount <= available else {
            throw .userDataTooShort(
                userDataLength: userDataLength,
                octetCount: octetCount,
                available: available
            )
        }
        return octetCount
    }
}

/// Reads the units of a part out of its octets.
enum UnitReading {
    /// The first `count` units behind the header; the caller has checked that they are there.
    static func units(of userData: Span<UInt8>, _ format: PartFormat, count: Int) -> [UInt16] {
        let start = format.headerOctetCount
        return switch format.alphabet {
        case .gsm7Bit:
            septets(of: userData, firstBit: start * 8 + format.fillBitCount, count: count)
        case .eightBitData: (0..<count).map { UInt16(userData[start + $0]) }
        case .ucs2:
            (0..<count).map {
                UInt16(userData[start + 2 * $0]) << 8 | UInt16(userData[start + 2 * $0 + 1])
            }
        }
    }

    /// `count` septets from a bit on; the last one may end before the last octet does.
    static func septets(of octets: Span<UInt8>, firstBit: Int, count: Int) -> [UInt16] {
        (0..<count).map { index in
            let bit = firstBit + index * 7
            let low = UInt16(octets[bit / 8])
            let crosses = bit % 8 > 1
            let high = crosses ? UInt16(octets[bit / 8 + 1]) : 0
            return (high << 8 | low) >> UInt16(bit % 8) & 0x7F
        }
    }
}

/// Why the octets of a part are not what they announce.
@nonexhaustive
public enum PartDecodingError: Error, Sendable, Hashable {
    /// The header is malformed.
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
    /// The text is compressed (TS 23.042), which no known sender uses in practice and Septet cannot
    /// read.
    case compressed
    /// The buffer has room for `available` octets, the text needs up to `octetCount`.
    case bufferTooSmall(octetCount: Int, available: Int)
}

extension PartDecodingError: CustomStringConvertible {
    /// Part of a sentence, with the field and the numbers.
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
