import Foundation
import TestSupport
import Testing

/// Lists as people have them, read alike by every command that takes texts.
@Suite struct ListCommandTests {
    /// Texts of each encoding, with what must be quoted or escaped; units and parts by hand.
    private static let texts = [
        "Hi Ann, see you; or \"not\"", "Zażółć", String(repeating: "a", count: 161), "a|b {c}\nd",
    ]
    private static let counts = [
        ("gsm7", 25, 1), ("ucs2", 6, 1), ("gsm7", 161, 2), ("gsm7", 12, 1),
    ]

    private static let rows = texts.enumerated().map { ["\($0 + 1)", "+4479111234\($0 + 10)", $1] }
    private static let names = ["No", "Phone", "Message"]

    private static func separated(_ delimiter: String) -> String {
        ([names] + rows).map { row in
            row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
                .joined(separator: delimiter) + "\r\n"
        }.joined()
    }

    private static func objects(_ separator: String) -> String {
        rows.map { row in
            let text = row[2].replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            return "{\"No\":\(row[0]),\"Phone\":\"\(row[1])\",\"Message\":\"\(text)\"}"
        }.joined(separator: separator)
    }

    /// The list in six forms and more.
    private static let forms: [(name: String, octets: [UInt8])] = [
        ("list.csv", Array(separated(",").utf8)),
        ("sep.csv", Array(("sep=|\r\n" + separated("|")).utf8)),
        (
            "unicode.txt",
            [0xFF, 0xFE] + separated("\t").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        ),
        ("lines.ndjson", Array(objects("\n").utf8)),
        ("array.json", Array(("[" + objects(", ") + "]").utf8)),
        ("answer.json", Array(("{\"count\":4,\"data\":[" + objects(",\n") + "]}").utf8)),
        ("list.xlsx", SheetFile([["March"], names] + rows).octets),
    ]

    /// The commands, with the option before the file where they need one.
    private static let commands: [(words: [String], file: String?)] = [
        (["count"], nil), (["encode"], "--file"), (["inspect", "--json"], "--file"),
        (["normalize", "--json", "--table", "lossless"], nil), (["estimate", "--each"], nil),
    ]

    /// What a line says of its text, whatever command printed it.
    private static func outcome(_ line: JSONObject, _ command: String) throws -> [String] {
        switch command {
        case "encode":
            let parts = try line.objects("parts")
            return [try line.string("encoding"), "\(parts.count)"]
        case "normalize":
            return [
                try line.string("encodingAfter"), "\(try line.integer("partsAfter"))",
                "\(try line.integer("unitsAfter"))",
            ]
        default:
            return [
                try line.string("encoding"), "\(try line.integer("parts"))",
                "\(try line.integer("units"))",
            ]
        }
    }

