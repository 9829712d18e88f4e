import SeptetCharsets
import Testing

@Suite("Substitutes")
struct SubstituteTests {
    @Test("The caller's text stands for each fault")
    func chosenText() throws {
        let cases: [(charset: String, text: String, substitute: String, expected: String)] = [
            ("ISO-8859-1", "a€b😀c", "?", "a?b?c"),
            ("ISO-8859-2", "a€b", "[żółw]", "a[żółw]b"),
            ("windows-1250", "日本", "", ""),
            ("Shift_JIS", "日żółw本", "〓", "日〓〓〓w本"),
            ("Shift_JIS", "żżż", "(nie ma)", "(nie ma)(nie ma)(nie ma)"),
            ("GB18030", "ą😀", "?", "ą😀"),
            ("US-ASCII", "a\u{200B}b", "_", "a_b"),
            ("ISO-2022-JP", "日ł本ł", "〓", "日〓本〓"),
            ("ISO-2022-JP", "日ł本ł", "?", "日?本?"),
        ]
        for (name, text, substitute, expected) in cases {
            let charset = try Charset(name: name)
            let octets = try Transcoder.convert(
                Array(text.utf8),
                from: .utf8,
                to: charset,
                onFault: .substitute(substitute)
            )
            let clean = try Transcoder.convert(Array(expected.utf8), from: .utf8, to: charset)
            #expect(octets == clean, "\(text) to \(name)")
        }
    }

    @Test("A substitute that cannot be encoded is refused")
    func unencodable() throws {
        let cases: [(charset: String, substitute: String, scalar: Unicode.Scalar)] = [
            ("ISO-8859-1", "[€]", "€"), ("windows-1250", "\u{FFFD}", "\u{FFFD}"),
            ("Shift_JIS", "😀", "😀"), ("US-ASCII", "a\u{200B}", "\u{200B}"),
        ]
        for (name, substitute, scalar) in cases {
            let charset = try Charset(name: name)
            #expect(throws: CharsetError.unencodableSubstitute(scalar, charset: name)) {
                try Transcoder.convert(
                    [],
                    from: .utf8,
                    to: charset,
                    onFault: .substitute(substitute)
                )
            }
        }
        // The C1 control is encodable where ICU's table rules, and not where the publisher's does.
        let control = FaultPolicy.substitute("\u{81}")
        #expect(
            try Transcoder.convert(
                Array("日".utf8),
                from: .utf8,
                to: .windows1250,
                onFault: control
            ) == [0x81]
        )
        #expect(
            throws: CharsetError.unencodableSubstitute("\u{81}", charset: "windows-1250")
        ) {
            try Transcoder.convert(
                [],
                from: .utf8,
                to: .windows1250,
                onFault: control,
                mapping: .published
            )
        }
    }

    @Test("Faults of the input are substituted too")
    func inputFaults() throws {
        let shiftJIS = try Charset(name: "Shift_JIS")
        let damaged: [UInt8] = [0x93, 0xFA, 0x82, 0x20, 0x85, 0x9F, 0x61, 0x93]
        #expect(
            try Transcoder.convert(damaged, from: shiftJIS, to: .utf8, onFault: .substitute("…"))
                == Array("日… …a…".utf8)
        )
        #expect(
            try Transcoder.convert(damaged, from: shiftJIS, to: shiftJIS, onFault: .substitute("〓"))
                == Transcoder.convert(Array("日〓 〓a〓".utf8), from: .utf8, to: shiftJIS)
        )
        #expect(
            try Transcoder.convert(
                [0x61, 0xFF, 0x62],
                from: .utf8,
                to: shiftJIS,
                onFault: .substitute("〓")
            ) == Transcoder.convert(Array("a〓b".utf8), from: .utf8, to: shiftJIS)
        )
    }

    @Test("Many faults and a long substitute, through every buffer", arguments: [1, 3, 40, 1000])
    func longSubstitutes(unitCount: Int) throws {
        let substitute = String(repeating: "x", count: unitCount)
        let text = String(repeating: "żab日", count: 2000)
        for name in ["ISO-8859-1", "windows-1250", "US-ASCII", "Shift_JIS"] {
            let charset = try Charset(name: name)
            let expected = text.map { character in
                if "ab".contains(character) { return String(character) }
                if character == "日", name == "Shift_JIS" { return "日" }
                return character == "ż" && name == "windows-1250" ? "ż" : substitute
            }.joined()
            let octets = try Transcoder.convert(
                Array(text.utf8),
                from: .utf8,
                to: charset,
                onFault: .substitute(substitute)
            )
            #expect(
                try octets == Transcoder.convert(Array(expected.utf8), from: .utf8, to: charset),
                "\(name)"
            )
        }
    }
}
