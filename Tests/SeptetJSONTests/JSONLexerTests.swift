import SeptetJSON
import Testing

/// The grammar of RFC 8259, by the reader of trees and by the reader of members alike.
@Suite struct JSONLexerTests {
    private func value(_ text: String) throws(JSONFault) -> JSONValue {
        try JSONReader.value(of: Array(text.utf8))
    }

    @Test(arguments: [
        // §2: any value is a text; white space is these four, around any token.
        "null", "true", "false", "0", "\"\"", "[]", "{}", " \t\n\r1\r\n\t ",
        " [ 1 , 2 ] ", " { \"a\" : [ ] , \"b\" : { } } ", "[\n]", "{\t}",
        // §6
        "-0", "0", "10", "-1", "1.0", "0.5", "-0.0", "1e5", "1E5", "1e+5", "1e-5", "0e0",
        "1.25E-007",
        "123456789012345678901234567890", "1e400", "-1e-400", "0.00000000000000000000000000001",
        // §7
        #""\"\\\/\b\f\n\r\t""#, #""\u0000\u001F\uFFFF\uABCD\uabcd""#,
        #""\uD800\uDC00\uDBFF\uDFFF""#,
        "\"\u{7F}\u{80}\u{2028}\u{FEFF}\u{10FFFF}\"", #""\\u0041""#,
        // §4: names need not differ, and may be empty.
        #"{"a":1,"a":2}"#, #"{"":0}"#, #"{"\u0061":1}"#,
    ])
    func whatTheGrammarAllowsIsRead(text: String) throws {
        _ = try value(text)
        _ = try value("[\(text)]")
        var reader = JSONMemberReader(["a"])
        #expect(try reader.read(Array("{\"x\":\(text),\"a\":\"\"}".utf8).span) == .object)
        let end = text.utf8.count + 11
        #expect(reader[0] == .string(JSONString(range: end..<end, hasEscapes: false)))
    }

    private static let faults: [(String, Int, String)] = [
        ("", 0, "a value"), (" ", 1, "a value"), ("\u{0C}1", 0, "a value"),
        ("\u{A0}1", 0, "a value"),
        ("\u{2028}1", 0, "a value"), ("/**/1", 0, "a value"), ("#", 0, "a value"),
        ("1 2", 2, "the end of the text"), ("[]]", 2, "the end of the text"),
        ("{}}", 2, "the end of the text"), ("1,", 1, "the end of the text"),
        ("null\0", 4, "the end of the text"), ("truex", 4, "the end of the text"),
        // Words
        ("nul", 3, "'null'"), ("nulL", 3, "'null'"), ("tRue", 1, "'true'"), ("fals", 4, "'false'"),
        ("True", 0, "a value"), ("NaN", 0, "a value"), ("Infinity", 0, "a value"),
        ("undefined", 0, "a value"),
        // Numbers
        ("01", 1, "the end of the text"), ("-01", 2, "the end of the text"),
        ("00", 1, "the end of the text"),
        ("-", 1, "a digit"), ("--1", 1, "a digit"), ("+1", 0, "a value"), (".5", 0, "a value"),
        ("1.", 2, "a digit"), ("1.e5", 2, "a digit"), ("1e", 2, "a digit"), ("1e+", 3, "a digit"),
        ("1e+-1", 3, "a digit"), ("-a", 1, "a digit"), ("-Infinity", 1, "a digit"),
        ("0x10", 1, "the end of the text"), ("1_000", 1, "the end of the text"),
        ("1.5.5", 3, "the end of the text"), ("1e5e5", 3, "the end of the text"),
        ("１", 0, "a value"), ("1٢", 1, "the end of the text"), ("-٢", 1, "a digit"),
        // Arrays
        ("[", 1, "a value or ']'"), ("[,1]", 1, "a value or ']'"), ("[1,]", 3, "a value"),
        ("[1,,2]", 3, "a value"), ("[1", 2, "',' or ']'"), ("[1 2]", 3, "',' or ']'"),
        ("[1}", 2, "',' or ']'"), ("[1:2]", 2, "',' or ']'"), ("[[]", 3, "',' or ']'"),
        ("]", 0, "a value"), ("[1,", 3, "a value"), ("[\"a\"", 4, "',' or ']'"),
        // Objects
        ("{", 1, "a member name or '}'"), ("{]", 1, "a member name or '}'"),
        ("{,}", 1, "a member name or '}'"), ("{a:1}", 1, "a member name or '}'"),
        ("{'a':1}", 1, "a member name or '}'"), ("{1:1}", 1, "a member name or '}'"),
        ("{\"a\"", 4, "':'"), ("{\"a\",\"b\"}", 4, "':'"), ("{\"a\" 1}", 5, "':'"),
        ("{\"a\"}", 4, "':'"), ("{\"a\"::1}", 5, "a value"), ("{\"a\":}", 5, "a value"),
        ("{\"a\":", 5, "a value"), ("{\"a\":1", 6, "',' or '}'"), ("{\"a\":1]", 6, "',' or '}'"),
        ("{\"a\":1,}", 7, "a member name"), ("{\"a\":1 \"b\":2}", 7, "',' or '}'"),
        ("{\"a\":1,1}", 7, "a member name"), ("}", 0, "a value"), (":", 0, "a value"),
        (",", 0, "a value"),
        // Strings
        ("\"", 1, "a closing '\"'"), ("\"a", 2, "a closing '\"'"), ("\"\\", 2, "a closing '\"'"),
        ("\"\\\"", 3, "a closing '\"'"), ("'a'", 0, "a value"),
        ("\"\n\"", 1, "an escape in place of a control character"),
        ("\"a\t\"", 2, "an escape in place of a control character"),
        ("\"\0\"", 1, "an escape in place of a control character"),
        ("\"\u{1F}\"", 1, "an escape in place of a control character"),
        ("\"\\x41\"", 2, "an escape that JSON has"), ("\"\\U0041\"", 2, "an escape that JSON has"),
        ("\"\\'\"", 2, "an escape that JSON has"), ("\"\\0\"", 2, "an escape that JSON has"),
        ("\"\\\n\"", 2, "an escape that JSON has"), ("\"\\é\"", 2, "an escape that JSON has"),
        ("\"\\u\"", 3, "four hexadecimal digits"), ("\"\\u12\"", 5, "four hexadecimal digits"),
        ("\"\\u123", 6, "four hexadecimal digits"), ("\"\\u00G0\"", 5, "four hexadecimal digits"),
        ("\"\\u+041\"", 3, "four hexadecimal digits"),
        ("\"\\u00４1\"", 5, "four hexadecimal digits"),
        ("\"\\uD800\"", 1, "a surrogate pair"), ("\"\\uD800x\"", 1, "a surrogate pair"),
        ("\"\\uD800", 1, "a surrogate pair"), ("\"a\\uDC00\"", 2, "a surrogate pair"),
        ("\"\\uDBFF\\n\"", 1, "a surrogate pair"), ("\"\\uD800\\u0041\"", 1, "a surrogate pair"),
        ("\"\\uD800\\uD800\"", 1, "a surrogate pair"),
        ("\"\\uD800\\u", 9, "four hexadecimal digits"),
        ("\"\\uDFFF\\uD800\"", 1, "a surrogate pair"),
    ]

