import SeptetLists
import TestSupport
import Testing

@testable import SeptetLists

@Suite struct CSVReadingTests {
    private static let format = RecordFormat.csv(column: "text")

    /// Reads with every size of reads, so that the buffer's border falls everywhere.
    private func expectRecords(
        of content: String,
        column: String = "text",
        _ records: [ReadRecord],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for readOctetCount in 1...content.utf8.count + 1 {
            let found = try ReadRecord.all(
                of: content,
                .csv(column: column),
                readOctetCount: readOctetCount
            )
            #expect(
                found == records,
                "reads of \(readOctetCount) octets",
                sourceLocation: sourceLocation
            )
        }
    }

    private func expectHeaderError(
        of content: String,
        line: Int = 1,
        _ reason: RecordError,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for readOctetCount in 1...content.utf8.count + 1 {
            let error = #expect(throws: HeaderError.self, sourceLocation: sourceLocation) {
                _ = try ReadRecord.all(of: content, Self.format, readOctetCount: readOctetCount)
            }
            #expect(error?.reason == reason, sourceLocation: sourceLocation)
            #expect(error?.line == line, sourceLocation: sourceLocation)
        }
    }

    @Test func fieldsAreCutAtCommas() throws {
        try expectRecords(
            of: "a,text,b\n1,hello,2\n,,7\n3,x\ty,\"4\"",
            [ReadRecord(2, "hello"), ReadRecord(3, ""), ReadRecord(4, "x\ty")]
        )
    }

    @Test func quotedFieldsHoldCommasQuotesAndLineBreaks() throws {
        try expectRecords(
            of: "text,b\r\n\"a,b\",1\r\n\"say \"\"hi\"\"\",2\r\n\"two\nlines\",3\r\n"
                + "\"crlf\r\ninside\",4\r\n\"\"\"\",5\r\n\"\",6\r\nplain,7\r\n",
            [
                ReadRecord(2, "a,b"), ReadRecord(3, "say \"hi\""), ReadRecord(4, "two\nlines"),
                ReadRecord(6, "crlf\r\ninside"), ReadRecord(8, "\""), ReadRecord(9, ""),
                ReadRecord(10, "plain"),
            ]
        )
    }

    @Test func theLastRecordNeedsNoLineEnd() throws {
        for end in ["", "\n", "\r\n", "\r"] {
            try expectRecords(of: "n,text\n1,x" + end, [ReadRecord(2, "x")])
            try expectRecords(of: "n,text\n1,\"x\"" + end, [ReadRecord(2, "x")])
        }
    }

    @Test func carriageReturnsInsideFieldsStay() throws {
        try expectRecords(
            of: "text\na\rb\r\n\"c\rd\"\n",
            [ReadRecord(2, "a\rb"), ReadRecord(3, "c\rd")]
        )
    }

    @Test func aByteOrderMarkIsNoPartOfTheHeader() throws {
        try expectRecords(of: "\u{FEFF}text,b\nx,1\n", [ReadRecord(2, "x")])
        try expectRecords(of: "\u{FEFF}\"text\",b\nx,1\n", [ReadRecord(2, "x")])
        try expectRecords(of: "\u{FEFF}", [])
    }

    @Test func emptyInputsHaveNoRecords() throws {
        try expectRecords(of: "", [])
        try expectRecords(of: "\n\r\n\n", [])
        try expectRecords(of: "text", [])
        try expectRecords(of: "text,b\r\n", [])
    }

    @Test func emptyLinesAreNoRecords() throws {
        try expectRecords(
            of: "\n\r\ntext,b\n\nx,1\n\r\n\ny,2\n\n",
            [ReadRecord(5, "x"), ReadRecord(8, "y")]
        )
    }

    @Test(
        arguments: [
            "", "\"\"", ",", ",,,,,,", "  ,\t", "\"\",\"\"", "\u{A0},\u{200B}", "\u{FEFF}\u{3000}",
            "\0,",
        ]
    )
    func rowsOfBlankCellsAreNoRecords(row: String) throws {
        let content = "text,b\n\(row)\nx,1\n\(row)"
        try expectRecords(of: content, [ReadRecord(3, "x")])
        let input = try TemporaryInput(content.utf8)
        var reader = try BlockReader(
            ByteSource(path: input.path),
            .csv(delimiter: 0x2C, hasHeader: true)
        )
        _ = try reader.readColumns()
        var scanner = RecordScanner(reader, fieldCount: 2, unescapes: false)
        var block = RecordBlock()
        var blankCount = 0
        var firstLine: Int?
        while try reader.read(into: &block) {
            scanner.begin(block)
            while scanner.next(in: block) {}
            blankCount += scanner.blankCount
            firstLine = firstLine ?? scanner.firstBlankLine
        }
        // Behind the last line end nothing isn't a row.
        #expect(blankCount == (row.isEmpty ? 1 : 2))
        #expect(firstLine == 2)
    }

    @Test func cellsThatAreMissingAreEmpty() throws {
        try expectRecords(
            of: "a,b,text\n1,2,x\n1,2\n1\n\"1\"\n9,9,y\n",
            [
                ReadRecord(2, "x"), ReadRecord(3, ""), ReadRecord(4, ""), ReadRecord(5, ""),
                ReadRecord(6, "y"),
            ]
        )
    }

    @Test func surplusCellsAreEmptyOrReject() throws {
        try expectRecords(
            of: "a,text,c\n1,x,2,\n1,y,2, ,\u{A0},\"\"\n1,Hello, world,2\n1,z,2,,,!\n1,z,3\n",
            [
                ReadRecord(2, "x"), ReadRecord(3, "y"),
                ReadRecord(4, .fieldCountDiffers(fieldCount: 4, headerFieldCount: 3)),
                ReadRecord(5, .fieldCountDiffers(fieldCount: 6, headerFieldCount: 3)),
                ReadRecord(6, "z"),
            ]
        )
    }

    @Test func aQuoteThatIsNeverClosedCostsOneLine() throws {
        try expectRecords(
            of: "a,text\n1,x\n2,\"open\n3,y\n4,z",
            [
                ReadRecord(2, "x"), ReadRecord(3, .unclosedQuote(column: 2)), ReadRecord(4, "y"),
                ReadRecord(5, "z"),
            ]
        )
    }

    @Test func quotesAtTheWrongPlaceAreNamed() throws {
        try expectRecords(
            of: "a,text\n1,in\"side\n2,\"closed\" text\n3,\"closed\"\rx\n4,\"fine\"\n",
            [
                ReadRecord(2, .quoteInsideField(column: 2)),
                ReadRecord(3, .textAfterQuote(column: 2)),
                ReadRecord(4, .textAfterQuote(column: 2)),
                ReadRecord(5, "fine"),
            ]
        )
    }

    @Test func escapesAreReadAfterQuotes() throws {
        #expect(
            try ReadRecord.all(
                of: "text\n\"a\\nb \"\"c\"\"\"\nd\\te\n",
                Self.format,
                unescapes: true
            ) == [ReadRecord(2, "a\nb \"c\""), ReadRecord(3, "d\te")]
        )
    }

    @Test(
        arguments: [
            "Text", " text ", "TEXT\u{200B}", "\u{FEFF}text", "\u{A0}text\u{A0}", "te\u{AD}xt",
            "_text-",
        ]
    )
    func namesMeetButForCaseAndWhatIsNotSeen(name: String) throws {
        try expectRecords(of: "a,\(name)\n1,x\n", [ReadRecord(2, "x")])
    }

    @Test(arguments: ["first name", "First_Name", "FIRST-NAME", "first  name", " first\u{A0}name "])
    func spacesAndHyphensCountAlike(name: String) throws {
        for other in ["First Name", "first_name", "first-name"] {
            try expectRecords(of: "a,\(other)\n1,x\n", column: name, [ReadRecord(2, "x")])
        }
        expectHeaderError(of: "TEXT,Text\n", .ambiguousColumn("text", among: ["TEXT", "Text"]))
        // The very spelling decides between them.
        try expectRecords(of: "Text,text\n1,x\n", [ReadRecord(2, "x")])
    }

    @Test func otherSpellingsAreOtherNames() {
        for name in ["te xt", "texts", "t\u{E9}xt", "te\u{301}xt"] {
            expectHeaderError(of: "a,\(name)\n1,x\n", .unknownColumn("text", known: ["a", name]))
        }
    }

    @Test func columnsAreFoundByTheirWholeName() throws {
        try expectRecords(of: "x,\"te\"\"xt\"\n1,2\n", column: "te\"xt", [ReadRecord(2, "2")])
        try expectRecords(of: "\"a,b\",c\n1,2\n", column: "a,b", [ReadRecord(2, "1")])
        try expectRecords(of: "\"a\nb\",c\n1,2\n", column: "c", [ReadRecord(3, "2")])
        try expectRecords(of: "текст,c\r\n1,2\r\n", column: "текст", [ReadRecord(2, "1")])
    }

    @Test func headersThatLeadNowhereAreErrors() {
        expectHeaderError(of: "a,b c\nx,y\n", .unknownColumn("text", known: ["a", "b c"]))
        expectHeaderError(of: "Texts\nx\n", .unknownColumn("text", known: ["Texts"]))
        expectHeaderError(
            of: "text,a,text\n1,2,3\n",
            .ambiguousColumn("text", among: ["text", "text"])
        )
        expectHeaderError(of: "a,\"text\n1,2\n", .unclosedQuote(column: 2))
        expectHeaderError(of: "\n\na,te\"xt\n1,2\n", line: 3, .quoteInsideField(column: 2))
        expectHeaderError(of: "\"a\"b,text\n1,2\n", .textAfterQuote(column: 1))
    }

    @Test func aMissingColumnIsNamedWithThoseThatExist() {
        let error = RecordError.unknownColumn("x", known: ["a", " b"])
        #expect(error.description == "no column \"x\"; there are: \"a\", \" b\"")
    }

    @Test func recordsHaveALimit() throws {
        // With its line feed the second record has 12 octets, the third 13.
        let content = "a,text\n1,\"23456789\"\n1,\"234567890\"\n1,x\n"
        for readOctetCount in 1...content.utf8.count + 1 {
            #expect(
                try ReadRecord.all(
                    of: content,
                    Self.format,
                    readOctetCount: readOctetCount,
                    octetLimit: 13
                ) == [
                    ReadRecord(2, "23456789"), ReadRecord(3, .tooLong(octetLimit: 13)),
                    ReadRecord(4, "x"),
                ]
            )
        }
    }

    @Test func aHeaderHasALimit() {
        for readOctetCount in 1...40 {
            let error = #expect(throws: HeaderError.self) {
                _ = try ReadRecord.all(
                    of: "text,\"" + String(repeating: "x\n", count: 100),
                    Self.format,
                    readOctetCount: readOctetCount,
                    octetLimit: 50
                )
            }
            #expect(error?.reason == .tooLong(octetLimit: 50))
        }
    }

    @Test func recordsAreWholeAroundTheBorderOfTheBuffer() throws {
        let special = "\"q\"\"q\r\n,\",1\r\n\"\",2\r\n"
        for start in (256 << 10) - special.utf8.count - 1...(256 << 10) + 1 {
            let header = "text,n\n"
            let filler = String(repeating: "x", count: start - header.utf8.count - 3)
            #expect(
                try ReadRecord.all(of: header + filler + ",0\n" + special, Self.format)
                    == [ReadRecord(2, filler), ReadRecord(3, "q\"q\r\n,"), ReadRecord(5, "")]
            )
        }
    }

    @Test func anyOctetsAreReadToTheEnd() throws {
        var generator = SplitMix64(seed: 0x5E97_E701)
        let alphabet: [UInt8] = [0x22, 0x22, 0x2C, 0x0A, 0x0A, 0x0D, 0x61, 0x62, 0xFF, 0x00]
        for _ in 0..<300 {
            let body = (0..<generator.below(60)).map { _ in alphabet[generator.below(10)] }
            let content = Array("text,b\n".utf8) + body
            let whole = try ReadRecord.all(of: content, Self.format)
            let inPieces = try ReadRecord.all(of: content, Self.format, readOctetCount: 1)
            #expect(whole == inPieces, "\(body)")
            // No line begins two records.
            #expect(Set(whole.map(\.line)).count == whole.count, "\(body)")
        }
    }

    @Test func whatIsWrittenByTheRulesComesBack() throws {
        var generator = SplitMix64(seed: 0x5E97_E702)
        let pieces = ["\"", ",", "\n", "\r\n", "\r", "a", "ą", "😀", " ", "\t", ""]
        for number in 0..<200 {
            var content = "a,text,c\n"
            var texts: [String] = []
            for _ in 0..<generator.below(6) {
                let fields = (0..<3).map { _ in
                    (0..<generator.below(6)).map { _ in pieces[generator.below(pieces.count)] }
                        .joined()
                }
                if fields.allSatisfy({ Array($0.utf8)[...].isBlank }) { continue }
                let written = fields.map { field in
                    let mustQuote = field.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
                    guard mustQuote || generator.below(3) == 0 else { return field }
                    return "\"" + field.replacing("\"", with: "\"\"") + "\""
                }
                content +=
                    written.joined(separator: ",") + (generator.below(2) == 0 ? "\n" : "\r\n")
                texts.append(fields[1])
            }
            let records = try ReadRecord.all(
                of: content,
                Self.format,
                readOctetCount: 1 + number % 9
            )
            #expect(records.map(\.text) == texts, "\(content.debugDescription)")
            #expect(records.allSatisfy { $0.error == nil }, "\(content.debugDescription)")
        }
    }

    /// Without a header the first record says how many columns there are.
    @Test(arguments: [1, 7, 4_096])
    func aBrokenFirstRecordHasNoColumns(readOctetCount: Int) throws {
        let broken: [(String, RecordError)] = [
            ("\"", .unclosedQuote(column: 1)), ("\"a\"\"b\n1\n", .unclosedQuote(column: 1)),
            ("a,\"b", .unclosedQuote(column: 2)), ("\"a\"b,c\n", .textAfterQuote(column: 1)),
            ("a\"\n", .quoteInsideField(column: 1)),
        ]
        for (content, reason) in broken {
            let error = #expect(throws: HeaderError.self) {
                try ReadRecord.all(
                    of: "\n" + content,
                    .csv(column: "1", hasHeader: false),
                    readOctetCount: readOctetCount
                )
            }
            #expect(error?.line == 2)
            #expect(error?.reason == reason)
        }
    }
}
