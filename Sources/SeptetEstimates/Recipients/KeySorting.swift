/// Sorts keys by their digits of nine bits, the least significant first.
///
/// Bits in which all keys agree are in no digit; of the numbers of one country the highest are.
struct KeySorting {
    // As many places to write at as the innermost cache has lines for.
    private static let digitBitCount: UInt64 = 9
    private static let digitCount = 1 << Int(digitBitCount)

    /// Below this comparing is quicker.
    private static let leastKeyCount = 512

    private var scratch: [UInt64] = []

    /// Sorts and drops repeated keys.
    ///
    /// Complexity: linear; allocates as much as the keys take, and keeps it.
    mutating func sort(_ keys: inout [UInt64]) {
        if keys.count < Self.leastKeyCount {
            keys.sort()
        } else {
            let first = keys[0]
            var varying = keys.reduce(0) { $0 | ($1 ^ first) }
            if scratch.count < keys.count {
                scratch = [UInt64](repeating: 0, count: keys.count)
            } else {
                scratch.removeLast(scratch.count - keys.count)
            }
            while varying != 0 {
                let shift = UInt64(varying.trailingZeroBitCount)
                Self.distribute(keys.span, &scratch, shift: shift)
                swap(&keys, &scratch)
                let end = shift + Self.digitBitCount
                varying = (varying >> end) << end
            }
        }
        Self.dropRepeated(&keys)
    }

    /// Puts keys in the order of one digit; those that agree in it stay in theirs.
    private static func distribute(
        _ keys: Span<UInt64>,
        _ sortedKeys: inout [UInt64],
        shift: UInt64
    ) {
        let mask = UInt64(digitCount - 1)
        var sorted = sortedKeys.mutableSpan
        var starts = InlineArray<512, Int>(repeating: 0)
        for index in keys.indices { starts[Int(keys[index] >> shift & mask)] += 1 }
        var start = 0
        for digit in starts.indices {
            let count = starts[digit]
            starts[digit] = start
            start += count
        }
        for index in keys.indices {
            let key = keys[index]
            let digit = Int(key >> shift & mask)
            sorted[starts[digit]] = key
            starts[digit] += 1
        }
    }

    private static func dropRepeated(_ keys: inout [UInt64]) {
        guard var last = keys.first else { return }
        var kept = 1
        var span = keys.mutableSpan
        for index in 1..<span.count where span[index] != last {
            last = span[index]
            span[kept] = last
            kept += 1
        }
        keys.removeSubrange(kept...)
    }
}
