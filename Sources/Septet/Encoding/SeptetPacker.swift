/// Packs septets into octets, least significant bit first.
///
/// TS 23.038 §6.1.2.1: short messages are packed without regard to octet borders, and the last
/// octet is filled with zero bits.
struct SeptetPacker {
    private var bits: UInt32 = 0
    private var bitCount: UInt32

    /// Begins with zero bits that bring the text to a septet border after a header.
    init(fillBitCount: Int) {
        bitCount = UInt32(fillBitCount)
    }

    /// Adds a septet; every eight of them write seven octets.
    mutating func append(_ septet: UInt8, to output: inout OutputSpan<UInt8>) {
        bits |= UInt32(septet & 0x7F) << bitCount
        bitCount += 7
        if bitCount >= 8 {
            output.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
            bitCount -= 8
        }
    }

    /// Writes the bits that do not fill an octet.
    mutating func finish(to output: inout OutputSpan<UInt8>) {
        guard bitCount > 0 else { return }
        output.append(UInt8(truncatingIfNeeded: bits))
        bitCount = 0
    }
}
