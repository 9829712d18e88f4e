/// One element of a user data header: an identifier and its octets.
///
/// Source: TS 23.040 §9.2.3.24.
public struct InformationElement: Sendable, Hashable {
    /// The information element identifier (IEI).
    public let identifier: UInt8

    /// The octets of the element, without identifier and length.
    public let data: [UInt8]

    /// Makes an element; one whose data is too long is refused when a header is made of it.
    public init(identifier: UInt8, data: [UInt8]) {
        self.identifier = identifier
        self.data = data
    }

    /// The octets of the element with its identifier and length.
    public var octetCount: Int { 2 + data.count }

    /// The identifiers Septet gives a meaning.
    public enum Identifier {
        /// Concatenated short message, 8-bit reference (TS 23.040 §9.2.3.24.1).
        public static let concatenation8Bit: UInt8 = 0x00
        /// Application port addressing, 8 bit (§9.2.3.24.3).
        public static let ports8Bit: UInt8 = 0x04
        /// Application port addressing, 16 bit (§9.2.3.24.4).
        public static let ports16Bit: UInt8 = 0x05
        /// Concatenated short message, 16-bit reference (§9.2.3.24.8).
        public static let concatenation16Bit: UInt8 = 0x08
        /// National language single shift (§9.2.3.24.15).
        public static let singleShift: UInt8 = 0x24
        /// National language locking shift (§9.2.3.24.16).
        public static let lockingShift: UInt8 = 0x25
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
        return Self(identifier: octets[0], data: Array(octets[2...]))
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
