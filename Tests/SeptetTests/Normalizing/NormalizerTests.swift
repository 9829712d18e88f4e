import AllocationCounting
import Septet
import Testing

/// The characters that are rewritten, and those left as they are because that would save nothing.
@Suite struct NormalizerTests {
    /// A mark blocks those of its own class behind it: U+030E stands between the letter and U+0301.
    @Test func marksOfOneClassBlockEachOther() throws {
        let text = String(repeating: "e\u{30E}\u{301}", count: 30) + "ж"
        let result = try Normalizer([.typographic, .lossless]).normalize(text)
        #expect(result.text.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(result.replaced.isEmpty)
    }

    private static let all: NormalizationTables = [.typographic, .lossless, .lossy]

    private func normalize(
        _ text: String,
        _ tables: NormalizationTables,
        _ planner: Planner = Planner()
    ) throws -> String {
        try Normalizer(tables, planner: planner).normalize(text).text
    }

    @Test func theProvidersTableIsCopied() throws {
        #expect(try normalize("Zażółć gęślą jaźń", .smsapi) == "Zazolc gesla jazn")
        #expect(try normalize("Größe ü", .smsapi) == "GroSse ü")
    }

    @Test func theProvidersGrowthIsReported() throws {
        let text = String(repeating: "ß", count: 160)
        let result = try Normalizer(.smsapi).normalize(text)
        #expect(result.before?.partCount == 1)
        #expect(result.after.partCount == 3)
        #expect(result.replaced.map(\.count) == [160])
    }

    @Test func quotesDashesAndEllipsisBecomeGSM() throws {
        let result = try Normalizer(.typographic).normalize("“Hi”—it’s…")
        #expect(result.text == "\"Hi\"-it's...")
        #expect(result.before?.alphabet == .ucs2)
        #expect(result.after.alphabet == .gsm7Bit)
        #expect(result.replaced.map(\.from) == ["“", "”", "—", "’", "…"])
        #expect(result.replaced.map(\.to) == ["\"", "\"", "-", "'", "..."])
        #expect(result.replaced.allSatisfy { $0.count == 1 && $0.table == .typographic })
    }

    /// 60 of them are one part of UCS-2, and would be two of GSM 7 bit.
    @Test(arguments: [1, 2, 45, 60, 70])
    func aRewritingThatCostsMoreIsNotMade(count: Int) throws {
        let text = String(repeating: "…", count: count)
        let isWorth = 3 * count * 7 <= 8 * 2 * count - 8
        #expect(!isWorth)
        #expect(try normalize(text, Self.all) == text)
    }

    @Test func whatStaysInUCS2LosesOnlyWhatShowsNothing() throws {
        #expect(try normalize("“你好”\u{200B}a\u{FEFF}", Self.all) == "“你好”a")
    }

    @Test func whatSavesNothingStays() throws {
        for text in ["“你好”", "é", "", "abc", "^{}€"] {
            #expect(try normalize(text, Self.all) == text)
        }
    }

