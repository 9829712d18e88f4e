/// The names of control characters, which have none of their own in Unicode.
///
/// They are the formal aliases of Unicode, taken from ISO/IEC 6429.
enum ControlName {
    private static let lowest = [
        "NULL", "START OF HEADING", "START OF TEXT", "END OF TEXT", "END OF TRANSMISSION",
        "ENQUIRY", "ACKNOWLEDGE", "ALERT", "BACKSPACE", "CHARACTER TABULATION", "LINE FEED",
        "LINE TABULATION", "FORM FEED", "CARRIAGE RETURN", "SHIFT OUT", "SHIFT IN",
        "DATA LINK ESCAPE", "DEVICE CONTROL ONE", "DEVICE CONTROL TWO", "DEVICE CONTROL THREE",
        "DEVICE CONTROL FOUR", "NEGATIVE ACKNOWLEDGE", "SYNCHRONOUS IDLE",
        "END OF TRANSMISSION BLOCK", "CANCEL", "END OF MEDIUM", "SUBSTITUTE", "ESCAPE",
        "INFORMATION SEPARATOR FOUR", "INFORMATION SEPARATOR THREE", "INFORMATION SEPARATOR TWO",
        "INFORMATION SEPARATOR ONE",
    ]

    /// The name of a control character below U+0020, of U+007F and of U+0085.
    static func of(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0..<0x20: lowest[Int(scalar.value)]
        case 0x7F: "DELETE"
        case 0x85: "NEXT LINE"
        default: nil
        }
    }
}
