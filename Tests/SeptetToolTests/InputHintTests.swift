import Foundation
import Testing

/// The hints for a user who reads a list in another format than its own.
@Suite struct InputHintTests {
    @Test(arguments: [
        ("a.csv", "csv", "columns"), ("a.CSV", "csv", "columns"),
        ("a.ndjson", "ndjson", "objects"), ("a.jsonl", "ndjson", "objects"),
    ])
    func aListThatIsReadAsLinesIsNoted(name: String, format: String, what: String) async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file(name, "text\na\n")
        for subcommand in ["count", "estimate"] {
            let result = try await BuiltCommand.run([subcommand, file.path])
            #expect(result.status == 0)
            #expect(
                result.errors
                    == "septet: \(file.path) is read as lines; --input \(format) reads \(what)\n"
            )
            let meant = try await BuiltCommand.run([subcommand, file.path, "--input", "lines"])
            #expect((meant.status, meant.errors) == (0, ""))
            #expect(meant.output == result.output)
        }
    }

    @Test(arguments: [
        (
            ["--template-text", "{{text}}"],
            "septet: --template-text: no column is called \"text\" at byte 0"
        ),
        (["--column", "text"], "septet: <stdin>:1: no column \"text\""),
        (["--recipient", "text", "--template-text", "a"], "septet: <stdin>:1: no column \"text\""),
    ])
    func anotherDelimiterIsProposed(arguments: [String], message: String) async throws {
        for (header, names, hint) in [
            ("a;b", "\"a;b\"", "; perhaps --delimiter ';'"),
            ("a\tb", "\"a\\tb\"", "; perhaps --delimiter tab"),
            ("a,b;c", "\"a\", \"b;c\"", ""), ("a", "\"a\"", ""),
        ] {
            let result = try await BuiltCommand.run(
                ["estimate", "--input", "csv"] + arguments,
                input: header + "\n"
            )
            #expect(result.status == 65)
            let errors = result.errors.replacingOccurrences(of: "\t", with: "\\t")
            #expect(errors == "\(message); there are: \(names)\(hint)\n")
        }
        let count = try await BuiltCommand.run(
            ["count", "--input", "csv", "--column", "text"],
            input: "a;b\n"
        )
        #expect(count.errors.hasSuffix("there are: \"a;b\"; perhaps --delimiter ';'\n"))
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
