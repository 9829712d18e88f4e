/// A value for each beginning of a number; of several that fit, the longest one's.
struct PrefixTree: Sendable {
    /// For each node its ten followers, 0 for none: the root follows nothing.
    private var followers: [Int32] = [Int32](repeating: 0, count: 10)

    /// For each node the value of the longest beginning up to it.
    private var values: [Int32] = [0]

    /// A tree in which all numbers have the value 0.
    init() {}

    /// Gives a value to a beginning; those that are shorter must have been given theirs before.
    ///
    /// - Parameter prefix: Digits only.
    mutating func set(_ value: Int, for prefix: String) {
        var node = 0
        for octet in prefix.utf8 {
            let place = node * 10 + Int(octet - 0x30)
            if followers[place] == 0 {
                followers[place] = Int32(values.count)
                values.append(values[node])
                followers.append(contentsOf: repeatElement(0, count: 10))
            }
            node = Int(followers[place])
        }
        values[node] = Int32(value)
    }

    /// The value of the longest beginning.
    ///
    /// Complexity: linear in the digits of the longest beginning; allocates nothing.
    func value(of number: Span<UInt8>, from start: Int) -> Int {
        var node = 0
        var position = start
        while position < number.count {
            let digit = number[position] &- 0x30
            position += 1
            guard digit < 10 else {
                // Numbers are written with spaces and such between their digits.
                if PhoneNumber.isSeparator(number[position - 1]) { continue }
                break
            }
            let follower = Int(followers[node * 10 + Int(digit)])
            if follower == 0 { break }
            node = follower
        }
        return Int(values[node])
    }
}
