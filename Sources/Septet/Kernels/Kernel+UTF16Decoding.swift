internal import CSeptetKernels

extension Kernel {
    /// Writes UTF-16, most significant octet first, as UTF-8.
    ///
    /// A surrogate without partner shows U+FFFD. Allocates nothing.
    ///
    /// - Parameters:
    ///   - octets: Two octets a unit; an odd one at the end is left out.
    ///   - output: Has room for three octets a unit.
    func decodeUTF16(of octets: Span<UInt8>, into output: inout OutputSpan<UInt8>) {
        precondition(octets.count / 2 * 3 <= output.freeCapacity)
        guard let decode = unsafe functions.decodeUTF16 else {
            Self.decodeUTF16ByWords(of: octets, into: &output)
            return
        }
        // The kernel reads the octets of the span, and writes no more than three octets for each
        // unit, which the output has room for: see the precondition.
        unsafe octets.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target, initializedCount in
                guard let units = source.baseAddress, let free = target.baseAddress else { return }
                initializedCount += unsafe decode(units, source.count, free + initializedCount)
            }
        }
    }

    /// The form without intrinsics: four units at a time where they are ASCII, else one by one.
    private static func decodeUTF16ByWords(
        of octets: Span<UInt8>,
        into output: inout OutputSpan<UInt8>
    ) {
        let end = octets.count & ~1
        unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
            let target = UnsafeMutableRawBufferPointer(buffer)
            var read = 0
            while read < end {
                if end &- read >= 8, let ascii = OctetWord(octets, at: read).fourUnitsOfASCII {
                    // In bounds: twelve octets are reserved for these four units.
                    unsafe target.storeBytes(
                        of: ascii.littleEndian,
                        toByteOffset: initializedCount,
                        as: UInt32.self
                    )
                    initializedCount &+= 4
                    read &+= 8
                    continue
                }
                let unit = Self.unit(octets, at: read)
                read &+= 2
                var scalar = unit
                if unit & 0xF800 == 0xD800 {
                    let next = read < end ? Self.unit(octets, at: read) : 0
                    let isPair = unit < 0xDC00 && next & 0xFC00 == 0xDC00
                    scalar = isPair ? 0x1_0000 &+ ((unit & 0x3FF) << 10 | next & 0x3FF) : 0xFFFD
                    if isPair { read &+= 2 }
                }
                // In bounds: three octets are reserved for each unit, four for two are enough.
                unsafe storeUTF8(scalar, in: target, at: &initializedCount)
            }
        }
    }

    private static func unit(_ octets: Span<UInt8>, at position: Int) -> UInt32 {
        UInt32(octets[position]) << 8 | UInt32(octets[position &+ 1])
    }
}
