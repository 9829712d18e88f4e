/// Numbers of a fixed count of digits, as dates have them.
package enum DecimalField {
    /// The number in exactly `digitCount` ASCII digits; `nil` for anything else.
    package static func value(_ text: some StringProtocol, digitCount: Int) -> Int? {
        guard text.utf8.count == digitCount, isDigits(text) else { return nil }
        return Int(text)
    }

    /// A number with leading zeros up to `digitCount` digits.
    package static func text(_ value: Int, digitCount: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, digitCount - digits.count)) + digits
    }

    /// Whether the text has ASCII digits only, and at least one.
    package static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
