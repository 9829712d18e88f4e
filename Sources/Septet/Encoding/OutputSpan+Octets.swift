extension OutputSpan<UInt8> {
    /// Adds octets, all of which must have room.
    mutating func append(_ octets: Span<UInt8>) {
        precondition(octets.count <= freeCapacity)
        unsafe withUnsafeMutableBufferPointer { buffer, initializedCount in
            let target = unsafe UnsafeMutableRawBufferPointer(
                rebasing: UnsafeMutableRawBufferPointer(buffer)[initializedCount...]
            )
            // In bounds: they have room, see the precondition; two spans never overlap.
            unsafe octets.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
            initializedCount += octets.count
        }
    }
    /// Writes TP-User-Data-Length into an octet that was left for it; it is 160 at most.
    mutating func setUserDataLength(_ userDataLength: Int, at place: Int) {
        self[place] = UInt8(truncatingIfNeeded: userDataLength)
    }
}
