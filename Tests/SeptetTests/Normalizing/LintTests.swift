import Septet
import Testing

/// What a person would not see is named and located.
@Suite struct LintTests {
    @Test(
        arguments: [
            ("ab\u{200B}c", .invisible, 2, "ZERO WIDTH SPACE"),
            ("é\u{FEFF}", .byteOrderMark, 2, "ZERO WIDTH NO-BREAK SPACE"),
            ("a\u{200E}b", .direction, 1, "LEFT-TO-RIGHT MARK"),
            ("\u{202E}abc", .direction, 0, "RIGHT-TO-LEFT OVERRIDE"),
            ("a\u{1B}e", .control, 1, "ESCAPE"), ("\u{0}", .control, 0, "NULL"),
            ("a\u{A0}b", .space, 1, "NO-BREAK SPACE"), ("a\tb", .space, 1, "CHARACTER TABULATION"),
            ("a\u{AD}b", .invisible, 1, "SOFT HYPHEN"),
            ("a\u{FE0F}", .invisible, 1, "VARIATION SELECTOR-16"),
            ("a\u{92}", .control, 1, "U+0092"),
            ("p\u{430}ypal", .lookalike(of: "a"), 1, "CYRILLIC SMALL LETTER A"),
            ("go\u{3BF}d", .lookalike(of: "o"), 2, "GREEK SMALL LETTER OMICRON"),
        ] as [(String, LintFinding.Kind, Int, String)]
    )
    func eachKindIsFound(text: String, kind: LintFinding.Kind, offset: Int, name: String) {
        let lint = Lint(text)
        #expect(lint.findings.map(\.kind) == [kind])
        #expect(lint.findings.map(\.utf8Offset) == [offset])
        #expect(lint.findings.map(\.name) == [name])
        #expect(lint.isSoleCauseOfUCS2)
    }

    @Test(arguments: [
        "", "abc", "Привет", "Καλημέρα", "👨\u{200D}👩\u{200D}👧", "❤\u{FE0F}", "שלום\u{200F}!",
        "كتاب\u{200C}ها", "क्\u{200D}ष", "Ω and Δ", "ΑΒΓ", "1\u{FE0F}\u{20E3}", "\r\n\u{0C}",
    ])
    func whatDoesItsWorkIsNotFound(text: String) {
        #expect(Lint(text).findings.isEmpty)
        #expect(!Lint(text).isSoleCauseOfUCS2)
    }

    @Test func otherCharactersForceAsWell() {
        #expect(!Lint("a\u{200B}会").isSoleCauseOfUCS2)
        #expect(!Lint("p\u{430}y слово").isSoleCauseOfUCS2)
    }

    @Test func findingsStandInTheOrderOfTheText() {
        let lint = Lint("p\u{430}\u{200B}y\u{0}")
        #expect(lint.findings.map(\.utf8Offset) == [1, 3, 7])
    }

    @Test func rawOctetsAreValidated() throws {
        let octets: [UInt8] = [0x61, 0xFF]
        #expect(throws: PlanningError.invalidUTF8(utf8Offset: 1)) { try Lint(utf8: octets.span) }
        #expect(try Lint(utf8: [0x61, 0x00].span) == Lint("a\0"))
    }
}
