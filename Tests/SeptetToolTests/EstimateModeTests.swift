import Foundation
import Testing

/// Which options `--merge` and `--lint-template` use, and which they reject.
@Suite struct EstimateModeTests {
    private static let result =
        #"{"messages":3,"rejected":0,"parts":6,"encodings":{"gsm7":3,"ucs2":0},"#
        + #""histogram":{"1":1,"2":1,"3":1},"savings":{},"offenders":[],"longest":["#
        + #"{"row":2,"parts":3,"units":400},{"row":1,"parts":2,"units":200}],"#
        + #""rejectedReasons":{},"warnings":[]}"#

    private static let withoutEffect: [[String]] = [
        ["--html", "x.html"], ["--csv", "x.csv"], ["--rejects", "x"], ["--budget", "1"],
        ["--balance", "1"], ["--fast"], ["--currency", "EUR"], ["--prices", "x"],
        ["--price", "1", "--currency", "EUR"], ["--recipient", "a"], ["--input", "lines"],
        ["--charset", "latin1"], ["--escaped"], ["--threads", "2"],
        ["--each"], ["--mergeable"],
    ]

    private func merge(_ arguments: [String], _ results: String...) async throws -> CommandResult {
        let folder = try TemporaryFolder()
        let paths = try results.enumerated().map { try folder.file("\($0).json", $1).path }
        return try await BuiltCommand.run(["estimate", "--merge"] + paths + arguments)
    }

    @Test(
        arguments: withoutEffect + [
            ["--template", "x"], ["--provider", "smsapi"], ["--languages", "tr"],
            ["--boundary", "unit"], ["--reference-size", "16"], ["--length", "a=1"],
            ["--lint-template"],
        ]
    )
    func mergingRefusesWhatItDoesNotHeed(arguments: [String]) async throws {
        let result = try await merge(arguments, Self.result)
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(
            result.errors.hasPrefix("Error: --merge adds up results and takes no \(arguments[0]).")
        )
    }

    @Test(arguments: withoutEffect + [["--max-parts", "1"]])
    func aLintRefusesWhatItDoesNotHeed(arguments: [String]) async throws {
        let lint = ["estimate", "--lint-template", "--template-text", "a"]
        let result = try await BuiltCommand.run(lint + arguments)
        #expect(result.status == 64)
        #expect(
            result.errors.hasPrefix(
                "Error: --lint-template without a list reads no input and takes no \(arguments[0])."
            )
        )
    }

    @Test func mergedMessagesHaveALimitOfParts() async throws {
        let within = try await merge(["--max-parts", "3", "--json"], Self.result, Self.result)
        #expect((within.status, within.errors) == (0, ""))
        let beyond = try await merge(["--max-parts", "1"], Self.result, Self.result)
        #expect(beyond.status == 65)
        #expect(beyond.output == within.output)
        #expect(
            beyond.errors
                == "septet: 4 messages with more than 1 part; the longest, row 2, has 3\n"
        )
    }

    @Test func rejectedRowsOfAPartAreToldOfTheSum() async throws {
        let damaged = Self.result.replacingOccurrences(
            of: #""rejected":0"#,
            with: #""rejected":2"#
        )
        let result = try await merge([], Self.result, damaged)
        #expect(result.status == 65)
        #expect(result.errors == "septet: 2 rows rejected in the parts\n")
        #expect(try result.object().integer("rejected") == 2)
    }

    @Test func aLengthIsOfAColumnOfTheTemplate() async throws {
        let lint = ["estimate", "--lint-template", "--template-text", "{{first_name}} {{city}}"]
        let unknown = try await BuiltCommand.run(lint + ["--length", "frist_name=1"])
        #expect(unknown.status == 64)
        #expect(
            unknown.errors.hasPrefix(
                "Error: --length: the template has no column \"frist_name\" "
                    + "(perhaps \"first_name\"?)\n"
            )
        )
        let missing = try await BuiltCommand.run(lint)
        #expect(missing.status == 65)
        #expect(
            missing.errors == """
                septet: --template-text: the length of "first_name" is not known; \
                give it with --length first_name=0...20, or a list that has it
                septet: --template-text: the length of "city" is not known; \
                give it with --length city=0...20, or a list that has it

                """
        )
        let known = try await BuiltCommand.run(
            lint + ["--length", "first_name=1...20", "--length", "city=3"]
        )
        #expect((known.status, known.errors) == (0, ""))
        #expect(known.lines[1].hasPrefix("  fewest      1 part  5 units of GSM 7 bit"))
    }

    @Test func aListHasTheLengths() async throws {
        let folder = try TemporaryFolder()
        let list = try folder.file(
            "people.csv",
            "Export of May;;\nPhone;First_Name;City\n+447900900123;Ann;Łódź\n;Bo\"b;Rome\n+44;\"\";Ys\n"
        )
        let lint = [
            "estimate", list.path, "--lint-template", "--template-text",
            "{{first name}} {{city}}{{code}}",
        ]
        let result = try await BuiltCommand.run(lint + ["--length", "code=2", "--json"])
        // As wherever rows are rejected.
        #expect(result.status == 65)
        #expect(result.errors.hasSuffix("people.csv: 1 row left out, which can't be read\n"))
        let object = try result.object()
        // "" and "Ys", two of code, and the space; three, four UTF-16 units, two and the space.
        #expect(try object.object("minimum").integer("units") == 5)
        #expect(try object.object("maximum").integer("units") == 10)
        #expect(try object.strings("forcingColumns") == ["city"])
        let missing = try await BuiltCommand.run(lint)
        #expect(missing.status == 65)
        #expect(missing.errors.contains("the length of \"code\" is not known"))
        let price = try await BuiltCommand.run(lint + ["--numbers", "any"])
        #expect(price.status == 64)
        #expect(
            price.errors.hasPrefix(
                "Error: --lint-template counts no messages and takes no --numbers."
            )
        )
    }

    @Test func aGuessedCharsetOfLengthsIsReported() async throws {
        let folder = try TemporaryFolder()
        let rows = "name;phone\nZo\u{EB};+447900900123\nAndr\u{E9};+447900900124\n"
        let list = try folder.file(
            "people.csv",
            rows.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        )
        let result = try await BuiltCommand.run([
            "estimate", list.path, "--lint-template", "--template-text", "{{name}}", "--json",
        ])
        #expect(result.status == 0)
        #expect(
            result.errors.contains("people.csv: read as windows-1252, the only charset that fits")
        )
        #expect(try result.object().object("maximum").integer("units") == 5)
    }
}
