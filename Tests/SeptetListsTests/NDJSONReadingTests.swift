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
        ("[1]", "no JSON object with a string \"text\": the line holds no object"),
        ("null", "no JSON object with a string \"text\": the line holds no object"),
        ("{}", "no JSON object with a string \"text\": it is empty"),
        (#"{"b":1,"a":2}"#, #"no JSON object with a string "text": its keys are "b", "a""#),
        (#"{"Text":""}"#, #"no JSON object with a string "text": its keys are "Text""#),
        (#"{"a":{"text":"x"}}"#, #"no JSON object with a string "text": its keys are "a""#),
        (#"{"text":1}"#, "no JSON object with a string \"text\": the value is no string"),
        (#"{"text":null}"#, "no JSON object with a string \"text\": the value is no string"),
        (#"{"text":["a"]}"#, "no JSON object with a string \"text\": the value is no string"),
        (
            #"{"text":"a","text":1}"#,
            "no JSON object with a string \"text\": the value is no string"
        ),
    ])
    func whatHoldsNoTextIsRejected(json: String, message: String) throws {
        let records = try ReadRecord.all(of: json + "\n{\"text\":\"next\"}\n", Self.format)
        #expect(records.count == 2)
        #expect(records.first?.error?.description == message)
        #expect(records.last == ReadRecord(2, "next"))
    }

    @Test(arguments: [
        ("not", "a value is expected", 1), ("nul", "a value is expected", 3),
        ("x", "a value is expected", 0), ("[1,]", "a value is expected", 3),
        ("[1 2]", "',' or ']' is expected", 3), ("[1", "',' or ']' is expected", 2),
        ("{", "the name of a member is expected", 1),
        ("{,}", "the name of a member is expected", 1),
        ("{1:2}", "the name of a member is expected", 1),
        (#"{"a":1,}"#, "the name of a member is expected", 7),
        (#"{"a":{"b":1,}}"#, "the name of a member is expected", 12),
        (#"{"a"}"#, "':' is expected", 4), (#"{"a":}"#, "a value is expected", 5),
        (#"{"a":1 "b":2}"#, "',' or '}' is expected", 7), (#"{"a":1"#, "',' or '}' is expected", 6),
        (#"{"a":{"b":1]}"#, "',' or '}' is expected", 11),
        (#"{"text":"a"}x"#, "something follows the value", 12),
        (#"{"text":"a"} {"#, "something follows the value", 13),
        ("1 2", "something follows the value", 2),
        (#"{"text":"a"#, "a string is not closed", 10),
        (#"{"text":"a\"#, "a string is not closed", 10),
        (#"{"text":"a\x"}"#, "an escape is not known", 10),
        (#"{"text":"\u12"}"#, "an escape has no four hexadecimal digits", 9),
        (#"{"text":"\u12g4"}"#, "an escape has no four hexadecimal digits", 9),
        (#"{"text":"\ud83d"}"#, "a surrogate has no partner", 9),
        (#"{"text":"\ud83dx"}"#, "a surrogate has no partner", 9),
        (#"{"text":"\ud83d\n"}"#, "a surrogate has no partner", 9),
        (#"{"text":"\ud83d\ud83d"}"#, "a surrogate has no partner", 9),
        (#"{"text":"a\ude00"}"#, "a surrogate has no partner", 10),
        ("{\"text\":\"a\tb\"}", "a control character is not escaped", 10),
        ("[-]", "a digit is expected", 2), ("[1.]", "a digit is expected", 3),
        ("[1e+]", "a digit is expected", 4), ("[01]", "',' or ']' is expected", 2),
        ("[+1]", "a value is expected", 1), ("[.5]", "a value is expected", 1),
        ("['a']", "a value is expected", 1), ("\u{FEFF}{}", "a value is expected", 0),
    ])
    func whatIsNotJSONIsNamedWithItsPlace(json: String, what: String, offset: Int) throws {
        // The first line keeps a byte order mark at the beginning from being a signature.
        let content = "{\"text\":\"first\"}\n" + json + "\n{\"text\":\"next\"}\n"
        #expect(
            try ReadRecord.all(of: content, Self.format)
                == [
                    ReadRecord(1, "first"), ReadRecord(2, .notJSON(what, utf8Offset: offset)),
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

    @Test func depthCostsNoStack() throws {
        let depth = 100_000
        let arrays = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let objects =
            String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
        let content =
            "{\"text\":\"a\",\"b\":\(arrays)}\n{\"b\":\(objects),\"text\":\"c\"}\n"
            + "{\"text\":\"d\",\"b\":" + String(repeating: "[", count: depth) + "\n"
        #expect(
            try ReadRecord.all(of: content, Self.format)
                == [
                    ReadRecord(1, "a"), ReadRecord(2, "c"),
                    ReadRecord(3, .notJSON("a value is expected", utf8Offset: 16 + depth)),
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
