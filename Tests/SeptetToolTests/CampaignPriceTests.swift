import Foundation
import TestSupport
import Testing

/// The sample campaign from its template, with prices.
@Suite struct CampaignPriceTests {
    private static let sample = [
        "estimate", PackageFolder.sample("recipients.csv").path, "--input", "csv",
        "--template", PackageFolder.sample("template.txt").path, "--prices",
        PackageFolder.sample("prices.csv").path,
    ]

    @Test(arguments: [80, 120])
    func thePageIsNeat(columns: Int) async throws {
        let result = try await BuiltCommand.run(Self.sample, environment: ["COLUMNS": "\(columns)"])
        #expect(result.status == 0)
        #expect(result.lines.allSatisfy { !$0.hasSuffix(" ") && $0.count <= columns })
        #expect(
            result.lines.filter { !$0.isEmpty && !$0.hasPrefix(" ") } == [
                "Campaign", "Encoding", "Parts a message", "Countries",
                "Characters that force UCS-2", "Parts saved by replacing characters",
                "Longest messages", "These figures belong to",
            ]
        )
        #expect(result.lines.contains("  cost at least         102.5400  EUR"))
        #expect(
            result.lines.contains(
                "  All tiers: septet normalize --table typographic,lossless,lossy"
            )
        )
        let note = result.lines.first { $0.hasPrefix("  Extra parts are") }
        #expect(
            note?.hasPrefix("  Extra parts are those beyond GSM 7 bit. A message counts") ?? false
        )
        #expect(result.lines.contains("  cost at most          109.7100  EUR"))
    }

    @Test func aSurchargeAndAFlatPriceAreExact() async throws {
        let fast = try await BuiltCommand.run(Self.sample + ["--fast"])
        #expect(fast.lines.contains("  cost at least        153.81000  EUR"))
        let flat = try await BuiltCommand.run(
            Self.sample.dropLast(2) + ["--price", "0.05", "--currency", "EUR"]
        )
        #expect(flat.lines.contains("  cost                     81.75  EUR"))
    }

    @Test func thePageAndTheTableAreWritten() async throws {
        let folder = try TemporaryFolder()
        let html = folder.url.appending(path: "report.html")
        let csv = folder.url.appending(path: "report.csv")
        let result = try await BuiltCommand.run(
            Self.sample + ["--html", html.path, "--csv", csv.path]
        )
        #expect(result.status == 0)
        let page = try String(contentsOf: html, encoding: .utf8)
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(page.contains("102.5400–109.7100"))
        #expect(page.contains("All tiers: septet normalize --table typographic,lossless,lossy"))
        #expect(
            page.contains("rows must not be added. Alone: it is the only one that forces UCS-2.")
        )
        let table = try String(contentsOf: csv, encoding: .utf8)
        #expect(table.contains(",545,1635,102.5400,109.7100,EUR\r\n"))
    }

    @Test func aTemplateIsJudgedWithoutRecipients() async throws {
        let arguments = ["estimate", "--lint-template", "--template-text", "Hi {{n|you}}: ’"]
        let result = try await BuiltCommand.run(
            arguments + ["--length", "n=0...70:ucs2", "--json"]
        )
        #expect(
            result.output
                == #"{"minimum":{"encoding":"ucs2","units":7,"parts":1},"#
                + #""maximum":{"encoding":"ucs2","units":76,"parts":2},"forcingColumns":[],"#
                + #""forcingCharacters":[{"character":"’","scalar":"U+2019"}]}"# + "\n"
        )
        let unknown = try await BuiltCommand.run(arguments + ["--length", "m=1"])
        #expect(unknown.status == 64)
        let malformed = try await BuiltCommand.run(arguments + ["--length", "n"])
        #expect(malformed.status == 64)
    }

    @Test func theBillThePreviewAndTheSourcesAreShown() async throws {
        let folder = try TemporaryFolder()
        let list = folder.url.appending(path: "list.csv")
        try Data("phone,name\n+48500500500,Ann\n+447900900123,\u{A0}\n".utf8).write(to: list)
        let prices = folder.url.appending(path: "prices.csv")
        try Data("Country,Rate\nPoland,€0.02\nUK,€0.05\n".utf8).write(to: prices)
        let arguments = [
            "estimate", list.path, "--input", "csv", "--template-text",
            "Hi {{name | default: \"friend\"}}, %NAME%", "--prices", prices.path,
            "--free-parts", "1", "--tax", "23", "--preview", "1", "--recipient", "phone",
        ]
        let environment = ["COLUMNS": "100", "SOURCE_DATE_EPOCH": "1764530000"]
        let json = try await BuiltCommand.run(arguments + ["--json"], environment: environment)
        #expect(json.status == 0)
        for wanted in [
            #""cost":{"currency":"EUR","min":0.07,"max":0.07}"#,
            #""freeParts":{"parts":1,"cost":{"currency":"EUR","min":0.02,"max":0.05}}"#,
            #""tax":{"percent":23,"cost":{"currency":"EUR","min":0.0046,"max":0.0115}}"#,
            #""total":{"currency":"EUR","min":0.0246,"max":0.0615}"#,
            #""kind":"first","row":1,"line":2,"recipient":"+48500500500","encoding":"gsm7","#,
            #""parts":["Hi Ann, %NAME%"]"#, #""parts":["Hi friend, %NAME%"]"#,
            #""remarks":["\"%NAME%\" is counted as text; for the column \"name\" write {{name}}."]"#,
            #""options":["--input csv","--free-parts 1","--tax 23","--recipient phone"]"#,
            #""moment":"2025-11-30T19:13:20Z"}"#,
        ] {
            #expect(json.output.contains(wanted), "\(wanted)")
        }
        let page = try await BuiltCommand.run(arguments, environment: environment)
        for wanted in [
            "  to pay", "Finished messages", "    | Hi friend, %NAME%", "These figures belong to",
        ] {
            #expect(page.lines.contains { $0.hasPrefix(wanted) }, "\(wanted)")
        }
        let budget = try await BuiltCommand.run(arguments + ["--budget", "0.06"])
        #expect(budget.status == 65)
        #expect(budget.errors.contains("the campaign costs up to 0.0615 EUR"))
    }
}
