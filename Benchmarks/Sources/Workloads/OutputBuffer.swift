/// A buffer such as a caller keeps for the octets of one message after the other.
@safe final class OutputBuffer {
    private let memory: UnsafeMutableBufferPointer<UInt8>

    /// Room for so many octets.
    init(octetCount: Int) {
        unsafe memory = .allocate(capacity: octetCount)
        // No page is touched for the first time while the clock runs.
        unsafe memory.initialize(repeating: 0)
    }

    deinit { unsafe memory.deallocate() }

    /// Has the buffer filled from its beginning; gives the octets written.
    func fill<Failure: Error>(
        _ body: (inout OutputSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) -> Int {
        // The memory lives as long as `self`, and octets need not be destroyed.
        var output = unsafe OutputSpan(buffer: memory, initializedCount: 0)
        try body(&output)
        let count = output.count
        output.removeAll()
        return count
    }
}