    @Test(arguments: forms.indices)
    func everyCommandReadsEveryForm(form: Int) async throws {
        let (name, octets) = Self.forms[form]
        let folder = try TemporaryFolder()
        let list = try folder.file(name, octets)
        for (words, file) in Self.commands {
            let arguments = words + (file.map { [$0] } ?? []) + [list.path]
            let result = try await BuiltCommand.run(arguments)
            #expect(result.status == 0, "\(words) \(name): \(result.errors)")
            #expect(result.errors == "", "\(words) \(name)")
            let lines = try result.objects()
            #expect(lines.count == Self.texts.count, "\(words) \(name)")
            for (line, count) in zip(lines, Self.counts) {
                let found = try Self.outcome(line, words[0])
                let wanted = [count.0, "\(count.2)", "\(count.1)"]
                #expect(found == Array(wanted.prefix(found.count)), "\(words) \(name)")
            }
            // All say on which line or row of the list a text stands.
            if words[0] != "estimate" || name.hasSuffix(".xlsx") { continue }
            let count = try await BuiltCommand.run(["count", list.path]).objects()
            #expect(
                try lines.map { try $0.integer("line") } == count.map { try $0.integer("line") }
            )
        }
    }

    @Test func anInspectionExplainsEachTextOfAList() async throws {
        let folder = try TemporaryFolder()
        let list = try folder.file("list.csv", "phone,text\n+447911123410,aą\n+447911123411,€\n")
        let all = try await BuiltCommand.run(["inspect", list.path])
        #expect(all.status == 0)
        #expect(all.lines.first == "Row 1, line 2")
        #expect(all.lines.contains("UCS-2 · 2 UTF-16 units · 1 part"))
        #expect(all.lines.contains("Row 2, line 3"))
        #expect(all.lines.contains("GSM 7 bit · 2 septets · 1 part"))
        let one = try await BuiltCommand.run(["inspect", list.path, "--row", "2", "--json"])
        #expect(try one.objects().map { try $0.integer("line") } == [3])
        let piped = try await BuiltCommand.run(
            ["inspect", "--column", "text", "--row", "2"],
            input: "phone,text\n1,a\n2,b\n"
        )
        #expect(piped.lines.first == "Row 2, line 3")
        let none = try await BuiltCommand.run(["inspect", list.path, "--row", "3"])
        #expect(none.status == 65)
        #expect(none.output == "")
        #expect(none.errors == "septet: \(list.path): there is no row 3, the last is 2\n")
        // A text isn't a file, unless it has its name.
        let text = try await BuiltCommand.run(["inspect", "--text", list.path])
        #expect(text.lines.first?.hasPrefix("GSM 7 bit · ") == true)
        for wrong in [
            ["a", "--row", "1"], ["a", "--text", "b"], ["--row", "0"], ["a", "--column", "x"],
        ] {
            let result = try await BuiltCommand.run(["inspect"] + wrong)
            #expect(result.status == 64, "\(wrong)")
            #expect(result.output == "")
        }
    }

    @Test func aFileOfTextIsOneMessage() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("message.txt", "Hi,\r\nAnn ą\r\n")
        let whole = try await BuiltCommand.run(["inspect", "--json", file.path])
        #expect(try whole.objects().map { try $0.integer("units") } == [10])
        let lines = try await BuiltCommand.run(["inspect", "--json", "--input", "lines", file.path])
        #expect(try lines.objects().map { try $0.integer("units") } == [3, 5])
        let latin = try folder.file("latin.txt", [0x47, 0x72, 0xFC, 0xDF, 0x65])
        let named = try await BuiltCommand.run([
            "inspect", "--json", latin.path, "--charset", "iso-8859-1",
        ])
        #expect(try named.objects().map { try $0.string("encoding") } == ["gsm7"])
        let document = try await BuiltCommand.run([
            "inspect", try folder.file("a.pdf", "%PDF-1.7\n").path,
        ])
        #expect(document.status == 65)
        #expect(document.errors.contains("this is a PDF document, not a list"))
    }

    @Test func damagedRowsOfAListAreRejectedByEveryCommand() async throws {
        let folder = try TemporaryFolder()
        let list = try folder.file("list.csv", "phone,text\n+447911123410,a\n+447911123411,b,c\n")
        for (words, file) in Self.commands {
            let result = try await BuiltCommand.run(words + (file.map { [$0] } ?? []) + [list.path])
            #expect(result.status == 65, "\(words)")
            #expect(result.errors.hasPrefix("septet: \(list.path):3: "), "\(words)")
            #expect(result.lines.count == 1, "\(words)")
        }
        let lint = try await BuiltCommand.run([
            "estimate", list.path, "--lint-template", "--template-text", "{{text}}",
        ])
        #expect(lint.status == 65)
        #expect(lint.output.hasPrefix("Template\n"))
    }

    // MARK: Line ends

    @Test func aNormalizationWritesLineFeedsForReturns() async throws {
        // Of bug reports: 161 septets with CR LF, 160 and one part with LF.
        let text = String(repeating: "a", count: 159) + #"\r\n"#
        let words = ["normalize", "--escaped", "--table"]
        let result = try await BuiltCommand.run(
            words + ["typographic", "--json"],
            input: text + "\n"
        )
        #expect(result.status == 0)
        let object = try result.object()
        #expect(try object.string("text") == String(repeating: "a", count: 159) + "\n")
        #expect(try object.integer("partsBefore") == 2)
        #expect(try object.integer("partsAfter") == 1)
        #expect(try object.integer("unitsAfter") == 160)
        let replaced = try object.objects("replaced")
        #expect(try replaced.map { try $0.string("from") } == ["\r\n"])
        #expect(try replaced.map { try $0.string("to") } == ["\n"])
        #expect(try replaced.map { try $0.integer("count") } == [1])
        // Beside others; a lone CR is text, and so is CR LF for other tables.
        for (table, written, read) in [
            ("typographic", #"“a”\r\n\r\n…\rb"#, #""a"\n\n...\rb"#),
            ("lossless", #"a\r\nb"#, #"a\r\nb"#), ("smsapi", #"a\r\nb"#, #"a\r\nb"#),
            ("lossy,typographic", #"ą\r\nb"#, #"a\nb"#), ("typographic", #"ą\r\nb"#, #"ą\nb"#),
        ] {
            let result = try await BuiltCommand.run(words + [table], input: written + "\n")
            #expect(result.output == read + "\n", "\(table)")
            let again = try await BuiltCommand.run(words + [table], input: result.output)
            #expect(again.output == result.output, "\(table)")
        }
    }
}
