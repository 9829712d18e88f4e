/// One element of a user data header: an identifier and its octets.
///
/// Source: TS 23.040 §9.2.3.24.
public struct InformationElement: Sendable, Hashable {
    /// The information element identifier (IEI).
    public let identifier: Identifier

    /// The octets of the element, without identifier and length.
    public let data: [UInt8]

    /// Makes an element; one whose data is too long is rejected when a header is made of it.
    public init(identifier: Identifier, data: [UInt8]) {
        self.identifier = identifier
        self.data = data
    }

    /// The octets of the element with its identifier and length.
    public var octetCount: Int { 2 + data.count }

    /// What an element is (IEI): one octet, written in hexadecimal.
    ///
    /// Those that Septet understands have names.
    public struct Identifier: RawRepresentable, Sendable, Hashable, ExpressibleByIntegerLiteral {
        /// The octet.
        public let rawValue: UInt8

        /// Any identifier.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Any identifier, such as `0x24`.
        public init(integerLiteral octet: UInt8) { rawValue = octet }

        /// Concatenated short message, 8-bit reference (TS 23.040 §9.2.3.24.1).
        public static let concatenation8Bit = Self(rawValue: 0x00)
        /// Application port addressing, 8 bit (§9.2.3.24.3).
        public static let ports8Bit = Self(rawValue: 0x04)
        /// Application port addressing, 16 bit (§9.2.3.24.4).
        public static let ports16Bit = Self(rawValue: 0x05)
        /// Concatenated short message, 16-bit reference (§9.2.3.24.8).
        public static let concatenation16Bit = Self(rawValue: 0x08)
        /// National language single shift (§9.2.3.24.15).
        public static let singleShift = Self(rawValue: 0x24)
        /// National language locking shift (§9.2.3.24.16).
        public static let lockingShift = Self(rawValue: 0x25)
    }

    /// The place of a part in a concatenated message.
    ///
    /// The identifier follows the width of the reference; nothing is checked here, see
    /// `UserDataHeader.concatenation`.
    public static func concatenation(_ concatenation: Concatenation) -> Self {
        let octets = [UInt8](capacity: concatenation.reference.width.elementOctetCount) {
            $0.append(
                concatenation.reference,
                partCount: Int(concatenation.partCount),
                sequence: Int(concatenation.sequence)
            )
        }
        return Self(identifier: Identifier(rawValue: octets[0]), data: Array(octets[2...]))
    }

    /// 16-bit application ports, destination first.
    public static func ports(destination: UInt16, source: UInt16) -> Self {
        Self(
            identifier: Identifier.ports16Bit,
            data: [destination, source].flatMap {
                [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)]
            }
        )
    }
}

extension InformationElement {
    /// The place in a concatenated message, when the element is one of the two concatenations.
    ///
    /// `nil` also for a part that does not exist: receivers ignore such an element (TS 23.040
    /// §9.2.3.24.1).
    public var concatenation: Concatenation? {
        place.flatMap { $0.isValid ? $0 : nil }
    }

    /// The place a concatenation announces, even of a part that does not exist.
    private var place: Concatenation? {
        switch (identifier, data.count) {
        case (Identifier.concatenation8Bit, 3):
            Concatenation(reference: .eightBit(data[0]), partCount: data[1], sequence: data[2])
        case (Identifier.concatenation16Bit, 4):
            Concatenation(
                reference: .sixteenBit(UInt16(data[0]) << 8 | UInt16(data[1])),
                partCount: data[2],
                sequence: data[3]
            )
        default: nil
        }
    }

    /// The application ports, when the element holds ports of either width.
    public var ports: (destination: UInt16, source: UInt16)? {
        switch (identifier, data.count) {
        case (Identifier.ports8Bit, 2): (UInt16(data[0]), UInt16(data[1]))
        case (Identifier.ports16Bit, 4):
            (UInt16(data[0]) << 8 | UInt16(data[1]), UInt16(data[2]) << 8 | UInt16(data[3]))
        default: nil
        }
    }

    /// The national language identifier, when the element is a shift of the kind given.
    func languageIdentifier(of kind: Identifier) -> UInt8? {
        identifier == kind && data.count == 1 ? data[0] : nil
    }

    /// Rejects an element of a known kind whose contents are unusable.
    func checkMeaning(offset: Int) throws(UserDataHeaderError) {
        let expected: Int? =
            switch identifier {
            case Identifier.concatenation8Bit: 3
            case Identifier.concatenation16Bit, Identifier.ports16Bit: 4
            case Identifier.ports8Bit: 2
            case Identifier.singleShift, Identifier.lockingShift: 1
            default: nil
            }
        if let expected, expected != data.count {
            throw .wrongElementLength(
                identifier: identifier,
                offset: offset,
                octetCount: data.count,
                expected: expected
            )
        }
        if let place, !place.isValid {
            throw .impossiblePart(
                sequence: Int(place.sequence),
                partCount: Int(place.partCount),
                offset: offset
            )
        }
    }
}

/// The place of a part in a concatenated message.
///
/// Source: TS 23.040 §9.2.3.24.1 and §9.2.3.24.8.
public struct Concatenation: Sendable, Hashable {
    /// What the parts of one message have in common.
    public let reference: ConcatenationReference

    /// How many parts the message has, 1...255 when valid.
    public let partCount: UInt8

    /// The number of this part, from 1 to `partCount` when valid.
    public let sequence: UInt8

    /// Makes a place, which may be invalid; see `isValid`.
    public init(reference: ConcatenationReference, partCount: UInt8, sequence: UInt8) {
        self.reference = reference
        self.partCount = partCount
        self.sequence = sequence
    }

    /// Whether the part exists: neither number is 0 and the sequence is not above the part count.
    public var isValid: Bool { sequence >= 1 && sequence <= partCount }
}

/// The number that the parts of one message share.
///
/// Source: TS 23.040 §9.2.3.24.1 (8-bit reference, IEI 0x00) and §9.2.3.24.8 (16-bit, IEI 0x08).
/// References of different widths differ, even if their numbers are equal; 0 is legal.
public enum ConcatenationReference: Sendable, Hashable {
    case eightBit(UInt8)
    case sixteenBit(UInt16)

    /// How wide a concatenation reference is.
    public enum Width: Int, Sendable, Hashable, CaseIterable {
        case eightBit = 8
        case sixteenBit = 16

        /// The octets of the information element, its identifier and length included: 5 or 6.
        public var elementOctetCount: Int { 2 + rawValue / 8 + 2 }
    }

    /// The width of this reference.
    public var width: Width {
        switch self {
        case .eightBit: .eightBit
        case .sixteenBit: .sixteenBit
        }
    }

    /// The reference number.
    public var number: Int {
        switch self {
        case .eightBit(let number): Int(number)
        case .sixteenBit(let number): Int(number)
        }
    }

    /// Makes a reference of a width from the low bits of a number.
    ///
    /// A running count of messages gives references that wrap around, as they do on phones.
    public init(wrapping number: Int, width: Width) {
        self =
            switch width {
            case .eightBit: .eightBit(UInt8(truncatingIfNeeded: number))
            case .sixteenBit: .sixteenBit(UInt16(truncatingIfNeeded: number))
            }
    }
}
