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
                "Longest messages",
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
}
