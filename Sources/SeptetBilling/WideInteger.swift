/// A whole number of any size: a sign and a magnitude in words of 64 bits.
///
/// Numbers below 2^64 allocate nothing. Nothing overflows, so sums and products of money are exact.
struct WideInteger: Sendable {
    private(set) var isNegative: Bool

    /// The least significant word of the magnitude.
    private var first: UInt64

    /// The other words, the least significant first; the last one is not zero.
    private var rest: [UInt64]

    /// Zero, or another small number.
    init(_ value: Int = 0) {
        isNegative = value < 0
        first = UInt64(value.magnitude)
        rest = []
    }

    /// A magnitude of any size, the least significant word first.
    private init(isNegative: Bool, words: [UInt64]) {
        let count = words.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        first = words.first ?? 0
        rest = Array(words[..<count].dropFirst())
        self.isNegative = isNegative && count > 0
    }

    private init(isNegative: Bool, word: UInt64) {
        first = word
        rest = []
        self.isNegative = isNegative && word != 0
    }

    /// The sum of numbers each of which stands for 64 bits more than the one before.
    init(lanes: [Int128]) {
        var sum = Self()
        for lane in lanes.reversed() {
            let low = UInt64(truncatingIfNeeded: lane.magnitude)
            let high = UInt64(truncatingIfNeeded: lane.magnitude >> 64)
            sum = sum.shifted() + Self(isNegative: lane < 0, words: [low, high])
        }
        self = sum
    }

    /// The number times 2^64.
    private func shifted() -> Self {
        Self(isNegative: isNegative, words: [0] + (0..<wordCount).map(word))
    }

    /// Reads decimal digits and nothing else.
    ///
    /// Complexity: the square of the digits; the caller limits them.
    init(isNegative: Bool, digits: some Sequence<UInt8>) {
        var value = WideInteger()
        for digit in digits { value = value.times(10, plus: UInt64(digit &- 0x30)) }
        self = value
        self.isNegative = isNegative && !isZero
    }

    var isZero: Bool { first == 0 && rest.isEmpty }

    private var wordCount: Int { 1 + rest.count }

    private func word(_ index: Int) -> UInt64 {
        if index == 0 { return first }
        return index <= rest.count ? rest[index - 1] : 0
    }

    /// The magnitude times a word, and a word added to it; the sign stays.
    private func times(_ factor: UInt64, plus addend: UInt64 = 0) -> WideInteger {
        var carry = addend
        if rest.isEmpty {
            let (high, low) = first.multipliedFullWidth(by: factor)
            let (sum, isOverflow) = low.addingReportingOverflow(carry)
            if high == 0 && !isOverflow { return Self(isNegative: isNegative, word: sum) }
        }
        var words: [UInt64] = []
        words.reserveCapacity(wordCount + 1)
        for index in 0..<wordCount {
            let (high, low) = word(index).multipliedFullWidth(by: factor)
            let (sum, isOverflow) = low.addingReportingOverflow(carry)
            words.append(sum)
            // A product of two words leaves room for this one.
            carry = high + (isOverflow ? 1 : 0)
        }
        words.append(carry)
        return Self(isNegative: isNegative, words: words)
    }

    /// The sum of two magnitudes, with a sign.
    private static func sum(_ left: Self, _ right: Self, isNegative: Bool) -> Self {
        if left.rest.isEmpty && right.rest.isEmpty {
            let (sum, isOverflow) = left.first.addingReportingOverflow(right.first)
            if !isOverflow { return Self(isNegative: isNegative, word: sum) }
        }
        var words: [UInt64] = []
        var carry: UInt64 = 0
        for index in 0..<max(left.wordCount, right.wordCount) {
            let (sum, isOverflow) = left.word(index).addingReportingOverflow(right.word(index))
            let (total, isCarried) = sum.addingReportingOverflow(carry)
            words.append(total)
            carry = isOverflow || isCarried ? 1 : 0
        }
        words.append(carry)
        return Self(isNegative: isNegative, words: words)
    }

    /// The difference of two magnitudes, the greater one on the left, with a sign.
    private static func difference(_ left: Self, _ right: Self, isNegative: Bool) -> Self {
        var words: [UInt64] = []
        var borrow: UInt64 = 0
        for index in 0..<left.wordCount {
            let (part, isOverflow) = left.word(index).subtractingReportingOverflow(
                right.word(index)
            )
            let (rest, isBorrowed) = part.subtractingReportingOverflow(borrow)
            words.append(rest)
            borrow = isOverflow || isBorrowed ? 1 : 0
        }
        return Self(isNegative: isNegative, words: words)
    }

    private static func magnitude(of left: Self, isLessThan right: Self) -> Bool {
        guard left.wordCount == right.wordCount else { return left.wordCount < right.wordCount }
        for index in (0..<left.wordCount).reversed() {
            let (one, other) = (left.word(index), right.word(index))
            if one != other { return one < other }
        }
        return false
    }
}

extension WideInteger: Comparable {
    static func == (left: Self, right: Self) -> Bool {
        left.isNegative == right.isNegative && left.first == right.first && left.rest == right.rest
    }

    static func < (left: Self, right: Self) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        return left.isNegative
            ? magnitude(of: right, isLessThan: left) : magnitude(of: left, isLessThan: right)
    }
}

extension WideInteger {
    static func + (left: Self, right: Self) -> Self {
        guard left.isNegative != right.isNegative else {
            return sum(left, right, isNegative: left.isNegative)
        }
        return magnitude(of: left, isLessThan: right)
            ? difference(right, left, isNegative: right.isNegative)
            : difference(left, right, isNegative: left.isNegative)
    }

    static func * (number: Self, factor: Int) -> Self {
        var product = number.times(UInt64(factor.magnitude))
        if factor < 0 && !product.isZero { product.isNegative.toggle() }
        return product
    }

    /// The number with zeros behind it: 10 to the power of `count` times as much.
    func appendingZeros(_ count: Int) -> Self {
        // The largest power of ten in a word.
        let digitsPerWord = 19
        var number = self
        var missing = isZero ? 0 : count
        while missing > 0 {
            let digits = min(missing, digitsPerWord)
            var power: UInt64 = 1
            for _ in 0..<digits { power *= 10 }
            number = number.times(power)
            missing -= digits
        }
        return number
    }

    /// Half of the number, rounded towards zero, and whether that left something over.
    var halved: (half: Self, isOdd: Bool) {
        let words = (0..<wordCount).map { index in word(index) >> 1 | word(index + 1) << 63 }
        return (Self(isNegative: isNegative, words: words), first & 1 == 1)
    }

    /// The words of the magnitude, the least significant first.
    var words: [UInt64] { (0..<wordCount).map(word) }

    /// The decimal digits of the magnitude, without zeros before them.
    ///
    /// Complexity: the square of the words.
    var digits: String {
        if rest.isEmpty { return String(first) }
        // Nineteen digits at a time: the largest power of ten in a word.
        let power: UInt64 = 10_000_000_000_000_000_000
        var words = (0..<wordCount).map(word)
        var groups: [String] = []
        while !words.isEmpty {
            var remainder: UInt64 = 0
            for index in words.indices.reversed() {
                (words[index], remainder) = power.dividingFullWidth((remainder, words[index]))
            }
            while words.last == 0 { words.removeLast() }
            groups.append(String(remainder))
        }
        let first = groups.removeLast()
        return first
            + groups.reversed()
            .map { String(repeating: "0", count: 19 - $0.utf8.count) + $0 }
            .joined()
    }
}
