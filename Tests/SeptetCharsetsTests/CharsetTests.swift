import SeptetCharsets
import Testing

@Suite("Charset names")
struct CharsetTests {
    @Test(
        "Aliases lead to the registered name",
        arguments: [
            ("utf8", "UTF-8"), ("UTF-8", "UTF-8"), ("latin1", "ISO-8859-1"),
            ("ISO_8859-1:1987", "ISO-8859-1"), ("l2", "ISO-8859-2"), ("iso 8859 2", "ISO-8859-2"),
            ("cp1250", "windows-1250"), ("WINDOWS-1250", "windows-1250"), ("sjis", "Shift_JIS"),
            ("gb18030", "GB18030"), ("utf-16be", "UTF-16BE"), ("ascii", "US-ASCII"),
        ]
    )
    func alias(name: String, ianaName: String) throws {
        let charset = try Charset(name: name)
        #expect(charset.ianaName == ianaName)
        #expect(charset.description == ianaName)
    }

    @Test("The named charsets equal those found by name")
    func named() throws {
        #expect(try Charset(name: "utf8") == .utf8)
        #expect(try Charset(name: "latin1") == .iso8859_1)
        #expect(try Charset(name: "latin2") == .iso8859_2)
        #expect(try Charset(name: "cp1250") == .windows1250)
        #expect(try Charset(name: "cp1252") != .windows1250)
    }

    @Test(
        "An unknown name is named in the error",
        arguments: [
            "", " ", "---", "no-such-charset", "windows-1250\0", "żółw",
            "ibm-943,swaplfnl", String(repeating: "x", count: 60),
        ]
    )
    func unknown(name: String) {
        #expect(throws: CharsetError.unknownCharset(name)) { try Charset(name: name) }
    }

    @Test("Each error has a line for a person")
    func descriptions() {
        #expect(
            CharsetError.unmappable("😀", octetOffset: 7).description
                == "U+1F600 at octet 7 has no place in the target charset"
        )
        #expect(
            CharsetError.undefined(octets: [0x81], octetOffset: 0).description
                == "undefined octets 81 at octet 0"
        )
        #expect(
            CharsetError.malformed(octets: [0xE2, 0x0A], octetOffset: 3).description
                == "malformed octets E2 0A at octet 3"
        )
        #expect(CharsetError.unknownCharset("x").description == "unknown charset 'x'")
        #expect(
            CharsetError.unencodableSubstitute("€", charset: "ISO-8859-1").description
                == "substitute: U+20AC has no place in ISO-8859-1"
        )
    }
}
