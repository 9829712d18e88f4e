extension CountryName {
    /// The code of the country with some English name, in any letter case of ASCII; `nil` when none
    /// has it.
    ///
    /// Complexity: constant.
    package static func code(of name: String) -> String? { codesByName[key(name)] }

    // Names are compared by their octets: two that look alike are two.
    private static let codesByName = Dictionary(
        codes.compactMap { code in of(code).map { (key($0), code) } },
        uniquingKeysWith: { first, _ in first }
    )

    private static func key(_ name: String) -> [UInt8] {
        name.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    }
}

extension CountryCode {
    /// The country's mobile country codes (E.212), ascending; none where they are not known.
    public var mobileCountryCodes: [Int] { MobileCountryCodes.of(description) }

    /// The country's English name, short: `United Kingdom`.
    public var englishName: String { CountryName.of(description) ?? description }
}

/// The beginning of telephone numbers, as price lists have them: `48`, `+48`, `0048`, `1-242`.
public struct NumberPrefix: Sendable, Hashable {
    /// The digits, the calling code first.
    public let digits: String

    /// Reads a beginning.
    ///
    /// A plus, `00` or `011` may stand in front, and separators between the digits. Throws where
    /// no number can begin so: `nationalNumber` behind a zero, `unknownCallingCode`, `tooLong` for
    /// more than fifteen digits, `twoNumbers` at a slash, and the faults of numbers that are written
    /// wrongly.
    public init(_ text: String) throws(NumberFault) {
        let written = try WrittenNumber(text.utf8.span)
        if let offset = WrittenNumber.offsetOfSlash(text) {
            throw NumberFault(.twoNumbers, scalarOffset: offset)
        }
        var digits = written.digits
        if !written.hasPlus {
            if digits.begins(with: [0, 0]) {
                digits.drop(2)
            } else if digits.begins(with: [0, 1, 1]) {
                digits.drop(3)
            }
        }
        guard digits.count > 0 else { throw NumberFault(.tooShort) }
        guard digits[0] != 0 else { throw NumberFault(.nationalNumber) }
        guard digits.count <= 15 else { throw NumberFault(.tooLong) }
        guard CallingCode.isBeginning(digits) else { throw NumberFault(.unknownCallingCode) }
        self.digits = digits.text
    }
}
