import Septet
import TestSupport
import Testing

/// The tables in the engine are the files, and the files obey the rules of their tiers.
@Suite struct NormalizationTableTests {
    /// How many rows there are; a row that is lost must not go unnoticed.
    private static let rowCounts: [NormalizationTable: Int] = [
        .smsapi: 85, .typographic: 107, .lossless: 1_466, .lossy: 1_248,
    ]

    private static func isInDefaultAlphabet(_ scalar: Unicode.Scalar) -> Bool {
        ShiftTables.default.septets(of: scalar) != nil
    }

    @Test(arguments: NormalizationTable.allCases)
    func everyRowIsInTheEngine(table: NormalizationTable) throws {
        let rows = try NormalizationRow.rows(of: table)
        #expect(rows.count == Self.rowCounts[table])
        for row in rows {
            #expect(
                table.replacement(for: row.scalar) == row.replacement,
                "\(row.scalar.codePointName)"
            )
        }
    }

    @Test(arguments: NormalizationTable.allCases)
    func theEngineHasNoOtherRow(table: NormalizationTable) throws {
        let keys = Set(try NormalizationRow.rows(of: table).map(\.scalar))
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isKnown = table.replacement(for: scalar) != nil
            #expect(isKnown == keys.contains(scalar), "\(scalar.codePointName)")
        }
    }

    @Test(arguments: NormalizationTable.allCases)
    func replacementsAreInTheDefaultAlphabet(table: NormalizationTable) throws {
        for row in try NormalizationRow.rows(of: table) {
            let isEncodable = row.replacement.unicodeScalars.allSatisfy(Self.isInDefaultAlphabet)
            #expect(isEncodable, "\(row.scalar.codePointName)")
        }
    }

    @Test(arguments: NormalizationRow.tiers)
    func tiersTouchNothingOfTheDefaultAlphabet(table: NormalizationTable) throws {
        for row in try NormalizationRow.rows(of: table) {
            #expect(!Self.isInDefaultAlphabet(row.scalar), "\(row.scalar.codePointName)")
        }
    }

    @Test func tiersAreDisjoint() throws {
        let keys = try NormalizationRow.tiers.flatMap { try NormalizationRow.rows(of: $0) }
            .map(\.scalar)
        #expect(keys.count == Set(keys).count)
    }

    /// Nothing that shows is ever removed: what is removed has a condition, and no picture.
    @Test(arguments: NormalizationTable.allCases)
    func onlyWhatShowsNothingIsRemoved(table: NormalizationTable) throws {
        let removed = try NormalizationRow.rows(of: table).filter { $0.replacement.isEmpty }
        #expect(removed.isEmpty == (table == .smsapi || table == .lossless))
        for row in removed {
            let properties = row.scalar.properties
            let isControl = properties.generalCategory == .control
            let isIgnorable = properties.isDefaultIgnorableCodePoint
            let isAccent = table == .lossy && properties.generalCategory == .nonspacingMark
            #expect(isControl || isIgnorable || isAccent, "\(row.scalar.codePointName)")
            #expect(row.condition != "-", "\(row.scalar.codePointName)")
        }
    }

    /// The provider's document, section 12, where it is remarkable.
    @Test(arguments: [
        ("þ", "b"), ("ß", "Ss"), ("Đ", "Dj"), ("đ", "dj"), ("Æ", "A"), ("æ", "a"), ("ð", "o"),
        ("ä", "a"), ("Ü", "U"), ("ł", "l"),
    ])
    func smsapiIsAsDocumented(from: Character, to: String) throws {
        let scalar = try #require(from.unicodeScalars.first)
        #expect(NormalizationTable.smsapi.replacement(for: scalar) == to)
    }

    @Test(arguments: ["ü", "Þ", "Ð", "ő", "ě", "a"] as [Unicode.Scalar])
    func smsapiLeavesOthersAlone(scalar: Unicode.Scalar) {
        #expect(NormalizationTable.smsapi.replacement(for: scalar) == nil)
    }

    @Test(
        arguments: [
            ("“", .typographic, "\""), ("’", .typographic, "'"), ("—", .typographic, "-"),
            ("\u{A0}", .typographic, " "), ("\u{2003}", .typographic, " "),
            ("\u{2028}", .typographic, "\n"), ("…", .typographic, "..."),
            ("Ａ", .lossless, "A"), ("ﬁ", .lossless, "fi"), ("\u{212B}", .lossless, "Å"),
            ("\u{2126}", .lossless, "Ω"), ("①", .lossless, "(1)"), ("½", .lossless, "1/2"),
            ("‹", .lossless, "'"), ("›", .lossless, "'"), ("№", .lossless, "No"),
            ("ą", .lossy, "a"), ("ł", .lossy, "l"), ("ç", .lossy, "c"), ("ő", .lossy, "ö"),
            ("Ű", .lossy, "Ü"), ("ǻ", .lossy, "å"), ("ế", .lossy, "e"), ("α", .lossy, "A"),
            ("ω", .lossy, "Ω"), ("ς", .lossy, "Σ"), ("`", .lossy, "'"), ("ı", .lossy, "i"),
        ] as [(Unicode.Scalar, NormalizationTable, String)]
    )
    func tiersWriteWhatTheirRulesSay(
        scalar: Unicode.Scalar,
        table: NormalizationTable,
        replacement: String
    ) {
        #expect(table.replacement(for: scalar) == replacement)
    }

    /// No nearest character, or another meaning: Cyrillic, signs, the degree, emoji.
    @Test(arguments: ["ж", "а", "°", "℃", "√", "∞", "♥", "😀", "↔", "中", "あ"] as [Unicode.Scalar])
    func noTableInventsAMeaning(scalar: Unicode.Scalar) {
        for table in NormalizationTable.allCases {
            #expect(table.replacement(for: scalar) == nil, "\(table)")
        }
    }
}
