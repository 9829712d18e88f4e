/// Texts that go where engines break: borders, pairs, clusters, tables, control characters.
package struct RandomText {
    /// What a text is mostly made of.
    package enum Kind: CaseIterable, Sendable {
        case gsm, extensionHeavy, latin, greek, cyrillic, indic, national, cjk
        case emoji, combining, longCluster, control, mixed
    }

    private let tables: ReferenceTables
    private var random: SplitMix64
    /// The characters of each language's tables.
    private let national: [[Unicode.Scalar]]
    /// Those of them that stay in one cluster with what comes before.
    private let marks: [[Unicode.Scalar]]

    /// Lengths at which one more character needs another part, or a little less.
    private static let borders = [
        0, 1, 2, 66, 67, 68, 70, 71, 76, 77, 132, 134, 145, 146, 149, 152, 153, 154, 155, 156, 159,
        160, 161, 201, 298, 304, 306, 307, 459,
    ]

    /// A source of texts that depends on nothing but the generator.
    package init(_ tables: ReferenceTables, _ random: SplitMix64) {
        self.tables = tables
        self.random = random
        national = tables.languages.map { language in
            let both = [tables.locking[language], tables.single[language]]
            return Set(both.flatMap { ($0?.written ?? [:]).keys }).sorted()
        }
        marks = national.map { scalars in scalars.filter { ("a" + String($0)).count == 1 } }
    }

    /// A text of a random kind.
    package mutating func next() -> String {
        next(random.element(of: Kind.allCases))
    }

    /// A text of a kind; every third is short, the others end near a border.
    package mutating func next(_ kind: Kind) -> String {
        var scalars = String.UnicodeScalarView()
        let length =
            random.oneIn(3)
            ? random.below(40)
            : max(0, random.element(of: Self.borders) - random.below(3) + random.below(3))
        let language = random.below(national.count)
        // Long runs of one character bring a rare character exactly to a border.
        let filler = piece(kind, language).first ?? "a"
        let isRun = random.oneIn(2)
        while scalars.count < length {
            if isRun && !random.oneIn(12) {
                let left = length - scalars.count
                let run = random.oneIn(2) ? left : random.below(left) + 1
                for _ in 0..<max(1, run - random.below(3)) { scalars.append(filler) }
            } else {
                scalars.append(contentsOf: piece(kind, language))
            }
        }
        for _ in 0..<random.below(3) { scalars.append(contentsOf: piece(kind, language)) }
        return String(scalars)
    }

    /// One or more scalars that belong together.
    private mutating func piece(_ kind: Kind, _ language: Int) -> [Unicode.Scalar] {
        switch kind {
        case .gsm: return [random.element(of: national[0])]
        case .extensionHeavy: return random.oneIn(3) ? scalar("ab @") : scalar("€[]{}~^|\\\u{0C}")
        case .latin:
            return random.oneIn(3) ? scalar("aeiou ") : scalar("áàâãäçčéêëğıíîñóôõöşßúûüýž…’")
        case .greek: return scalar("αβγδεΔΦΓΛΩΠΨΣΘΞΑΒΕ ")
        case .cyrillic: return scalar("абвгдежзийклмнопрст ")
        case .indic: return indic()
        case .national:
            return random.oneIn(4) ? scalar("ae n") : [random.element(of: national[language])]
        case .cjk: return random.oneIn(9) ? [range(0x20000...0x2A6DF)] : [range(0x4E00...0x9FFF)]
        case .emoji: return emoji()
        case .combining: return combining()
        case .longCluster: return longCluster(language)
        case .control: return control()
        case .mixed:
            return piece(random.element(of: Kind.allCases.dropLast()), random.below(national.count))
        }
    }

    private mutating func scalar(_ choices: String) -> [Unicode.Scalar] {
        [random.element(of: Array(choices.unicodeScalars))]
    }

    private mutating func range(_ values: ClosedRange<UInt32>) -> Unicode.Scalar {
        let value =
            values.lowerBound + UInt32(random.below(Int(values.upperBound - values.lowerBound) + 1))
        return Unicode.Scalar(value) ?? "?"
    }

    /// Letters with vowel signs, and conjuncts.
    private mutating func indic() -> [Unicode.Scalar] {
        let block = 0x900 + 0x80 * UInt32(random.below(9))
        var scalars = [range(block + 0x15...block + 0x39)]
        while random.oneIn(3) {
            scalars += [range(block + 0x4D...block + 0x4D), range(block + 0x15...block + 0x39)]
        }
        if random.oneIn(2) { scalars.append(range(block + 0x3E...block + 0x4C)) }
        return scalars
    }

    private mutating func emoji() -> [Unicode.Scalar] {
        switch random.below(7) {
        case 0: return scalar("abж ")
        case 1: return scalar("👋👍🤝") + [range(0x1F3FB...0x1F3FF)]
        case 2: return [range(0x1F1E6...0x1F1FF), range(0x1F1E6...0x1F1FF)]
        case 3:
            var family = scalar("👨👩🧑")
            for _ in 0...random.below(4) { family += ["\u{200D}"] + scalar("👩👧👦❤") }
            return family
        case 4: return scalar("❤☺✈") + ["\u{FE0F}"]
        case 5:
            return Array("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}".unicodeScalars)
        default: return [range(0x1F600...0x1F64F)]
        }
    }

    /// A letter under marks; now and then more of them than a part can hold.
    private mutating func combining() -> [Unicode.Scalar] {
        let markCount =
            switch random.below(40) {
            case 0: 60 + random.below(110)
            case 1: random.element(of: [65, 66, 67, 69, 70, 132, 133, 140])
            case 2...20: random.below(4)
            default: 0
            }
        var scalars = random.oneIn(9) ? scalar("😀한") : scalar("aeouж")
        for _ in 0..<markCount { scalars.append(range(0x300...0x36F)) }
        return scalars
    }

    /// A letter of a language under marks of its tables, more than a part can hold.
    private mutating func longCluster(_ language: Int) -> [Unicode.Scalar] {
        let marks = marks[language]
        guard random.oneIn(3), !marks.isEmpty else {
            return [random.element(of: national[language])]
        }
        let border = random.element(of: [1, 2, 66, 70, 74, 76, 145, 149, 152, 153, 155, 160, 320])
        let mark = random.element(of: marks)
        let isRun = random.oneIn(2)
        return (0..<border + random.below(4)).map { _ in
            isRun && !random.oneIn(20) ? mark : random.element(of: marks)
        }
    }

    private mutating func control() -> [Unicode.Scalar] {
        switch random.below(8) {
        case 0: ["\r", "\n"]
        case 1: ["\u{1B}"]
        case 2: ["\0"]
        case 3: scalar("\n\r\t\u{0C}\u{7F}\u{A0}\u{200B}\u{200C}\u{200D}\u{FEFF}")
        case 4: [range(0xD7A0...0xD7FF)]
        case 5: [range(0xFFF0...0xFFFF), range(0x10FFF0...0x10FFFF)]
        default: scalar("abc @")
        }
    }
}
