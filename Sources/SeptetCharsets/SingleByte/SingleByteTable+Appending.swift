extension SingleByteTable {
    /// Longer texts are measured; shorter ones fit into the stack whatever they hold.
    private static let octetsOnStack = 256

    /// Appends the UTF-8 form of the octets from `index` on, up to the first undefined one.
    ///
    /// What the array has room for stands there first. Then it grows by the exact size of the rest: a
    /// short one is converted on the stack and copied, which takes less time than to measure it; a
    /// longer one is measured.
    func appendRun(
        _ octets: Span<UInt8>,
        from index: inout Int,
        to output: inout [UInt8]
    ) {
        let room = output.capacity - output.count
        if room >= octets.count - index {
            output.append(addingCapacity: room) { target in
                decode(octets, from: &index, into: &target)
            }
            // Defined, so it has no room.
            guard index < octets.count, form(of: octets[index]) != .undefined else { return }
        }
        let rest = octets.count - index
        if rest <= Self.octetsOnStack {
            let roomy = Self.roomyOctetCount(for: rest)
            // In bounds: all access goes through the output span, which is told the buffer's size
            // and ends before the buffer does.
            unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: roomy) { buffer in
                var scratch = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
                decode(octets, from: &index, into: &scratch)
                let count = unsafe scratch.finalize(for: buffer)
                unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
            }
        } else {
            let run = measure(octets, from: index)
            output.append(addingCapacity: run.utf8OctetCount) { target in
                decode(octets, from: &index, into: &target)
            }
        }
    }
}
