import Testing

@Suite struct InspectTests {
    private static let long = String(repeating: "a", count: 152)

    @Test func aPageShowsPartsCutsAndCosts() async throws {
        let result = try await BuiltCommand.run(["inspect", Self.long + "€" + Self.long])
        #expect(result.status == 0)
        #expect(result.errors == "")
        let a = { String(repeating: "a", count: $0) }
        #expect(
            result.output == """
                GSM 7 bit · 306 septets · 3 parts
                152 of 153 septets left in the last part

                Part 1 of 3  152 of 153 septets, 1 left over: an escape pair is never cut
                         10┘       20┘       30┘       40┘       50┘       60┘       70┘
                  \(a(77))
                  80┘       90┘      100┘      110┘      120┘      130┘      140┘      150┘
                  \(a(75))
                Part 2 of 3  153 of 153 septets, full
                        10┘       20┘       30┘       40┘       50┘       60┘       70┘
                  €\(a(76))
                  ²
                           90┘      100┘      110┘      120┘      130┘      140┘      150┘
                  \(a(75))
                Part 3 of 3  1 of 153 septets
                  a

                Characters that cost two septets (²)
                  €   U+20AC    ×1    EURO SIGN

                What to change
                  1 septet less at the end: 2 parts instead of 3

                Encodings
                  GSM 7 bit    3 parts    287 octets  chosen
                  UCS-2        5 parts    640 octets

                Borders between parts
                  anywhere (bare division)        2 parts
                  pairs kept whole                3 parts  chosen
                  grapheme clusters kept whole    3 parts

                """
        )
    }

    @Test func aPageSaysWhatForcesUCS2AndWhatItSaves() async throws {
        let text = String(repeating: "x", count: 100) + "’’ą"
        let lines = try await BuiltCommand.run(["inspect", text]).lines
        #expect(lines.first == "UCS-2 · 103 UTF-16 units · 2 parts")
        #expect(lines.contains("Characters that force UCS-2 (▲)"))
        #expect(lines.contains("  ’   U+2019    ×2    RIGHT SINGLE QUOTATION MARK"))
        #expect(lines.contains("  ą   U+0105    ×1    LATIN SMALL LETTER A WITH OGONEK"))
        #expect(
            lines.contains(
                "  GSM 7 bit characters in place of these 2 characters: 1 part instead of 2"
            )
        )
        #expect(lines.contains("  33 UTF-16 units less at the end: 1 part instead of 2"))
        // The marks stand under the characters: 67 x in the first part, 33 in the second.
        #expect(lines.contains("  " + String(repeating: " ", count: 33) + "▲▲▲"))
    }

    @Test func controlsAreNamed() async throws {
        // NUL cannot stand on a command line.
        let result = try await BuiltCommand.run(["inspect"], input: "a\u{0}b\u{1B}c\nd\n")
        #expect(result.lines.first == "UCS-2 · 7 UTF-16 units · 1 part")
        #expect(result.lines.contains("  ␀   U+0000    ×1    NULL"))
        #expect(result.lines.contains("  ␛   U+001B    ×1    ESCAPE"))
        #expect(result.lines.contains("  a␀b␛c⏎d"))
        #expect(!result.outputOctets.contains(0x1B))
        let json = try await BuiltCommand.run(["inspect", "--json"], input: "\u{0}\u{1B}")
        #expect(json.output.contains(#"{"character":"\u0000","scalar":"U+0000","count":1}"#))
        #expect(json.output.contains(#"{"character":"\u001b","scalar":"U+001B","count":1}"#))
    }

    @Test(arguments: [
        "", "Hello", "Hi 😀 there €5", "مرحبا بك في متجرنا", "नमस्ते दुनिया, क्षत्रिय", "你好,欢迎光临",
        "e\u{301}\u{301} \u{301}", "👨‍👩‍👧 🇵🇱 👍🏽 ❤️", "a\u{202E}b\u{200B}\u{FEFF}", "trailing   ",
        String(repeating: "ą", count: 300), String(repeating: "😀", count: 300),
        String(repeating: "क्षत्रिय ", count: 60), String(repeating: "字", count: 500),
    ])
    func pagesFitTheirColumns(text: String) async throws {
        for columns in [40, 80, 120] {
            let result = try await BuiltCommand.run(
                ["inspect", text],
                environment: ["COLUMNS": "\(columns)"]
            )
            #expect(result.status == 0)
            #expect(result.output.hasSuffix("\n") && !result.output.hasSuffix("\n\n"))
            var isPicture = false
            for line in result.lines {
                // The text itself may end with spaces.
                #expect(!line.hasSuffix(" ") || text.hasSuffix(" "), "\(line.debugDescription)")
                isPicture = line.hasPrefix("Part ") || isPicture && !line.isEmpty
                // Only the picture of the text is broken into lines as narrow as 40 columns.
                let mustFit = columns >= 80 || isPicture && !line.hasPrefix("Part ")
                #expect(!mustFit || Self.columnCount(line) <= columns, "\(line.debugDescription)")
            }
        }
    }

    /// The columns a terminal gives a line, by the blocks these tests use.
    private static func columnCount(_ line: String) -> Int {
        line.reduce(0) { count, character in
            let value = character.unicodeScalars.first?.value ?? 0
            return count + (value >= 0x1F000 || (0x4E00...0x9FFF).contains(value) ? 2 : 1)
        }
    }

    @Test func jsonSaysTheSame() async throws {
        let text = Self.long + "€" + Self.long
        let object = try await BuiltCommand.run(["inspect", "--json", text]).object()
        let expected: Set<String> = [
            "line", "encoding", "units", "parts", "unitsPerPart", "remaining", "partsBy",
            "segments",
            "advice",
        ]
        #expect(object.keys.isSuperset(of: expected))
        #expect(try object.integer("line") == 1)
        #expect(try object.integer("units") == 306)
        #expect(try object.integer("parts") == 3)
        #expect(try object.integer("remaining") == 152)
        let partsBy = try object.object("partsBy")
        #expect(partsBy.keys == ["unit", "pair", "grapheme"])
        #expect(try partsBy.integer("unit") == 2)
        #expect(try partsBy.integer("pair") == 3)
        #expect(try partsBy.integer("grapheme") == 3)
        let segments = try object.objects("segments")
        #expect(segments.allSatisfy { $0.keys == ["text", "units", "stranded", "reason"] })
        #expect(
            try segments.map { try $0.string("text") }
                == [Self.long, "€" + Self.long.dropLast(), "a"]
        )
        #expect(try segments.map { try $0.integer("units") } == [152, 153, 1])
        #expect(try segments.map { try $0.integer("stranded") } == [1, 0, 0])
        #expect(try segments.map { try $0.string("reason") } == ["escapePair", "full", "end"])
        let advice = try object.objects("advice")
        #expect(try advice.map { try $0.string("action") } == ["shorten"])
        #expect(try advice[0].integer("units") == 1)
        #expect(try advice[0].integer("partsAfter") == 2)
    }

    @Test func reasonsOfEarlyCutsAreGiven() async throws {
        let smileys = String(repeating: "😀", count: 40)
        let pairs = try await BuiltCommand.run(["inspect", "--json", smileys]).object()
        #expect(try pairs.objects("segments")[0].string("reason") == "surrogatePair")
        #expect(try pairs.objects("segments")[0].integer("stranded") == 1)
        let families = String(repeating: "👨‍👩‍👧", count: 10)
        let clusters = try await BuiltCommand.run(
            ["inspect", "--json", "--boundary", "grapheme", families]
        ).object()
        // A family is 8 units; 8 of them fit into 67.
        #expect(try clusters.objects("segments")[0].string("reason") == "cluster")
        #expect(try clusters.objects("segments")[0].integer("stranded") == 3)
    }

    /// What shortening promises is true: with one unit less to cut there is no part less.
    @Test(arguments: [
        String(repeating: "a", count: 161), String(repeating: "a", count: 306),
        String(repeating: "€", count: 81), "a" + String(repeating: "€", count: 80),
        String(repeating: "ą", count: 71), String(repeating: "a", count: 400),
        "ą" + String(repeating: "😀", count: 35), "ą" + String(repeating: "😀", count: 80),
    ])
    func shorteningKeepsItsPromise(text: String) async throws {
        let object = try await BuiltCommand.run(["inspect", "--json", text]).object()
        let advice = try #require(
            try object.objects("advice").first { try $0.string("action") == "shorten" }
        )
        let before = try object.integer("parts")
        #expect(try advice.integer("partsBefore") == before)
        #expect(try advice.integer("partsAfter") == before - 1)
        let isGSM7Bit = try object.string("encoding") == "gsm7"
        let cost = { (scalar: Unicode.Scalar) in
            isGSM7Bit ? (scalar == "€" ? 2 : 1) : UTF16.width(scalar)
        }
        var scalars = Array(text.unicodeScalars)
        var cut = 0
        var last = 0
        while cut < (try advice.integer("units")), let scalar = scalars.popLast() {
            last = cost(scalar)
            cut += last
        }
        #expect(cut == (try advice.integer("units")))
        let shorter = { (scalars: [Unicode.Scalar]) async throws -> Int in
            let text = scalars.map { String($0) }.joined()
            return try await BuiltCommand.run(["count"], input: text + "\n").object()
                .integer("parts")
        }
        #expect(try await shorter(scalars) == before - 1)
        let oneMore = Array(text.unicodeScalars).prefix(scalars.count + 1)
        #expect(try await shorter(Array(oneMore)) == before)
    }

    @Test func foreignScriptsAreNotToBeReplaced() async throws {
        let result = try await BuiltCommand.run(["inspect", "Привет, мир"])
        #expect(
            result.lines.contains(
                "  Most of the text is outside the GSM 7 bit alphabet: it needs UCS-2."
            )
        )
        #expect(!result.output.contains("in place of"))
        // A family is one character of many scalars, and can well be left out.
        let family = try await BuiltCommand.run(["inspect", "👨‍👩‍👧 ok"])
        #expect(
            family.lines.contains(
                "  GSM 7 bit characters in place of these 4 characters: 1 part, as now"
            )
        )
    }

    @Test func standardInputIsOneText() async throws {
        for (input, units) in [
            ("a\nb\n", 3), ("a\r\nb\r\n", 4), ("\u{FEFF}ab", 2), ("", 0), ("\n", 0),
        ] {
            let object = try await BuiltCommand.run(["inspect", "--json", "-"], input: input)
                .object()
            #expect(try object.integer("units") == units, "\(input.debugDescription)")
            #expect(try object.string("encoding") == "gsm7", "\(input.debugDescription)")
        }
        let escaped = try await BuiltCommand.run(["inspect", "--json", "--escaped", #"a\nb"#])
        #expect(try escaped.object().integer("units") == 3)
    }

    @Test func nationalTablesNeedAWarning() async throws {
        let text = String(repeating: "ğ", count: 100)
        let result = try await BuiltCommand.run(["inspect", "--languages", "turkish", text])
        #expect(result.lines.first?.hasPrefix("GSM 7 bit, Turkish") == true)
        #expect(
            result.lines.contains(
                "Only for providers that accept a user data header with language tables."
            )
        )
    }

    @Test func whatCannotBeSentIsNamed() async throws {
        let tooLong = String(repeating: "a", count: 255 * 153 + 1)
        let result = try await BuiltCommand.run(["inspect", tooLong])
        #expect(
            result.errors
                == "septet: argument: the text needs 256 parts, a message has at most 255\n"
        )
        #expect(result.output == "")
        #expect(result.status == 65)
        let invalid = try await BuiltCommand.run(["inspect"], input: [0x61, 0xC3, 0x28])
        #expect(invalid.errors == "septet: <stdin>:1: invalid UTF-8 at byte 1\n")
        #expect(invalid.status == 65)
    }
}
