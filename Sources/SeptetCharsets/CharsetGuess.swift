internal import CICU

/// A charset that some text may be in, with a word of the text as it reads then.
public struct CharsetGuess: Sendable, Hashable {
    /// The charset.
    public let charset: Charset

    /// The first word with a character beyond ASCII, as this charset has it.
    public let example: String

    /// The charsets that people's files are in when they aren't UTF-8, beside those ICU detects.
    private static let usual = [
        "windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254",
        "windows-1255", "windows-1256", "ISO-8859-2", "macintosh", "IBM850", "IBM852",
    ]

    /// The octets of ICU's longest name, and its NUL.
    private static let nameCapacity = 64

    /// The charsets that fit some text, the likeliest first.
    ///
    /// Of charsets that make the same text of it only one is there, so a single guess is as good as
    /// knowledge. A charset fits when every octet is a character in it and words look like words:
    /// of one script, without capitals or signs inside, and in the Latin script not without any
    /// letter of ASCII. ICU's detector takes part: what it finds far less likely than its first
    /// choice doesn't fit. Octets of UTF-8 with a few broken ones have no guess.
    ///
    /// Complexity: decodes the octets once for each of some twenty charsets; allocates.
    public static func guesses(for octets: [UInt8]) -> [CharsetGuess] {
        // The part with the octets in question: headers say nothing.
        let sample = Array(octets.prefix(32 << 10))
        guard !isDamagedUTF8(sample) else { return [] }
        let detected = detected(sample)
        let best = detected.first?.confidence ?? 0
        var confidences: [Charset: Int] = [:]
        for row in detected { confidences[row.charset] = row.confidence }
        // Of those that make one text the usual one stands for all.
        let names = usual.compactMap { try? Charset(name: $0) } + detected.map(\.charset)
        var guesses: [CharsetGuess] = []
        var texts: [[UInt8]] = []
        for charset in names
        where charset != .utf8 && !guesses.contains(where: { $0.charset == charset }) {
            if let confidence = confidences[charset], best >= 40, confidence * 3 < best { continue }
            guard let text = text(sample, charset), let example = WordShapes.example(text),
                !texts.contains(text)
            else { continue }
            texts.append(text)
            guesses.append(CharsetGuess(charset: Self.windowsForm(of: charset), example: example))
        }
        let order = guesses.indices.sorted { left, right in
            let (first, second) = (
                confidences[guesses[left].charset] ?? 0, confidences[guesses[right].charset] ?? 0
            )
            return (second, left) < (first, right)
        }
        return order.map { guesses[$0] }
    }

    /// Whether most characters beyond ASCII are UTF-8.
    private static func isDamagedUTF8(_ octets: [UInt8]) -> Bool {
        var wholeCount = 0
        var brokenCount = 0
        for scalar in String(decoding: octets, as: UTF8.self).unicodeScalars
        where scalar.value >= 0x80 {
            if scalar == "\u{FFFD}" { brokenCount += 1 } else { wholeCount += 1 }
        }
        return wholeCount >= brokenCount && wholeCount > 0
    }

    /// The Windows code page that has all of an ISO charset and more, which files of Windows are in.
    private static func windowsForm(of charset: Charset) -> Charset {
        charset == .iso8859_1 ? (try? Charset(name: "windows-1252")) ?? charset : charset
    }

    private static func detected(_ octets: [UInt8]) -> [(charset: Charset, confidence: Int)] {
        var found: [(charset: Charset, confidence: Int)] = []
        for index in 0..<Int32(12) {
            var name = [CChar](repeating: 0, count: nameCapacity)
            // The octets and the name live for the length of the call.
            let confidence = unsafe cicu_detect(
                octets,
                Int32(octets.count),
                index,
                &name,
                Int32(nameCapacity)
            )
            guard confidence > 0 else { break }
            let octets = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            guard confidence >= 10,
                let charset = try? Charset(name: String(decoding: octets, as: UTF8.self)),
                // Whole texts in UTF-16 were recognised before.
                !charset.ianaName.utf8.starts(with: "UTF-".utf8)
            else { continue }
            found.append((charset, Int(confidence)))
        }
        return found
    }

