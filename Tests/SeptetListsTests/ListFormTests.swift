import Foundation
import SeptetLists
import TestSupport
import Testing

/// The form of a list is found by its content and its name.
@Suite struct ListFormTests {
    private static func outcome(_ octets: [UInt8], _ name: String?) -> [String] {
        do {
            let form = try ListSniffer(octets, fileName: name).form()
            let records =
                switch form.records {
                case .lines: "lines"
                case .ndjson: "ndjson"
                case .jsonArray: "jsonArray"
                case .xlsx: "xlsx"
                case .csv(let delimiter, let hasSeparatorLine):
                    "csv "
                        + (delimiter == .tab ? "tab" : String(Unicode.Scalar(delimiter.octet)))
                        + (hasSeparatorLine ? " sep" : "")
                }
            return [form.encoding.rawValue, String(form.markOctetCount), records]
        } catch {
            return ["-", "-", error.description]
        }
    }

    @Test(arguments: try VectorFile.rows("lists/forms.tsv"))
    func listsOfPeopleAreRecognised(row: VectorRow) throws {
        let name = try row.raw("file")
        let url = PackageFolder.vectors.appending(path: "lists/\(name)")
        let octets = Array(try Data(contentsOf: url))
        #expect(
            Self.outcome(octets, name)
                == [try row.raw("encoding"), try row.raw("mark octets"), try row.raw("form")]
        )
    }

    @Test func everyListHasAnExpectation() throws {
        let folder = PackageFolder.vectors.appending(path: "lists")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let expected = try VectorFile.rows("lists/forms.tsv").map { try $0.raw("file") }
        #expect(expected.count > 30)
        #expect(Set(expected) == Set(files).subtracting(["forms.tsv"]))
    }

    @Test(
        arguments: [
            // Sentences have commas too.
            ("Hi Ann, your order is here\nHi Bob, your order is here\n", nil, "lines"),
            ("a;b\nc;d\n", "x.txt", "lines"), ("a\n\nb\n", nil, "lines"),
            ("447700900123\n", nil, "lines"),
            // A column of numbers makes a table of it, whatever its name.
            ("phone,name\n447700900123,Ann\n", nil, "csv ,"),
            ("name|to\nAnn|+44 7700 900123\nBob|+44 7700 900124\n", "x.dat", "csv |"),
            ("name;to\n\"a;b\nc\";447700900123", nil, "csv ;"),
            ("a\tb\nc\td\n", nil, "csv tab"),
            ("Phone number\r\n\r\n+44 7700 900123\r\n", "x.txt", "csv ,"),
            ("\"mobile\"\n447700900123", nil, "csv ,"), ("phone\nme\n", nil, "lines"),
            ("call me\n447700900123\n", nil, "lines"),
            // A name says so.
            ("text\nHi, Ann\n", "x.CSV", "csv ,"), ("text\nHi\n", "x.csv", "csv ,"),
            ("a\nb\n", "x.tsv", "csv tab"), ("a;b,c;d\n1;2,3;4\n", "x.csv", "csv ;"),
            ("x\n", "x.jsonl", "ndjson"),
            // Excel's line, quoted or not.
            ("sep=;\na;b\n", nil, "csv ; sep"), ("\"sep=\t\"\r\na\tb\r\n", nil, "csv tab sep"),
            ("SEP=|\ra|b\r", "x.csv", "csv | sep"), ("sep=\"\na\n", nil, "lines"),
            ("[{\"a\":1}]", nil, "jsonArray"), (" \n[ ]", "x.json", "jsonArray"),
            ("[1]", nil, "lines"),
            // An object around the list, as services answer; not around a part of a recipient.
            ("{\"n\":1,\"d\":[{\"to\":1}]}\n", nil, "jsonArray"),
            ("{\"a\":[\"[{\"],\"b\":{\"c\":[ {}]}}", "x.json", "jsonArray"),
            ("{\"a\":[\"[{\"],\"b\":[[{}]]}", "x.json", "ndjson"),
            ("{\"d\":[{\"to\":1}]}\n{\"d\":[]}\n", nil, "ndjson"),
            ("{\"d\":[{\"to\":1}]}\n", "x.ndjson", "ndjson"),
            ("{\"to\":\"+447911123456\",\"orders\":[{\"id\":1}]}", nil, "ndjson"),
            ("[name], hello\n", nil, "lines"), ("{\"a\":1}\n", nil, "ndjson"),
            ("{{name}}, hello\n", nil, "lines"),
        ] as [(String, String?, String)]
    )
    func contentDecides(text: String, name: String?, form: String) {
        for mark in ["", "\u{FEFF}", "\u{FEFF}\u{FEFF}"] {
            let octets = Array((mark + text).utf8)
            #expect(Self.outcome(octets, name) == ["utf8", String(mark.utf8.count), form])
        }
        for (isLittle, encoding) in [(true, "utf16LittleEndian"), (false, "utf16BigEndian")] {
            for mark in ["", "\u{FEFF}", "\u{FEFF}\u{FEFF}"] {
                // So little text doesn't show an encoding without a mark.
                if mark.isEmpty && text.utf8.count < 8 { continue }
                let octets = (mark + text).utf16.flatMap { unit in
                    let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
                    return isLittle ? pair : pair.reversed()
                }
                let found = Self.outcome(octets, name)
                #expect(found == [encoding, String(2 * mark.utf16.count), form], "\(text)")
            }
        }
    }

    @Test(
        arguments: [
            ([], "the input is empty"),
            (Array("%PDF-1.7\n".utf8), "this is a PDF document, not a list"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "this is a picture (PNG), not a list"),
            ([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00], "this is an archive (ZIP), not a list"),
            (
                [0x50, 0x4B, 0x03, 0x04] + Array("word/document.xml".utf8),
                "this is a document of Word, not a list"
            ),
            (
                [0x50, 0x4B, 0x03, 0x04]
                    + Array("mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8),
                "this is a workbook of OpenDocument; save it as .xlsx or .csv"
            ),
            (Array("<!DOCTYPE HTML>\n<table>".utf8), "this is a web page, not a list"),
            ([1, 2, 3, 4, 5, 0x61, 0x62, 0, 0, 0], "this isn't text"),
        ] as [([UInt8], String)]
    )
    func whatIsNoListIsRefusedByName(octets: [UInt8], reason: String) {
        // Also under the name of a list.
        for name in [nil, "x.csv", "x.txt"] {
            #expect(Self.outcome(octets, name) == ["-", "-", reason])
        }
    }

    @Test func anythingHasAnAnswer() {
        var random = Seed.generator("forms")
        let pieces: [UInt8] =
            Array("{[\"\n\r,;\t|sep=a0+ ".utf8) + [0, 0xFF, 0xFE, 0xEF, 0xBB, 0xBF]
        for _ in 0..<5_000 {
            let octets = (0..<random.below(20)).map { _ in random.element(of: pieces) }
            #expect(Self.outcome(octets, random.oneIn(2) ? "a.csv" : nil).count == 3)
        }
    }
}
