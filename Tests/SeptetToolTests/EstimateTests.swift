import Foundation
import TestSupport
import Testing

@Suite struct EstimateTests {
    private static let sample = [
        "estimate", PackageFolder.sample("campaign.csv").path, "--input", "csv", "--column", "text",
    ]

    /// The members about a list of lines that are all sent.
    private static func members(ofLines count: Int) -> String {
        #""input":{"format":"lines","delimiter":null,"charset":"UTF-8","headerLine":null,"#
            + #""recipientColumn":null,"textColumns":["text"]},"rows":{"all":\#(count),"sent":\#(count),"#
            + #""duplicate":{"rows":0,"lines":[],"dropped":false,"parts":0},"#
            + #""notANumber":{"rows":0,"lines":[],"reasons":{}},"empty":{"rows":0,"lines":[]},"#
            + #""excluded":{"rows":0,"lines":[]},"blank":{"rows":0,"lines":[]},"#
            + #""damaged":{"rows":0,"lines":[],"reasons":{}}},"#
    }

    @Test func jsonHasTheTotals() async throws {
        let long = String(repeating: "x", count: 100)
        let result = try await BuiltCommand.run(
            ["estimate", "--json"],
            input: "hello\n\n\(long)ą’\n\(long)ą\nł\n\(long)\(long)\n"
        )
        #expect(
            result.output
                == #"{"messages":6,"rejected":0,"parts":9,"#
                + #""advice":{"text":"Replace ą, ’ and ł in the list: 2 parts less.","parts":2},"#
                + #""encodings":{"gsm7":3,"ucs2":3},"#
                + #""histogram":{"1":3,"2":3},"#
                + #""savings":{"typographic":0,"lossless":0,"lossy":2},"offenders":["#
                + #"{"character":"ą","scalar":"U+0105","messages":2,"extraParts":2,"#
                + #""messagesAlone":1,"extraPartsAlone":1},"#
                + #"{"character":"’","scalar":"U+2019","messages":1,"extraParts":1,"#
                + #""messagesAlone":0,"extraPartsAlone":0},"#
                + #"{"character":"ł","scalar":"U+0142","messages":1,"extraParts":0,"#
                + #""messagesAlone":1,"extraPartsAlone":0}],"#
                + #""longest":[{"row":6,"parts":2,"units":200},{"row":3,"parts":2,"units":102},"#
                + #"{"row":4,"parts":2,"units":101},{"row":1,"parts":1,"units":5},"#
                + #"{"row":5,"parts":1,"units":1},{"row":2,"parts":1,"units":0}],"#
                + #""rejectedReasons":{},"#
                + Self.members(ofLines: 6) + #""warnings":[],"#
                + #""sources":{"list":"standard input","options":[],"#
                + #""moment":"2025-11-30T19:13:20Z"}}"# + "\n"
        )
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test func rejectedMessagesAreCountedAndNamed() async throws {
        let input = Array("a\n".utf8) + [0xFF, 0x0A] + Array("b\n".utf8)
        let result = try await BuiltCommand.run(["estimate", "--json"], input: input)
        #expect(result.errors == "septet: <stdin>:2: invalid UTF-8 at byte 0\n")
        #expect(try result.object().integer("messages") == 2)
        #expect(try result.object().integer("rejected") == 1)
        #expect(result.status == 65)
        let csv = try await BuiltCommand.run(
            ["estimate", "--json", "--input", "csv", "--column", "text"],
            input: "n,text\n1,a\n2,b,c\n3,\"d\"e\n4,f\n"
        )
        #expect(try csv.object().integer("messages") == 2)
        #expect(try csv.object().integer("rejected") == 2)
        #expect(csv.status == 65)
    }

