import Foundation
import Testing

@Suite struct EncodeTests {
    @Test func aTextWithExtensionCharactersIsPacked() async throws {
        let result = try await BuiltCommand.run(["encode", "Cena: 5 € [promo]"])
        #expect(
            result.output
                == #"{"line":1,"encoding":"gsm7","dataCoding":0,"parts":[{"sequence":1,"header":"","#
                + #""userData":"c3b23bac03d5409b3268c383cbdfedf7c607","userDataLength":20,"#
                + #""text":"Cena: 5 € [promo]"}]}"# + "\n"
        )
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test func partsOfUCS2AreHeaderAndUTF16() async throws {
        let text = String(repeating: "ą", count: 66) + "😀" + String(repeating: "b", count: 10)
        let object = try await BuiltCommand.run(["encode", "--text", text]).object()
        #expect(try object.string("encoding") == "ucs2")
        #expect(try object.integer("dataCoding") == 8)
        let parts = try object.objects("parts")
        #expect(parts.count == 2)
        // The surrogate pair does not fit whole behind 66 units.
        let texts = [String(repeating: "ą", count: 66), "😀" + String(repeating: "b", count: 10)]
        for (index, part) in parts.enumerated() {
            let header = "05000300020\(index + 1)"
            let units = texts[index].utf16.map { String(format: "%04x", $0) }.joined()
            #expect(try part.integer("sequence") == index + 1)
            #expect(try part.string("header") == header)
            #expect(try part.string("userData") == header + units)
            #expect(try part.integer("userDataLength") == 6 + texts[index].utf16.count * 2)
            #expect(try part.string("text") == texts[index])
            #expect(
                part.keys == ["sequence", "header", "userData", "userDataLength", "text"]
            )
        }
    }

    /// Prepend characters and flags in one cluster longer than a part: count, cut and estimate agree.
    @Test func clustersLongerThanAPartAreCutAsTheyWereCounted() async throws {
        let text =
            String(repeating: "\u{600}", count: 64) + String(repeating: "\u{1F1E6}", count: 35)
        let boundary = ["--boundary", "grapheme"]
        let encoded = try await BuiltCommand.run(["encode"] + boundary, input: text + "\n").object()
        #expect(try encoded.objects("parts").map { try $0.string("text") }.joined() == text)
        #expect(try encoded.objects("parts").count == 3)
        let counted = try await BuiltCommand.run(["count"] + boundary, input: text + "\n").object()
        #expect(try counted.integer("parts") == 3)
        for command in [["inspect", "--json"], ["estimate", "--json"]] {
            let result = try await BuiltCommand.run(command + boundary, input: text + "\n")
            #expect((result.status, result.errors) == (0, ""), "\(command)")
        }
    }

    @Test func octetsTravelAsData() async throws {
        let octets = (0..<135).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let digits = octets.map { String(format: "%02x", $0) }.joined()
        let object = try await BuiltCommand.run(["encode", "--hex"], input: digits + "\n").object()
        #expect(try object.string("encoding") == "8bit")
        #expect(try object.integer("dataCoding") == 4)
        #expect(try object.objects("parts").map { try $0.string("userData") } == [digits])
        #expect(try object.objects("parts").map { try $0.integer("userDataLength") } == [135])
        let long = String(repeating: "0f", count: 141)
        let parts = try await BuiltCommand.run(["encode", "--hex", long]).object().objects("parts")
        #expect(
            try parts.map { try $0.string("userData") } == [
                "050003000201" + String(repeating: "0f", count: 134),
                "050003000202" + String(repeating: "0f", count: 7),
            ]
        )
    }

    @Test(arguments: [
        (["abc"], 0), (["ą"], 8), (["--hex", "00"], 4), (["--flash", "abc"], 16),
        (["--flash", "ą"], 24), (["--flash", "--hex", "00"], 20),
    ])
    func flashIsMessageClassZero(arguments: [String], dataCoding: Int) async throws {
        let object = try await BuiltCommand.run(["encode"] + arguments).object()
        #expect(try object.integer("dataCoding") == dataCoding)
    }

    @Test(arguments: [
        ([], ["050003000201", "050003010201", "050003020201"]),
        (["--reference", "254"], ["050003fe0201", "050003ff0201", "050003000201"]),
        (
            ["--reference", "65535", "--reference-size", "16"],
            ["060804ffff0201", "06080400000201", "06080400010201"]
        ),
    ])
    func everyMessageHasItsReference(options: [String], headers: [String]) async throws {
        let line = String(repeating: "a", count: 161) + "\n"
        let result = try await BuiltCommand.run(["encode"] + options, input: line + line + line)
        let found = try result.objects().map { try $0.objects("parts")[0].string("header") }
        #expect(found == headers)
    }

    @Test func anArgumentIsAFileOrAText() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("texts", "one\r\ntwo")
        let texts = { (result: CommandResult) throws -> [String] in
            try result.objects().flatMap { try $0.objects("parts") }.map { try $0.string("text") }
        }
        #expect(try texts(await BuiltCommand.run(["encode", file.path])) == ["one", "two"])
        #expect(
            try texts(await BuiltCommand.run(["encode", "--file", file.path])) == ["one", "two"]
        )
        #expect(try texts(await BuiltCommand.run(["encode", "--text", file.path])) == [file.path])
        #expect(try texts(await BuiltCommand.run(["encode", "-"], input: "x\n")) == ["x"])
        #expect(try texts(await BuiltCommand.run(["encode", "--", "-v"])) == ["-v"])
        #expect(try texts(await BuiltCommand.run(["encode", ""])) == [""])
    }

    @Test func whatCannotBeEncodedIsNamed() async throws {
        let result = try await BuiltCommand.run(["encode", "--hex"], input: "0g\n0\n00\nABCD\n")
        #expect(
            result.errorLines == [
                "septet: <stdin>:1: U+0067 at byte 1 is not a hexadecimal digit",
                "septet: <stdin>:2: 1 hexadecimal digits are not whole octets",
            ]
        )
        #expect(try result.objects().map { try $0.integer("line") } == [3, 4])
        #expect(result.status == 65)
        let argument = try await BuiltCommand.run(["encode", "--hex", "0x"])
        #expect(
            argument.errors == "septet: argument: U+0078 at byte 1 is not a hexadecimal digit\n"
        )
        #expect(argument.output == "")
        #expect(argument.status == 65)
    }
}
