extension SingleByteTable {
    /// Longer texts are measured; shorter ones fit into the stack whatever they hold.
    private static let octetsOnStack = 256

    /// Appends the UTF-8 form of the octets from `index` on, up to the first undefined one.
    ///
    /// Where the array has room for the worst case there is nothing to know beforehand. Where not,
    /// it grows by the exact size: a short text is converted on the stack and copied, which takes
    /// less time than to measure it; a longer one is measured.
    func appendRun(
        _ octets: Span<UInt8>,
        from index: inout Int,
        to output: inout [UInt8]
    ) {
        let forms = forms.span
        let rest = octets.count - index
        let roomy = Self.roomyOctetCount(for: rest)
        if output.capacity - output.count >= roomy {
            output.append(addingCapacity: roomy) { target in
                Self.decode(octets, forms: forms, from: &index, into: &target)
            }
        } else if rest <= Self.octetsOnStack {
            // In bounds: all access goes through the output span, which is told the buffer's size
            // and ends before the buffer does.
            unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: roomy) { buffer in
                var scratch = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
                Self.decode(octets, forms: forms, from: &index, into: &scratch)
                let count = unsafe scratch.finalize(for: buffer)
                unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
            }
        } else {
            let run = measure(octets, from: index)
            output.append(addingCapacity: run.utf8OctetCount) { target in
                Self.decode(octets, forms: forms, from: &index, into: &target)
            }
        }
    }
}
