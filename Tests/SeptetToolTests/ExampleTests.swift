import Foundation
import Testing

/// The examples run, and do what their first lines say.
@Suite struct ExampleTests {
    private static let text = "Zażółć gęślą jaźń, " + String(repeating: "x", count: 60)

    /// Lines for the modem come back when they are read as submits.
    @Test func theModemIsToldTheLengthOfEachUnit() async throws {
        let result = try await BuiltCommand.example(
            "ModemExample",
            ["+447900900123", Self.text]
        )
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\r").map(String.init)
        #expect(lines.count == 5)
        #expect(lines.first == "AT+CMGF=0")
        var input = ""
        for index in stride(from: 1, to: lines.count - 1, by: 2) {
            let unit = String(lines[index + 1].dropLast())
            #expect(lines[index] == "AT+CMGS=\(unit.utf8.count / 2 - 1)")
            #expect(lines[index + 1].utf8.last == 0x1A)
            input += #"{"tpdu":"\#(unit)","direction":"submit","smsc":true}"# + "\n"
        }
        let message = try await BuiltCommand.run(["decode"], input: input).object()
        #expect(try message.string("text") == Self.text)
        #expect(try message.object("tpdu").string("destination") == "+447900900123")
    }

    @Test func anInboxIsPutTogether() async throws {
        let inbox = """
            +CMGL: 1,1,,33
            00440c9144970009103200006211035120002a0c050003070202ee6f399b0c
            +CMGL: 2,1,,33
            00440c9144970009103200006211035120002a0c050003070201906536fb0d

            """
        let result = try await BuiltCommand.example("ModemExample", [], input: inbox)
        #expect(result.output == "+447900900123\tHelloworld\t[]\n")
        #expect(result.status == 0)
    }

    @Test(arguments: ["udh8", "udh16", "sar", "payload"])
    func unitsAreWrittenForTheCentre(form: String) async throws {
        let result = try await BuiltCommand.example(
            "SMPPExample",
            ["Septet", "447900900123", Self.text, form]
        )
        #expect(result.status == 0)
        #expect(result.lines.count == (form == "payload" ? 1 : 2))
        for line in result.lines {
            // SMPP 3.4 §3.2: the first four octets are the length of the whole, the next the command.
            #expect(line.hasPrefix(String(format: "%08x00000004", line.utf8.count / 2)))
            #expect(line.contains("00050053657074657400010134343739303039303031323300"))
        }
    }

    @Test func aFileIsCounted() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "texts.txt")
        try Data("Plain\nIf you aren’t home…\n\u{FF}".utf8).write(to: file)
        let result = try await BuiltCommand.example("CountExample", [file.path])
        #expect(result.output == "1: 1 \n2: 1 1 × ’, 1 × …\n3: 1 1 × ÿ\nparts: 3\n")
        #expect(result.status == 0)
    }

    @Test func aCampaignIsPriced() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "prices.csv")
        try Data("prefix,price,currency\n48,0.05,EUR\n49,0.07,EUR\n".utf8).write(to: file)
        let list = "name,phone\nOla,+48500500500\nKim,+491713920042\nPat,12\n"
        let result = try await BuiltCommand.example(
            "CampaignExample",
            ["Hi {{name}}!", file.path],
            input: list
        )
        #expect(result.status == 0)
        #expect(result.output.contains("0.12"))
        #expect(result.output.contains("<!-- not counted: "))
    }

    @Test func receivedPartsArePutTogether() async throws {
        let input = """
            +447900900123 0 1 12 0500030702 01906536fb0d
            +447900900123 0 1 12 050003070202ee6f399b0c
            +447900900123 0 1 12 0500030702 01
            +447900900123 0 1 12 050003070201906536fb0d
            +15550100 8 0 4 00480069
            +15550100 0 1 12 050003090201906536fb0d

            """
        let result = try await BuiltCommand.example("ReceiveExample", [], input: input)
        #expect(result.lines.count == 5)
        #expect(result.lines.prefix(2).allSatisfy { $0.hasPrefix("not a part: ") })
        #expect(result.lines.dropFirst(2).first == "+447900900123: Helloworld")
        #expect(result.lines.dropFirst(3).first == "+15550100: Hi")
        #expect(result.lines.last == "+15550100: Hello (parts missing: 1)")
        #expect(result.status == 0)
    }
}
