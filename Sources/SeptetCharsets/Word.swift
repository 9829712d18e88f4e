/// Eight octets of text in one register, the first in the lowest bits.
struct Word {
    let bits: UInt64

    static let octetCount = 8
    private static let upperBits: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Loads the eight octets from `offset`.
    ///
    /// The caller has checked `offset + 8 <= octets.count`; so does the load.
    @inline(__always)
    init(_ octets: Span<UInt8>, at offset: Int) {
        // Unsafe only for the types: octets have no padding, and all bit patterns are integers. The
        // bounds are checked.
        bits = unsafe UInt64(
            littleEndian: octets.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        )
    }

    /// The word to store so that the octets stand in their order.
    @inline(__always)
    var inMemory: UInt64 { bits.littleEndian }

    /// The upper bit of each octet that is not ASCII.
    @inline(__always)
    var nonASCII: UInt64 { bits & Self.upperBits }

    /// The upper bit of each octet in 80...9F.
    @inline(__always)
    var c1: UInt64 { bits & ~(bits &<< 1) & ~(bits &<< 2) & Self.upperBits }

    /// How many octets are UTF-8 continuation octets, 80...BF.
    @inline(__always)
    var continuationCount: Int { Self.count(bits & ~(bits &<< 1) & Self.upperBits) }

    /// How many octets are marked by their upper bit; other bits must be zero.
    @inline(__always)
    static func count(_ marks: UInt64) -> Int {
        // The multiplication sums the eight flags into the top octet; 8 at most, so it never carries.
        Int(truncatingIfNeeded: ((marks &>> 7) &* ones) &>> 56)
    }
}
