import SeptetCharsets
import TestSupport
import Testing

@testable import SeptetLists

@Suite struct ListOptionsTests {
    @Test(
        arguments: [
            ("a.csv", "csv"), ("A.CSV", "csv"), ("x/.Csv", "csv"), ("a.ndjson", "ndjson"),
            ("a.jsonl", "ndjson"), ("a.txt", nil), ("csv", nil), ("a.csv.txt", nil), ("", nil),
            // A combining mark makes another name of it.
            ("a.csv\u{301}", nil),
        ] as [(String, String?)]
    )
    func theNameOfAFileSaysItsFormat(name: String, format: String?) {
        #expect(ListFormat(fileName: name)?.rawValue == format)
    }

    @Test(
        arguments: [
            (",", 0x2C), (";", 0x3B), ("tab", 0x09), ("\\t", 0x09), ("\t", 0x09), ("|", 0x7C),
            ("\"", nil), ("\n", nil), ("\r", nil), ("\r\n", nil), ("", nil), (";;", nil),
            ("é", nil),
            (";\u{301}", nil),
        ] as [(String, UInt8?)]
    )
    func aDelimiterIsOneOctetOfASCII(text: String, octet: UInt8?) {
        #expect(CSVDelimiter(text)?.octet == octet)
    }

    @Test func aHeaderOfOneColumnHasAnotherDelimiter() {
        #expect(CSVDelimiter.likely(inHeader: ["a;b"])?.octet == 0x3B)
        #expect(CSVDelimiter.likely(inHeader: ["a\tb"]) == .tab)
        #expect(CSVDelimiter.likely(inHeader: ["a;\u{301}b"])?.octet == 0x3B)
        #expect(CSVDelimiter.likely(inHeader: ["a"]) == nil)
        #expect(CSVDelimiter.likely(inHeader: ["a", "b;c"]) == nil)
        #expect(CSVDelimiter.likely(inHeader: []) == nil)
    }

    @Test func membersAreWantedOnceByTheirOctets() {
        var options = ListOptions()
        options.format = .ndjson
        let columns = ListColumns(
            options,
            fields: ["\u{E9}", "name", "e\u{301}", "name"],
            recipient: "name"
        )
        let keys = columns.keys.map { Array($0.utf8) }
        #expect(keys == ["\u{E9}", "name", "e\u{301}"].map { Array($0.utf8) })
        #expect(ListColumns(options, fields: nil, recipient: nil).keys == ["text"])
    }

    /// The names of an input, and where the recipients and the texts are.
    private func places(
        _ header: String,
        fields: [String]? = nil,
        column: String? = nil,
        recipient: String? = nil
    ) throws -> (names: [String], recipient: Int?, text: Int?) {
        var options = ListOptions()
        options.format = .csv
        options.column = column
        let columns = ListColumns(options, fields: fields, recipient: recipient)
        let input = try TemporaryInput(header.utf8)
        var reader = try options.blockReader(ByteSource(path: input.path), columns)
        let names = try columns.names(&reader)
        return (names.names, try columns.recipient(among: names), try? columns.text(among: names))
    }

    @Test func columnsAreFoundByTheirNames() throws {
        let found = try places("id,Phone,to,text\n1,2,3,4\n")
        #expect(found.recipient == 1)
        #expect(found.text == 3)
        #expect(try places("to,number\n1,2\n").recipient == 0)
        #expect(try places("a,b\n1,2\n").recipient == nil)
        #expect(try places("a,b\n1,2\n", recipient: "b").recipient == 1)
        #expect(try places("a,b\n1,2\n", column: "b").text == 1)
        #expect(throws: HeaderError.self) { try places("a,b\n1,2\n", recipient: "c") }
        #expect(throws: HeaderError.self) { try places("b,b\n1,2\n", recipient: "b") }
    }

    @Test func anEmptyInputHasTheColumnsThatAreAskedFor() throws {
        let found = try places("", fields: ["a", "b", "a"], recipient: "b")
        #expect(found.names == ["a", "b"])
        #expect(found.recipient == 1)
    }
}
