internal import CSeptetKernels

extension Kernel {
    /// Packs septets, one an octet, behind zero bits; the output must have room for the result.
    ///
    /// TS 23.038 §6.1.2.1: septets lie without regard to octet borders, least significant bit
    /// first, and the last octet is filled with zero bits.
    ///
    /// - Parameter fillBitCount: The zero bits, 0...6.
    func pack(
        _ septets: Span<UInt8>,
        fillBitCount: Int,
        into output: inout OutputSpan<UInt8>
    ) {
        guard let pack = unsafe functions.pack else {
            Self.packByWords(septets, fillBitCount: fillBitCount, into: &output)
            return
        }
        let octetCount = PackedSeptets.octetCount(of: septets.count, fillBitCount: fillBitCount)
        precondition(octetCount <= output.freeCapacity)
        // The kernel reads the septets, and writes just the octets that they and the fill bits
        // take, which the output has room for: see the precondition.
        unsafe septets.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target, initializedCount in
                guard let free = target.baseAddress else { return }
                unsafe pack(source.baseAddress, source.count, fillBitCount, free + initializedCount)
                initializedCount += octetCount
            }
        }
    }

    /// The form without intrinsics. In pseudo-code:
    ///
    ///     carry <- 0, of as many bits as there are fill bits
    ///     for each eight septets:
    ///         bits <- carry, and the 56 bits of the septets above it
    ///         store bits; seven octets are done, what is above them is the next carry
    ///
    ///     bits   0chhhhhh hggggggg ... bbbbbbba aaaaaacc    one fill bit: 57 bits, carry h
    static func packByWords(
        _ septets: Span<UInt8>,
        fillBitCount: Int,
        into output: inout OutputSpan<UInt8>
    ) {
        let octetCount = PackedSeptets.octetCount(of: septets.count, fillBitCount: fillBitCount)
        precondition(octetCount <= output.freeCapacity)
        unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
            let target = UnsafeMutableRawBufferPointer(buffer)
            let end = initializedCount &+ octetCount
            var written = initializedCount
            var carry: UInt64 = 0
            var read = 0
            while read &+ 8 < septets.count {
                let bits =
                    OctetWord(septets, at: read).packedSeptets &<< UInt64(fillBitCount) | carry
                // In bounds: 56 bits and at least one more septet make eight octets or more.
                unsafe target.storeBytes(
                    of: bits.littleEndian,
                    toByteOffset: written,
                    as: UInt64.self
                )
                carry = bits >> 56
                read &+= 8
                written &+= 7
            }
            // At most 6 + 56 bits.
            var bits = OctetWord(septets, at: read).packedSeptets &<< UInt64(fillBitCount) | carry
            if target.count &- written >= 8 {
                // In bounds: eight octets are left. What is stored behind `end` is not counted.
                unsafe target.storeBytes(
                    of: bits.littleEndian,
                    toByteOffset: written,
                    as: UInt64.self
                )
            } else {
                while written < end {
                    // In bounds: `end` is within the buffer, see the precondition.
                    unsafe target[written] = UInt8(truncatingIfNeeded: bits)
                    bits >>= 8
                    written &+= 1
                }
            }
            initializedCount = end
        }
    }
}