    @Test(arguments: faults)
    func whatItForbidsIsNamedWithItsOffset(text: String, offset: Int, wanted: String) {
        let fault = JSONFault(.syntax(offset: offset, wanted: wanted))
        #expect(throws: fault) { try value(text) }
        #expect(fault.description == "expected \(wanted) at byte \(offset)")
        var reader = JSONMemberReader(["a", "b"])
        if text.contains(where: { $0 != " " }) {
            #expect(throws: fault) { try reader.read(Array(text.utf8).span) }
        }
    }

    /// Between every two tokens, and in every string, one octet more or less is a fault or another
    /// text; the two readers agree on which.
    @Test func theReadersAgreeOnEveryOneOctetChange() {
        let text = #"{"a":[1,-0.5e+1,{"b":"\ud83d\ude00\n","":null}],"a":"x","ż":true} "#
        let octets = Array(text.utf8)
        var faultCount = 0
        for index in octets.indices {
            for octet in Array(" \t\"\\,:[]{}0-+.eEtnu/aD".utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xC5] {
                var changed = octets
                changed[index] = octet
                faultCount += agree(changed)
                changed = octets
                changed.insert(octet, at: index)
                faultCount += agree(changed)
            }
            faultCount += agree(Array(octets[..<index])) + agree(Array(octets[(index + 1)...]))
        }
        #expect(faultCount > 2_000)
    }

    /// How many of the readers found a fault in a text: both the same, or none.
    private func agree(_ octets: [UInt8]) -> Int {
        var byTree: JSONFault?
        var byMembers: JSONFault?
        var reader = JSONMemberReader(["a", "ż"])
        var finding: JSONMemberReader.Finding?
        do { _ = try JSONReader.value(of: octets) } catch { byTree = error }
        do { finding = try reader.read(octets.span) } catch { byMembers = error }
        if finding != .blank { #expect(byTree == byMembers, "\(octets)") }
        return byTree == nil ? 0 : 1
    }

    @Test(arguments: ["[", "{\"a\":"])
    func depthHasALimit(opening: String) throws {
        let limit = 64
        let closing = opening == "[" ? "]" : "}"
        func text(_ depth: Int) -> String {
            String(repeating: opening, count: depth) + (opening == "[" ? "" : "1")
                + String(repeating: closing, count: depth)
        }
        let fault = JSONFault(
            .nestedTooDeeply(offset: limit * opening.utf8.count, limit: limit)
        )
        #expect(try JSONText.string(of: value(text(limit))) == text(limit))
        for depth in [limit + 1, limit + 2, 100_000] {
            #expect(throws: fault) { try value(text(depth)) }
        }
        #expect(throws: fault) { try value(String(repeating: opening, count: 1_000_000)) }
        var reader = JSONMemberReader(["b"])
        func record(_ depth: Int) -> [UInt8] { Array("{\"x\":\(text(depth - 1)),\"b\":\"\"}".utf8) }
        #expect(try reader.read(record(limit).span) == .object)
        #expect(reader[0] != .missing)
        let inRecord = JSONFault(
            .nestedTooDeeply(offset: 5 + (limit - 1) * opening.utf8.count, limit: limit)
        )
        #expect(throws: inRecord) { try reader.read(record(limit + 1).span) }
        #expect(
            fault.description
                == "more than 64 values inside one another at byte \(fault.offset ?? 0)"
        )
    }

    /// Containers that stand beside one another are not inside one another.
    @Test func theWidthHasNoLimit() throws {
        let deep = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
        let text = "[" + Array(repeating: deep, count: 5_000).joined(separator: ",") + "]"
        #expect(try JSONText.string(of: value(text)) == text)
    }

    @Test func invalidUTF8HasItsOffset() {
        for octets: [UInt8] in [
            [0x22, 0x61, 0xFF, 0x22], [0x22, 0x61, 0xC0, 0x80, 0x22],
            [0x22, 0x61, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0x61, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0x61, 0xC3],
        ] {
            let fault = JSONFault(.invalidUTF8(offset: 2))
            #expect(throws: fault) { try JSONReader.value(of: octets) }
            var reader = JSONMemberReader(["a"])
            #expect(throws: fault) { try reader.read(octets.span) }
        }
    }
}
