import SeptetProviders
import Testing

@Suite struct RequestCharsetTests {
    @Test(arguments: [
        ("iso-8859-2", "ĄąŁł", "%A1%B1%A3%B3"), ("windows-1250", "ĄąŁł€", "%A5%B9%A3%B3%80"),
        ("iso-8859-1", "Ação", "A%E7%E3o"), ("utf-8", "é", "%C3%A9"),
    ])
    func octetsAreThoseOfTheCharset(name: String, text: String, wire: String) throws {
        let charset = try #require(RequestCharset(named: name))
        let parameter = try charset.parameter("message", text)
        #expect(parameter.redactedWire == wire)
        #expect(parameter.text == text)
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
