/// An exact decimal amount of money or credits, with the fraction digits it was written with.
///
/// Never made from a binary floating point number. Sums and products are exact at every size: an
/// amount has as many digits as it needs. Two amounts are equal when their values are: `0.10` equals
/// `0.1`, and each is printed as it was written.
public struct Amount: Sendable {
    /// Why a text is not an amount.
    @nonexhaustive
    public enum ParsingError: Error, Sendable, Hashable, CustomStringConvertible {
        /// The text is not a sign, digits, a point with digits, and an exponent.
        case notDecimal
        /// More digits than are accepted.
        case tooManyDigits(digitCount: Int)

        /// A sentence without the text.
        public var description: String {
            switch self {
            case .notDecimal: "not a decimal number such as 0.05"
            case .tooManyDigits(let count):
                "\(count) digits, and an amount has at most \(Amount.digitLimit)"
            }
        }
    }

    /// How many digits an amount that is read may have once its exponent is written out.
    ///
    /// No price needs more, and so reading takes bounded time and memory.
    public static let digitLimit = 24

    /// How many digits a sum that is read back may have.
    ///
    /// A sum of the most expensive and the finest prices over 2^63 parts has 69: 25 before the
    /// point and 25 behind it after a surcharge, and 19 more for the number of parts.
    package static let sumDigitLimit = 80

    /// How many digits after the point are printed.
    public let fractionDigitCount: Int

    /// The amount in units of its last digit.
    private let coefficient: WideInteger

    private init(_ coefficient: WideInteger, fractionDigitCount: Int) {
        self.coefficient = coefficient
        self.fractionDigitCount = fractionDigitCount
    }

    /// A whole amount.
    public init(_ value: Int) {
        self.init(WideInteger(value), fractionDigitCount: 0)
    }

    /// A sum of units of the last digit; each lane stands for 64 bits more than the one before.
    package init(unitLanes: [Int128], fractionDigitCount: Int) {
        self.init(WideInteger(lanes: unitLanes), fractionDigitCount: max(0, fractionDigitCount))
    }

    /// Reads an amount such as `0.0180`, `-3` or `1.6e-1`.
    ///
    /// The point is `.`, whatever the locale. Complexity: linear.
    ///
    /// - Throws: `notDecimal`, or `tooManyDigits` when there are more than `digitLimit`.
    public init(_ text: String) throws(ParsingError) {
        try self.init(text, digitLimit: Self.digitLimit)
    }

    /// Reads an amount with another limit, such as `sumDigitLimit`.
    package init(_ text: String, digitLimit: Int) throws(ParsingError) {
        var scan = AmountScan(text)
        guard scan.readAll() else { throw .notDecimal }
        guard scan.writtenDigitCount <= digitLimit else {
            throw .tooManyDigits(digitCount: scan.writtenDigitCount)
        }
        let digits = WideInteger(isNegative: scan.isNegative, digits: scan.digits)
        self.init(
            digits.appendingZeros(max(0, scan.exponent)),
            fractionDigitCount: max(0, -scan.exponent)
        )
    }

    /// How many digits it is printed with, a leading zero included.
    package var digitCount: Int {
        max(coefficient.digits.utf8.count, fractionDigitCount + 1)
    }

    /// The magnitude in units of the digit `fractionDigitCount` after the point, as words of 64
    /// bits, the least significant first.
    ///
    /// The amount must have no digits after that one.
    package func unitWords(fractionDigitCount: Int) -> [UInt64] {
        coefficient(fractionDigitCount).words
    }

    private func coefficient(_ fractionDigitCount: Int) -> WideInteger {
        coefficient.appendingZeros(fractionDigitCount - self.fractionDigitCount)
    }

    private static func aligned(_ left: Self, _ right: Self) -> (WideInteger, WideInteger, Int) {
        let digits = max(left.fractionDigitCount, right.fractionDigitCount)
        return (left.coefficient(digits), right.coefficient(digits), digits)
    }
}

