import Foundation
import Septet
import SeptetBilling
import SeptetNumbers
import TestSupport
import Testing

@testable import SeptetCampaigns
@testable import SeptetLists

/// Lists as people have them, from their octets to the report.
@Suite struct ListRowsTests {
    /// What a list comes to.
    private func report(
        _ octets: [UInt8],
        name: String,
        template: String,
        country: String? = nil,
        excluded: [String] = [],
        drops: Bool = false,
        threadCount: Int = 2,
        readOctetCount: Int? = nil
    ) throws -> CampaignReport {
        var settings = CampaignSettings()
        settings.numbers = NumberReader(country: country.flatMap { CountryCode($0) })
        settings.prices = PriceList(flat: try Amount("0.05"), currency: "EUR")
        settings.dropsDuplicates = drops
        if !excluded.isEmpty {
            var keys = RecipientKeys()
            for number in excluded { keys.insert(try settings.numbers.read(number).number) }
            settings.excluded = keys
        }
        let message = try MessageTemplate(template)
        let columns = ListColumns(
            ListOptions(),
            fields: message.fields.map(\.column),
            recipient: nil,
            numbers: settings.numbers
        )
        let list = try columns.open(ByteSource(name: name, octets: octets))
        let compiled = try CompiledTemplate(message, columns: list.names.names)
        let fields = CampaignColumns(text: .template(compiled), recipient: list.recipient)
        let input = list.input
        let fieldCount = list.names.names.count
        let reader = list.takeReader()
        let scanner = RecordScanner(reader, fieldCount: fieldCount, unescapes: false)
        var rows = CollectedRows()
        var count = try CampaignReading(settings, threadCount: threadCount)
            .count(reader, scanner, fields, into: &rows)
        let distinct = count.recipients.count()
        var report = CampaignReport(
            title: name,
            totals: count.totals,
            prices: settings.prices,
            input: input,
            recipients: fields.recipient == nil
                ? nil : (count: distinct, additionCount: count.recipients.additionCount)
        )
        report.excessRows = count.excessRows
        return report
    }

