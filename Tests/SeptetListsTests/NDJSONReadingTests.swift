import Foundation
import TestSupport
import Testing

@testable import SeptetLists

@Suite struct NDJSONReadingTests {
    private static let format = RecordFormat.ndjson(key: "text")

    @Test(arguments: [
        (#"{"text":"a"}"#, "a"),
        (#"{"text":""}"#, ""),
        (#" {"id":1, "text" : "b", "text2": []} "#, "b"),
        (#"{"text":"\"\\\/\b\f\n\r\t"}"#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#"{"text":"\u0000\u001b\u00e9\u20AC"}"#, "\u{0}\u{1B}é€"),
        (#"{"text":"\ud83d\ude00!"}"#, "😀!"),
        (#"{"text":"ą😀"}"#, "ą😀"),
        (#"{"\u0074ext":"c"}"#, "c"),
        ("{\"text\":\"\u{FEFF}d\"}", "\u{FEFF}d"),
        (#"{"text":"\ufeffe"}"#, "\u{FEFF}e"),
        (#"{"text":"\uD7FF\uE000\uDBFF\uDFFF"}"#, "\u{D7FF}\u{E000}\u{10FFFF}"),
        (#"{"text":"x","text":"y"}"#, "y"), (#"{"text":1,"text":"y"}"#, "y"),
        (#"{"a":[{"text":"n"},{},[],-0,0.5E+7,true,false,null,""],"text":"z"}"#, "z"),
    ])
    func theTextIsTheStringUnderTheKey(json: String, text: String) throws {
        #expect(try ReadRecord.all(of: json + "\n", Self.format) == [ReadRecord(1, text)])
        #expect(try ReadRecord.all(of: json + "\r\n", Self.format) == [ReadRecord(1, text)])
        #expect(try ReadRecord.all(of: json, Self.format) == [ReadRecord(1, text)])
    }

    @Test(arguments: [
        (#"{"text":1}"#, "1"), (#"{"text":447900900123}"#, "447900900123"),
        (#"{"text":1.50E+2}"#, "1.50E+2"), (#"{"text":-0}"#, "-0"), (#"{"text":null}"#, ""),
        (#"{"text":"a","text":2}"#, "2"), (#"{"text":"\n","text":null}"#, ""),
    ])
    func numbersAreTheirDigitsAndNullIsEmpty(json: String, text: String) throws {
        #expect(try ReadRecord.all(of: json + "\n", Self.format) == [ReadRecord(1, text)])
    }

    @Test(arguments: [
        ("[1]", "no JSON object with a string \"text\": the line is not an object"),
        ("null", "no JSON object with a string \"text\": the line is not an object"),
        ("{}", "no JSON object with a string \"text\": it is empty"),
        (#"{"b":1,"a":2}"#, #"no JSON object with a string "text": its keys are "b", "a""#),
        (#"{"Text":""}"#, #"no JSON object with a string "text": its keys are "Text""#),
        (#"{"a":{"text":"x"}}"#, #"no JSON object with a string "text": its keys are "a""#),
        (
            #"{"text":["a"]}"#,
            "no JSON object with a string \"text\": the value is neither a string nor a number"
        ),
        (
            #"{"text":"a","text":true}"#,
            "no JSON object with a string \"text\": the value is neither a string nor a number"
        ),
    ])
    func whatHoldsNoTextIsRejected(json: String, message: String) throws {
        let records = try ReadRecord.all(of: json + "\n{\"text\":\"next\"}\n", Self.format)
        #expect(records.count == 2)
        #expect(records.first?.error?.description == message)
        #expect(records.last == ReadRecord(2, "next"))
    }

    @Test(arguments: [
        ("not", "'null'", 1), ("nul", "'null'", 3), ("x", "a value", 0), ("[1,]", "a value", 3),
        ("[1 2]", "',' or ']'", 3), ("[1", "',' or ']'", 2), ("[", "a value or ']'", 1),
        ("{", "a member name or '}'", 1), ("{,}", "a member name or '}'", 1),
        ("{1:2}", "a member name or '}'", 1), (#"{"a":1,}"#, "a member name", 7),
        (#"{"a":{"b":1,}}"#, "a member name", 12), (#"{"a"}"#, "':'", 4),
        (#"{"a":}"#, "a value", 5), (#"{"a":1 "b":2}"#, "',' or '}'", 7),
        (#"{"a":1"#, "',' or '}'", 6), (#"{"a":{"b":1]}"#, "',' or '}'", 11),
        (#"{"text":"a"}x"#, "the end of the text", 12),
        (#"{"text":"a"} {"#, "the end of the text", 13), ("1 2", "the end of the text", 2),
        (#"{"text":"a"#, "a closing '\"'", 10), (#"{"text":"a\"#, "a closing '\"'", 11),
        (#"{"text":"a\x"}"#, "an escape that JSON has", 11),
        (#"{"text":"\u12"}"#, "four hexadecimal digits", 13),
        (#"{"text":"\u12g4"}"#, "four hexadecimal digits", 13),
        (#"{"text":"\ud83d"}"#, "a surrogate pair", 9),
        (#"{"text":"\ud83dx"}"#, "a surrogate pair", 9),
        (#"{"text":"\ud83d\n"}"#, "a surrogate pair", 9),
        (#"{"text":"\ud83d\ud83d"}"#, "a surrogate pair", 9),
        (#"{"text":"a\ude00"}"#, "a surrogate pair", 10),
        ("{\"text\":\"a\tb\"}", "an escape in place of a control character", 10),
        ("[-]", "a digit", 2), ("[1.]", "a digit", 3), ("[1e+]", "a digit", 4),
        ("[01]", "',' or ']'", 2), ("[+1]", "a value or ']'", 1), ("[.5]", "a value or ']'", 1),
        ("['a']", "a value or ']'", 1), ("\u{FEFF}{}", "a value", 0),
    ])
    func whatIsNotJSONIsNamedWithItsPlace(json: String, wanted: String, offset: Int) throws {
        // The first line keeps a byte order mark at the beginning from being a signature.
        let content = "{\"text\":\"first\"}\n" + json + "\n{\"text\":\"next\"}\n"
        #expect(
            try ReadRecord.all(of: content, Self.format)
                == [
                    ReadRecord(1, "first"),
                    ReadRecord(2, .notJSON("expected \(wanted)", utf8Offset: offset)),
                    ReadRecord(3, "next"),
                ]
        )
    }

    @Test func foundationAgreesOnWhatIsJSON() throws {
        var generator = SplitMix64(seed: 0x5E97_E705)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"text\"", "1", "-2.5e-3", "true", "null", " ",
            "\"\\u00e9\"", "\"\\n\"", "0", "false",
        ]
        var validCount = 0
        for _ in 0..<3000 {
            // Pieces of an object, so that some of them are valid.
            let inside = (0..<generator.below(8)).map { _ in pieces[generator.below(pieces.count)] }
            let json = "{\"text\":\"x\"" + (inside.isEmpty ? "" : ",\"a\":" + inside.joined()) + "}"
            // Foundation takes a comma before the end of an object, RFC 8259 does not.
            let isValid =
                !json.replacing(" ", with: "").contains(",}")
                && (try? JSONSerialization.jsonObject(with: Data(json.utf8))) != nil
            let error = try ReadRecord.all(of: json, Self.format).first?.error
            if case .notJSON = error {
                #expect(!isValid, "\(json)")
            } else {
                #expect(isValid, "\(json)")
            }
            validCount += isValid ? 1 : 0
        }
        #expect(validCount > 300)
    }

    @Test func blankLinesAreNothing() throws {
        #expect(
            try ReadRecord.all(
                of: "\n{\"text\":\"a\"}\n \t\r\n\r\n{\"text\":\"b\"}\n\n",
                Self.format
            )
                == [ReadRecord(2, "a"), ReadRecord(5, "b")]
        )
    }

    @Test func invalidUTF8HasAnOffset() throws {
        let octets =
            Array("{\"text\":\"a\"}\n{\"text\":\"".utf8) + [0xC3, 0x28] + Array("\"}\n".utf8)
        #expect(
            try ReadRecord.all(of: octets, Self.format)
                == [ReadRecord(1, "a"), ReadRecord(2, .invalidUTF8(utf8Offset: 9))]
        )
    }

    /// The record is one of the values that stand inside one another.
    @Test func depthHasALimit() throws {
        func record(_ depth: Int) -> String {
            let arrays = String(repeating: "[", count: depth - 1)
            return "{\"text\":\"a\",\"b\":\(arrays)" + String(repeating: "]", count: depth - 1)
                + "}\n"
        }
        let tooDeep = RecordError.notJSON(
            "more than 64 values inside one another",
            utf8Offset: 16 + 63
        )
        let open = "{\"b\":" + String(repeating: "{\"a\":", count: 100_000) + "\n"
        #expect(
            try ReadRecord.all(of: record(64) + record(65) + record(100_000) + open, Self.format)
                == [
                    ReadRecord(1, "a"), ReadRecord(2, tooDeep), ReadRecord(3, tooDeep),
                    ReadRecord(
                        4,
                        .notJSON("more than 64 values inside one another", utf8Offset: 64 * 5)
                    ),
                ]
        )
    }

    @Test func escapesAreReadInTheText() throws {
        #expect(
            try ReadRecord.all(of: #"{"text":"a\\nb\\\\n"}"#, Self.format, unescapes: true)
                == [ReadRecord(1, "a\nb\\n")]
        )
    }

    @Test func linesHaveALimit() throws {
        let content = #"{"text":"abc"}"# + "\n" + #"{"text":"abcd"}"# + "\n" + #"{"text":""}"#
        for readOctetCount in 1...content.utf8.count + 1 {
            #expect(
                try ReadRecord.all(
                    of: content,
                    Self.format,
                    readOctetCount: readOctetCount,
                    octetLimit: 15
                ) == [
                    ReadRecord(1, "abc"), ReadRecord(2, .tooLong(octetLimit: 15)),
                    ReadRecord(3, ""),
                ]
            )
        }
    }
}
