internal import Glibc

extension [UInt8] {
    /// Where an octet stands first at or after `start`, which is at most `count`.
    func firstOctet(_ octet: UInt8, from start: Int) -> Int? {
        unsafe withUnsafeBytes { octets in
            guard start < octets.count, let base = octets.baseAddress else { return nil }
            // In bounds: `start` is below the count, and the rest of the buffer is offered.
            let found = unsafe memchr(base + start, Int32(octet), octets.count - start)
            return unsafe found.map { unsafe UnsafeRawPointer($0) - base }
        }
    }
}
