/// What tells the parts of one message from those of another.
///
/// Source: TS 23.040 §9.2.3.24.1 (8-bit reference, IEI 0x00) and §9.2.3.24.8 (16-bit, IEI 0x08).
/// References of different widths are different, also when their numbers are equal; 0 is legal.
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

    /// Makes a reference of a width; of a number too large for it the low bits are taken.
    ///
    /// So a running count of messages gives references that wrap around, as they do on phones.
    public init(wrapping number: Int, width: Width) {
        self =
            switch width {
            case .eightBit: .eightBit(UInt8(truncatingIfNeeded: number))
            case .sixteenBit: .sixteenBit(UInt16(truncatingIfNeeded: number))
            }
    }
}
