/// The user data header (UDH): information elements before the text of a part.
///
/// Source: TS 23.040 §9.2.3.24.
public struct UserDataHeader: Sendable, Hashable {
    /// The elements in the order they are written.
    public let elements: [InformationElement]

    /// An empty header, which takes no octet at all.
    public static let empty = Self()

    private init() {
        elements = []
    }

    /// Makes a header of elements.
    ///
    /// Throws `headerTooLong` when the length octet and the elements exceed 140 octets.
    public init(_ elements: [InformationElement]) throws(UserDataHeaderError) {
        let octetCount = elements.reduce(1) { $0 + $1.octetCount }
        guard octetCount <= UserDataField.octetCount else {
            throw .headerTooLong(octetCount: octetCount)
        }
        self.elements = elements
    }

    /// Reads the header at the beginning of `userData`.
    ///
    /// Every element is checked against the header, not against the user data. Elements are kept
    /// as they are; unusable ones, such as a concatenation of the wrong length or of a part that
    /// does not exist, have no effect.
    ///
    /// Complexity: linear; allocates the elements.
    public init(parsing userData: Span<UInt8>) throws(UserDataHeaderError) {
        guard userData.count > 0 else { throw .missingLength }
        let end = 1 + Int(userData[0])
        guard end <= userData.count else {
            throw .headerPastUserData(octetCount: end - 1, available: userData.count - 1)
        }
        var elements: [InformationElement] = []
        var offset = 1
        while offset < end {
            let identifier = InformationElement.Identifier(rawValue: userData[offset])
            guard offset + 1 < end else {
                throw .missingElementLength(identifier: identifier, offset: offset)
            }
            let octetCount = Int(userData[offset + 1])
            guard offset + 2 + octetCount <= end else {
                throw .elementPastHeader(
                    identifier: identifier,
                    offset: offset,
                    octetCount: octetCount,
                    available: end - offset - 2
                )
            }
            let data = (0..<octetCount).map { userData[offset + 2 + $0] }
            elements.append(InformationElement(identifier: identifier, data: data))
            offset += 2 + octetCount
        }
        self.elements = elements
    }

    /// Rejects elements of known kinds whose contents are unusable.
    ///
    /// A concatenation, ports or a national language must have the length of its kind, and a
    /// concatenation must announce a part that exists. A phone silently ignores such elements (TS
    /// 23.040 §9.2.3.24.1) and shows the part as a whole message; a gateway wants to know.
    public func checkMeaning() throws(UserDataHeaderError) {
        var offset = 1
        for element in elements {
            try element.checkMeaning(offset: offset)
            offset += element.octetCount
        }
    }

    /// The octets of the header, its length octet included; 0 when it has no element.
    public var octetCount: Int {
        elements.isEmpty ? 0 : elements.reduce(1) { $0 + $1.octetCount }
    }

    /// The octets of the header, beginning with its length; none when it has no element.
    ///
    /// Complexity: linear; allocates the result.
    public var octets: [UInt8] {
        guard !elements.isEmpty else { return [] }
        // The initialisers keep a header within 140 octets, or 255 after its length as received.
        return [UInt8](capacity: octetCount) { output in
            output.append(UInt8(truncatingIfNeeded: octetCount - 1))
            for element in elements { output.append(element) }
        }
    }

    /// The place in a concatenated message, `nil` when the header has none.
    ///
    /// Of several usable ones the last counts, whatever the width of its reference (TS 23.040
    /// §9.2.3.24).
    public var concatenation: Concatenation? {
        elements.last { $0.concatenation != nil }?.concatenation
    }

    /// The application ports, `nil` when the header has none; of several the last count.
    public var ports: (destination: UInt16, source: UInt16)? {
        elements.last { $0.ports != nil }?.ports
    }

    /// The identifier of the locking shift table's language, `nil` when the header has none.
    public var lockingShiftIdentifier: UInt8? {
        languageIdentifier(of: .lockingShift)
    }

    /// The identifier of the single shift table's language, `nil` when the header has none.
    public var singleShiftIdentifier: UInt8? {
        languageIdentifier(of: .singleShift)
    }

    private func languageIdentifier(of kind: InformationElement.Identifier) -> UInt8? {
        elements.reversed().lazy.compactMap { $0.languageIdentifier(of: kind) }.first
    }

