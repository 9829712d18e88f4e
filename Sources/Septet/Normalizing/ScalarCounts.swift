/// How often each scalar stands in a text.
struct ScalarCounts {
    private var ascii = InlineArray<128, Int>(repeating: 0)
    private var others: [UInt32: Int] = [:]

    mutating func add(_ scalar: UInt32) {
        if scalar < 0x80 {
            ascii[Int(scalar)] += 1
        } else {
            others[scalar, default: 0] += 1
        }
    }

    /// The units of all of them, `nil` when one has none.
    func unitCount(_ cost: (UInt32) -> Int?) -> Int? {
        var sum = 0
        for index in ascii.indices where ascii[index] > 0 {
            guard let own = cost(UInt32(index)) else { return nil }
            sum += own * ascii[index]
        }
        for (scalar, count) in others {
            guard let own = cost(scalar) else { return nil }
            sum += own * count
        }
        return sum
    }
}
