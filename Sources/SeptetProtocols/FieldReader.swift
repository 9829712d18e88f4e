internal import Septet

/// Reads the fields of a unit from its octets, one after the other.
struct FieldReader {
    private let octets: [UInt8]
    private(set) var offset = 0
    var warnings: [TPDUWarning] = []

    init(_ octets: Span<UInt8>) {
        self.octets = octets.indices.map { octets[$0] }
    }

    /// How many octets are left.
    var remainingCount: Int { octets.count - offset }

    mutating func octet(_ field: TPDUError.Field) throws(TPDUError) -> UInt8 {
        guard offset < octets.count else {
            throw .ends(in: field, offset: offset, needed: 1, available: 0)
        }
        defer { offset += 1 }
        return octets[offset]
    }

    private mutating func take(
        _ count: Int,
        _ field: TPDUError.Field
    ) throws(TPDUError) -> [UInt8] {
        guard count <= remainingCount else {
            throw .ends(in: field, offset: offset, needed: count, available: remainingCount)
        }
        defer { offset += count }
        return Array(octets[offset..<offset + count])
    }

    /// An address of a TPDU, whose length counts semi-octets.
    mutating func address(_ field: TPDUError.Field) throws(TPDUError) -> Address {
        let start = offset
        let count = Int(try octet(field))
        guard count <= Address.largestDigitCount else {
            throw .addressTooLong(semiOctetCount: count, offset: start)
        }
        let type = try octet(field)
        if type & 0x80 == 0 { warnings.append(.typeOfAddress(type, offset: start + 1)) }
        let content = try take((count + 1) / 2, field)
        return Address(
            typeOctet: type,
            content: content.span,
            semiOctetCount: count,
            warnings: &warnings
        )
    }

    /// The address of the service centre, whose length counts octets; `nil` for a length of 0.
    mutating func serviceCentre() throws(TPDUError) -> Address? {
        let start = offset
        let count = Int(try octet("service centre address"))
        guard count > 0 else { return nil }
        // Type and up to ten octets of digits.
        guard count <= 1 + Address.largestDigitCount / 2 else {
            throw .addressTooLong(semiOctetCount: 2 * (count - 1), offset: start)
        }
        let type = try octet("service centre address")
        if type & 0x80 == 0 { warnings.append(.typeOfAddress(type, offset: start + 1)) }
        let content = try take(count - 1, "service centre address")
        // Only the filler says that the number of digits is odd.
        let isOdd = content.last.map { $0 >> 4 == 0x0F } ?? false
        return Address(
            typeOctet: type,
            content: content.span,
            semiOctetCount: 2 * content.count - (isOdd ? 1 : 0),
            warnings: &warnings
        )
    }

    mutating func timeStamp(_ field: TPDUError.Field) throws(TPDUError) -> TimeStamp {
        let start = offset
        let octets = try take(TimeStamp.octetCount, field)
        guard let stamp = try? TimeStamp(octets: octets) else {
            throw .ends(in: field, offset: start, needed: TimeStamp.octetCount, available: 0)
        }
        if stamp.iso8601 == nil { warnings.append(.notATime(field, offset: start)) }
        return stamp
    }

    mutating func validityPeriod(format: UInt8) throws(TPDUError) -> ValidityPeriod? {
        switch format {
        case 0: return nil
        case 2: return .relative(try octet("validity period"))
        case 3: return .absolute(try timeStamp("validity period"))
        default:
            let start = offset
            let octets = try take(TimeStamp.octetCount, "validity period")
            guard let period = try? EnhancedValidityPeriod(octets: octets) else {
                throw .ends(in: "validity period", offset: start, needed: 7, available: 0)
            }
            return .enhanced(period)
        }
    }

    /// Length and user data; the field may be shorter than its length says.
    mutating func userData(
        _ scheme: DataCodingScheme,
        hasHeader: Bool
    ) throws(TPDUError) -> TPUserData {
        let length = Int(try octet("user data length"))
        let needed = scheme.alphabet == .gsm7Bit ? (length * 7 + 7) / 8 : length
        let available = min(needed, remainingCount)
        if available < needed {
            warnings.append(
                .userDataShort(length: length, octetCount: needed, available: available)
            )
        }
        let octets = try take(available, "user data")
        return TPUserData(octets: octets, length: length, hasHeader: hasHeader, scheme)
    }
}

/// Why octets are not the unit they are said to be.
@nonexhaustive
public enum TPDUError: Error, Sendable, Hashable {
    /// The name of a field, as the standard has it without `TP-`.
    public typealias Field = String

    /// The octets end in a field that begins or goes on at `offset`.
    case ends(in: Field, offset: Int, needed: Int, available: Int)
    /// An address announces more semi-octets than its field can have.
    case addressTooLong(semiOctetCount: Int, offset: Int)
    /// The message type indicator at `offset` is reserved.
    case reservedType(offset: Int)
}

extension TPDUError: CustomStringConvertible {
    /// A sentence part with the field and its offset.
    public var description: String {
        switch self {
        case .ends(let field, let offset, let needed, let available):
            "\(field) at offset \(offset): \(needed) \(needed == 1 ? "octet" : "octets") needed, "
                + "\(available) left"
        case .addressTooLong(let count, let offset):
            "address at offset \(offset): \(count) semi-octets announced, more than \(Address.largestDigitCount)"
        case .reservedType(let offset):
            "the message type at offset \(offset) is reserved"
        }
    }
}

/// What a phone passes over when it reads a unit.
@nonexhaustive
public enum TPDUWarning: Sendable, Hashable {
    /// The octet at `offset` is not a type of address: its upper bit is not set.
    case typeOfAddress(UInt8, offset: Int)
    /// A filler or nothing stands where a digit of an address should be; the digits before it count.
    case fillerInsideAddress
    /// The field at `offset` holds no moment.
    case notATime(TPDUError.Field, offset: Int)
    /// The length announces `octetCount` octets; only `available` are there.
    case userDataShort(length: Int, octetCount: Int, available: Int)
    /// So many octets follow the last field.
    case octetsBehind(count: Int)
}

extension TPDUWarning: CustomStringConvertible {
    /// A sentence part with the numbers.
    public var description: String {
        switch self {
        case .typeOfAddress(let octet, let offset):
            "0x\(Hexadecimal.string(of: [octet])) at offset \(offset) is not a type of address: its "
                + "upper bit is 0"
        case .fillerInsideAddress: "an address has a filler among its digits"
        case .notATime(let field, let offset): "the \(field) at offset \(offset) is not a time"
        case .userDataShort(let length, let count, let available):
            "user data length \(length) needs \(count) octets, \(available) are there"
        case .octetsBehind(let count): "\(count) octets follow the last field"
        }
    }
}
