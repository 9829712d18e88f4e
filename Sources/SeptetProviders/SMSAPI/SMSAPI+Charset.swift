extension SMSAPI {
    /// The charsets of the document, and those that SMSAPI's own clients name.
    static let charsetNames = [
        "utf-8", "iso-8859-2", "windows-1250", "iso-8859-1", "iso-8859-3", "iso-8859-4",
        "iso-8859-5", "iso-8859-7", "windows-1251",
    ]

    /// Finds the charset of `encoding`; `utf8` and any letter case are accepted.
    static func charset(named name: String) throws(PredictedError) -> RequestCharset {
        let lowercased = name.asciiLowercased
        let known = lowercased.isSame(as: "utf8") ? "utf-8" : lowercased
        guard charsetNames.contains(where: known.isSame), let charset = RequestCharset(named: known)
        else {
            let names = charsetNames.joined(separator: ", ")
            throw PredictedError(local: .invalidValue, "SMSAPI takes \(names)", field: "encoding")
        }
        return charset
    }
}
