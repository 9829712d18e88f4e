import Foundation
import TestSupport
import Testing

/// `encode --tpdu` and `--smpp`, and the way back through `decode`.
@Suite struct ProtocolOptionTests {
    private static let long = String(repeating: "Cena: 5 € ", count: 17)

    /// "hellohello" as modem manuals show it, with and without what goes in front.
    @Test func unitsAreWrittenForModems() async throws {
        let options = ["--tpdu", "--to", "+46708251358"]
        let part = try await BuiltCommand.run(["encode", "hellohello"] + options).object()
            .objects("parts")[0]
        #expect(try part.string("tpdu") == "01000b916407281553f800000ae8329bfd4697d9ec37")
        #expect(try part.integer("cmgsLength") == 22)
        #expect(try !part.truth("smsc"))
        let full = try await BuiltCommand.run(
            ["encode", "hellohello"] + options
                + ["--smsc", "+447785016005", "--validity", "1d", "--report"]
        ).object().objects("parts")[0]
        #expect(
            try full.string("tpdu")
                == "0791447758100650" + "31000b916407281553f80000a70ae8329bfd4697d9ec37"
        )
        #expect(try full.integer("cmgsLength") == 23)
        let modem = try await BuiltCommand.run(
            ["encode", "hellohello"] + options + ["--smsc", ""]
        ).object().objects("parts")[0]
        #expect(try modem.string("tpdu") == "00" + part.string("tpdu"))
        #expect(try modem.integer("cmgsLength") == 22)
    }

    @Test func unitsComeBackWithTheirFields() async throws {
        let encoded = try await BuiltCommand.run([
            "encode", Self.long, "--tpdu", "--to", "Septet", "--validity", "30m", "--reference",
            "9",
        ]).object()
        let lines = try encoded.objects("parts").map {
            #"{"tpdu":"\#(try $0.string("tpdu"))","direction":"submit","smsc":false}"# + "\n"
        }
        #expect(lines.count == 2)
        let message = try await BuiltCommand.run(
            ["decode"],
            input: lines.reversed().joined()
        ).object()
        #expect(try message.string("text") == Self.long)
        #expect(!message.keys.contains("sender"))
        let fields = try message.object("tpdu")
        #expect(try fields.string("type") == "submit")
        #expect(try fields.string("destination") == "Septet")
        #expect(try fields.string("destinationType") == "alphanumeric")
        #expect(try fields.object("validityPeriod").integer("seconds") == 1_800)
        #expect(try message.objects("tpdus").map { try $0.truth("hasHeader") } == [true, true])
    }

    @Test func aDeliverHasItsSenderAndItsTime() async throws {
        // TS 23.040 §9.2.2.1: from +447900900123, 2026-11-30 15:02:00 at UTC-05:30.
        let line =
            #"{"tpdu":"040c9144970009103200006211035120002a05c8329bfd06","direction":"deliver"}"#
        let message = try await BuiltCommand.run(["decode"], input: line + "\n").object()
        #expect(try message.string("text") == "Hello")
        #expect(try message.string("sender") == "+447900900123")
        let fields = try message.object("tpdu")
        #expect(try fields.string("originator") == "+447900900123")
        #expect(try fields.string("timeStamp") == "2026-11-30T15:02:00-05:30")
        #expect(try !fields.truth("moreMessages"))
    }

    /// TS 23.040 §9.2.2.3: no text, and the status by name.
    @Test func aStatusReportHasNoText() async throws {
        let line =
            #"{"tpdu":"06070c914497000910326211035120002162110351300021"#
            + #"46","direction":"status-report"}"#
        let message = try await BuiltCommand.run(["decode"], input: line + "\n").object()
        #expect(message.isNull("text"))
        let fields = try message.object("tpdu")
        #expect(try fields.string("type") == "status-report")
        #expect(try fields.integer("messageReference") == 7)
        #expect(try fields.string("recipient") == "+447900900123")
        #expect(try fields.string("dischargeTime") == "2026-11-30T15:03:00+03:00")
        #expect(try fields.integer("status") == 0x46)
        #expect(try fields.string("statusName") == "validity period expired")
    }

    /// Compressed text cannot be read; the fields can.
    @Test func aUnitWhoseTextCannotBeReadHasItsFields() async throws {
        let line = #"{"tpdu":"040c914497000910320020621103512000000148"}"#
        let result = try await BuiltCommand.run(["decode"], input: line + "\n")
        let message = try result.object()
        #expect(message.isNull("text"))
        #expect(
            try message.strings("warnings")
                == ["the data coding scheme says the text is compressed (TS 23.042)"]
        )
        #expect(try message.object("tpdu").string("originator") == "+447900900123")
        #expect(result.status == 0)
    }

    @Test func partsOfDifferentPeopleAreKeptApart() async throws {
        let texts = ["050003070201906536fb0d", "050003070202ee6f399b0c"]
        func line(_ part: Int, _ address: String) -> String {
            #"{"tpdu":"44\#(address)0000621103512000000c\#(texts[part])"}"# + "\n"
        }
        let result = try await BuiltCommand.run(
            ["decode"],
            input: line(0, "0c91449700091032") + line(1, "0c91449700091042")
                + line(1, "0c91449700091032")
        )
        let objects = try result.objects()
        #expect(try objects.map { try $0.truth("complete") } == [true, false])
        #expect(try objects.map { try $0.string("text") } == ["Helloworld", "world"])
        #expect(
            try objects.map { try $0.string("sender") } == ["+447900900123", "+447900900124"]
        )
    }

    // MARK: SMPP

    @Test(arguments: [
        ([], 0, 0, "00111b65"), (["--smpp-default", "gsm7-packed"], 0, 0, "80c8a60c"),
        (["--smpp-default", "latin1"], 8, 0, "0040005f20ac"),
        (["--smpp-default", "ascii"], 8, 0, "0040005f20ac"), (["--flash"], 0xF0, 0, "00111b65"),
    ])
    func fieldsAreWrittenForTheCentre(
        options: [String],
        dataCoding: Int,
        esmClass: Int,
        octets: String
    ) async throws {
        let object = try await BuiltCommand.run(["encode", "@_€", "--smpp"] + options).object()
        let fields = try object.objects("parts")[0].object("smpp")
        #expect(fields.keys == ["dataCoding", "esmClass", "shortMessage", "tlvs"])
        #expect(try fields.integer("dataCoding") == dataCoding)
        #expect(try fields.integer("esmClass") == esmClass)
        #expect(try fields.string("shortMessage") == octets)
        #expect(try fields.objects("tlvs").isEmpty)
    }

    /// Every meaning of data_coding 0 with every form, through the command and back.
    @Test(arguments: ["udh8", "udh16", "sar", "payload"])
    func everyFormComesBack(form: String) async throws {
        for alphabet in ["gsm7", "gsm7-packed", "latin1", "ascii"] {
            for text in [Self.long, String(repeating: "Zażółć ", count: 30), "short", ""] {
                let result = try await BuiltCommand.run([
                    "encode", "--text", text, "--smpp", "--smpp-default", alphabet, "--smpp-long",
                    form, "--reference", "4660",
                ])
                #expect(result.errors == "")
                let parts = try result.object().objects("parts")
                let lines = try parts.reversed().map {
                    #"{"smpp":\#(try $0.object("smpp").line().trimmed)}"# + "\n"
                }
                if text.utf8.count > 160 {
                    let esmClass = form.hasPrefix("udh") ? 0x40 : 0
                    let tags =
                        form == "sar"
                        ? ["020c", "020e", "020f"] : form == "payload" ? ["0424"] : []
                    for part in parts {
                        let fields = try part.object("smpp")
                        #expect(try fields.integer("esmClass") == esmClass)
                        #expect(try fields.objects("tlvs").map { try $0.string("tag") } == tags)
                    }
                    #expect((parts.count == 1) == (form == "payload"))
                }
                let decoded = try await BuiltCommand.run(
                    ["decode", "--smpp-default", alphabet],
                    input: lines.joined()
                ).object()
                #expect(try decoded.string("text") == text, "\(alphabet)")
                #expect(try decoded.truth("complete"))
                // A line of encode is read whole, too.
                let line = try await BuiltCommand.run(
                    ["decode", "--smpp-default", alphabet],
                    input: result.output
                ).object()
                #expect(try line.string("text") == text, "\(alphabet)")
            }
        }
    }

    @Test func dataTravelsToo() async throws {
        let object = try await BuiltCommand.run(
            [
                "encode", "--hex", String(repeating: "ff", count: 150), "--smpp", "--smpp-long",
                "sar",
            ]
        ).object()
        let fields = try object.objects("parts").map { try $0.object("smpp") }
        #expect(try fields.map { try $0.integer("dataCoding") } == [4, 4])
        #expect(try fields.map { try $0.string("shortMessage").utf8.count } == [268, 32])
    }

    @Test func septetsAreWrittenUnpacked() async throws {
        let result = try await BuiltCommand.run(["encode", "--unpacked", "Hello €"])
        let object = try result.object()
        #expect(try !object.truth("packed"))
        let part = try object.objects("parts")[0]
        #expect(try part.string("userData") == "48656c6c6f201b65")
        #expect(try part.integer("userDataLength") == 8)
        let decoded = try await BuiltCommand.run(["decode"], input: result.output).object()
        #expect(try decoded.string("text") == "Hello €")
        let long = try await BuiltCommand.run(["encode", "--unpacked", Self.long])
        #expect(
            try await BuiltCommand.run(["decode"], input: long.output).object().string("text")
                == Self.long
        )
    }

    @Test(arguments: [
        ["--tpdu"], ["--to", "+447900900123"], ["--report"], ["--validity", "1d"], ["--smsc", "1"],
        ["--smpp-default", "gsm7"], ["--smpp-long", "sar"], ["--smpp-spare"],
        ["--tpdu", "--to", ""], ["--tpdu", "--to", "a name too long"],
        ["--tpdu", "--to", "+1", "--validity", "99w"], ["--tpdu", "--to", "+1", "--validity", "1"],
        ["--tpdu", "--to", "+1", "--smsc", "Septet"], ["--tpdu", "--to", "+1", "--smpp"],
        ["--smpp", "--smpp-default", "utf8"], ["--smpp", "--smpp-long", "udh"],
        ["--smpp", "--smpp-long", "udh8", "--reference-size", "16"], ["--unpacked", "--hex"],
    ])
    func optionsThatDoNotFitAreRejected(options: [String]) async throws {
        let result = try await BuiltCommand.run(["encode", "--text", "00"] + options)
        #expect(result.status == 64)
        #expect(result.output == "")
    }
}

extension String {
    /// Without a line end.
    fileprivate var trimmed: String { trimmingCharacters(in: .newlines) }
}