    /// The text in UTF-8; `nil` when an octet of it, except of a last character that is cut off,
    /// isn't a character.
    private static func text(_ octets: [UInt8], _ charset: Charset) -> [UInt8]? {
        guard var decoder = try? MarkingDecoder(charset) else { return nil }
        var text: [UInt8] = []
        guard (try? decoder.decode(octets.span, into: &text)) != nil,
            !text.contains(MarkingDecoder.mark)
        else { return nil }
        return text
    }
}

/// Whether the words of a text look as words do.
private enum WordShapes {
    private enum Script {
        case latin, greek, cyrillic, hebrew, arabic, eastAsian, other
    }

    /// The first word with a character beyond ASCII; `nil` when some word doesn't look like one, or
    /// no word has such a character.
    static func example(_ utf8: [UInt8]) -> String? {
        var example: String?
        var word: [Unicode.Scalar] = []
        var isForeignSeen = false
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
            // C1 controls and private characters stand in no text.
            if scalar.value >= 0x80 {
                isForeignSeen = true
                switch scalar.properties.generalCategory {
                case .control, .privateUse, .unassigned, .surrogate: return nil
                default: break
                }
            }
            if isPart(scalar) {
                word.append(scalar)
                continue
            }
            guard looksRight(word) else { return nil }
            if example == nil { example = shown(word) }
            word.removeAll(keepingCapacity: true)
        }
        guard looksRight(word) else { return nil }
        return isForeignSeen ? example ?? shown(word) : nil
    }

    /// A word that shows how the charset reads letters beyond ASCII.
    private static func shown(_ word: [Unicode.Scalar]) -> String? {
        guard word.count > 1,
            word.contains(where: { $0.value >= 0x80 && $0.properties.isAlphabetic })
        else { return nil }
        var text = ""
        text.unicodeScalars.append(contentsOf: word.prefix(24))
        return text
    }

    /// Whether a character is part of a word: letters, digits, and every sign beyond ASCII but
    /// punctuation and spaces.
    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.properties.isAlphabetic }
        switch scalar.properties.generalCategory {
        case .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            // A per mille sign is punctuation, and stands behind figures.
            return scalar.value == 0x2030 || scalar.value == 0x2020 || scalar.value == 0x2021
        default: return true
        }
    }

    private static func looksRight(_ word: [Unicode.Scalar]) -> Bool {
        guard word.contains(where: { $0.value >= 0x80 }) else { return true }
        let letters = word.filter { $0.properties.isAlphabetic }
        // A sign such as € or ° stands beside words, not in them.
        guard letters.count == word.count else { return letters.isEmpty || isMarked(word) }
        let scripts = Set(letters.map(script))
        guard scripts.count <= 1 || scripts == [.eastAsian, .other] else { return false }
        if scripts == [.latin] {
            let foreignCount = letters.count { $0.value >= 0x80 }
            if letters.count >= 4 && foreignCount == letters.count { return false }
        }
        // Capitals begin words, or are all of them.
        var hasSmall = false
        for letter in letters {
            if letter.properties.isLowercase { hasSmall = true }
            let isJoined = letter.value < 0x80
            if letter.properties.isUppercase && hasSmall && !isJoined { return false }
        }
        return letters.count > 1 || letters[0].properties.isLowercase
    }

    /// Whether the signs of a word are combining marks, or a trademark behind it.
    private static func isMarked(_ word: [Unicode.Scalar]) -> Bool {
        word.enumerated().allSatisfy { index, scalar in
            scalar.properties.isAlphabetic
                || scalar.properties.generalCategory == .nonspacingMark
                || index == word.count - 1 && (scalar.value == 0x2122 || scalar.value == 0xAE)
        }
    }

    private static func script(_ letter: Unicode.Scalar) -> Script {
        switch letter.value {
        case ...0x24F, 0x1E00...0x1EFF: .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
        case 0x400...0x52F: .cyrillic
        case 0x590...0x5FF: .hebrew
        case 0x600...0x6FF, 0x750...0x77F: .arabic
        case 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFF00...0xFFEF: .eastAsian
        default: .other
        }
    }
}
