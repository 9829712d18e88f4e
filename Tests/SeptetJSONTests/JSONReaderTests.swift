import SeptetJSON
import Testing

@Suite struct JSONReaderTests {
    private func read(_ text: String) throws(JSONFault) -> JSONValue {
        try JSONReader.value(of: Array(text.utf8))
    }

    /// RFC 8259 §7: everything below U+0020 must be escaped, U+007F need not be.
    @Test(arguments: Array(0...0x20) + [0x7F])
    func controlCharactersAreRefused(octet: UInt8) throws {
        let string = try? JSONReader.value(of: [0x22, octet, 0x22])
        #expect((string != nil) == (octet >= 0x20))
    }

    @Test func readsEveryKind() throws {
        let text = #" {"a":[1,-0.50,1e+2,true,false,null,""],"b":{},"a":"last"} "#
        let value = try read(text)
        guard case .object(let object) = value else {
            Issue.record("\(value)")
            return
        }
        #expect(object.members.count == 3)
        #expect(object["a"] == "last")
        #expect(object["b"] == .object([:]))
        #expect(
            object.members[0].value
                == [
                    .number("1"), .number("-0.50"), .number("1e+2"), true, false, nil, "",
                ]
        )
        #expect(
            JSONWriter.string(of: value)
                == #"{"a":[1,-0.50,1e+2,true,false,null,""],"b":{},"a":"last"}"#
        )
    }

    @Test func readsEscapes() throws {
        #expect(
            try read(#""\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\uDE00""#)
                == .string("\"\\/\u{08}\u{0C}\n\r\t\u{E9}\u{20AC}\u{1F600}")
        )
    }

    @Test func writesEscapes() {
        #expect(
            JSONWriter.string(of: .string("\"\\/\u{08}\n\r\t\u{01}\u{1F}é\u{2028}"))
                == "\"\\\"\\\\/\\u0008\\n\\r\\t\\u0001\\u001fé\u{2028}\""
        )
    }

    @Test(arguments: [
        ("", JSONFault.Kind.truncated(wanted: "JSON value")),
        ("[1,]", .syntax(offset: 3, wanted: "JSON value")),
        ("{\"a\":1,}", .syntax(offset: 7, wanted: "member name")),
        ("{a:1}", .syntax(offset: 1, wanted: "member name")),
        ("{'a':1}", .syntax(offset: 1, wanted: "member name")),
        ("{\"a\" 1}", .syntax(offset: 5, wanted: "':'")),
        ("01", .syntax(offset: 1, wanted: "end of the text")),
        ("1.", .truncated(wanted: "digit")),
        ("-", .truncated(wanted: "digit")),
        ("1e", .truncated(wanted: "digit")),
        ("+1", .syntax(offset: 0, wanted: "JSON value")),
        ("tru", .truncated(wanted: "'true'")),
        ("True", .syntax(offset: 0, wanted: "JSON value")),
        ("\"a", .truncated(wanted: "'\"'")),
        ("\"\n\"", .syntax(offset: 1, wanted: "string without control characters")),
        ("\"\\x\"", .syntax(offset: 2, wanted: "escape")),
        ("\"\\u12\"", .syntax(offset: 5, wanted: "four hexadecimal digits")),
        ("\"\\ud800x\"", .syntax(offset: 3, wanted: "surrogate pair")),
        ("\"\\udc00\"", .syntax(offset: 3, wanted: "surrogate pair")),
        ("\"\\ud800\\u0041\"", .syntax(offset: 3, wanted: "surrogate pair")),
        ("[1 2]", .syntax(offset: 3, wanted: "','")),
    ])
    func refusesWithItsPlace(text: String, kind: JSONFault.Kind) {
        #expect(throws: JSONFault(kind)) { try read(text) }
    }

    @Test func nestingHasALimit() throws {
        let limit = JSONReader.depthLimit
        let text = { (depth: Int) in
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try read(text(limit)) }
        #expect(throws: JSONFault(.nestedTooDeeply(offset: limit, limit: limit))) {
            try read(text(limit + 1))
        }
        #expect(throws: JSONFault(.nestedTooDeeply(offset: limit * 5, limit: limit))) {
            try read(String(repeating: "{\"a\":", count: 1_000_000))
        }
    }

    @Test func lengthHasALimit() {
        let limit = JSONReader.octetLimit
        #expect(throws: JSONFault(.tooLong(octetCount: limit + 1, limit: limit))) {
            try JSONReader.value(of: [UInt8](repeating: 0x20, count: limit + 1))
        }
        #expect(throws: JSONFault(.truncated(wanted: "JSON value"))) {
            try JSONReader.value(of: [UInt8](repeating: 0x20, count: limit))
        }
    }

    @Test func invalidUTF8HasItsOffset() {
        #expect(throws: JSONFault(.invalidUTF8(offset: 2))) {
            try JSONReader.value(of: [0x22, 0x61, 0xFF, 0x22])
        }
    }
}
