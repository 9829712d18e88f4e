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
}
