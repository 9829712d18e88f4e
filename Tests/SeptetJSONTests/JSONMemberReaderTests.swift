import SeptetJSON
import TestSupport
import Testing

@Suite struct JSONMemberReaderTests {
    /// What a reader of these names finds in a text: strings, digits behind a `#`, "null", "" for
    /// other values, `nil` for none.
    private func members(_ names: [String], _ text: String) throws -> [String?] {
        let octets = Array(text.utf8)
        var reader = JSONMemberReader(names)
        #expect(try reader.read(octets.span) == .object)
        return (0..<reader.count).map { index in
            switch reader[index] {
            case .missing: nil
            case .other: ""
            case .null: "null"
            case .number(let range):
                "#" + String(decoding: octets[range], as: UTF8.self)
            case .string(let string): "=" + string.text(in: octets.span)
            }
        }
    }

    @Test func membersAreFoundInOnePass() throws {
        let text = #" {"a":"1","x":{"b":"no"},"b" : 2,"c":[ "no" ],"d":null, "e":"\u00e9\n" } "#
        #expect(
            try members(["e", "a", "b", "c", "d", "f", "x"], text)
                == ["=é\n", "=1", "#2", "", "null", nil, ""]
        )
        #expect(try members([], text) == [])
        #expect(try members(["a", "b", "a"], text) == ["=1", "#2", "=1"])
    }

    @Test func theLastOfSeveralMembersCounts() throws {
        let text = #"{"a":"1","a":"2","b":"1","b":2,"c":3,"c":"3"}"#
        #expect(try members(["a", "b", "c"], text) == ["=2", "#2", "=3"])
    }

    /// Swift's strings "é" and "e\u{301}" are equal, and so are "K" and the Kelvin sign.
    @Test func namesAreComparedByOctets() throws {
        let text = "{\"\u{E9}\":\"1\",\"e\u{301}\":\"2\",\"K\":\"3\",\"\u{212A}\":\"4\"}"
        let names = ["\u{E9}", "e\u{301}", "\u{212A}", "K", "k", "\u{C5}"]
        #expect(try members(names, text) == ["=1", "=2", "=4", "=3", nil, nil])
        #expect(try members(["\u{E9}"], "{\"e\u{301}\":\"2\"}") == [nil])
        #expect(try members(["e\u{301}"], "{\"\\u00e9\":\"1\"}") == [nil])
    }

    @Test func escapesStandForTheirCharactersInNames() throws {
        #expect(
            try members(["text", "\n", "\u{1F600}", "\"\\/"], #"{"\u0074\u0065xt":"a","\n":"b"}"#)
                == ["=a", "=b", nil, nil]
        )
        #expect(
            try members(["\u{1F600}", "\"\\/"], #"{"\ud83d\uDE00":"a","\"\\\/":"b"}"#) == [
                "=a", "=b",
            ]
        )
        #expect(try members(["\\n"], #"{"\n":"a"}"#) == [nil])
    }

    /// From 63 octets on, counts of octets share a bit.
    @Test(arguments: [0, 1, 15, 16, 62, 63, 64, 127, 128, 1_000])
    func namesOfAnyLength(count: Int) throws {
        let name = String(repeating: "n", count: count)
        let text = "{\"\(name)\":\"1\",\"\(name)n\":\"2\"}"
        #expect(
            try members([name, name + "n", name + "m", "n" + name + "n"], text) == [
                "=1", "=2", nil, nil,
            ]
        )
    }

    @Test func whatIsNotAnObjectIsSaid() throws {
        var reader = JSONMemberReader(["a"])
        for text in ["", " ", "\t\r\n "] {
            #expect(try reader.read(Array(text.utf8).span) == .blank)
        }
        for text in ["[]", "[{\"a\":\"1\"}]", "1", "null", "\"a\"", " true "] {
            #expect(try reader.read(Array(text.utf8).span) == .other)
            #expect(reader[0] == .missing)
        }
        #expect(throws: JSONFault(.syntax(offset: 3, wanted: "the end of the text"))) {
            try reader.read(Array("[] []".utf8).span)
        }
    }

    /// A reader forgets the members of the object before.
    @Test func aReaderIsUsedAgain() throws {
        var reader = JSONMemberReader(["a", "b"])
        #expect(try reader.read(Array(#"{"a":"1","b":"2"}"#.utf8).span) == .object)
        #expect(try reader.read(Array(#"{"b":"2"}"#.utf8).span) == .object)
        #expect(reader[0] == .missing)
        #expect(reader[1] == .string(JSONString(range: 6..<7, hasEscapes: false)))
        #expect(try reader.read([UInt8]().span) == .blank)
        #expect(reader[1] == .missing)
    }

    @Test func namesAreListed() throws {
        let octets = Array(#"{"b":{"c":1},"a":[{}],"b":"\"","\u00e9":1}"#.utf8)
        #expect(try JSONMemberReader.names(of: octets.span) == ["b", "a", "b", "é"])
        #expect(try JSONMemberReader.names(of: Array("[1]".utf8).span) == [])
    }

    /// Any object as the writer writes it: the members found are those of the tree.
    @Test func theTreeHasTheSameMembers() throws {
        var numbers = SplitMix64(seed: 0x5E97_E14)
        var stringCount = 0
        for _ in 0..<3_000 {
            let object = JSONObject(
                (0..<Int.random(in: 0...8, using: &numbers)).map { _ in
                    JSONObject.Member(
                        name: AnyJSON.text(&numbers),
                        value: AnyJSON.value(&numbers, depth: 3)
                    )
                }
            )
            let octets = JSONText.octets(of: .object(object))
            var names = object.members.map(\.name) + ["a", "", "\u{E9}", "e\u{301}", "\u{1F600}"]
            names.shuffle(using: &numbers)
            var reader = JSONMemberReader(names)
            #expect(try reader.read(octets.span) == .object)
            #expect(try JSONMemberReader.names(of: octets.span) == object.members.map(\.name))
            for (index, name) in names.enumerated() {
                switch (reader[index], object[name]) {
                case (.string(let string), .string(let text)?):
                    #expect(string.text(in: octets.span).utf8.elementsEqual(text.utf8))
                    stringCount += 1
                case (.missing, nil), (.null, .null?), (.other, .boolean?), (.other, .array?),
                    (.other, .object?):
                    break
                case (.number(let range), .number(let digits)?):
                    #expect(octets[range].elementsEqual(digits.utf8))
                default: Issue.record("\(name) of \(object)")
                }
            }
        }
        #expect(stringCount > 3_000)
    }
}
