/// The digits of an amount taken apart, without a number type in between.
struct AmountScan {
    /// Sign and digits without the point.
    private(set) var significand = ""
    /// The power of ten the significand is multiplied with.
    private(set) var exponent = 0
    /// The digits of the text.
    private var digitCount = 0
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    /// The digits of the amount when it is written without an exponent.
    var writtenDigitCount: Int {
        exponent < 0 ? max(digitCount, 1 - exponent) : digitCount + exponent
    }

    /// Reads the whole text; `false` when it is not an amount.
    mutating func readAll() -> Bool {
        if rest.first == UInt8(ascii: "-") {
            significand = "-"
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
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        significand += String(Substring(digits))
        digitCount += digits.count
        rest = rest.dropFirst(digits.count)
        return digits.count
    }
}
