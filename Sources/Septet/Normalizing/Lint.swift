/// Characters in a text that people don't see, or mistake for others.
///
/// One of them is enough to force a text into UCS-2.
public struct Lint: Sendable, Hashable {
    /// What was found, in the order of the text.
    public let findings: [LintFinding]

    /// Whether the findings are the only characters outside the default alphabet.
    ///
    /// Without them the text would be GSM 7 bit. `false` when nothing was found.
    public let isSoleCauseOfUCS2: Bool

    /// Looks through a text.
    ///
    /// Complexity: linear; allocates the findings.
    public init(_ text: String) {
        self.init(validated: text.utf8Span.span)
    }

    /// Looks through raw UTF-8, or throws where it is not UTF-8.
    public init(utf8: Span<UInt8>) throws(PlanningError) {
        _ = try Kernel.chosen.scan(validating: utf8)
        self.init(validated: utf8)
    }

    private init(validated utf8: Span<UInt8>) {
        var findings: [LintFinding] = []
        var context = ReplacementContext()
        var word = LintWord()
        var otherCount = 0
        var position = 0
        while position < utf8.count {
            let offset = position
            let value = utf8.nextScalar(&position)
            let scalar = utf8.scalar(at: offset)
            word.add(scalar, utf8Offset: offset, &findings)
            if DefaultAlphabet.code(of: value) == DefaultAlphabet.absent {
                if let kind = Self.kind(of: scalar, &context, position, utf8) {
                    findings.append(LintFinding(kind: kind, scalar: scalar, utf8Offset: offset))
                } else {
                    otherCount += 1
                }
            }
            context.pass(value, last: value)
        }
        word.end(&findings)
        let lookalikeCount = findings.count { $0.kind.isLookalike }
        findings.sort { $0.utf8Offset < $1.utf8Offset }
        self.findings = findings
        // Look-alikes were counted among the others before their word was known.
        isSoleCauseOfUCS2 = !findings.isEmpty && otherCount == lookalikeCount
    }

    /// What is wrong with a character by itself; `nil` for nothing.
    private static func kind(
        of scalar: Unicode.Scalar,
        _ context: inout ReplacementContext,
        _ position: Int,
        _ utf8: Span<UInt8>
    ) -> LintFinding.Kind? {
        switch scalar.value {
        case 0x09, 0x0B, 0x85: return .space
        case 0x00..<0x20, 0x7F..<0xA0: return .control
        case 0xFEFF: return .byteOrderMark
        default: break
        }
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
        default: break
        }
        if isDirection(scalar) { return context.direction(of: utf8).hasLetter ? nil : .direction }
        let entry = ReplacementEntry(of: scalar.value)
        // A character that works where it stands, like a joiner in an emoji, isn't reported.
        let isIdle = entry.isInvisible && context.allows(entry.condition, at: position, of: utf8)
        return isIdle || fillers.contains(scalar.value) ? .invisible : nil
    }

    /// The Hangul fillers, which are blank.
    private static let fillers: [UInt32] = [0x3164, 0xFFA0]

    private static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

/// A character that people don't see or mistake for another, and where it stands.
public struct LintFinding: Sendable, Hashable {
    /// What is odd about it.
    @nonexhaustive
    public enum Kind: Sendable, Hashable {
        /// A control character, such as U+0000 or the escape U+001B.
        case control
        /// It is invisible: a zero width space, a joiner where nothing joins, a soft hyphen.
        case invisible
        /// U+FEFF, which belongs before a text in UTF-16, not inside it.
        case byteOrderMark
        /// A mark that changes the direction of writing, where no letter needs it.
        case direction
        /// It looks like a space or a line break and is another character.
        case space
        /// A Greek or Cyrillic letter inside a Latin word that looks like this Latin one.
        case lookalike(of: Unicode.Scalar)

        /// Whether it is a letter of another script.
        var isLookalike: Bool {
            if case .lookalike = self { true } else { false }
        }
    }

    /// What is odd about it.
    public let kind: Kind

    /// The character.
    public let scalar: Unicode.Scalar

    /// Where it begins, in octets of UTF-8 from the start of the text.
    public let utf8Offset: Int

    /// The character's name in Unicode, or its alias when it is a control character.
    ///
    /// Complexity: allocates the name.
    public var name: String {
        scalar.displayName
    }
}

/// The current word in a search for look-alikes of Latin letters.
struct LintWord {
    private var hasLatin = false
    private var lookalikes: [LintFinding] = []

    /// Takes the next scalar; the findings of a word are added when it ends.
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
