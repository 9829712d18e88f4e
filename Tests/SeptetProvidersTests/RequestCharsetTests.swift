import SeptetProviders
import TestSupport
import Testing

@Suite struct RequestCharsetTests {
    @Test(arguments: [
        ("iso-8859-2", "ĄąŁł", "%A1%B1%A3%B3"), ("windows-1250", "ĄąŁł€", "%A5%B9%A3%B3%80"),
        ("iso-8859-1", "Ação", "A%E7%E3o"), ("utf-8", "é", "%C3%A9"), ("windows-1251", "Ж", "%C6"),
    ])
    func octetsAreThoseOfTheCharset(name: String, text: String, wire: String) throws {
        let charset = try #require(RequestCharset(named: name))
        let parameter = try charset.parameter("message", text)
        #expect(parameter.redactedWire == wire)
        #expect(parameter.text == text)
    }

    /// Every code point of the first plane, in every charset.
    @Test(arguments: [
        "iso-8859-1", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-7",
        "windows-1250", "windows-1251",
    ])
    func everyCharacterIsThatOfTheTable(name: String) throws {
        let charset = try #require(RequestCharset(named: name))
        var wanted: [UInt32: UInt8] = [:]
        for octet in UInt8(0)..<0x80 { wanted[UInt32(octet)] = octet }
        for row in try VectorFile.rows("charsets/\(name.replacing("-", with: "_")).tsv") {
            let octet = try #require(try row.octets("octet").first)
            guard let scalar = try row.scalar("codepoint") else { continue }
            wanted[scalar.value] = octet
        }
        #expect(wanted.count > 240)
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let parameter = try? charset.parameter("m", String(scalar))
            let wire = wanted[value].map { PercentEncoding.string(of: [$0]) }
            #expect(parameter?.redactedWire == wire, "U+\(String(value, radix: 16))")
        }
        #expect((try? charset.parameter("m", "🇵🇱")) == nil)
    }

    @Test(arguments: ["a\u{200B}", "a\u{FEFF}", "a€", "aл"])
    func whatHasNoOctetsIsAnError(text: String) throws {
        let charset = try #require(RequestCharset(named: "iso-8859-2"))
        let error = #expect(throws: PredictedError.self) {
            try charset.parameter("message", text)
        }
        #expect(error?.code == .local(.unmappableCharacter))
        #expect(error?.utf8Offset == 1)
        #expect(error?.field == "message")
    }

    @Test func unknownNamesAreNoCharset() {
        #expect(RequestCharset(named: "nothing") == nil)
        #expect(RequestCharset(named: "") == nil)
    }
}
