import Foundation
import Testing

/// The report on a list read without options, and hints for a user.
@Suite struct InputHintTests {
    private func estimate(_ name: String, _ text: String, _ arguments: [String]) async throws
        -> CommandResult
    {
        let folder = try TemporaryFolder()
        let file = try folder.file(name, text)
        return try await BuiltCommand.run(["estimate", file.path] + arguments)
    }

    @Test(arguments: [
        ("a.csv", "text\na\n", "csv"), ("a.CSV", "text\na\n", "csv"),
        ("a.ndjson", "{\"text\":\"a\"}\n", "ndjson"), ("a", "[{\"text\":\"a\"}]", "json"),
        ("a.txt", "a\n", "lines"),
    ])
    func theFormIsFound(name: String, text: String, format: String) async throws {
        let found = try await estimate(name, text, ["--json"])
        #expect((found.status, found.errors) == (0, ""))
        #expect(try found.object().integer("messages") == 1)
        let input = try found.object().object("input")
        #expect(try input.string("format") == format)
        #expect(try input.string("charset") == "UTF-8")
        let folder = try TemporaryFolder()
        let count = try await BuiltCommand.run(["count", try folder.file(name, text).path])
        #expect((count.status, count.errors) == (0, ""))
        #expect(try count.object().integer("units") == 1)
    }

    @Test func theInputIsReported() async throws {
        let list = "Spring list;;\nName;Mobile Number;Phone\nAnn;+447911123456;+442071838750\n"
        let arguments = ["--template-text", "Hi {{name}} {{NAME}}"]
        let result = try await estimate("a.csv", list, arguments + ["--json"])
        let input = try result.object().object("input")
        #expect(
            input.keys == [
                "format", "delimiter", "charset", "headerLine", "recipientColumn",
                "otherNumberColumns", "textColumns", "columns",
            ]
        )
        #expect(try input.string("delimiter") == ";")
        #expect(try input.integer("headerLine") == 2)
        #expect(try input.string("recipientColumn") == "Mobile Number")
        #expect(try input.strings("otherNumberColumns") == ["Phone"])
        #expect(try input.strings("textColumns") == ["Name"])
        let page = try await estimate("a.csv", list, arguments)
        let line = page.lines.drop { !$0.hasPrefix("  list ") }.prefix(3).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        #expect(
            line.joined(separator: " ").replacing(#/ +/#, with: " ").hasPrefix(
                "list CSV with \";\" in UTF-8, header in line 2, recipients in \"Mobile Number\" "
                    + "(not \"Phone\"; --recipient chooses), text from \"Name\""
            )
        )
    }

    @Test func missingRecipientsAreTheFirstLine() async throws {
        let page = try await estimate("a.csv", "name,city\nAnn,Leeds\n", ["--template-text", "Hi"])
        #expect(page.status == 0)
        #expect(
            page.output.replacing(/\n +/, with: " ").hasPrefix(
                "  ! No column has the numbers of the recipients; there are: \"name\", \"city\". "
                    + "Name it with --recipient NAME.\n"
            )
        )
    }

    @Test(arguments: [
        (
            ["--template-text", "{{text}}"],
            "septet: --template-text: no column is called \"text\" at byte 0; there are: \"a\", \"b\"\n"
        ),
        (["--column", "text"], "septet: <stdin>:1: no column \"text\"; there are: \"a\", \"b\"\n"),
        (
            ["--recipient", "text", "--template-text", "a"],
            "septet: <stdin>:1: no column \"text\"; there are: \"a\", \"b\"\n"
        ),
    ])
    func anyDelimiterIsFound(arguments: [String], message: String) async throws {
        for header in ["a;b", "a\tb", "a|b", "a,b", "sep=;\na;b"] {
            let result = try await BuiltCommand.run(
                ["estimate", "--input", "csv"] + arguments,
                input: header + "\n"
            )
            #expect(result.status == 65)
            #expect(result.errors.replacing(/<stdin>:2/, with: "<stdin>:1") == message)
        }
    }

    @Test(
        arguments: [
            ("a.pdf", Array("%PDF-1.7".utf8), "this is a PDF document, not a list"),
            ("a.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "this is a picture (PNG), not a list"),
            (
                "a.vcf", Array("BEGIN:VCARD\n".utf8),
                "this is a file of contacts (vCard), not a list"
            ),
            (
                "a.xls", [0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0],
                "this is a workbook of Excel before 2007 (.xls), or an encrypted one; "
                    + "save it as .xlsx or .csv"
            ),
            (
                "a.xlsx", Array("PK\u{3}\u{4}xl/".utf8),
                "the workbook is damaged or cut off: "
                    + "the list of its parts is missing"
            ),
            ("a.txt", [0, 1, 2, 3, 4, 5, 6, 7, 8], "this isn't text"),
        ] as [(String, [UInt8], String)]
    )
    func whatIsNoListIsNamed(name: String, octets: [UInt8], reason: String) async throws {
        let folder = try TemporaryFolder()
        let path = try folder.file(name, octets).path
        for command in [["estimate"], ["count"], ["encode"], ["normalize", "--table", "lossless"]] {
            let file = command == ["encode"] ? ["--file", path] : [path]
            let result = try await BuiltCommand.run(command + file)
            #expect(result.status == 65)
            #expect(result.output == "")
            #expect(result.errors == "septet: \(path): \(reason)\n")
        }
    }

    @Test func severalCharsetsAreAskedFor() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.file(
            "a.csv",
            Array("name,phone\nI".utf8) + [0xFE, 0xFD] + Array("k,1\n".utf8)
        )
        .path
        let result = try await BuiltCommand.run(["estimate", path, "--template-text", "{{name}}"])
        #expect(result.status == 65)
        #expect(result.errors.contains("the text isn't UTF-8; it may be "))
        #expect(
            result.errors.contains("windows-1254 (\"Işık\")")
                || result.errors.contains("ISO-8859-9 (\"Işık\")")
        )
        #expect(result.errors.hasSuffix(": choose with --charset NAME\n"))
        let chosen = try await BuiltCommand.run(
            [
                "estimate", path, "--template-text", "{{name}}", "--charset", "windows-1254",
                "--json",
            ]
        )
        #expect(try chosen.object().object("input").string("charset") == "windows-1254")
    }

    @Test(arguments: [
        ("0,05", "write 0.05"), ("1,", "write an amount such as 0.05"),
        ("-1", "write an amount such as 0.05"), ("x", "write an amount such as 0.05"),
    ])
    func anAmountIsWrittenWithAPoint(amount: String, message: String) async throws {
        let result = try await BuiltCommand.run(["estimate", "--price=\(amount)"])
        #expect(result.status == 64)
        #expect(
            result.errors.hasPrefix(
                "Error: The value '\(amount)' is invalid for '--price <AMOUNT>': \(message)\n"
            )
        )
    }

    @Test func aBalanceBelowTheCostIsToldInWords() async throws {
        let options = ["estimate", "--price", "0.10", "--currency", "EUR", "--balance", "0.05"]
        let plain = try await BuiltCommand.run(options, input: "a\n")
        #expect(plain.status == 65)
        #expect(
            plain.errors
                == "septet: the balance does not suffice: 0.10 EUR needed, 0.05 available\n"
        )
        let smsapi = try await BuiltCommand.run(options + ["--provider", "smsapi"], input: "a\n")
        #expect(
            smsapi.errors
                == "septet: SMSAPI would answer error 103: 0.10 EUR needed, 0.05 available\n"
        )
    }
}