    @Test func theSampleIsSummedUp() async throws {
        let result = try await BuiltCommand.run(Self.sample + ["--json"])
        let counted = try await BuiltCommand.run(["count"] + Self.sample.dropFirst())
        let object = try result.object()
        let plans = try counted.objects()
        #expect(plans.count == 545)
        #expect(try object.integer("messages") == 545)
        #expect(try object.integer("parts") == plans.reduce(0) { try $0 + $1.integer("parts") })
        let gsm7BitCount = try plans.count { try $0.string("encoding") == "gsm7" }
        #expect(try object.object("encodings").integer("gsm7") == gsm7BitCount)
        #expect(try object.object("encodings").integer("ucs2") == 545 - gsm7BitCount)
        let histogram = try object.object("histogram")
        let partCounts = try plans.map { try $0.integer("parts") }
        #expect(histogram.keys == Set(partCounts.map { "\($0)" }))
        for partCount in Set(partCounts) {
            let expected = partCounts.count { $0 == partCount }
            #expect(try histogram.integer("\(partCount)") == expected)
        }
        #expect(
            object.keys == [
                "messages", "rejected", "parts", "recipients", "encodings", "histogram",
                "savings", "offenders", "longest", "rejectedReasons", "warnings", "numbers",
                "cannotReceiveTexts", "advice", "sources", "input", "rows",
            ]
        )
    }

    @Test(arguments: [80, 120])
    func theReportOfTheSampleIsNeat(columns: Int) async throws {
        let result = try await BuiltCommand.run(Self.sample, environment: ["COLUMNS": "\(columns)"])
        #expect(result.status == 0)
        #expect(result.errors == "")
        let lines = result.lines
        #expect(lines.count > 25)
        #expect(lines.allSatisfy { !$0.hasSuffix(" ") && $0.count <= columns })
        #expect(!result.outputOctets.contains(0x1B))
        let titles = [
            "Campaign", "Encoding", "Parts a message", "Characters that force UCS-2",
            "Parts saved by replacing characters", "Longest messages", "These figures belong to",
        ]
        #expect(lines.filter { !$0.isEmpty && !$0.hasPrefix(" ") } == titles)
        // The shares of each section add up to 100.0 %.
        for (first, last) in [("Encoding", "Parts a message"), ("Parts a message", titles[3])] {
            let start = try #require(lines.firstIndex(of: first))
            let end = try #require(lines.firstIndex(of: last))
            let tenths = lines[start + 1..<end - 1].map { line in
                line.split(separator: " ").firstIndex(of: "%").map {
                    Int(line.split(separator: " ")[$0 - 1].filter { $0 != "." }) ?? 0
                } ?? 0
            }
            #expect(tenths.count > 1)
            #expect(tenths.reduce(0, +) == 1000, "\(tenths)")
        }
    }

    @Test func anEmptyCampaignHasNoShares() async throws {
        let result = try await BuiltCommand.run(["estimate"])
        #expect(
            result.output == """
                Campaign
                  parts                        0  what is billed
                  messages                     0
                  list              lines in UTF-8

                These figures belong to
                  list      standard input
                  counted   2025-11-30T19:13:20Z

                """
        )
        #expect(result.status == 0)
        let json = try await BuiltCommand.run(["estimate", "--json"])
        #expect(
            json.output
                == #"{"messages":0,"rejected":0,"parts":0,"encodings":{"gsm7":0,"ucs2":0},"#
                + #""histogram":{},"savings":{"typographic":0,"lossless":0,"lossy":0},"#
                + #""offenders":[],"longest":[],"rejectedReasons":{},"#
                + Self.members(ofLines: 0) + #""warnings":[],"#
                + #""sources":{"list":"standard input","options":[],"#
                + #""moment":"2025-11-30T19:13:20Z"}}"# + "\n"
        )
    }

    @Test func largeNumbersKeepTheColumns() async throws {
        let script = #"(yes 'ąć' | head -2345; yes a | head -10000) | "$SEPTET" estimate"#
        let result = try await BuiltCommand.shell(script)
        #expect(result.lines.contains("  messages                12,345"))
        #expect(
            result.lines.contains { $0.hasPrefix("  GSM 7 bit               10,000   81.0 %  █") }
        )
        #expect(
            result.lines.contains { $0.hasPrefix("  UCS-2                    2,345   19.0 %  █") }
        )
        #expect(
            result.lines.contains {
                $0.hasSuffix("2,345       0       0       0  LATIN SMALL LETTER A WITH OGONEK")
            }
        )
    }

    @Test func anEstimateOfHalfAnInputIsNotPrinted() async throws {
        let column = try await BuiltCommand.run(
            ["estimate", "--input", "csv", "--column", "text"],
            input: "a,b\n1,2\n"
        )
        #expect(column.output == "")
        #expect(column.errors == "septet: <stdin>:1: no column \"text\"; there are: \"a\", \"b\"\n")
        #expect(column.status == 65)
        let folder = try await BuiltCommand.run(["estimate", "/"])
        #expect(folder.output == "")
        #expect(folder.status == 66)
    }
}
