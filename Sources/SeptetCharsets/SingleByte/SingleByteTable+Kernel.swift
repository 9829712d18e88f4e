internal import CSeptetKernels

extension SingleByteTable {
    /// Decodes from `index` on as far as the kernel goes.
    @inline(__always)
    func decodeByKernel(
        _ octets: Span<UInt8>,
        from index: inout Int,
        into output: inout OutputSpan<UInt8>
    ) {
        guard let function = unsafe kernel.functions.decodeSingleByte else { return }
        // As the kernel's header defines this function.
        unsafe convert(octets, from: &index, into: &output, with: function)
    }

    /// Encodes from `index` on as far as the kernel goes.
    @inline(__always)
    func encodeByKernel(
        _ octets: Span<UInt8>,
        from index: inout Int,
        into output: inout OutputSpan<UInt8>
    ) {
        guard let function = unsafe kernel.functions.encodeSingleByte else { return }
        // As the kernel's header defines this function.
        unsafe convert(octets, from: &index, into: &output, with: function)
    }

    /// A loop in C: the octets, the room for the result, and where it stopped.
    private typealias Conversion =
        @convention(c) (
            UnsafePointer<UInt8>?, Int, Int, UnsafePointer<CSeptetSingleByteTable>?,
            UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>?
        ) -> Int

    @inline(__always)
    private func convert(
        _ octets: Span<UInt8>,
        from index: inout Int,
        into output: inout OutputSpan<UInt8>,
        with function: Conversion
    ) {
        let rest = octets.extracting(droppingFirst: index)
        var read = 0
        unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
            // In bounds: the kernel reads as many octets as the span has, and writes no more than
            // the rest of the buffer has, behind what is there.
            unsafe rest.withUnsafeBufferPointer { source in
                initializedCount += unsafe function(
                    source.baseAddress,
                    source.count,
                    buffer.count - initializedCount,
                    forKernel,
                    buffer.baseAddress.map { unsafe $0 + initializedCount },
                    &read
                )
            }
        }
        index += read
    }
}