    /// The tables the header announces; an unknown language means the default table.
    ///
    /// Source: TS 23.038 §6.2.1.2.4: a receiver that does not know a table uses the default one.
    public var shiftTables: ShiftTables {
        ShiftTables(
            locking: lockingShiftIdentifier.flatMap(NationalLanguage.init(rawValue:)),
            single: singleShiftIdentifier.flatMap(NationalLanguage.init(rawValue:))
        )
    }
}

/// The user data field of one short message.
///
/// Source: 3GPP TS 23.040 §9.2.3.24 (TP-User-Data).
public enum UserDataField {
    /// The size of the field in octets, from which every other limit follows.
    public static let octetCount = 140
}

/// Why octets are not a user data header, or elements do not make one.
///
/// Offsets count from the length octet (UDHL), which is at 0.
@nonexhaustive
public enum UserDataHeaderError: Error, Sendable, Hashable {
    /// The length octet is missing.
    case missingLength
    /// The length octet says `octetCount` octets follow, the user data has only `available`.
    case headerPastUserData(octetCount: Int, available: Int)
    /// The header ends after the identifier at `offset`, before a length.
    case missingElementLength(identifier: InformationElement.Identifier, offset: Int)
    /// The element at `offset` says it has `octetCount` octets, the header has only `available`.
    case elementPastHeader(
        identifier: InformationElement.Identifier,
        offset: Int,
        octetCount: Int,
        available: Int
    )
    /// The element at `offset` does not have the length of its kind.
    case wrongElementLength(
        identifier: InformationElement.Identifier,
        offset: Int,
        octetCount: Int,
        expected: Int
    )
    /// The concatenation at `offset` says part `sequence` of `partCount`, which does not exist.
    case impossiblePart(sequence: Int, partCount: Int, offset: Int)
    /// The elements make `octetCount` octets, a user data field holds 140.
    case headerTooLong(octetCount: Int)
}

extension UserDataHeaderError: CustomStringConvertible {
    /// Part of a sentence, with the field, the offset and both numbers.
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
        case .wrongElementLength(let identifier, let offset, let count, let expected):
            "information element \(name(identifier)) at offset \(offset): "
                + "\(count) octets, its kind has \(expected)"
        case .impossiblePart(let sequence, let partCount, let offset):
            "concatenation at offset \(offset): there is no part \(sequence) of \(partCount)"
        case .headerTooLong(let count):
            "user data header of \(count) octets, the field holds \(UserDataField.octetCount)"
        }
    }

    private func name(_ identifier: InformationElement.Identifier) -> String {
        "0x" + Hexadecimal.string(of: [identifier.rawValue])
    }
}

// How a header is written, wherever one is written. No number below exceeds an octet: planners keep
// headers within a field and messages within 255 parts, and `UserDataHeader` checks its elements.
extension OutputSpan<UInt8> {
    /// Writes the length octet of the header that parts of some shape have.
    @inline(__always)
    mutating func appendUserDataHeaderLength(_ format: PartFormat) {
        append(UInt8(truncatingIfNeeded: format.headerOctetCount - 1))
    }

    /// Writes an element.
    mutating func append(_ element: InformationElement) {
        append(element.identifier.rawValue)
        append(UInt8(truncatingIfNeeded: element.data.count))
        for octet in element.data { append(octet) }
    }

    /// Writes the element of a national language.
    mutating func append(_ language: NationalLanguage, as identifier: InformationElement.Identifier)
    {
        append(identifier.rawValue)
        append(1)
        append(language.rawValue)
    }

    /// Writes the element of a concatenation.
    @inline(__always)
    mutating func append(
        _ reference: ConcatenationReference,
        partCount: Int,
        sequence: Int
    ) {
        switch reference {
        case .eightBit(let number):
            append(InformationElement.Identifier.concatenation8Bit.rawValue)
            append(3)
            append(number)
        case .sixteenBit(let number):
            append(InformationElement.Identifier.concatenation16Bit.rawValue)
            append(4)
            append(UInt8(truncatingIfNeeded: number >> 8))
            append(UInt8(truncatingIfNeeded: number))
        }
        append(UInt8(truncatingIfNeeded: partCount))
        append(UInt8(truncatingIfNeeded: sequence))
    }
}
