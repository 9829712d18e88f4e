/// Writes units of an alphabet as octets.
struct UnitOutput {
    private let alphabet: Alphabet
    private var packer: SeptetPacker

    /// Begins behind the header of a part.
    init(_ format: PartFormat) {
        alphabet = format.alphabet
        packer = SeptetPacker(fillBitCount: format.fillBitCount)
    }

    /// Writes a septet, an octet, or a UTF-16 unit most significant octet first (TS 23.038 §6.2.3).
    mutating func append(_ unit: UInt16, to output: inout OutputSpan<UInt8>) {
        switch alphabet {
        case .gsm7Bit: packer.append(UInt8(truncatingIfNeeded: unit), to: &output)
        case .eightBitData: output.append(UInt8(truncatingIfNeeded: unit))
        case .ucs2:
            output.append(UInt8(truncatingIfNeeded: unit >> 8))
            output.append(UInt8(truncatingIfNeeded: unit))
        }
    }

    /// Writes what does not fill an octet; an alphabet of whole octets leaves nothing.
    mutating func finish(to output: inout OutputSpan<UInt8>) {
        if alphabet == .gsm7Bit { packer.finish(to: &output) }
    }
}
