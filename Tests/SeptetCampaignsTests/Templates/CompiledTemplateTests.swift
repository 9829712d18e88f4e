import AllocationCounting
import Septet
import SeptetCampaigns
import TestSupport
import Testing

@Suite struct CompiledTemplateTests {
    private static let columns = ["phone", "first_name", "city", "twice", "twice"]

    @Test(arguments: [
        (
            "Hi {{fist_name}}",
            TemplateError.unknownColumn("fist_name", nearest: "first_name", utf8Offset: 3)
        ),
        ("é{{CITI}}", .unknownColumn("CITI", nearest: "city", utf8Offset: 2)),
        ("{{street}}", .unknownColumn("street", nearest: nil, utf8Offset: 0)),
        ("a{{twice}}", .ambiguousColumn("twice", among: ["twice", "twice"], utf8Offset: 1)),
    ])
    func columnsAreFoundByName(text: String, wanted: TemplateError) throws {
        let template = try MessageTemplate(text)
        #expect(throws: wanted) { try CompiledTemplate(template, columns: Self.columns) }
    }

    @Test func emptyValuesTakeTheDefault() throws {
        let template = try CompiledTemplate(
            try MessageTemplate("Hi {{first_name|friend}} in {{city}}."),
            columns: Self.columns
        )
        func text(_ values: [String]) -> String {
            String(decoding: ListRow(values).text(template), as: UTF8.self)
        }
        #expect(text(["1", "Ann", "Ulm"]) == "Hi Ann in Ulm.")
        #expect(text(["1", "", "Ulm"]) == "Hi friend in Ulm.")
        #expect(text(["1", " ", ""]) == "Hi   in .")
        #expect(text(["1"]) == "Hi friend in .")
        #expect(text(["1", "{{city}}", "|"]) == "Hi {{city}} in |.")
        #expect(
            ListRow(["1", "Ann", "Ulm"]).plan(template)
                == .success(try MessagePlan("Hi Ann in Ulm."))
        )
    }

    @Test func fieldsOutsideTheRowAreEmpty() throws {
        let template = try CompiledTemplate(
            try MessageTemplate("{{phone|a}}{{first_name|b}}"),
            columns: Self.columns
        )
        let octets: [UInt8] = [0x78, 0x79]
        for fields in [[0..<3, 0..<1], [5..<9, 0..<1], [-1..<1, 0..<1]] {
            var text: [UInt8] = []
            template.expand(row: octets.span, fields: fields.span, into: &text)
            #expect(text == Array("ax".utf8))
            let plan = try template.plan(row: octets.span, fields: fields.span)
            #expect(plan == (try MessagePlan("ax")))
        }
    }

    @Test func aMessageColumnIsUsedAsItIs() throws {
        let template = try CompiledTemplate(
            MessageTemplate(messageColumn: "city"),
            columns: Self.columns,
            planner: Planner(boundary: .grapheme)
        )
        let text = "{{phone}} \\{{ [%1%] €"
        #expect(ListRow(["1", "", text]).text(template) == Array(text.utf8))
    }

    /// The plan of a compiled template is that of the full text, whatever the planner.
    @Test(arguments: 0..<25)
    func planIsThatOfTheFullText(number: Int) throws {
        let tables = try ReferenceTables()
        var random = Seed.generator("templates", number)
        var texts = RandomText(tables, Seed.generator("template texts", number))
        let settings = RandomSettings(languages: tables.languages)
        for round in 0..<100 {
            var planner = Planner(settings.next(&random))
            // Half of them without national tables, where the plan is made piece by piece.
            if random.oneIn(2) { planner.languages = [] }
            let sample = SampleTemplate(&random, &texts)
            let template = try CompiledTemplate(
                sample.template,
                columns: sample.columns,
                planner: planner
            )
            for _ in 0..<3 {
                let values = sample.randomValues(&random, &texts)
                let row = ListRow(values)
                let full = sample.text(values)
                let wanted = Result { () throws(PlanningError) in try planner.plan(utf8: full.span)
                }
                let note = "\(Seed.note("templates", number)) \(round) \(sample.pieces) \(values)"
                #expect(row.text(template) == full, "\(note)")
                #expect(row.plan(template) == wanted, "\(note)")
            }
        }
    }

    @Test(arguments: [BoundaryPolicy.unit, .pair])
    func planningAllocatesNothing(boundary: BoundaryPolicy) throws {
        let text = String(repeating: "€[ ", count: 70) + "{{first_name|x}}, {{city}} {{phone}}"
        let template = try CompiledTemplate(
            try MessageTemplate(text),
            columns: Self.columns,
            planner: Planner(boundary: boundary)
        )
        for values in [
            ["1", "Ann", "Ulm"], ["1", "Änne €", ""], ["1", "Łódź", "😀"], ["", "", ""],
        ] {
            let row = ListRow(values)
            let (octets, fields) = (row.octets, row.fields)
            // Once before, so that what the runtime allocates once is not counted.
            _ = try template.plan(row: octets.span, fields: fields.span)
            let before = allocation_count()
            let plan = try template.plan(row: octets.span, fields: fields.span)
            let count = allocation_count() - before
            #expect(count == 0, "\(values)")
            #expect(plan.partCount >= 2)
        }
    }

    @Test(arguments: [
        Planner(boundary: .grapheme), Planner(languages: .all),
        Planner(languages: [.turkish], boundary: .grapheme),
    ])
    func planningWithABufferAllocatesNothing(planner: Planner) throws {
        let template = try CompiledTemplate(
            try MessageTemplate("Merhaba {{first_name|x}}, {{city}} {{phone}}"),
            columns: Self.columns,
            planner: planner
        )
        let row = ListRow(["1", "Gülşen", "İstanbul"])
        let (octets, fields) = (row.octets, row.fields)
        var buffer: [UInt8] = []
        let first = try template.plan(row: octets.span, fields: fields.span, buffer: &buffer)
        let before = allocation_count()
        let second = try template.plan(row: octets.span, fields: fields.span, buffer: &buffer)
        let count = allocation_count() - before
        #expect(count == 0)
        #expect(first == second)
    }

    /// A refused text has the error of the full text, which is not written.
    @Test(arguments: [
        "x", "[", "€[x", "ż", "😀", "a😀", "e\u{301}", "\r\n",
    ])
    func whatIsTooLongIsRefusedUnwritten(piece: String) throws {
        let value = String(repeating: piece, count: 3_000)
        let other = String(repeating: "{x", count: 500)
        let text = "Dear {{city}}" + String(repeating: "{{first_name}}-{{city}}é", count: 60)
        let template = try MessageTemplate(text)
        let row = ListRow(["1", value, other])
        let full = try template.text(["first_name": value, "city": other])
        for planner in [
            Planner(), Planner(boundary: .unit), Planner(choice: .ucs2),
            Planner(referenceWidth: .sixteenBit), Planner(choice: .gsm7Bit),
        ] {
            let compiled = try CompiledTemplate(template, columns: Self.columns, planner: planner)
            var buffer: [UInt8] = []
            let found = Result { () throws(PlanningError) in
                try compiled.plan(row: row.octets.span, fields: row.fields.span, buffer: &buffer)
            }
            let wanted = Result { () throws(PlanningError) in try planner.plan(full) }
            #expect(found == wanted, "\(piece) \(planner)")
            if case .failure(.tooManyParts) = wanted { #expect(buffer.capacity == 0) }
        }
    }

    /// Texts that must be planned as a whole are written up to a MiB, and rejected unwritten beyond.
    @Test(arguments: [
        Planner(boundary: .grapheme), Planner(languages: .all), Planner(choice: .gsm7Bit),
    ])
    func noMoreThanAMiBIsWritten(planner: Planner) throws {
        let text = "ż" + String(repeating: "{{first_name}}", count: 3_000)
        let template = try CompiledTemplate(
            try MessageTemplate(text),
            columns: Self.columns,
            planner: planner
        )
        for count in [100, 400, 5_000] {
            let row = ListRow(["1", String(repeating: "x", count: count), ""])
            var buffer: [UInt8] = []
            do throws(PlanningError) {
                _ = try template.plan(
                    row: row.octets.span,
                    fields: row.fields.span,
                    buffer: &buffer
                )
                Issue.record("\(count) were planned")
            } catch {
                switch error {
                case .tooManyParts(let partCount, _, _):
                    #expect(planner.choice == .cheapest && partCount > 3_000 * count / 70)
                case .notEncodable(let scalar, let offset):
                    #expect(planner.choice == .gsm7Bit && scalar == "ż" && offset == 0)
                default: Issue.record("\(error)")
                }
            }
            #expect(buffer.capacity < 3 << 20 && (count < 400 || buffer.capacity == 0))
        }
        let row = ListRow(["1", String(repeating: "x", count: 400), ""])
        var octets = row.octets
        octets[octets.count - 1] = 0xFF
        let fields = row.fields.map { $0.isEmpty ? $0 : $0.lowerBound..<octets.count }
        do throws(PlanningError) {
            _ = try template.plan(row: octets.span, fields: fields.span)
            Issue.record("it was planned")
        } catch {
            let isExpected =
                planner.choice == .gsm7Bit
                ? error == .notEncodable("ż", utf8Offset: 0)
                : { if case .invalidUTF8 = error { true } else { false } }()
            #expect(isExpected, "\(error)")
        }
    }

    @Test func tenThousandFieldsTakeLinearTime() throws {
        let columns = (0..<10_000).map { "column\($0)" }
        let text = columns.map { "{{\($0)|[%goto:}}" }.joined(separator: "é")
        let clock = ContinuousClock()
        let time = try clock.measure {
            let template = try CompiledTemplate(
                try MessageTemplate(text, syntax: .smsapi()),
                columns: columns
            )
            let row = ListRow(columns.map { _ in "1" })
            #expect(
                row.plan(template)
                    == .success(try MessagePlan(String(repeating: "1é", count: 9_999) + "1"))
            )
        }
        // A quadratic step takes minutes.
        #expect(time < .seconds(10))
    }
}
