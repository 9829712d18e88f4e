/// Sorts keys by their digits of ten bits, the least significant first.
///
/// Bits in which all keys agree are in no digit; of the numbers of one country the highest are.
struct KeySorting<Key: FixedWidthInteger & UnsignedInteger & Sendable> {
    // Fewer bits make more passes, more bits more places to write at than the innermost cache holds.
    private static var digitBitCount: Int { 10 }
    private static var digitCount: Int { 1 << digitBitCount }

    /// Below this comparing is quicker.
    private static var leastKeyCount: Int { 512 }

    private var scratch: [Key] = []

    /// For each digit of a key how many keys have it, then where the next one of them goes.
    private var places: [UInt32] = []

    /// Sorts and drops repeated keys, fewer than 2^32.
    ///
    /// Complexity: linear; allocates as much as the keys take, and keeps it.
    mutating func sort(_ keys: inout [Key]) {
        if keys.count < Self.leastKeyCount {
            keys.sort()
        } else {
            if scratch.count < keys.count {
                scratch = [Key](repeating: 0, count: keys.count)
            } else {
                scratch.removeLast(scratch.count - keys.count)
            }
            let shifts = Self.shifts(keys.span)
            count(keys.span, shifts.span)
            var first = 0
            for shift in shifts {
                Self.distribute(keys.span, shift, &places, first, &scratch)
                swap(&keys, &scratch)
                first += Self.digitCount
            }
        }
        Self.dropRepeated(&keys)
    }

    /// How far each digit is from the end of a key.
    private static func shifts(_ keys: Span<Key>) -> [Key] {
        var varying: Key = 0
        for index in keys.indices { varying |= keys[index] ^ keys[0] }
        var shifts: [Key] = []
        while varying != 0 {
            let shift = varying.trailingZeroBitCount
            shifts.append(Key(shift))
            let end = shift + digitBitCount
            varying = (varying >> end) << end
        }
        return shifts
    }

    /// Counts the keys of each digit, all digits at once: one need not wait for another.
    private mutating func count(_ keys: Span<Key>, _ shifts: Span<Key>) {
        places = [UInt32](repeating: 0, count: shifts.count << Self.digitBitCount)
        var counts = places.mutableSpan
        for index in keys.indices {
            let key = keys[index]
            for digit in shifts.indices {
                let value = Int(truncatingIfNeeded: key &>> shifts[digit]) & (Self.digitCount - 1)
                counts[digit << Self.digitBitCount | value] &+= 1
            }
        }
        for first in stride(from: 0, to: counts.count, by: Self.digitCount) {
            var place: UInt32 = 0
            for index in first..<first + Self.digitCount {
                let count = counts[index]
                counts[index] = place
                place &+= count
            }
        }
    }

    /// Puts keys in the order of one digit; those that agree in it stay in theirs.
    private static func distribute(
        _ keys: Span<Key>,
        _ shift: Key,
        _ placeTable: inout [UInt32],
        _ first: Int,
        _ sortedKeys: inout [Key]
    ) {
        var places = placeTable.mutableSpan
        var sorted = sortedKeys.mutableSpan
        for index in keys.indices {
            let key = keys[index]
            let value = first | Int(truncatingIfNeeded: key &>> shift) & (digitCount - 1)
            let place = places[value]
            places[value] = place &+ 1
            sorted[Int(place)] = key
        }
    }

    private static func dropRepeated(_ keys: inout [Key]) {
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
