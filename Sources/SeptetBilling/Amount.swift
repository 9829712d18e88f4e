public import FoundationEssentials

/// An exact decimal amount of money or credits, with the fraction digits it was written with.
///
/// Never made of a binary floating point number. Two amounts are equal when their values are:
/// `0.10` equals `0.1`, and each is printed as it was written.
public struct Amount: Sendable {
    /// The exact value.
    public let value: Decimal

    /// How many digits after the point are printed.
    public let fractionDigitCount: Int

    /// Why a text is no amount.
    public enum ParsingError: Error, Sendable, Hashable {
        /// The text is not a sign, digits, a point with digits, and an exponent.
        case notDecimal
        /// More digits than arithmetic can carry exactly.
        case tooManyDigits(digitCount: Int)
    }

    /// The digits an amount may have once its exponent is written out, so that products with part
    /// counts stay exact in 38 digits.
    static let digitLimit = 24

    init(value: Decimal, fractionDigitCount: Int) {
        self.value = value
        self.fractionDigitCount = fractionDigitCount
    }

    /// A whole amount.
    public init(_ value: Int) {
        self.init(value: Decimal(value), fractionDigitCount: 0)
    }

    /// Reads an amount such as `0.0180`, `-3` or `1.6e-1`.
    ///
    /// The point is `.`, whatever the locale. Complexity: linear.
    public init(_ text: String) throws(ParsingError) {
        var scan = AmountScan(text)
        guard scan.readAll() else { throw .notDecimal }
        guard scan.writtenDigitCount <= Self.digitLimit else {
            throw .tooManyDigits(digitCount: scan.writtenDigitCount)
        }
        let digits = scan.significand + "e\(scan.exponent)"
        guard let value = Decimal(string: digits) else { throw .notDecimal }
        self.init(value: value, fractionDigitCount: max(0, -scan.exponent))
    }
}

extension Amount: Comparable, Hashable {
    /// Compares values only.
    public static func == (left: Self, right: Self) -> Bool { left.value == right.value }

    /// Compares values only.
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }

    /// Hashes the value only.
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension Amount {
    /// Zero, without fraction digits.
    public static let zero = Self(0)

    /// The exact sum, printed with the fraction digits of the finer amount.
    public static func + (left: Self, right: Self) -> Self {
        Self(
            value: left.value + right.value,
            fractionDigitCount: max(left.fractionDigitCount, right.fractionDigitCount)
        )
    }

    /// The exact product with a count, printed with as many fraction digits.
    public static func * (amount: Self, count: Int) -> Self {
        Self(
            value: amount.value * Decimal(count),
            fractionDigitCount: amount.fractionDigitCount
        )
    }

    /// The exact amount half as large again, with one more fraction digit only when it needs it.
    public var halfAsMuchAgain: Self {
        let value = value * Decimal(sign: .plus, exponent: -1, significand: 15)
        let needed = max(0, -value.exponent)
        return Self(value: value, fractionDigitCount: max(fractionDigitCount, needed))
    }
}

extension Amount: CustomStringConvertible {
    /// The digits with a point, such as `0.1080`.
    public var description: String {
        let digits = value.description
        guard fractionDigitCount > 0 else { return digits }
        let fraction = digits.firstIndex(of: ".").map { digits[$0...].dropFirst().count }
        let missing = String(repeating: "0", count: max(0, fractionDigitCount - (fraction ?? 0)))
        return fraction == nil ? "\(digits).\(missing)" : digits + missing
    }
}
