/// Finds all places of up to three octets, such as those that divide records into fields.
package enum OctetPositions {
    private static let tops: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Writes where any of three octets stands, in order, and returns how many places there are.
    ///
    /// - Parameters:
    ///   - positions: Has room for as many positions as there are octets, which are fewer than
    ///     2^32.
    package static func find(
        _ first: UInt8,
        _ second: UInt8,
        _ third: UInt8,
        in octets: Span<UInt8>,
        into positions: inout MutableSpan<UInt32>
    ) -> Int {
        let needles = (spread(first), spread(second), spread(third))
        var count = 0
        var offset = 0
        while offset + 8 <= octets.count {
            // In bounds: eight octets are left. Every bit pattern is a UInt64.
            let loaded = unsafe octets.bytes.unsafeLoadUnaligned(
                fromByteOffset: offset,
                as: UInt64.self
            )
            let word = UInt64(littleEndian: loaded)
            var found =
                (equal(word, needles.0) | equal(word, needles.1) | equal(word, needles.2)) & tops
            while found != 0 {
                positions[count] = UInt32(truncatingIfNeeded: offset + found.trailingZeroBitCount / 8)
                count += 1
                found &= found &- 1
            }
            offset += 8
        }
        while offset < octets.count {
            let octet = octets[offset]
            if octet == first || octet == second || octet == third {
                positions[count] = UInt32(truncatingIfNeeded: offset)
                count += 1
            }
            offset += 1
        }
        return count
    }

    private static func spread(_ octet: UInt8) -> UInt64 { UInt64(octet) &* ones }

    /// The top bit of each octet that is the same in both words; other bits have no meaning.
    private static func equal(_ word: UInt64, _ needle: UInt64) -> UInt64 {
        let difference = word ^ needle
        return ~(((difference & ~tops) &+ ~tops) | difference)
    }
}
