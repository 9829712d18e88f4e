#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

extension Unicode.Scalar {
    /// How many columns a terminal gives the scalar by itself: 0, 1 or 2.
    ///
    /// Marks that combine and format characters take none, emoji and the wide blocks of Unicode
    /// Standard Annex 11 two.
    fileprivate var columnCount: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        // The soft hyphen is the one format character that terminals show.
        case .format: return value == 0xAD ? 1 : 0
        default: break
        }
        // Vowels and final consonants of Hangul join the consonant before them.
        if (0x1160...0x11FF).contains(value) { return 0 }
        if properties.isEmojiPresentation { return 2 }
        return Self.wideBlocks.contains { $0.contains(value) } ? 2 : 1
    }

    /// Hangul, the CJK blocks, fullwidth forms and the supplementary ideographs.
    private static let wideBlocks: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
        0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
}

extension Character {
    /// How many columns a terminal gives the character.
    var columnCount: Int {
        let scalars = unicodeScalars
        if let first = scalars.first, scalars.count > 1 {
            // Several scalars that show one emoji: joined, with a skin tone, a flag.
            let isEmoji =
                first.properties.isEmojiPresentation
                || first.properties.isEmoji && scalars.contains("\u{FE0F}")
            if isEmoji { return 2 }
        }
        return scalars.reduce(0) { $0 + $1.columnCount }
    }

    /// What a page shows for the character: itself, a picture of a control or format character, or
    /// a mark on a dotted circle when it has no base.
    var picture: String {
        guard let first = unicodeScalars.first else { return "" }
        switch first.value {
        case 0x0A: return "⏎"
        case 0x00...0x1F:
            return self == "\r\n" ? "␍⏎" : String(Self(Unicode.Scalar(0x2400 + first.value) ?? " "))
        case 0x7F: return "␡"
        default: break
        }
        switch first.properties.generalCategory {
        case .format, .control, .lineSeparator, .paragraphSeparator: return "◦"
        case .nonspacingMark, .enclosingMark, .spacingMark: return "◌" + String(self)
        default: return String(self)
        }
    }
}

extension String {
    /// The columns a terminal gives the text.
    var columnCount: Int { reduce(0) { $0 + $1.columnCount } }

    /// The text followed by spaces up to a number of columns.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, columns - columnCount))
    }

    /// The text preceded by spaces up to a number of columns.
    func rightAligned(in columns: Int) -> String {
        String(repeating: " ", count: Swift.max(0, columns - columnCount)) + self
    }

    /// The beginning of the text that fits into a number of columns.
    func cut(to columns: Int) -> String {
        guard columnCount > columns else { return self }
        var kept = ""
        var room = columns - 1
        for character in self {
            room -= character.columnCount
            if room < 0 { break }
            kept.append(character)
        }
        return columns > 0 ? kept + "…" : ""
    }

    /// The text without the spaces at its end.
    var withoutTrailingSpaces: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }
}

extension String {
    /// The text with escapes for controls and for the marks that turn the direction of writing, join
    /// or show nothing: a stranger's text must not act on a terminal or look like another.
    var shown: String { shown(keepingLineFeeds: false) }

    /// The same, except that line feeds can stay where the program itself divides lines.
    func shown(keepingLineFeeds: Bool) -> String {
        var shown = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where keepingLineFeeds && scalar.value == 0x0A:
                shown.unicodeScalars.append(scalar)
            case .control, .format, .lineSeparator, .paragraphSeparator:
                shown += scalar.escaped(asASCII: true)
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}

extension String {
    /// Whether the text ends in the octets of another.
    ///
    /// `hasSuffix` compares Characters, of which a combining mark makes others.
    func hasOctetSuffix(_ suffix: String) -> Bool {
        utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }

    /// The pieces between spaces.
    var words: [String] { split(atOctet: 0x20).filter { !$0.isEmpty } }

    /// The pieces between the octets of a separator of ASCII; empty ones too.
    func split(atOctet separator: UInt8) -> [String] {
        utf8.split(separator: separator, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
    }
}

extension [String] {
    /// The strings without repetitions, compared by octets: as Strings, those that Unicode considers
    /// equal would be one.
    var distinct: [String] {
        var seen: Set<Array<UInt8>> = []
        return filter { seen.insert(Array<UInt8>($0.utf8)).inserted }
    }
}

/// How text for a person is highlighted: with colour on a terminal, plain elsewhere.
struct TerminalStyle {
    private let usesColor: Bool

    /// The columns of a line.
    let columnCount: Int

    /// Colour and width of standard output; never colour under `NO_COLOR` or `--no-color`.
    init(noColor: Bool) {
        let environment = ProcessInfo.processInfo.environment
        let refused = noColor || environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        usesColor = StandardOutput.isTerminal && !refused && environment["TERM"] != "dumb"
        columnCount = Self.columnCount(environment["COLUMNS"])
    }

    func bold(_ text: String) -> String { code(1, text) }
    func faint(_ text: String) -> String { code(2, text) }
    func alarming(_ text: String) -> String { code(31, text) }
    func expensive(_ text: String) -> String { code(33, text) }
    func good(_ text: String) -> String { code(32, text) }

    private func code(_ number: Int, _ text: String) -> String {
        usesColor && !text.isEmpty ? "\u{1B}[\(number)m\(text)\u{1B}[0m" : text
    }

    /// The widths a page is made for; any other value is ignored.
    private static let columnCounts = 40...1_000

    private static func columnCount(_ variable: String?) -> Int {
        var size = winsize()
        // The kernel writes one `winsize`, which `size` is.
        let isKnown = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
        let counts = [variable.flatMap { Int($0) }, isKnown ? Int(size.ws_col) : nil]
        return counts.compactMap(\.self).first(where: columnCounts.contains) ?? 80
    }
}

/// A number with its noun: `1 part`, `2 parts`.
func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}
