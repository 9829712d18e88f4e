import Foundation
import TestSupport
import Testing

@testable import SeptetLists

/// Sheets of workbooks are read as their owner sees them.
@Suite struct WorkbookTests {
    /// The rows of a column as `RecordReader` hands them over, or why there are none.
    private func texts(
        _ octets: [UInt8],
        column: String = "t",
        sheet: String? = nil
    ) throws -> [String] {
        var options = ListOptions()
        options.format = .xlsx
        options.column = column
        options.sheet = sheet
        var reader = try options.recordReader(ByteSource(name: "x.xlsx", octets: octets))
        var texts: [String] = []
        try reader.forEach { line, text, error in
            let octets = text.indices.map { text[$0] }
            texts.append(
                "\(line): \(error.map { "\($0)" } ?? String(decoding: octets, as: UTF8.self))"
            )
        }
        return texts
    }

    private func sheet(_ cells: String, strings: String? = nil, styles: String? = nil) -> [UInt8] {
        SheetFile(
            sheet:
                "<worksheet><sheetData><row><c t=\"str\"><v>t</v></c></row>\(cells)</sheetData></worksheet>",
            strings: strings,
            styles: styles
        ).octets
    }

    @Test(
        arguments: [
            ("447900900123", "447900900123"), ("4.47900900123E11", "447900900123"),
            ("4.47900900123E+11", "447900900123"), ("447900900123.0", "447900900123"),
            ("0.30000000000000004", "0.3"), ("1.1000000000000001", "1.1"), ("-5", "-5"), ("0", "0"),
            ("1E-3", "0.001"), ("1E+2", "100"), ("9.9999999999999995E-2", "0.1"), ("1.50", "1.5"),
            ("123456789012345678", "123456789012345678"), ("-0.0", "0"), ("00120", "120"),
            ("1E+400", "1E+400"), ("1E400x", "1E400x"), ("x", "x"), ("", ""), ("1.2.3", "1.2.3"),
            ("999999999999999.9", "1000000000000000"),
        ]
    )
    func numbersAreTheDigitsTheyMean(value: String, digits: String) {
        let text = SheetStyles.digits(of: Array(value.utf8))
        #expect(String(decoding: text, as: UTF8.self) == digits)
    }

    @Test(
        arguments: [
            ("yyyy-mm-dd", 46_093.5, "2026-03-12"), ("dd/mm/yyyy;@", 46_093, "12/03/2026"),
            ("d mmmm yyyy", 46_093, "12 March 2026"), ("ddd d mmm yy", 46_093, "Thu 12 Mar 26"),
            ("[$-809]dddd", 46_093, "Thursday"), ("h:mm AM/PM", 0.75, "6:00 PM"),
            ("hh:mm:ss", 0.000_011_574, "00:00:01"), ("[h]:mm", 1.5, "36:00"),
            ("mm:ss.0", 0.5, "00:00.0"),
            ("dd.mm.yyyy\\ hh:mm", 46_093.25, "12.03.2026 06:00"), ("\"on \"d", 46_093, "on 12"),
            ("yyyy", 1, "1900"), ("yyyy-mm-dd", 59, "1900-02-28"), ("yyyy-mm-dd", 60, "1900-02-29"),
            ("yyyy-mm-dd", 61, "1900-03-01"), ("yyyy-mm-dd", 36_525, "1999-12-31"),
            ("yyyy-mm-dd", 36_585, "2000-02-29"), ("yyyy-mm-dd", 2_958_465, "9999-12-31"),
            ("m/d/yy h:mm", 46_093.999_999, "3/12/26 23:59"), ("mmmmm", 46_093, "M"),
            ("yyyy-mm-dd", 2_958_466, nil), ("yyyy-mm-dd", -1, nil), ("0.00", 1, nil),
            ("General", 1, nil),
            ("#,##0", 1, nil), ("0%", 1, nil), ("@", 1, nil), ("", 1, nil),
        ] as [(String, Double, String?)]
    )
    func datesAreAsTheSheetShowsThem(code: String, serial: Double, text: String?) {
        let date = SheetDate(serial: serial, countsFrom1904: false)
        let shown = DateFormat(code: code).flatMap { format in date.map { format.text(of: $0) } }
        #expect(shown.map { String(decoding: $0, as: UTF8.self) } == text)
    }

    @Test func daysMayBeCountedFrom1904() throws {
        let date = try #require(SheetDate(serial: 0, countsFrom1904: true))
        #expect(date.year == 1904)
        #expect(date.month == 1)
        #expect(date.day == 1)
    }

