import Foundation
import TestSupport
import Testing

/// Templates, prices, rejected rows, single messages and merging on the command line.
@Suite struct EstimateOptionTests {
    private static let csv =
        "phone,name,text\n+48 500 500 500,Ola,żółw\n+491713920042,Bo,hi\n0048500500500,,hi\n"

    private func estimate(_ arguments: [String], _ input: String) async throws -> CommandResult {
        try await BuiltCommand.run(["estimate", "--input", "csv"] + arguments, input: input)
    }

    @Test func templatesAreFilledIn() async throws {
        let result = try await estimate(
            ["--template-text", "Hej {{name|x}}!", "--json"],
            Self.csv
        )
        #expect(result.errors == "")
        #expect(try result.object().integer("parts") == 3)
        let longest = try result.object().objects("longest")
        #expect(try longest.map { try $0.integer("units") } == [8, 7, 6])
        let unknown = try await estimate(["--template-text", "{{nam}}", "--json"], Self.csv)
        #expect(unknown.status == 65)
        #expect(unknown.output == "")
        #expect(
            unknown.errors
                == "septet: --template-text: no column is called \"nam\" (perhaps \"name\"?) at byte 0; "
                + "there are: \"phone\", \"name\", \"text\"\n"
        )
    }

    @Test func optionsAboutRecipientsNeedThem() async throws {
        let folder = try TemporaryFolder()
        let optOuts = try folder.file("o.csv", "number\n+447900900123\n07900900124\n")
        for options in [["--exclude", optOuts.path], ["--duplicates", "drop"]] {
            let lines = try await BuiltCommand.run(["estimate"] + options, input: "a\n")
            #expect(lines.status == 0)
            #expect(lines.errors.contains("<stdin>: no column of recipients, so --exclude"))
        }
        let list = try await BuiltCommand.run(
            ["estimate", "--exclude", optOuts.path, "--json"],
            input: "phone,text\n+447900900123,a\n+447900900124,b\n"
        )
        #expect(try list.object().integer("messages") == 1)
        #expect(list.errors.hasSuffix("o.csv: 1 row ignored: no number\n"))
    }

    @Test func recipientsAreCountedOnce() async throws {
        let result = try await estimate(["--column", "text", "--json"], Self.csv)
        let recipients = try result.object().object("recipients")
        #expect(try recipients.integer("unique") == 2)
        #expect(try recipients.integer("duplicates") == 1)
        let none = try await estimate(
            ["--column", "text", "--json", "--recipient", "nobody"],
            Self.csv
        )
        #expect(none.status == 65)
        #expect(none.errors.hasPrefix("septet: <stdin>:1: no column \"nobody\"; there are: "))
    }

    @Test func pricesMakeCosts() async throws {
        let flat = ["--column", "text", "--price", "0.10", "--currency", "EUR", "--json"]
        let result = try await estimate(flat, Self.csv)
        #expect(result.output.contains(#""cost":{"currency":"EUR","min":0.30,"max":0.30}"#))
        #expect(result.status == 0)
        let fast = try await estimate(flat + ["--fast"], Self.csv)
        #expect(fast.output.contains(#""cost":{"currency":"EUR","min":0.45,"max":0.45}"#))
        let within = try await estimate(flat + ["--budget", "0.3", "--max-parts", "1"], Self.csv)
        #expect(within.status == 0)
        let beyond = try await estimate(flat + ["--budget", "0.29"], Self.csv)
        #expect(beyond.status == 65)
        #expect(beyond.errors == "septet: the campaign costs 0.30 EUR, the budget is 0.29\n")
        #expect(beyond.output == result.output)
        let poor = try await estimate(flat + ["--balance", "0.29"], Self.csv)
        #expect(poor.status == 65)
        #expect(poor.errors.contains("0.30 EUR needed, 0.29 available"))
    }

    @Test func aBudgetIsNotKeptWithoutAllPrices() async throws {
        let list = ["--column", "text", "--json", "--prices", "/dev/stdin", "--budget", "99"]
        let folder = try TemporaryFolder()
        let input = folder.url.appending(path: "list.csv")
        try Data(Self.csv.utf8).write(to: input)
        func estimate(_ prices: String) async throws -> CommandResult {
            try await BuiltCommand.run(
                ["estimate", input.path, "--input", "csv"] + list,
                input: prices
            )
        }
        let some = try await estimate("prefix,price,currency\n48,0.1,EUR\n")
        #expect(some.status == 65)
        #expect(
            some.errors == "septet: the budget may not suffice: the price of 1 part is not known\n"
        )
        let none = try await estimate("prefix,price,currency\n1,0.1,EUR\n")
        #expect(none.status == 65)
        #expect(none.output.contains(#""unpricedParts":3"#))
        #expect(none.output.contains("There is no cost: no price is for any of the recipients."))
        let all = try await estimate("prefix,price,currency\n4,0.1,EUR\n")
        #expect((all.status, all.errors) == (0, ""))
        let unnamed = try await estimate("price\n1\n")
        #expect(unnamed.errors.hasSuffix("; give it with --currency CODE\n"))
        let refused = try await estimate(#"{"error":101,"message":"Authorization failed"}"#)
        #expect(refused.errors.hasSuffix("cannot be read: it is error 101: Authorization failed\n"))
    }

    @Test func missingColumnsComeWithAHint() async throws {
        let lines = try await BuiltCommand.run(
            ["estimate", "--template-text", "Hi {{name}}", "--input", "lines"],
            input: Self.csv
        )
        #expect(
            lines.errors == """
                septet: --template-text: no column is called "name" at byte 3; \
                lines are one column, "text"; --input csv has others

                """
        )
    }

    @Test func aLintTellsWhatIsBilled() async throws {
        let text = String(repeating: "x", count: 150) + "\n\n{{a}}"
        let lint = ["estimate", "--lint-template", "--template-text", text, "--length", "a=7"]
        let smsapi = try await BuiltCommand.run(lint + ["--provider", "smsapi"])
        #expect(smsapi.output.contains("1 part  159 units of GSM 7 bit, billed as 2\n"))
        let plain = try await BuiltCommand.run(lint + ["--json"])
        #expect(!plain.output.contains("billedParts"))
    }

    @Test func messagesLongerThanAllowedAreNamed() async throws {
        let long = "text\n\(String(repeating: "x", count: 161))\nshort\n"
        let result = try await estimate(["--column", "text", "--max-parts", "1"], long)
        #expect(result.status == 65)
        #expect(
            result.errors
                == "septet: 1 message with more than 1 part; the longest, row 1, has 2\n"
        )
    }

    @Test func rejectedRowsGoToAFile() async throws {
        let folder = try TemporaryFolder()
        let input = "n,text\n1,a\n2,b,c\n3,\"d\"e\n4,f\n"
        let table = folder.url.appending(path: "rejects.csv")
        let result = try await estimate(
            ["--column", "text", "--json", "--rejects", table.path],
            input
        )
        #expect(result.status == 65)
        #expect(result.errors == "")
        #expect(
            try String(contentsOf: table, encoding: .utf8) == """
                row,line,reason,explanation,record
                2,3,fieldCountDiffers,"the record has 3 fields, the header has 2","2,b,c"
                3,4,malformedQuotes,"text follows the closing quote of field 2","3,""d""e"

                """
        )
        let reasons = try result.object().object("rejectedReasons")
        #expect(reasons.keys == ["fieldCountDiffers", "malformedQuotes"])
        let lines = folder.url.appending(path: "rejects.ndjson")
        _ = try await estimate(["--column", "text", "--rejects", lines.path], input)
        let first = try String(contentsOf: lines, encoding: .utf8).split(separator: "\n").first
        #expect(
            first == """
                {"row":2,"line":3,"reason":"fieldCountDiffers","explanation":"the record has 3 fields, \
                the header has 2","record":"2,b,c"}
                """
        )
        let nowhere = try await estimate(
            ["--column", "text", "--rejects", "/nonexistent/file"],
            input
        )
        #expect(nowhere.status == 74)
        #expect(nowhere.errors == "septet: /nonexistent/file: No such file or directory\n")
    }

    @Test(arguments: ["1", "4"])
    func eachMessageIsALine(threads: String) async throws {
        let rows = (0..<20_000).map { "+485\(10_000_000 + $0),\($0 % 3 == 0 ? "ż" : "z")\n" }
        let result = try await estimate(
            [
                "--column", "text", "--each", "--price", "0.5", "--currency", "PLN",
                "--threads", threads,
            ],
            "phone,text\n" + rows.joined()
        )
        let lines = result.lines
        #expect(lines.count == 20_000)
        #expect(
            lines.first
                == #"{"line":2,"recipient":"+48510000000","encoding":"ucs2","units":1,"parts":1,"#
                + #""cost":{"currency":"PLN","min":0.5,"max":0.5}}"#
        )
        let numbers = lines.map { $0.split(separator: "\"")[5] }
        #expect(numbers == (0..<20_000).map { Substring("+485\(10_000_000 + $0)") })
    }

    @Test func halvesMergeToTheWhole() async throws {
        let folder = try TemporaryFolder()
        let sample = try String(contentsOf: PackageFolder.sample("campaign.csv"), encoding: .utf8)
        var lines = sample.split(separator: "\n", omittingEmptySubsequences: false)
        let header = lines.removeFirst()
        // The sample has line breaks in its texts; the halves are cut between two records.
        let border = try #require(
            lines.indices.dropFirst(200).first { lines[$0].hasPrefix("+") }
        )
        let first = ([header] + lines[..<border]).joined(separator: "\n") + "\n"
        let second = ([header] + lines[border...]).joined(separator: "\n")
        let options = [
            "--column", "text", "--json", "--mergeable", "--prices",
            PackageFolder.sample("prices.csv").path,
        ]
        var results: [String] = []
        for (index, part) in [first, second].enumerated() {
            let result = folder.url.appending(path: "\(index).json")
            let output = try await estimate(options, part).output
            try Data(output.utf8).write(to: result)
            results.append(result.path)
        }
        let whole = try await estimate(options, sample)
        let merged = try await BuiltCommand.run(["estimate", "--merge"] + results)
        // A result of several lists says nothing of their forms and lines.
        let sums = whole.output.replacing(/"input":.*"warnings"/, with: "\"warnings\"")
        #expect(sums.utf8.count < whole.output.utf8.count)
        #expect(merged.output == sums)
        #expect(try whole.object().integer("messages") == 545)
        let damaged = folder.url.appending(path: "damaged.json")
        try Data(#"{"messages":1}"#.utf8).write(to: damaged)
        let refused = try await BuiltCommand.run(["estimate", "--merge", damaged.path])
        #expect(refused.status == 65)
        #expect(
            refused.errors == "septet: \(damaged.path): no result of an estimate: \"rejected\"\n"
        )
    }

    @Test func withoutSetsMergedRecipientsAreARange() async throws {
        let folder = try TemporaryFolder()
        var results: [String] = []
        for index in 0..<2 {
            let output = try await estimate(["--column", "text", "--json"], Self.csv).output
            let result = folder.url.appending(path: "\(index).json")
            try Data(output.utf8).write(to: result)
            results.append(result.path)
        }
        let merged = try await BuiltCommand.run(["estimate", "--merge"] + results)
        let recipients = try merged.object().object("recipients")
        #expect(try recipients.integer("unique") == 2)
        #expect(try recipients.integer("uniqueAtMost") == 4)
    }

    @Test func valuesMayBeSeparatedOtherwise() async throws {
        let semicolons = try await estimate(
            ["--column", "text", "--delimiter", ";", "--json"],
            "n;text\n1;a,b\n"
        )
        #expect(try semicolons.object().integer("messages") == 1)
        let tabs = try await estimate(
            ["--column", "2", "--delimiter", "tab", "--no-header", "--json"],
            "+48\ta\n+49\tb\n"
        )
        #expect(try tabs.object().integer("messages") == 2)
        let count = try await BuiltCommand.run(
            ["count", "--input", "csv", "--no-header", "--column", "2"],
            input: "a,bc\n"
        )
        #expect(try count.object().integer("units") == 2)
        for refused in ["\"", "\n", "ż", "ab"] {
            let result = try await estimate(["--column", "text", "--delimiter", refused], "")
            #expect(result.status == 64)
        }
    }

    @Test(arguments: [(15, 143), (2, 130)])
    func aSignalEndsTheCountInOrder(signal: Int, status: Int) async throws {
        // The input never ends.
        let result = try await BuiltCommand.shell(
            "(while echo x; do sleep 0.1; done) 2>&- | "
                + "{ timeout --preserve-status -k 60 -s \(signal) 3 \"$SEPTET\" estimate --json; echo $?; }"
        )
        #expect(result.lines.last == "\(status)")
        #expect(result.lines.first?.contains(#""rejected":0,"partial":true,"#) ?? false)
    }

    @Test func aLineOfAGigabyteIsRejectedInBoundedMemory() async throws {
        let result = try await BuiltCommand.shell(
            #"""
            { echo text; head -c 1000000000 /dev/zero | tr '\0' x; echo; echo b; sleep 1; } | {
                "$SEPTET" estimate --input csv --column text --json <&0 & pid=$!
                while kill -0 $pid 2>/dev/null; do
                    grep VmHWM /proc/$pid/status 2>/dev/null; sleep 0.2
                done
                wait $pid; echo $?
            }
            """#
        )
        #expect(result.errors == "septet: <stdin>:2: the record is longer than 1048576 bytes\n")
        #expect(result.lines.last == "65")
        let json = try #require(result.lines.first { $0.hasPrefix("{") })
        #expect(json.hasPrefix(#"{"messages":1,"rejected":1,"parts":1,"#))
        let peaks = result.lines.filter { $0.hasPrefix("VmHWM") }.compactMap { line in
            Int(line.filter(\.isNumber))
        }
        #expect((peaks.max() ?? .max) < 64 << 10)
    }
}
