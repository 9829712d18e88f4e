extension Character {
    /// How many columns a terminal gives the character, by its first scalar: 0, 1 or 2.
    ///
    /// Emoji and the wide blocks of Unicode Standard Annex 11 take two.
    var columnCount: Int {
        guard let first = unicodeScalars.first else { return 0 }
        if first.properties.generalCategory == .nonspacingMark { return 0 }
        if first.properties.isEmojiPresentation { return 2 }
        if unicodeScalars.contains("\u{FE0F}") && first.properties.isEmoji { return 2 }
        return Self.wideBlocks.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// Hangul, the CJK blocks, fullwidth forms and the supplementary ideographs.
    private static let wideBlocks: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
        0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]

    /// What stands for the character on a page: itself, or a picture of a control or format
    /// character that would not show.
    var picture: String {
        guard let first = unicodeScalars.first else { return "" }
        switch first.value {
        case 0x0A: return "⏎"
        case 0x00...0x1F:
            return self == "\r\n" ? "␍⏎" : String(Self(Unicode.Scalar(0x2400 + first.value) ?? " "))
        case 0x7F: return "␡"
        default:
            let category = first.properties.generalCategory
            let shows =
                category != .format && category != .control
                && category != .lineSeparator && category != .paragraphSeparator
            return shows ? String(self) : "◦"
        }
    }
}

extension String {
    /// The columns a terminal gives the text.
    var columnCount: Int { reduce(0) { $0 + $1.columnCount } }

    /// The text with spaces behind it up to a number of columns.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, columns - columnCount))
    }

    /// The text with spaces before it up to a number of columns.
    func rightAligned(in columns: Int) -> String {
        String(repeating: " ", count: Swift.max(0, columns - columnCount)) + self
    }
}
