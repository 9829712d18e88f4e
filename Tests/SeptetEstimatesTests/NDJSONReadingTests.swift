import Testing

@testable import SeptetEstimates

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
    ])
    func theTextIsTheStringUnderTheKey(json: String, text: String) throws {
        #expect(try ReadRecord.all(of: json + "\n", Self.format) == [ReadRecord(1, text)])
        #expect(try ReadRecord.all(of: json + "\r\n", Self.format) == [ReadRecord(1, text)])
        #expect(try ReadRecord.all(of: json, Self.format) == [ReadRecord(1, text)])
    }

    @Test(arguments: [
        ("not", "not valid JSON: invalid value around byte 1"),
        (#"{"text":"a"}x"#, "not valid JSON: invalid value around byte 12"),
        (#"{"text":"a"#, "not valid JSON: unexpected end of file during JSON parse"),
        (#"{"text":"a\x"}"#, "not valid JSON: invalid escape sequence around byte 10"),
        ("[1]", "no JSON object with a string \"text\": the line holds no object"),
        ("{}", "no JSON object with a string \"text\": it is empty"),
        (#"{"b":1,"a":2}"#, #"no JSON object with a string "text": its keys are "a", "b""#),
        (#"{"text":1}"#, "no JSON object with a string \"text\": the value is no string"),
        (#"{"text":null}"#, "no JSON object with a string \"text\": the value is no string"),
        (#"{"text":["a"]}"#, "no JSON object with a string \"text\": the value is no string"),
    ])
    func whatHoldsNoTextIsRejected(json: String, message: String) throws {
        let records = try ReadRecord.all(of: json + "\n{\"text\":\"next\"}\n", Self.format)
        #expect(records.count == 2)
        #expect(records.first?.error?.description == message)
        #expect(records.last == ReadRecord(2, "next"))
    }

    @Test(arguments: [#"{"text":"\ud83d"}"#, #"{"text":"\ude00"}"#, #"{"text":"\ud83dx"}"#])
    func aSurrogateWithoutPartnerIsNoText(json: String) throws {
        let records = try ReadRecord.all(of: json, Self.format)
        #expect(records.count == 1)
        #expect(records.first?.error?.description.hasPrefix("not valid JSON") == true)
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

    @Test(arguments: ["[", "{\"text\":"])
    func deepNestingIsRejected(opening: String) throws {
        let json = String(repeating: opening, count: 100_000)
        let records = try ReadRecord.all(of: json + "\n{\"text\":\"next\"}\n", Self.format)
        #expect(records.count == 2)
        #expect(records.first?.error?.description.contains("nested") == true)
        #expect(records.last == ReadRecord(2, "next"))
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
