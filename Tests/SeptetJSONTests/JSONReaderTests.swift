import SeptetJSON
import TestSupport
import Testing

@Suite struct JSONReaderTests {
    private func read(_ text: String) throws(JSONFault) -> JSONValue {
        try JSONReader.value(of: Array(text.utf8))
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
    }

    /// Numbers keep their text, however many digits they have.
    @Test(arguments: [
        "-0", "1E+400", "1.50", "123456789012345678901234567890",
        "0.10000000000000000000000000000001",
    ])
    func numbersKeepTheirText(text: String) throws {
        #expect(try read(text) == .number(text))
        #expect(try JSONText.string(of: read("[\(text)]")) == "[\(text)]")
    }

    @Test func readsEscapes() throws {
        #expect(
            try read(#""\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\uDE00""#)
                == .string("\"\\/\u{08}\u{0C}\n\r\t\u{E9}\u{20AC}\u{1F600}")
        )
    }

    @Test func aByteOrderMarkMayStandBeforeTheText() throws {
        #expect(try read("\u{FEFF} [1]") == [1])
        #expect(throws: JSONFault(.syntax(offset: 3, wanted: "a value"))) {
            try read("\u{FEFF}\u{FEFF}1")
        }
        #expect(throws: JSONFault(.syntax(offset: 3, wanted: "a value"))) { try read("\u{FEFF}") }
    }

    @Test func lengthHasALimit() {
        #expect(throws: JSONFault(.tooLong(octetCount: 8_388_609, limit: 8_388_608))) {
            try JSONReader.value(of: [UInt8](repeating: 0x20, count: 8_388_609))
        }
        #expect(throws: JSONFault(.syntax(offset: 8_388_608, wanted: "a value"))) {
            try JSONReader.value(of: [UInt8](repeating: 0x20, count: 8_388_608))
        }
        #expect(throws: JSONFault(.tooLong(octetCount: 3, limit: 2))) {
            try JSONReader.value(of: Array("[1]".utf8), octetLimit: 2)
        }
        #expect(throws: Never.self) {
            try JSONReader.value(of: Array("[1]".utf8), octetLimit: 3)
        }
    }

    /// The values of a tree, which take more memory than their text, have a limit of their own.
    @Test func valuesHaveALimit() throws {
        let limit = 4_194_304
        let elements = [UInt8](repeating: 0x31, count: 1) + [0x2C]
        var text = Array("[".utf8)
        for _ in 0..<limit - 2 { text += elements }
        guard case .array(let values) = try JSONReader.value(of: text + Array("1]".utf8)) else {
            Issue.record("no array")
            return
        }
        #expect(values.count == limit - 1)
        let offset = 2 * limit
        #expect(throws: JSONFault(.tooManyValues(offset: offset, limit: limit))) {
            try JSONReader.value(of: text + Array("1,1]".utf8), octetLimit: .max)
        }
    }

    /// What the writer writes is read as the value it was, octet by octet.
    @Test func whatIsWrittenComesBack() throws {
        var numbers = SplitMix64(seed: 0x5E97_E15)
        var octetCount = 0
        for _ in 0..<3_000 {
            let value = AnyJSON.value(&numbers, depth: 4)
            let octets = JSONText.octets(of: value)
            #expect(try JSONReader.value(of: octets) == value)
            #expect(!octets.contains { $0 < 0x20 || $0 == 0x7F })
            octetCount += octets.count
        }
        #expect(octetCount > 100_000)
    }
}
