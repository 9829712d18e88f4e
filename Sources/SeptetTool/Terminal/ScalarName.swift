extension Unicode.Scalar {
    /// The name of the character for a person.
    ///
    /// The Unicode Standard has no names for controls, only aliases, which Swift does not know.
    var displayName: String {
        if let name = properties.nameAlias ?? properties.name { return name }
        let value = Int(value)
        return Self.controlNames.indices.contains(value)
            ? Self.controlNames[value] : value == 0x7F ? "DELETE" : "CONTROL"
    }

    /// The aliases of U+0000 to U+001F (NameAliases.txt of the Unicode Character Database).
    private static let controlNames = [
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
