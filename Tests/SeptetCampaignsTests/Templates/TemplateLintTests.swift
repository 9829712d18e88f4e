import Septet
import SeptetBilling
@testable import SeptetCampaigns
import SeptetProviders
import TestSupport
import Testing

@Suite struct TemplateLintTests {
    private static func lint(_ text: String, _ columns: [String]) throws -> TemplateLint {
        try TemplateLint(
            try MessageTemplate(text),
            columns: try columns.map { try ColumnLengths(declaration: $0) }
        )
    }

    @Test(arguments: [
        ("a=1...20", "a", 1...20, false), ("b=0..30:ucs2", "b", 0...30, true),
        ("c=5", "c", 5...5, false), ("d=e=1..2:gsm7", "d=e", 1...2, false),
        ("x=1...99999999", "x", 1...40_800, false),
    ])
    func declarationsAreRead(text: String, name: String, counts: ClosedRange<Int>, forces: Bool)
        throws
    {
        let column = try ColumnLengths(declaration: text)
        #expect(column.name == name)
        #expect(column.unitCounts == counts)
        #expect(column.canForceUCS2 == forces)
    }

    @Test(arguments: [
        "", "a", "=1..2", "a=", "a=1.2", "a=2..1", "a=1....2", "a=-1..2", "a=1..2:x",
        "a=1..2:ucs2:",
        "a=1..x", "a=..",
    ])
    func otherDeclarationsAreRefused(text: String) {
        #expect(throws: ColumnLengths.DeclarationError(text: text)) {
            try ColumnLengths(declaration: text)
        }
    }

    @Test func boundsFollowFromLengths() throws {
        let text = String(repeating: "x", count: 150) + "{{a}}"
        let lint = try Self.lint(text, ["a=1...10"])
        #expect(lint.minimum == .bound(.gsm7Bit, 151, 1))
        #expect(lint.maximum == .bound(.gsm7Bit, 160, 1))
        let longer = try Self.lint(text, ["a=1...11"])
        #expect(longer.maximum == .bound(.gsm7Bit, 161, 2))
        let forced = try Self.lint(text, ["a=0...11:ucs2"])
        #expect(forced.minimum == .bound(.gsm7Bit, 150, 1))
        #expect(forced.maximum == .bound(.ucs2, 161, 3))
        #expect(forced.forcingColumns == ["a"])
    }

    @Test func defaultsCount() throws {
        let lint = try Self.lint("{{a|friend}}{{b|é}}", ["a=0...3", "b=0...0"])
        #expect(lint.minimum.unitCount == 1 + 1)
        #expect(lint.maximum.unitCount == 6 + 1)
        let never = try Self.lint("{{a|friend}}", ["a=2...3"])
        #expect(never.minimum.unitCount == 2)
        #expect(never.maximum.unitCount == 3)
    }

    @Test func theTemplatesOwnCharactersAreFound() throws {
        let lint = try Self.lint("x’{{a|ż}}’", ["a=1...3:ucs2"])
        #expect(lint.forcingColumns.isEmpty)
        #expect(
            lint.forcingCharacters == [
                .init(scalar: "’", defaultOf: nil), .init(scalar: "ż", defaultOf: "a"),
            ]
        )
        #expect(lint.minimum.alphabet == .ucs2)
    }

    @Test func billedPartsAreTheProviders() throws {
        let text = String(repeating: "x", count: 150) + "\n\n{{a}}"
        let columns = [ColumnLengths("a", 0...9, canForceUCS2: true)]
        let smsapi = try #require(Provider.named("smsapi"))
        let lint = try TemplateLint(
            try MessageTemplate(text),
            columns: columns,
            billing: smsapi.billing
        )
        // SMSAPI counts each line break twice, but none in UCS-2.
        #expect(lint.minimum.billedPartCount == 1)
        #expect((lint.maximum.unitCount, lint.maximum.partCount) == (161, 3))
        #expect(lint.maximum.billedPartCount == 3)
        let plain = try TemplateLint(
            try MessageTemplate(text),
            columns: [ColumnLengths("a", 7...7)],
            billing: smsapi.billing
        )
        #expect((plain.maximum.partCount, plain.maximum.billedPartCount) == (1, 2))
        #expect(plain.minimum.billedPartCount == 2)
    }

    /// CheapGlobalSMS bills characters, of which a value of six units can be three.
    @Test(arguments: [("€€€", 155), ("😀😀😀", 67), ("a😀€", 69), ("aaaaaa", 66)])
    func theLeastThatIsBilledHoldsWhereCharactersAreBilled(value: String, room: Int) throws {
        let provider = try #require(Provider.named("cheapglobalsms"))
        for length in [room, room + 1, room + 72, room + 145, room + 146] {
            let text = String(repeating: "x", count: length)
            var column = ColumnLengths("a", 6...6)
            column.include(value.utf8Span.span)
            let lint = try TemplateLint(
                try MessageTemplate(text + "{{a}}"),
                columns: [column],
                billing: provider.billing
            )
            let billed = try #require(provider.billedPartCount(of: TextMeasure(text + value)))
            #expect(lint.minimum.billedPartCount <= billed)
            #expect(billed <= lint.maximum.billedPartCount)
        }
        let exact = try TemplateLint(
            try MessageTemplate(String(repeating: "x", count: 157) + "{{a}}"),
            columns: [ColumnLengths("a", 6...6)],
            billing: provider.billing
        )
        // 160 characters with three of two septets; 163 of one.
        #expect(exact.minimum.billedPartCount == 1)
        #expect(exact.maximum.billedPartCount == 2)
    }

    /// Clusters of just more than half a part leave nearly half of each part unused.
    @Test func clustersLieWithinTheMaximum() throws {
        let cluster = "a" + String(repeating: "\u{301}", count: 34)
        let value = String(repeating: cluster, count: 17)
        let planner = Planner(boundary: .grapheme)
        let lint = try TemplateLint(
            try MessageTemplate("x{{a}}"),
            columns: [ColumnLengths("a", 0...value.utf16.count, canForceUCS2: true)],
            planner: planner
        )
        #expect(try planner.plan("x" + value).partCount <= lint.maximum.partCount)
    }

    /// A character of the default alphabet can be none of a national table's.
    @Test(arguments: ["à", "Ω", "@", "£", "a"])
    func valuesBesideNationalTextLieWithinTheMaximum(character: String) throws {
        let planner = Planner(languages: .hindi)
        let text = "हिंदी "
        let lint = try TemplateLint(
            try MessageTemplate(text + "{{a}}"),
            columns: [ColumnLengths("a", 0...300)],
            planner: planner
        )
        let message = text + String(repeating: character, count: 300)
        #expect(try planner.plan(message).partCount <= lint.maximum.partCount)
    }

    @Test func aTextThatIsTooLongSaysItsAlphabet() throws {
        let lint = try Self.lint(String(repeating: "漢", count: 18_000), [])
        #expect(lint.minimum.alphabet == .ucs2)
        #expect(lint.minimum.partCount > 255)
    }

    /// Fields by the thousand, each declared as long as can be, hold no more than a message.
    @Test func hugeDeclarationsAreNotWrittenOut() throws {
        let names = (0..<3_000).map { "c\($0)" }
        let text = names.map { "{{\($0)}}" }.joined()
        let lint = try Self.lint(text, names.map { "\($0)=0..99999999:ucs2" })
        #expect(lint.maximum.partCount > 255)
        #expect(lint.maximum.unitCount < 100_000)
        #expect(lint.forcingColumns == names)
    }

    @Test func aFieldNeedsAColumn() throws {
        let wanted = TemplateError.unknownColumn("name", nearest: "names", utf8Offset: 1)
        #expect(throws: wanted) { try Self.lint("x{{name}}", ["names=1..2"]) }
    }

    /// Whatever the values are, the plan lies within the bounds their lengths give.
    @Test(arguments: 0..<8)
    func plansLieWithinTheBounds(number: Int) throws {
        let tables = try ReferenceTables()
        var random = Seed.generator("lint", number)
        var texts = RandomText(tables, Seed.generator("lint texts", number))
        for round in 0..<40 {
            let sample = SampleTemplate(&random, &texts)
            let template = try sample.template
            var rows: [[[UInt8]]] = []
            while rows.count < 4 {
                let values = sample.randomValues(&random, &texts)
                if values.allSatisfy({ String(validating: $0, as: UTF8.self) != nil }) {
                    rows.append(values)
                }
            }
            let columns = sample.columns.indices.map { column in
                var lengths: ColumnLengths?
                for row in rows {
                    let value = row[column]
                    if lengths == nil {
                        lengths = ColumnLengths(sample.columns[column], firstValue: value.span)
                    }
                    lengths?.include(value.span)
                }
                return lengths ?? ColumnLengths(sample.columns[column], 0...0)
            }
            let provider = Provider.all[round % Provider.all.count]
            let lint = try TemplateLint(template, columns: columns, billing: provider.billing)
            for row in rows {
                let text = sample.text(row)
                guard let plan = try? Planner().plan(utf8: text.span) else { continue }
                let note = "\(Seed.note("lint", number)) \(round)"
                #expect(lint.minimum.partCount <= plan.partCount, "\(note)")
                #expect(plan.partCount <= lint.maximum.partCount, "\(note)")
                // Line breaks in values may be billed twice, and lengths do not show them.
                let breaks: Set<UInt8> = [0x0A, 0x0D]
                guard row.allSatisfy({ breaks.isDisjoint(with: $0) }) else { continue }
                let settings = CampaignSettings(billing: provider.billing)
                let billed = settings.billedPartCount(validUTF8: text.span, plan, country: nil)
                #expect(lint.minimum.billedPartCount <= billed, "\(note) \(provider.name)")
                #expect(billed <= lint.maximum.billedPartCount, "\(note) \(provider.name)")
            }
        }
    }
}

extension TemplateLint.Bound {
    /// A bound that is billed as it is carried.
    fileprivate static func bound(
        _ alphabet: Alphabet,
        _ unitCount: Int,
        _ partCount: Int
    ) -> Self {
        Self(
            alphabet: alphabet,
            unitCount: unitCount,
            partCount: partCount,
            billedPartCount: partCount
        )
    }
}