    @Test(arguments: [
        ("a\u{302} 会", "â 会"), ("e\u{301}", "é"), ("ê\u{323} 会", "ệ 会"),
        ("\u{1100}\u{1161}\u{11A8}", "각"), ("a\u{323}\u{302} 会", "ậ 会"),
        ("Ａ\u{302} 会", "Â 会"), ("\u{9C7}\u{9BE}", "\u{9CB}"),
        ("会\u{915}\u{93C}", "会\u{915}\u{93C}"),
    ])
    func marksAreComposedFirst(text: String, expected: String) throws {
        let result = try normalize(text, .lossless)
        #expect(result.unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("a\u{302}", "a"), ("x\u{302}\u{332}", "x"), ("e\u{301}\u{323}", "e"), ("α\u{301}", "A"),
        ("o\u{30B}", "ö"), ("a\u{30A}\u{301}", "å"), ("Œ\u{301}", "Œ\u{301}"),
    ])
    func accentsAreDroppedOutermostFirst(text: String, expected: String) throws {
        #expect(try normalize(text, .lossy) == expected)
    }

    /// Struck out is not said, so the stroke stays; so does what stands on no letter.
    @Test(arguments: ["1\u{301}", "s\u{336}", "x\u{20DD}", "и\u{301}", "\u{301}a"])
    func marksWithAMeaningStay(text: String) throws {
        #expect(try normalize(text, .lossy) == text)
    }

    @Test(arguments: [
        "👨\u{200D}👩", "❤\u{FE0F}", "1\u{FE0F}\u{20E3}", "क्\u{200D}ष", "ن\u{200C}م", "א\u{200F}!",
        "🇩\u{2060}🇪", "ก\u{200B}ข", "\u{202E}abc\u{202C}",
    ])
    func whatWorksWhereItStandsIsKept(text: String) throws {
        #expect(try normalize(text, Self.all) == text)
    }

    @Test(arguments: [
        ("a\u{200D}b", "ab"), ("a\u{FE0F}b", "ab"), ("a\u{200F}b", "ab"), ("\u{FEFF}a", "a"),
        ("a\u{AD}b", "ab"), ("a\u{0}b\u{1B}e", "abe"), ("你\u{200B}好", "你好"), ("a\u{A0}b", "a b"),
        ("a\tb", "a b"), ("a\u{2029}b", "a\nb"), ("™\u{FE0F}", "™\u{FE0F}"),
    ])
    func whatShowsNothingIsRemoved(text: String, expected: String) throws {
        #expect(try normalize(text, .typographic) == expected)
    }

    @Test func aSelectorGoesWithItsCharacter() throws {
        #expect(try normalize("™\u{FE0F}\u{FE0F}", .lossless) == "TM")
    }

    /// One and a half is not eleven halves, nor is a power a number.
    @Test(arguments: [
        ("1½", nil), ("1\u{200B}½", "1½"), ("10⁻³", nil), ("take ½", "take 1/2"),
        ("ten m²", "ten m2"),
    ])
    func numbersStayNumbers(text: String, expected: String?) throws {
        #expect(try normalize(text, Self.all) == expected ?? text)
    }

    @Test(arguments: ["‹a›", "<a>"])
    func anglesAreNotSwapped(text: String) throws {
        #expect(try normalize(text, Self.all) == (text == "<a>" ? text : "'a'"))
        #expect(try normalize(text, .typographic) == text)
    }

    /// What stands beside a character allows the same before and after it is replaced.
    @Test(arguments: NormalizationRow.tiers)
    func aSecondPassChangesNothing(table: NormalizationTable) throws {
        let letters = String(repeating: "a", count: 20)
        for row in try NormalizationRow.rows(of: table) {
            let key = String(row.scalar)
            for beside in ["\u{200D}", "\u{200B}", "\u{200F}", "\u{FE0F}", "½", "\u{301}", "1"] {
                let text = letters + beside + key + beside + key + beside + letters
                let once = try normalize(text, Self.all)
                let twice = try normalize(once, Self.all)
                let isSame = once.unicodeScalars.elementsEqual(twice.unicodeScalars)
                #expect(isSame, "\(row.scalar.codePointName) beside \(beside)")
            }
        }
    }

    @Test func germanKeepsItsLetters() throws {
        #expect(try normalize("“Größe”: äöüÄÖÜß", Self.all) == "\"Größe\": äöüÄÖÜß")
    }

    @Test func nationalTablesAreKeptWhereTheyCostNoMore() throws {
        let turkish = Planner(languages: NationalLanguages(.turkish))
        #expect(try normalize("“şığ”", Self.all, turkish) == "\"sig\"")
        let long = String(repeating: "ş", count: 150)
        #expect(try normalize(long, Self.all, turkish) == long)
        #expect(try normalize(long + "—", .typographic, turkish) == long + "-")
        #expect(try normalize(long + "şşşşşş", .lossy, turkish).contains("s"))
    }

    @Test func whatCannotBePlannedCanBecomeSendable() throws {
        let strict = Planner(choice: .gsm7Bit)
        let result = try Normalizer(.typographic, planner: strict).normalize("it’s")
        #expect(result.text == "it's")
        #expect(result.before == nil)
        #expect(throws: PlanningError.notEncodable("会", utf8Offset: 0)) {
            try Normalizer(.typographic, planner: strict).normalize("会")
        }
        let long = String(repeating: "’", count: 67 * 255 + 1)
        let error = PlanningError.tooManyParts(
            partCount: 256,
            alphabet: .ucs2,
            unitCount: 67 * 255 + 1
        )
        #expect(throws: error) {
            try Normalizer(.lossy).normalize(long)
        }
        #expect(try Normalizer(.typographic).normalize(long).after.partCount == 112)
    }

    @Test func rawOctetsAreValidated() throws {
        let octets: [UInt8] = [0x61, 0xE2, 0x80]
        #expect(throws: PlanningError.invalidUTF8(utf8Offset: 1)) {
            try Normalizer(.lossy).normalize(utf8: octets.span)
        }
        let quoted = Array("it’s".utf8)
        #expect(try Normalizer(.typographic).normalize(utf8: quoted.span).text == "it's")
        let after = try Normalizer(.typographic).planNormalizing(utf8: quoted.span)
        #expect(after == (try Planner().plan("it's")))
    }

    @Test(arguments: [
        "Nothing here needs to be replaced, not even é, ñ and €: all of it is in the alphabet.",
        "会",
    ])
    func whatNeedsNothingAllocatesNothing(text: String) throws {
        let normalizer = Normalizer(text == "会" ? [] : [.smsapi, .typographic, .lossless, .lossy])
        let gsm = text.filter { $0 != "é" && $0 != "ñ" }
        _ = try normalizer.normalize(gsm)
        let before = allocation_count()
        let result = try normalizer.normalize(gsm)
        #expect(allocation_count() == before)
        #expect(result.text == gsm)
    }
}
