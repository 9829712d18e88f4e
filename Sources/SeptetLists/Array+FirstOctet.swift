internal import Glibc

extension [UInt8] {
    /// Where an octet stands first in a range of the octets.
    func firstOctet(_ octet: UInt8, in range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe withUnsafeBytes { octets in
            guard let base = octets.baseAddress else { return nil }
            // In bounds: the whole range is, and no more is offered.
            let found = unsafe memchr(base + range.lowerBound, Int32(octet), range.count)
            return unsafe found.map { unsafe UnsafeRawPointer($0) - base }
        }
    }
}
