import Foundation
import Testing

/// Parts that a provider bills beside those that are carried, on the command line.
@Suite struct EstimateBillingTests {
    private static let names = [159, 10].map { String(repeating: "a", count: $0) }
    private static let csv = "phone,name\n+48500500500,\(names[0])\n+48501501501,\(names[1])\n"
    private static let warning =
        "1 message is billed as another number of parts than the standard carries: "
        + "3 are billed, 2 are carried (1 more)."
    private static let prices = ["--price", "0.10", "--currency", "EUR"]

    /// A provider's fees are in the cost of estimate and compare, by the kind of sender, and both name them.
    @Test func feesOfTheProviderAreInTheCost() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "own.json")
        let prices = folder.appending(path: "prices.csv")
        try Data(
            #"""
            {"name": "own", "title": "Own", "origin": "https://own.example.com", "requests": {"send": {"path": "/", "parameters": [
            {"name": "to", "is": "recipients"}, {"name": "text", "is": "text"}]}}, "encodings": {"gsm7": {}, "ucs2": {}},
            "fees": [{"name": "carriers' fees", "senders": "long-code", "countries": "US", "amount": ["0.003", "0.005"], "currency": "USD"}]}
            """#.utf8
        ).write(to: file)
        try Data("country,price,currency\nUS,0.01,USD\n".utf8).write(to: prices)
        let priced = [
            "--column", "text", "--recipient", "phone", "--provider-file", file.path, "--price",
            "0.01",
        ]
        func estimate(_ arguments: [String]) async throws -> CommandResult {
            try await BuiltCommand.run(
                ["estimate", "--input", "csv", "--json"] + priced + arguments,
                input: "phone,text\n+12025550123,Hi\n"
            )
        }
        let long = try await estimate(["--currency", "USD", "--sender-type", "long-code"])
        #expect(long.output.contains(#""cost":{"currency":"USD","min":0.013,"max":0.015}"#))
        #expect(long.output.contains(#""fees":{"currency":"USD","min":0.003,"max":0.005}"#))
        #expect(long.output.contains("Own's carriers' fees are added to the price of each part."))
        let free = try await estimate(["--currency", "USD", "--sender-type", "toll-free"])
        #expect(free.output.contains(#""cost":{"currency":"USD","min":0.01,"max":0.01}"#))
        let euros = try await estimate(["--currency", "EUR", "--sender-type", "long-code"])
        #expect(euros.output.contains("carriers' fees in USD are not added to prices in EUR."))
        let compared = try await BuiltCommand.run([
            "compare", "--json", "--provider-file", file.path, "--prices", prices.path, "--to",
            "+12025550123", "--sender-type", "long-code", "Hi",
        ])
        #expect(compared.output.contains(#""costMinimum":"0.013","costMaximum":"0.015""#))
        #expect(compared.output.contains("the cost has carriers' fees: 0.003–0.005 USD a part"))
    }

    private func estimate(_ arguments: [String]) async throws -> CommandResult {
        try await BuiltCommand.run(["estimate", "--input", "csv"] + arguments, input: Self.csv)
    }

    @Test(arguments: ["{{name}}\n", "[%1%]\n"])
    func aTemplateIsBilledAsItsFullText(template: String) async throws {
        let arguments = ["--template-text", template, "--provider", "smsapi"] + Self.prices
        let names = template.hasPrefix("[") ? ["--params", "name"] : []
        let result = try await estimate(arguments + names + ["--json"])
        #expect(result.errors == "")
        let report = try result.object()
        #expect(try report.integer("parts") == 2)
        #expect(try report.integer("billedParts") == 3)
        #expect(try report.integer("differingMessages") == 1)
        #expect(try report.integer("extraBilledParts") == 1)
        #expect(try report.integer("unbilledParts") == 0)
        #expect(result.output.contains(#""cost":{"currency":"EUR","min":0.30,"max":0.30}"#))
        #expect(result.output.contains(#""warnings":["\#(Self.warning)"]"#))
        let each = try await estimate(arguments + names + ["--each"])
        let records = try each.objects()
        #expect(try records[0].integer("billedParts") == 2)
        #expect(!records[1].keys.contains("billedParts"))
    }

    /// Whether a repeated number gets one message, by the documents of the providers.
    @Test(arguments: [("smsapi", true), ("cgsms", true), ("unified", false), ("twilio", false)])
    func theProviderDecidesAboutDuplicates(provider: String, dropped: Bool) async throws {
        let result = try await BuiltCommand.run(
            ["estimate", "--template-text", "Hi", "--provider", provider, "--json"],
            input: "phone,name\n+48500500500,A\n0048 500 500 500,B\n+48501501501,C\n"
        )
        let duplicate = try result.object().object("rows").object("duplicate")
        #expect(try duplicate.truth("dropped") == dropped)
        #expect(try duplicate.integer("rows") == 1)
    }

    @Test func withoutAProviderPartsAreThoseCarried() async throws {
        let result = try await estimate(["--template-text", "{{name}}\n", "--json"])
        let report = try result.object()
        #expect(try report.integer("parts") == 2)
        #expect(!report.keys.contains("billedParts"))
        #expect(result.output.contains(#""warnings":[]"#))
    }

    @Test func mergingAddsBothCounts() async throws {
        let folder = try TemporaryFolder()
        let arguments = ["--template-text", "{{name}}\n", "--provider", "smsapi", "--json"]
        let one = try folder.file("one.json", try await estimate(arguments).output)
        let both = try await BuiltCommand.run(
            ["estimate", "--merge", one.path, one.path],
            input: ""
        )
        let report = try both.object()
        #expect(try report.integer("parts") == 4)
        #expect(try report.integer("billedParts") == 6)
        #expect(try report.integer("extraBilledParts") == 2)
        #expect(
            both.output.contains("2 messages are billed")
                && both.output.contains("6 are billed, 4 are carried (2 more).")
        )
    }

    @Test func namesOfParametersGoWithTheirProviderAndATemplate() async throws {
        let alone = try await estimate(["--template-text", "[%1%]", "--params", "name"])
        #expect(alone.status == 64)
        #expect(alone.errors.contains("--params goes with --provider smsapi."))
        let column = ["--column", "name", "--provider", "smsapi", "--params", "name"]
        let finished = try await estimate(column)
        #expect(finished.status == 64)
        #expect(finished.errors.contains("--params goes with a template."))
        let template = ["--template-text", "[%2%]", "--provider", "smsapi", "--params"]
        let many = try await estimate(template + ["a,b,c,d,e"])
        #expect(many.status == 64)
        #expect(many.errors.contains("--params takes four names at most: a,b,c,d,e"))
        let second = try await estimate(template + ["x,name", "--json"])
        #expect(try second.object().integer("messages") == 2)
        let unknown = try await estimate(template + ["name,nam"])
        #expect(unknown.status == 65)
        #expect(
            unknown.errors.contains("no column is called \"nam\" (perhaps \"name\"?) at byte 0")
        )
    }
}
