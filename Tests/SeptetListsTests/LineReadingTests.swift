import Foundation
import SeptetLists
import TestSupport
import Testing

@Suite struct LineReadingTests {
    @Test(arguments: [
        ("", []),
        ("\n", [ReadRecord(1, "")]),
        ("a", [ReadRecord(1, "a")]),
        ("a\n", [ReadRecord(1, "a")]),
        ("a\n\nb\n", [ReadRecord(1, "a"), ReadRecord(2, ""), ReadRecord(3, "b")]),
        ("a\r\nb\r\n", [ReadRecord(1, "a"), ReadRecord(2, "b")]),
        ("a\rb\r\r\n\r", [ReadRecord(1, "a\rb\r"), ReadRecord(2, "\r")]),
        ("\u{FEFF}a\n\u{FEFF}b", [ReadRecord(1, "a"), ReadRecord(2, "\u{FEFF}b")]),
        ("\u{FEFF}", []),
        ("ą€😀\n", [ReadRecord(1, "ą€😀")]),
        ("a\u{0}b\n", [ReadRecord(1, "a\u{0}b")]),
    ])
    func linesAreTexts(content: String, records: [ReadRecord]) throws {
        for readOctetCount in 1...content.utf8.count + 1 {
            #expect(
                try ReadRecord.all(of: content, .lines, readOctetCount: readOctetCount) == records,
                "reads of \(readOctetCount) octets"
            )
        }
    }

    @Test func escapesStandForCharacters() throws {
        let content = #"a\nb\r\t\\n\x\"# + "\n" + #"\\\\\"#
        #expect(
            try ReadRecord.all(of: content, .lines, unescapes: true)
                == [ReadRecord(1, "a\nb\r\t\\n\\x\\"), ReadRecord(2, #"\\\"#)]
        )
        #expect(
            try ReadRecord.all(of: content, .lines)
                == [ReadRecord(1, #"a\nb\r\t\\n\x\"#), ReadRecord(2, #"\\\\\"#)]
        )
    }

    @Test func aLineMayHaveExactlyTheLimit() throws {
        for (length, isTaken) in [(9, true), (10, false), (11, false), (40, false)] {
            // The line feed counts.
            let content = "before\n" + String(repeating: "x", count: length) + "\nafter"
            let expected = [
                ReadRecord(1, "before"),
                isTaken
                    ? ReadRecord(2, String(repeating: "x", count: length))
                    : ReadRecord(2, .tooLong(octetLimit: 10)),
                ReadRecord(3, "after"),
            ]
            for readOctetCount in 1...content.utf8.count + 1 {
                let records = try ReadRecord.all(
                    of: content,
                    .lines,
                    readOctetCount: readOctetCount,
                    octetLimit: 10
                )
                #expect(records == expected, "\(length), reads of \(readOctetCount) octets")
            }
        }
    }

    @Test func theLastLineMayHaveExactlyTheLimit() throws {
        for readOctetCount in 1...12 {
            #expect(
                try ReadRecord.all(
                    of: "0123456789",
                    .lines,
                    readOctetCount: readOctetCount,
                    octetLimit: 10
                ) == [ReadRecord(1, "0123456789")]
            )
            #expect(
                try ReadRecord.all(
                    of: "0123456789a",
                    .lines,
                    readOctetCount: readOctetCount,
                    octetLimit: 10
                ) == [ReadRecord(1, .tooLong(octetLimit: 10))]
            )
        }
    }

    @Test func linesAreWholeAroundTheBorderOfTheBuffer() throws {
        let special = "ą\r\n\r\n😀\n"
        for start in (256 << 10) - 12...(256 << 10) + 1 {
            let filler = String(repeating: "x", count: start - 1)
            #expect(
                try ReadRecord.all(of: filler + "\n" + special, .lines)
                    == [
                        ReadRecord(1, filler), ReadRecord(2, "ą"), ReadRecord(3, ""),
                        ReadRecord(4, "😀"),
                    ]
            )
        }
    }

    @Test func whatCannotBeReadIsNamed() throws {
        #expect(throws: InputError.self) { _ = try ByteSource(path: "/nonexistent/file") }
        do {
            var reader = try RecordReader(try ByteSource(path: "/"), format: .lines)
            try reader.forEach { _, _, _ in }
            Issue.record("a folder was read")
        } catch let error as InputError {
            #expect(error.description == "/: Is a directory")
        }
    }

    @Test func readingToTheEndHasALimit() throws {
        let file = PackageFolder.sample("template.txt")
        let octets = try Data(contentsOf: file)
        #expect(
            try ByteSource(path: file.path).readToEnd(limit: octets.count) == Array(octets)
        )
        #expect(throws: InputError.self) {
            try ByteSource(path: file.path).readToEnd(limit: octets.count - 1)
        }
    }
}
