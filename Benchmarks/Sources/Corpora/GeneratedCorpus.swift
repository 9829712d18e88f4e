internal import Reference

/// A corpus made of word lists, the same on every machine.
package enum GeneratedCorpus: String, CaseIterable, Sendable {
    /// Plain ASCII that is all in the GSM 7 bit default alphabet.
    case ascii = "a"
    /// GSM 7 bit with a tenth of extension characters and characters of two octets.
    case extended = "b"
    /// Polish, in UCS-2.
    case polish = "c"
    /// Hindi, Arabic, Chinese, and English with emoji.
    case scripts = "d"

    /// The messages; the first ones are the same for every count.
    package func texts(_ count: Int) -> [String] {
        var random = SplitMix64(seed: 0x5E97_E700 + UInt64(Self.allCases.firstIndex(of: self) ?? 0))
        return (0..<count).map { _ in text(&random) }
    }

    private func text(_ random: inout SplitMix64) -> String {
        switch self {
        case .ascii: return Self.sentence(of: WordLists.english, &random)
        case .polish: return Self.sentence(of: WordLists.polish, &random)
        case .extended:
            var text = String.UnicodeScalarView()
            for scalar in Self.sentence(of: WordLists.english, &random).unicodeScalars {
                text.append(random.oneIn(10) ? random.element(of: WordLists.extended) : scalar)
            }
            return String(text)
        case .scripts:
            let languages = [
                WordLists.hindi, WordLists.arabic, WordLists.chinese,
                WordLists.english + WordLists.emoji + WordLists.emoji,
            ]
            return Self.sentence(of: random.element(of: languages), &random)
        }
    }

    /// Words until there are about 100 octets, on average.
    private static func sentence(of words: [String], _ random: inout SplitMix64) -> String {
        let wanted = 15 + random.below(160)
        var text = random.element(of: words)
        while text.utf8.count < wanted {
            if random.oneIn(8) { text += random.element(of: [",", ".", "!", "?", ":", " -"]) }
            text += " "
            text += random.element(of: words)
        }
        // A string that is built up may keep room; one that is made from a value is compact.
        return String(decoding: Array(text.utf8), as: UTF8.self)
    }
}
