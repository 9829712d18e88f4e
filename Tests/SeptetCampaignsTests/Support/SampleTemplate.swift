import Septet
import SeptetCampaigns
import TestSupport

/// A random template, and its full text made the obvious way.
struct SampleTemplate {
    enum Piece {
        case text(String)
        case column(Int, fallback: String)
    }

    let pieces: [Piece]
    let columns = ["a", "b", "c"]

    init(_ random: inout SplitMix64, _ texts: inout RandomText) {
        var pieces: [Piece] = []
        for _ in 0..<random.below(7) {
            if random.oneIn(2) {
                pieces.append(.text(Self.plain(Self.part(of: texts.next(), &random))))
            } else {
                let fallback = random.oneIn(3) ? Self.part(of: texts.next(.mixed), &random) : ""
                pieces.append(.column(random.below(3), fallback: Self.plain(fallback)))
            }
        }
        self.pieces = pieces
    }

    /// The template, written as a person would.
    var template: MessageTemplate {
        get throws(TemplateError) {
            let texts = pieces.map { piece in
                switch piece {
                case .text(let text): text
                case .column(let column, let fallback):
                    "{{" + columns[column] + (fallback.isEmpty ? "" : "|" + fallback) + "}}"
                }
            }
            return try MessageTemplate(texts.joined())
        }
    }

    /// The full text for some values.
    func text(_ values: [[UInt8]]) -> [UInt8] {
        pieces.flatMap { piece in
            switch piece {
            case .text(let text): Array(text.utf8)
            case .column(let column, let fallback):
                Self.isBlank(values[column]) ? Array(fallback.utf8) : values[column]
            }
        }
    }

    /// Values for the columns; now and then no UTF-8, or characters cut in two.
    func randomValues(_ random: inout SplitMix64, _ texts: inout RandomText) -> [[UInt8]] {
        if random.oneIn(30) { return [[0x61, 0xC3], [0xA9], [0xF0, 0x9F]] }
        return columns.map { _ in
            random.oneIn(5) ? [] : Array(Self.part(of: texts.next(), &random).utf8)
        }
    }

    /// All of a text, or some scalars of it.
    private static func part(of text: String, _ random: inout SplitMix64) -> String {
        guard !random.oneIn(3) else { return text }
        let scalars = Array(text.unicodeScalars)
        let start = random.below(scalars.count + 1)
        let end = start + random.below(scalars.count - start + 1)
        return String(String.UnicodeScalarView(scalars[start..<end]))
    }

    /// A text without the scalars that templates give a meaning.
    private static func plain(_ text: String) -> String {
        // By scalars: a mark that combines with a brace leaves it a brace.
        let scalars = text.unicodeScalars.filter { !"{}\\".unicodeScalars.contains($0) }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Whether a value is empty, or nothing but no-break spaces with spaces between them.
    private static func isBlank(_ value: [UInt8]) -> Bool {
        guard let span = try? UTF8Span(validating: value.span) else { return value.isEmpty }
        let scalars = String(copying: span).unicodeScalars
        let blanks: [Unicode.Scalar] = ["\u{A0}", "\u{2007}", "\u{202F}", "\u{2060}", "\u{FEFF}"]
        return scalars.isEmpty
            || scalars.allSatisfy { $0 == " " || blanks.contains($0) }
                && scalars.contains { $0 != " " }
    }
}