    @Test(arguments: try VectorFile.rows("lists.tsv"))
    func listsOfPeopleAreReadAsMeant(row: VectorRow) throws {
        let name = try row.raw("file")
        let octets = try Data(contentsOf: PackageFolder.vectors.appending(path: "lists/\(name)"))
        let report = try report(Array(octets), name: name, template: "Hi", country: "GB")
        let input = try #require(report.input)
        #expect(try input.format.rawValue == row.raw("format"))
        #expect(try input.delimiter?.description == row.optional("delimiter"))
        #expect(try input.charset == row.raw("charset"))
        #expect(try input.headerLine == row.integer("header"))
        #expect(
            try input.recipientColumn?.trimmingCharacters(in: .whitespaces)
                == row.optional("recipients")
        )
        let rows = report.totals.rows
        let counts = [
            report.totals.messageCount, rows.rows(\.isNotANumber).count, report.rows(.empty).count,
            report.rows(.blank).count, rows.rows(\.isDamage).count,
        ]
        let expected = try ["messages", "not a number", "empty", "blank", "damaged"].map {
            try row.integer($0)
        }
        #expect(counts == expected)
        #expect(report.rowCount == counts.reduce(0, +))
    }

    // MARK: One list in many shapes

    private static let people: [[String]] = [
        ["Ann", "+447911123456", "Leeds"], ["Bob", "+447911123457", "York"],
        ["Zoë", "+48500500501", "Łódź"], ["José", "+34600100200", "Málaga"],
        ["O\"Neil, Pat", "+447911123458", "Bath"], ["Eve", "+447911123456", "Ely"],
        ["Ng", "+4915112345678", "Köln"], ["Ada", "+447911123459", ""],
    ]

    private static let names = ["First Name", "Mobile Number", "City"]

    private static func cell(_ text: String, _ delimiter: String, quotes: Bool = false) -> String {
        let mustQuote =
            quotes || text.utf8.contains { $0 == 0x22 || $0 == 0x0A }
            || text.utf8.contains(delimiter.utf8.first ?? 0)
        return mustQuote ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    private static func csv(
        _ delimiter: String = ",",
        names: [String] = names,
        rows: [[String]] = people,
        end: String = "\r\n",
        quotes: Bool = false,
        behind: String = ""
    ) -> String {
        ([names] + rows).map { row in
            row.map { cell($0, delimiter, quotes: quotes) }.joined(separator: delimiter) + behind
                + end
        }.joined()
    }

    private static func utf16(_ text: String, little: Bool, mark: Bool) -> [UInt8] {
        ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit -> [UInt8] in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return little ? pair.reversed() : pair
        }
    }

    private static func objects(_ separator: String, spaced: Bool = false, numbers: Bool = false)
        -> String
    {
        people.map { row in
            let fields = zip(names, row).map { name, value in
                let text = value.replacing("\"", with: "\\\"")
                let isDigits = numbers && name == "Mobile Number"
                let shown =
                    isDigits ? String(text.dropFirst()) : value.isEmpty ? "null" : "\"\(text)\""
                return "\"\(name)\"" + (spaced ? " : " : ":") + shown
            }
            return "{" + fields.joined(separator: spaced ? ",\n  " : ",") + "}"
        }.joined(separator: separator)
    }

    private static let shapes: [(name: String, octets: [UInt8])] = {
        let plain = csv()
        let turned = people.map { [$0[1], $0[2], $0[0]] }
        let blanks = people.flatMap { [$0, ["", " ", "\u{A0}"]] }
        let ragged = csv().replacing(",\r\n", with: "\r\n")
        let texts: [(String, String)] = [
            ("plain.csv", plain), ("semicolon.csv", csv(";")), ("tab.csv", csv("\t")),
            ("tab.txt", csv("\t")), ("bar.csv", csv("|")), ("name.tsv", csv("\t", end: "\n")),
            ("returns.csv", csv(end: "\r")), ("feeds.csv", csv(end: "\n")),
            ("quoted.csv", csv(quotes: true)), ("nothing", csv(";")),
            ("mark.csv", "\u{FEFF}" + plain), ("marks.csv", "\u{FEFF}\u{FEFF}" + plain),
            ("sep.csv", "sep=;\r\n" + csv(";")), ("sepquoted.csv", "\"sep=\t\"\r\n" + csv("\t")),
            ("titles.csv", "Spring list,,\r\nof 12/03/2026,,\r\n,,\r\n" + plain),
            ("trailing.csv", csv(behind: ",,,")), ("ragged.csv", ragged),
            ("blank.csv", csv(rows: blanks) + ",,\r\n\r\n,\r\n"),
            ("turned.csv", csv(names: ["Mobile Number", "City", "First Name"], rows: turned)),
            ("case.csv", csv(names: ["FIRST_NAME", " mobile-number ", "city\u{200B}"])),
            ("words.csv", csv(names: ["first name", "Handy", "City"])),
            ("content.csv", csv(names: ["first-name", "Kontakt", "City"])),
            ("noend.csv", String(plain.utf8.dropLast(2)) ?? ""),
            ("lines.ndjson", objects("\n")), ("numbers.jsonl", objects("\n", numbers: true)),
            ("array.json", "[" + objects(",") + "]"),
            ("none", "\n[\n" + objects(",\n", spaced: true) + "\n]\n"),
            ("polish.csv", csv(";", names: ["First Name", "Nr telefonu", "City"])),
            ("turkish.csv", csv(";", names: ["First Name", "Cep Telefonu", "City"])),
            ("czech.csv", csv(";", names: ["First Name", "Číslo mobilu", "City"])),
            ("russian.csv", csv(";", names: ["First Name", "Мобильный телефон", "City"])),
            ("arabic.csv", csv(names: ["First Name", "رقم الجوال", "City"])),
            ("sepbar.csv", "sep=|\r\n" + csv("|")),
            ("twoheaders.csv", "Person,Contact,Address\r\n" + plain),
            (
                "index.csv",
                csv(names: [""] + names, rows: people.enumerated().map { ["\($0)"] + $1 })
            ),
            ("formulas.csv", csv(rows: people.map { [$0[0], "=\"\($0[1])\"", $0[2]] })),
            ("floats.csv", csv(rows: people.map { [$0[0], "\($0[1].dropFirst()).0", $0[2]] })),
            (
                "answer.json",
                "{\"count\":8,\"next\":null,\"people\":[" + objects(",") + "],\"errors\":[]}"
            ),
            (
                "deep.json",
                "{\"ok\":true,\"tags\":[1,[{}]],\"data\":{\"items\":[\n" + objects(",\n") + "]}}\n"
            ),
            ("missing.ndjson", objects("\n").replacing(",\"City\":null", with: "")),
            ("digits.csv", plain.replacing("+", with: "")),
            ("zeros.csv", plain.replacing("+", with: "00")),
        ]
        return texts.map { ($0, Array($1.utf8)) } + [
            ("little.csv", utf16(plain, little: true, mark: true)),
            ("big.txt", utf16(csv("\t"), little: false, mark: true)),
            ("nomark.csv", utf16(plain, little: true, mark: false)),
            ("semicolon16.csv", utf16("\u{FEFF}" + csv(";"), little: true, mark: true)),
            ("semicolon16be.csv", utf16(csv(";"), little: false, mark: true)),
            ("list.xlsx", SheetFile([names] + people).octets),
            ("titled.xlsx", SheetFile([["Spring list"], ["of March"], [], names] + people).octets),
            ("numbers.xlsx", SheetFile([names] + people, numberColumn: 1).octets),
        ]
    }()

    @Test func eightPeopleAreTheSameInEveryShape() throws {
        #expect(Self.shapes.count >= 30)
        for shape in Self.shapes {
            for drops in [false, true] {
                let report = try report(
                    shape.octets,
                    name: shape.name,
                    template: "Hi {{first name}} of {{CITY|here}}, it is time",
                    drops: drops
                )
                let found = [
                    report.totals.messageCount, report.totals.partCount,
                    report.recipients?.value ?? 0,
                    report.duplicateRowCount, report.totals.rejectedCount, report.sentRowCount,
                    report.totals.gsm7BitCount,
                ]
                #expect(
                    found == (drops ? [7, 7, 7, 1, 0, 7, 5] : [8, 8, 7, 1, 0, 7, 6]),
                    "\(shape.name)"
                )
                #expect(
                    try report.whole.cost?.exact == Amount(drops ? "0.35" : "0.4"),
                    "\(shape.name)"
                )
                #expect(try report.duplicates.cost?.exact == Amount("0.05"), "\(shape.name)")
            }
        }
    }

    // MARK: What would help most

    /// A list of people whose messages have 150 septets and their cells.
    private func advice(_ rows: [[String]], header: String = "name,mobile,city\n") throws -> String?
    {
        let text = String(repeating: "x", count: 148) + "{{name}}, {{city}}"
        let lines = rows.map { $0.joined(separator: ",") + "\n" }.joined()
        return try report(
            Array((header + lines).utf8),
            name: "list.csv",
            template: header.isEmpty
                ? text.replacing("name", with: "1").replacing("city", with: "3") : text
        ).advice?.sentence
    }

    @Test func theCellThatMakesAMessageLongIsNamed() throws {
        let usual = (0..<40).map { ["Ann", "+4479111234\(10 + $0)", "Bath"] }
        var rows = usual
        rows[24][2] = "Stratford-upon-Avon"
        #expect(
            try advice(rows)
                == "12 characters fewer in row 25's city: 1 part and 0.05 EUR less."
        )
        // Without names of columns by its number.
        #expect(
            try advice(rows, header: "")
                == "12 characters fewer in row 25's column 3: 1 part and 0.05 EUR less."
        )
        // The first row has none before it to be compared with.
        rows = usual
        rows[0][0] = "Bartholomew"
        #expect(
            try advice(rows) == "5 characters fewer in row 1's name: 1 part and 0.05 EUR less."
        )
        // A few rows, in the same column and in several.
        rows[30][0] = "Bartholomew"
        #expect(
            try advice(rows)
                == "5 characters fewer in the name of rows 1 and 31: 2 parts and 0.10 EUR less."
        )
        rows[38][2] = "Southampton."
        #expect(
            try advice(rows)
                == "5 characters fewer in the messages of rows 1, 31 and 39: 3 parts and 0.15 EUR less."
        )
        // If there are more, the text is too long.
        rows[39][0] = "Bartholomew"
        #expect(
            try advice(rows) == "Make the text 5 characters shorter: 4 parts and 0.20 EUR less."
        )
    }

    @Test func theCellIsThatOfTheRowInWhateverBlockItStands() throws {
        var rows = (0..<30_000).map { ["Ann", "+44791\(1_000_000 + $0)", "Bath"] }
        rows[20_256][2] = "Stratford-upon-Avon"
        for threadCount in [1, 3] {
            let text = String(repeating: "x", count: 148) + "{{name}}, {{city}}"
            let lines = rows.map { $0.joined(separator: ",") + "\n" }.joined()
            let report = try report(
                Array(("name,mobile,city\n" + lines).utf8),
                name: "list.csv",
                template: text,
                threadCount: threadCount
            )
            #expect(
                report.advice?.sentence
                    == "12 characters fewer in row 20,257's city: 1 part and 0.05 EUR less."
            )
        }
    }

    // MARK: What isn't what it seems

    @Test func aListWithoutRecipientsSaysSoFirst() throws {
        let lines = try report(
            Array("+447911123456, +447911123457\n".utf8),
            name: "x.txt",
            template: "Hi"
        )
        #expect(lines.recipients == nil)
        #expect(lines.alerts.first?.hasPrefix("The lines of the list aren't numbers") == true)
        #expect(
            try report(Array("a\nb\n".utf8), name: "x.txt", template: "Hi {{text}}").alerts == []
        )
        // An object under a name of recipients has no number itself.
        let nested = #"[{"id":1,"contact":{"mobile":"+447911123456"}}]"#
        let objects = try report(Array(nested.utf8), name: "x.json", template: "Hi")
        #expect(objects.input?.recipientColumn == nil)
        #expect(objects.totals.rejectedCount == 0)
        #expect(
            objects.alerts == [
                "No column has the numbers of the recipients; there are: \"id\", \"contact\". "
                    + "Name it with --recipient NAME."
            ]
        )
        // The list is on another sheet.
        let sheet =
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
        let sheets =
            "<sheet name=\"Notes\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"People\" sheetId=\"2\" r:id=\"r2\"/>"
            + "<sheet name=\"Old\" sheetId=\"3\" state=\"hidden\" r:id=\"r3\"/>"
        let book = try report(
            SheetFile(sheet: sheet, sheets: sheets).octets,
            name: "x.xlsx",
            template: "Hi"
        )
        #expect(book.input?.otherSheets == ["People"])
        #expect(
            book.alerts.first?.hasSuffix("or another sheet with --sheet NAME: \"People\".") == true
        )
        #expect(
            book.input?.summary.hasPrefix("sheet \"Notes\" (not \"People\"; --sheet chooses)")
                == true
        )
    }

    private static let american = [
        "5046218927", "4155550101", "7208293847", "2125550100", "8102929388",
    ]

    /// One number that is too short says nothing of a long list.
    @Test(arguments: [
        (["12345"], 3, true), (["12345"], 400, false), (american, 400, true),
        (american, 700, false),
    ])
    func aCountryIsProposedForManyNumbersOnly(
        national: [String],
        all: Int,
        isProposed: Bool
    ) throws {
        let rows = national + (national.count..<all).map { "+44791112\(3_000 + $0)" }
        let report = try report(
            Array(("phone\n" + rows.joined(separator: "\n")).utf8),
            name: "x.csv",
            template: "Hi"
        )
        #expect(report.alerts.isEmpty != isProposed)
        let json = String(decoding: report.json(), as: UTF8.self)
        #expect(json.contains("suggestedCountry") == isProposed)
    }

    // MARK: Damage

    /// A row of each kind; the name of the kind and the octets.
    private func row(_ kind: Int, _ number: Int) -> (kind: String, octets: [UInt8]) {
        let phone = "+4479111\(10_000 + number)"
        switch kind {
        case 0:
            return ("blank", Array([",,", "", " , ,\u{A0}", "\"\",", ",,,,,"][number % 5].utf8))
        case 1:
            return ("empty", Array([",x\(number),y", "\" \",x,y", "\u{200B},x"][number % 3].utf8))
        case 2:
            let texts = [
                "N/A", "4.479E+11", "ann@example.com", "12", "+44791111abc", "+9991234567",
            ]
            return ("notANumber", Array("\(texts[number % 6]),x,y".utf8))
        case 3:
            let damage: [[UInt8]] = [
                Array("\(phone),x,y,z".utf8), Array("\(phone),x\"y,z".utf8),
                Array("\(phone),\"x\"y,z".utf8),
                Array("\(phone),\"x\"y,\"z\"".utf8),
                Array("\(phone),\(String(repeating: "x", count: 40_000)),y".utf8),
            ]
            return ("damaged", damage[number % 5])
        case 4: return ("excluded", Array("+447700000001,x,y".utf8))
        case 5: return ("duplicate", Array("+44 7911 100 000,x\(number),y".utf8))
        default:
            return (
                "sent",
                Array("\(phone),\([ "x", "\"a\nb\"", "ż", "\"q\"\"q\"", ""][number % 5])".utf8)
            )
        }
    }

    @Test(arguments: 0..<40)
    func everyRowIsAccountedFor(number: Int) throws {
        var random = Seed.generator("rows", number)
        var octets = Array("phone,name,text\n+447911100000,first,x\n".utf8)
        var expected = ["sent": 1]
        let rowCount = random.below(number < 30 ? 60 : 3_000)
        for index in 0..<rowCount {
            let (kind, row) = row(random.below(12), index)
            octets += row + [0x0A]
            expected[kind, default: 0] += 1
        }
        for (drops, threadCount) in [(false, 1), (false, 3), (true, 3)] {
            let report = try report(
                octets,
                name: "list.csv",
                template: "{{name}}",
                excluded: ["+447700000001"],
                drops: drops,
                threadCount: threadCount
            )
            let rows = report.totals.rows
            let found = [
                "sent": report.sentRowCount, "duplicate": report.duplicateRowCount,
                "notANumber": rows.rows(\.isNotANumber).count, "empty": report.rows(.empty).count,
                "excluded": report.rows(.excluded).count, "blank": report.rows(.blank).count,
                "damaged": rows.rows(\.isDamage).count,
            ].filter { $0.value > 0 }
            let note = Comment(rawValue: Seed.note("rows", number))
            #expect(found == expected, note)
            #expect(report.rowCount == rowCount + 1, note)
            #expect(found.values.reduce(0, +) == report.rowCount, note)
            #expect(report.rows(.duplicate).count == expected["duplicate"] ?? 0, note)
            #expect(report.duplicates.messageCount == expected["duplicate"] ?? 0, note)
            #expect(
                report.totals.messageCount
                    == (expected["sent"] ?? 0) + (drops ? 0 : expected["duplicate"] ?? 0),
                note
            )
            for (kind, rows) in rows.byKind {
                #expect(!rows.firstLines.isEmpty && rows.firstLines.count <= rows.count, "\(kind)")
                #expect(rows.firstLines == rows.firstLines.sorted(), "\(kind)")
            }
        }
    }

    @Test func theFirstLinesOfEachKindAreKnown() throws {
        let list = "phone,n\n,\n+447911100000,a\n,b\nx,c\n\ny,d\nz,e\nw,f\n+447911100000,g\n"
        let report = try report(Array(list.utf8), name: "x.csv", template: "{{n}}")
        #expect(report.rows(.blank).firstLines.first == 2)
        #expect(report.rows(.empty).firstLines == [4])
        #expect(report.rows(.notANumber(.noDigits)).count == 4)
        #expect(report.rows(.notANumber(.noDigits)).firstLines == [5, 7, 8])
        #expect(report.rows(.duplicate).firstLines == [10])
    }

    @Test func keysOfRecipientsAreToldApart() {
        var keys = RecipientKeys()
        var random = Seed.generator("keys")
        var known: Set<UInt64> = []
        for _ in 0..<20_000 {
            let key = UInt64(1 + random.below(9_000)) << UInt64(random.below(40))
            #expect(keys.contains(key) == known.contains(key))
            let isNew = keys.insert(key)
            #expect(isNew == known.insert(key).inserted)
        }
        #expect(keys.count == known.count)
    }
}