    @Test func cellsOfEveryTypeAreText() throws {
        let strings = """
            <sst><si><t>plain</t></si><si><r><t>rich </t></r><r><t>text</t></r></si>\
            <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si/></sst>
            """
        let styles = """
            <styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>\
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>
            """
        let cells = [
            "<c t=\"s\"><v>0</v></c>", "<c t=\"s\"><v>1</v></c>", "<c t=\"s\"><v>2</v></c>",
            "<c t=\"inlineStr\"><is><t>in &amp; out</t></is></c>", "<c t=\"b\"><v>1</v></c>",
            "<c t=\"e\"><v>#N/A</v></c>", "<c t=\"str\"><f>A1&amp;B1</f><v>made</v></c>",
            "<c><f>1+1</f><v>2</v></c>", "<c s=\"1\"><v>46093</v></c>",
            "<c s=\"2\"><v>46093</v></c>",
            "<c s=\"9\"><v>1.50</v></c>", "<c t=\"s\"><v>3</v></c><c t=\"str\"><v>x</v></c>",
            "<c t=\"s\"><v>77</v></c><c><v>1</v></c>",
        ]
        let rows = cells.map { "<row>\($0)</row>" }.joined()
        let texts = try texts(sheet(rows, strings: strings, styles: styles))
        #expect(
            texts == [
                "2: plain", "3: rich text", "4: 東京", "5: in & out", "6: TRUE", "7: #N/A", "8: made",
                "9: 2", "10: 12/03/2026", "11: 2026-03-12", "12: 1.5",
                "13: the record has 2 fields, the header has 1",
                "14: the record has 2 fields, the header has 1",
            ]
        )
    }

    @Test func rowsKeepTheirNumbers() throws {
        let rows = """
            <row r="3"><c r="A3" t="str"><v>a,"b"</v></c></row><row r="4"/>\
            <row r="7"><c r="A7" t="str"><v>two
            lines</v></c></row><row r="8"><c r="A8" t="str"><v> </v></c></row>\
            <row><c t="str"><v>next</v></c></row>
            """
        #expect(try texts(sheet(rows)) == ["3: a,\"b\"", "7: two\nlines", "9: next"])
    }

    @Test func aSheetIsChosenByItsName() throws {
        let sheets = """
            <sheet name="Secret" sheetId="1" state="hidden" r:id="r9"/>\
            <sheet name="My People" sheetId="2" r:id="r1"/>
            """
        let file = SheetFile(
            sheet: "<worksheet><row><c t=\"str\"><v>t</v></c></row></worksheet>",
            sheets: sheets
        ).octets
        #expect(try texts(file) == [])
        #expect(try texts(file, sheet: "my people") == [])
        let unknown = #expect(throws: ListError.self) { try texts(file, sheet: "x") }
        #expect(
            unknown?.description
                == "x.xlsx: no sheet is called \"x\"; there are: \"Secret\", \"My People\""
        )
        let hidden = #expect(throws: ListError.self) { try texts(file, sheet: "secret") }
        #expect(hidden?.reason == .workbook(.damaged("its sheet \"Secret\" is missing")))
    }

    @Test func aSheetIsOfAWorkbook() {
        var options = ListOptions()
        options.sheet = "x"
        let error = #expect(throws: ListError.self) {
            _ = try options.recordReader(ByteSource(name: "x.csv", octets: Array("a,b\n".utf8)))
        }
        #expect(error?.reason == .isNotAWorkbook)
    }

    @Test(
        arguments: [
            "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"5\"/><row r=\"4\"/>", "<row r=\"1048577\"/>",
            "<row><c r=\"B2\"/><c r=\"A2\"/></row>", "<row><c r=\"XFE2\"/></row>", "<row>",
            "</row>", "&x;",
        ]
    )
    func whatNoSheetHasIsAnError(rows: String) {
        #expect(throws: InputError.self) { try texts(sheet(rows)) }
    }

    @Test func aDocumentTypeIsAnError() {
        let bomb = """
            <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>\
            <worksheet><row><c t="str"><v>&b;</v></c></row></worksheet>
            """
        #expect(throws: (any Error).self) { try texts(SheetFile(sheet: bomb).octets) }
    }

    @Test func aFileThatIsCutOffIsAnError() throws {
        let file = Array(
            try Data(contentsOf: PackageFolder.vectors.appending(path: "lists/list.xlsx"))
        )
        #expect(try texts(file, column: "City").count == 3)
        for count in stride(from: 4, to: file.count, by: 13) {
            let error = #expect(throws: ListError.self) {
                try texts(Array(file.prefix(count)), column: "City")
            }
            guard case .workbook(.damaged)? = error?.reason else {
                Issue.record("\(count): \(String(describing: error))")
                return
            }
        }
    }

    /// Damaged octets give an error or other rows, and end.
    @Test func anyDamageIsSurvived() throws {
        let file = Array(
            try Data(contentsOf: PackageFolder.vectors.appending(path: "lists/list.xlsx"))
        )
        var random = Seed.generator("workbook")
        var errorCount = 0
        for _ in 0..<2_000 {
            var damaged = file
            for _ in 0...random.below(3) {
                damaged[random.below(damaged.count)] = UInt8(truncatingIfNeeded: random.below(256))
            }
            do { _ = try texts(damaged, column: "City") } catch { errorCount += 1 }
        }
        #expect(errorCount > 200)
        let plain = sheet("<row><c t=\"str\"><v>a</v></c></row>")
        for position in plain.indices {
            var damaged = plain
            damaged[position] ^= 0x41
            _ = try? texts(damaged)
        }
    }

    @Test func anEncryptedFileIsNamed() throws {
        var file = sheet("")
        for position in file.indices where file[position...].starts(with: [0x50, 0x4B, 1, 2]) {
            file[position + 8] |= 1
        }
        let error = #expect(throws: ListError.self) { try texts(file) }
        #expect(error?.reason == .workbook(.encrypted))
        let old = [0xD0, 0xCF, 0x11, 0xE0] + Array("..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0".utf8)
        let named = #expect(throws: ListFormError.self) {
            try ListSniffer(old, fileName: nil).form()
        }
        #expect(named == .workbook("a workbook with a password"))
    }
}