extension Amount: Comparable, Hashable {
    /// Compares values only.
    public static func == (left: Self, right: Self) -> Bool {
        let (left, right, _) = aligned(left, right)
        return left == right
    }

    /// Compares values only.
    public static func < (left: Self, right: Self) -> Bool {
        let (left, right, _) = aligned(left, right)
        return left < right
    }

    /// Hashes the value only.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(coefficient.isNegative)
        // Zeros at the end are how it is written.
        var digits = coefficient.digits[...].utf8
        var fraction = fractionDigitCount
        while fraction > 0 && digits.last == UInt8(ascii: "0") {
            digits.removeLast()
            fraction -= 1
        }
        hasher.combine(digits.isEmpty ? 0 : fraction)
        for digit in digits { hasher.combine(digit) }
    }
}

extension Amount {
    /// Zero, without fraction digits.
    public static let zero = Self(0)

    /// The exact sum, printed with the fraction digits of the finer amount.
    public static func + (left: Self, right: Self) -> Self {
        let (left, right, digits) = aligned(left, right)
        return Self(left + right, fractionDigitCount: digits)
    }

    /// The exact product with a count, printed with as many fraction digits.
    public static func * (amount: Self, count: Int) -> Self {
        Self(amount.coefficient * count, fractionDigitCount: amount.fractionDigitCount)
    }

    /// The exact amount half as large again, with one more fraction digit only when it needs it.
    package var halfAsMuchAgain: Self {
        let (half, isOdd) = (coefficient * 3).halved
        guard isOdd else { return Self(half, fractionDigitCount: fractionDigitCount) }
        return Self(coefficient * 15, fractionDigitCount: fractionDigitCount + 1)
    }
}

extension Amount: CustomStringConvertible {
    /// The digits with a point, such as `0.1080`.
    public var description: String {
        let sign = coefficient.isNegative ? "-" : ""
        let digits = coefficient.digits
        guard fractionDigitCount > 0 else { return sign + digits }
        let missing = max(0, fractionDigitCount + 1 - digits.utf8.count)
        let all = String(repeating: "0", count: missing) + digits
        let whole = all.utf8.count - fractionDigitCount
        return sign + all.prefix(whole) + "." + all.suffix(fractionDigitCount)
    }
}

#if !hasFeature(Embedded)
    extension Amount: Codable {
        /// Reads the digits of a text: a number of JSON may have been through binary floating point.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            do {
                try self.init(container.decode(String.self))
            } catch let error as ParsingError {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
            }
        }

        /// Writes `description`, a text.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }
    }
#endif

/// The digits of an amount taken apart, without a number type in between.
private struct AmountScan {
    private(set) var isNegative = false
    /// The digits without the point.
    private(set) var digits: [UInt8] = []
    /// The power of ten by which the digits are multiplied.
    private(set) var exponent = 0
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    /// The digits of the amount when it is written without an exponent.
    var writtenDigitCount: Int {
        exponent < 0 ? max(digits.count, 1 - exponent) : digits.count + exponent
    }

    /// Reads the whole text; `false` when it is not an amount.
    mutating func readAll() -> Bool {
        if rest.first == UInt8(ascii: "-") {
            isNegative = true
            rest.removeFirst()
        }
        guard readDigits() > 0 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let fraction = readDigits()
            guard fraction > 0 else { return false }
            exponent = -fraction
        }
        guard let octet = rest.first else { return true }
        guard octet | 0x20 == UInt8(ascii: "e") else { return false }
        rest.removeFirst()
        // Longer exponents than this are beyond every limit; Int reads these without overflow.
        guard rest.count < 10, let power = Int(String(Substring(rest))) else { return false }
        exponent += power
        return true
    }

    private mutating func readDigits() -> Int {
        let count = digits.count
        digits += rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest.dropFirst(digits.count - count)
        return digits.count - count
    }
}
