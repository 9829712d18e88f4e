import SeptetLists
import Testing

@Suite struct EscapedTextTests {
    @Test(arguments: [
        ("", ""), ("a", "a"), (#"\n"#, "\n"), (#"\r"#, "\r"), (#"\t"#, "\t"), (#"\\"#, #"\"#),
        (#"\\n"#, #"\n"#), (#"\\\n"#, "\\\n"), (#"\"#, #"\"#), (#"a\"#, #"a\"#),
        (#"\x"#, #"\x"#), (#"\ą"#, #"\ą"#), (#"\N"#, #"\N"#), (#"\0"#, #"\0"#),
        (#"x\ny\tz\\"#, "x\ny\tz\\"),
    ])
    func fourEscapesHaveAMeaning(escaped: String, text: String) {
        #expect(EscapedText.unescaped(Array(escaped.utf8)[...]) == Array(text.utf8))
    }

    @Test func octetsThatAreNotUTF8Stay() {
        #expect(EscapedText.unescaped([0xFF, 0x5C, 0x6E, 0xC3]) == [0xFF, 0x0A, 0xC3])
    }

    @Test func everyOctetAfterABackslashIsDecided() {
        for octet in UInt8.min...UInt8.max {
            let expected: [UInt8] =
                switch octet {
                case 0x6E: [0x0A]
                case 0x72: [0x0D]
                case 0x74: [0x09]
                case 0x5C: [0x5C]
                default: [0x5C, octet]
                }
            #expect(EscapedText.unescaped([0x5C, octet]) == expected, "octet \(octet)")
        }
    }
}
