extension Unicode.Scalar {
    /// The code point as the Unicode Standard writes it: `U+20AC`, at least four digits.
    package var codePointName: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension Unicode.Scalar {
    /// The name of the character, for people to read.
    ///
    /// The Unicode Standard has no names for controls, only formal aliases, which Swift does not
    /// provide; they are here. A character with neither shows its code point, and so does one with a
    /// name in Embedded Swift: the names are half of a module for WebAssembly, and the page brings
    /// its own.
    package var displayName: String {
        #if hasFeature(Embedded)
            controlAlias ?? codePointName
        #else
            properties.name ?? controlAlias ?? codePointName
        #endif
    }

    private var controlAlias: String? {
        switch value {
        case 0..<0x20: Self.controlAliases[Int(value)]
        case 0x7F: "DELETE"
        case 0x85: "NEXT LINE"
        default: nil
        }
    }

    /// The aliases of U+0000 to U+001F (NameAliases.txt of the Unicode Character Database).
    private static let controlAliases = [
        "NULL", "START OF HEADING", "START OF TEXT", "END OF TEXT", "END OF TRANSMISSION",
        "ENQUIRY", "ACKNOWLEDGE", "ALERT", "BACKSPACE", "CHARACTER TABULATION", "LINE FEED",
        "LINE TABULATION", "FORM FEED", "CARRIAGE RETURN", "SHIFT OUT", "SHIFT IN",
        "DATA LINK ESCAPE", "DEVICE CONTROL ONE", "DEVICE CONTROL TWO", "DEVICE CONTROL THREE",
        "DEVICE CONTROL FOUR", "NEGATIVE ACKNOWLEDGE", "SYNCHRONOUS IDLE",
        "END OF TRANSMISSION BLOCK", "CANCEL", "END OF MEDIUM", "SUBSTITUTE", "ESCAPE",
        "INFORMATION SEPARATOR FOUR", "INFORMATION SEPARATOR THREE", "INFORMATION SEPARATOR TWO",
        "INFORMATION SEPARATOR ONE",
    ]
}
