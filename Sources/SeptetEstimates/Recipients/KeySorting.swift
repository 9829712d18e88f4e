/// Sorts keys by their digits of eleven bits, the least significant first.
///
/// A digit in which all keys agree is passed over; of the numbers of one country the highest are.
struct KeySorting {
    private static let digitBitCount = 11
    private static let digitCount = 1 << digitBitCount

    /// Below this comparing is quicker.
    private static let leastKeyCount = 512

    private var scratch: [UInt64] = []
    private var starts = [Int](repeating: 0, count: digitCount)

    /// Sorts and drops repeated keys.
    ///
    /// Complexity: linear; allocates as much as the keys take, and keeps it.
    mutating func sort(_ keys: inout [UInt64]) {
        if keys.count < Self.leastKeyCount {
            keys.sort()
        } else {
            let first = keys[0]
            let varying = keys.reduce(0) { $0 | ($1 ^ first) }
            if scratch.count < keys.count {
                scratch = [UInt64](repeating: 0, count: keys.count)
            } else {
                scratch.removeLast(scratch.count - keys.count)
            }
            for shift in stride(from: 0, to: UInt64.bitWidth, by: Self.digitBitCount)
            where (varying >> UInt64(shift)) & UInt64(Self.digitCount - 1) != 0 {
                distribute(&keys, shift: UInt64(shift))
            }
        }
        Self.dropRepeated(&keys)
    }

    /// Puts keys in the order of one digit; those that agree in it stay in theirs.
    private mutating func distribute(_ keys: inout [UInt64], shift: UInt64) {
        Self.distribute(&keys, &scratch, &starts, shift: shift)
        swap(&keys, &scratch)
    }

    private static func distribute(
        _ keyTable: inout [UInt64],
        _ scratchTable: inout [UInt64],
        _ startTable: inout [Int],
        shift: UInt64
    ) {
        let mask = UInt64(digitCount - 1)
        let keys = keyTable.mutableSpan
        var scratch = scratchTable.mutableSpan
        var starts = startTable.mutableSpan
        for digit in starts.indices { starts[digit] = 0 }
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
            scratch[starts[digit]] = key
            starts[digit] += 1
        }
    }

    private static func dropRepeated(_ keys: inout [UInt64]) {
        var kept = 0
        for index in keys.indices where index == 0 || keys[index] != keys[kept - 1] {
            keys[kept] = keys[index]
            kept += 1
        }
        keys.removeSubrange(kept...)
    }
}
