extension SMSAPI {
    /// A number without the marks people write into it.
    ///
    /// Spaces, hyphens, points, slashes and brackets go, and so does a plus at the beginning; what
    /// is no number stays as it was, because SMSAPI skips it and answers for the others.
    static func normalizedRecipient(_ text: String) -> String {
        let written = text.without { " -./()\u{A0}\t".unicodeScalars.contains($0) }
        let digits = written.rest(after: "+").map { String($0) } ?? written
        return isNumber(digits) ? digits : text
    }

    /// Whether a text can be a number with country code: 6 to 15 digits.
    static func isNumber(_ text: String) -> Bool {
        DecimalField.isDigits(text) && (6...15).contains(text.utf8.count)
    }
}
