/// The word a text is being looked through for look-alikes of Latin letters.
struct LintWord {
    private var hasLatin = false
    private var lookalikes: [LintFinding] = []

    /// Takes the next scalar; what is found in a word is added when the word ends.
    mutating func add(
        _ scalar: Unicode.Scalar,
        utf8Offset: Int,
        _ findings: inout [LintFinding]
    ) {
        if Self.isLatin(scalar.value) {
            hasLatin = true
        } else if scalar.value < 0x80 || !scalar.properties.isAlphabetic {
            end(&findings)
        } else if let letter = ReplacementEntry(of: scalar.value).latinLookalike {
            lookalikes.append(
                LintFinding(
                    kind: .lookalike(of: letter),
                    scalar: scalar,
                    utf8Offset: utf8Offset
                )
            )
        }
    }

    /// Ends the word.
    mutating func end(_ findings: inout [LintFinding]) {
        if hasLatin { findings += lookalikes }
        hasLatin = false
        lookalikes.removeAll(keepingCapacity: true)
    }

    /// Letters of the Latin blocks.
    private static func isLatin(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A: true
        case 0xD7, 0xF7: false
        case 0xC0...0x24F, 0x1E00...0x1EFF: true
        default: false
        }
    }
}
