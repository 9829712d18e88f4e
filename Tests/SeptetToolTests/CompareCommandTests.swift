import Foundation
import Testing

/// One text at all providers, and what `inspect --provider` adds.
@Suite struct CompareCommandTests {
    static let names = [
        "smsapi", "cgsms", "smswords", "aws", "infobip", "jasmin", "kannel",
        "messagebird",
        "plivo", "sinch", "smspins", "telnyx", "twilio", "unified", "vonage",
    ]
    /// Those whose documents have a rule of their own.
    private static let documented = ["smsapi", "unified", "cgsms"]
    private static let secrets = [
        "SMSAPI_TOKEN", "SMSAPI_PASSWORD_MD5", "UNIFIED_USERNAME", "UNIFIED_PASSWORD",
        "CGSMS_SUB_ACCOUNT", "CGSMS_SUB_ACCOUNT_PASS", "SMSWORDS_API_TOKEN", "SMSPINS_API_KEY",
    ]

    struct Bills: Sendable {
        let text: String
        let standard: Int
        /// At SMSAPI, Unified Communications and CheapGlobalSMS, by their documents.
        let billed: [Int]
    }

    @Test(arguments: [
        Bills(text: String(repeating: "a", count: 160), standard: 1, billed: [1, 1, 1]),
        Bills(text: String(repeating: "a", count: 159) + "\n", standard: 1, billed: [2, 1, 1]),
        Bills(text: String(repeating: "a", count: 306), standard: 2, billed: [2, 2, 3]),
        Bills(text: String(repeating: "€", count: 81), standard: 2, billed: [2, 2, 1]),
        Bills(text: String(repeating: "会", count: 72), standard: 2, billed: [2, 2, 1]),
        Bills(text: String(repeating: "会", count: 144), standard: 3, billed: [3, 3, 2]),
        Bills(
            text: String(repeating: "a", count: 152) + "€" + String(repeating: "a", count: 152),
            standard: 3,
            billed: [2, 2, 2]
        ),
    ])
    func billsStandBesideTheStandard(bills: Bills) async throws {
        let result = try await BuiltCommand.run(["compare", "--json", bills.text])
        #expect(result.status == 0)
        let object = try result.object()
        #expect(try object.string("text") == bills.text)
        #expect(try object.integer("parts") == bills.standard)
        let providers = try object.objects("providers")
        #expect(try providers.map { try $0.string("provider") } == Self.names)
        let named = try Self.documented.map {
            providers[try #require(Self.names.firstIndex(of: $0))]
        }
        #expect(try named.map { try $0.integer("billedParts") } == bills.billed)
        for (provider, billed) in zip(named, bills.billed) {
            #expect(try provider.integer("wireSegments") == bills.standard)
            let warns =
                try provider.keys.contains("warnings")
                && provider.objects("warnings").contains { try $0.string("kind") == "partsDiffer" }
            #expect(warns == (billed != bills.standard))
        }
    }

    @Test func parametersCarryTheEncoding() async throws {
        let result = try await BuiltCommand.run(["compare", "--json", "--flash", "Я"])
        let all = try result.object().objects("providers")
        let providers = try Self.documented.map { all[try #require(Self.names.firstIndex(of: $0))] }
        #expect(try providers[0].object("error").integer("code") == 17)
        #expect(try providers[1].object("params").string("type") == "6")
        #expect(try providers[1].object("params").string("message") == "042F")
        #expect(try providers[2].object("params").string("unicode") == "1")
        #expect(try providers[2].object("params").string("type") == "1")
        #expect(
            try all[Self.names.firstIndex(of: "smspins") ?? 0].object("error").string("local")
                == "unsupportedCapability"
        )
    }

    @Test func pageHasEachProvider() async throws {
        let text = #"first\nsecond: "# + String(repeating: "x", count: 145)
        let result = try await BuiltCommand.run(["compare", "--escaped", text])
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(!result.output.contains("\u{1B}"))
        #expect(result.lines.allSatisfy { $0.count <= 80 })
        let head = result.lines.map { $0.split(separator: " ").map(String.init) }
        #expect(head[0] == ["provider", "encoding", "units", "billed", "carried"])
        #expect(head[1] == ["the", "standard", "gsm7", "159", "—", "1"])
        #expect(head[2] == ["SMSAPI", "gsm7", "160", "1", "1"])
        #expect(head.first { $0.first == "SMSpins" } == ["SMSpins", "—", "—", "—", "—"])
        #expect(result.output.contains("type=0 dlr=0 message=first%0Asecond"))
        #expect(result.output.contains("type=0 unicode=0"))
        #expect(result.output.contains("needs also: target_mode, "))
        #expect(result.output.contains("unsupportedCapability: "))
        // An example stands in for them; it says nothing about the text.
        #expect(!result.output.contains("447700900123"))
    }

    @Test func textComesFromStandardInput() async throws {
        let result = try await BuiltCommand.run(["compare", "--json"], input: "\u{FEFF}ż\nb\r\n")
        #expect(try result.object().string("text") == "ż\nb")
        let damaged = try await BuiltCommand.run(["compare"], input: [0x61, 0xC3, 0x28])
        #expect(damaged.status == 65)
        #expect(damaged.output.isEmpty)
        #expect(damaged.errors == "septet: <stdin>:1: invalid UTF-8 at byte 1\n")
    }

    @Test func someProvidersOnly() async throws {
        let result = try await BuiltCommand.run([
            "compare", "--json", "--provider", "cheapglobalsms", "--provider", "Unified", "a",
        ])
        let providers = try result.object().objects("providers")
        #expect(try providers.map { try $0.string("provider") } == ["cgsms", "unified"])
        let unknown = try await BuiltCommand.run(["compare", "--provider", "nobody", "a"])
        #expect(unknown.status == 64)
    }

    @Test func textOfTooManyPartsStillHasAnswers() async throws {
        let text = String(repeating: "ż", count: 255 * 67 + 1)
        let result = try await BuiltCommand.run(["compare", "--json"], input: text)
        #expect(result.status == 0)
        let object = try result.object()
        #expect(try object.integer("parts") == 256)
        #expect(
            try object.objects("providers")[0].object("error").integer("code") == 11
        )
    }

    @Test func inspectShowsProviders() async throws {
        let arguments = ["inspect", "--provider", "unified", "--provider", "smsapi", "a\nż"]
        let page = try await BuiltCommand.run(arguments)
        #expect(page.status == 0)
        #expect(page.output.contains("\nUnified Communications"))
        #expect(page.output.contains("message=0061000A017C"))
        let json = try await BuiltCommand.run(arguments + ["--json"])
        let providers = try json.object().objects("providers")
        #expect(try providers.map { try $0.string("provider") } == ["unified", "smsapi"])
        #expect(try providers[0].object("params").string("type") == "2")
        let without = try await BuiltCommand.run(["inspect", "--json", "a"])
        #expect(try !without.object().keys.contains("providers"))
    }

    @Test(arguments: [
        ["compare"], ["compare", "--json"], ["inspect", "--json"], ["inspect"],
        ["request", "--curl"], ["request"],
    ])
    func noSecretOfTheEnvironmentIsShown(arguments: [String]) async throws {
        let environment = Dictionary(uniqueKeysWithValues: Self.secrets.map { ($0, "S3cret") })
        for name in Self.names {
            let text = arguments[0] == "request" ? ["--text", "a", "--to", "48500500500"] : ["a"]
            let result = try await BuiltCommand.run(
                arguments + ["--provider", name] + text,
                environment: environment
            )
            #expect(!result.output.isEmpty || !result.errors.isEmpty)
            #expect(!(result.output + result.errors).contains("S3cret"))
        }
    }
}
