import Foundation
import Testing

@Suite struct CountTests {
    /// A text of repeated pieces, and what `count` has to say about it.
    struct Figure: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let encoding: String
        let units: Int
        let parts: Int
        let unitsPerPart: Int
        let remaining: Int

        init(
            _ name: String,
            _ pieces: [(String, Int)],
            _ encoding: String,
            units: Int,
            parts: Int,
            _ unitsPerPart: Int,
            remaining: Int
        ) {
            testDescription = name
            text = pieces.map { String(repeating: $0.0, count: $0.1) }.joined()
            self.encoding = encoding
            self.units = units
            self.parts = parts
            self.unitsPerPart = unitsPerPart
            self.remaining = remaining
        }

        func object(line: Int) -> String {
            #"{"line":\#(line),"encoding":"\#(encoding)","units":\#(units),"parts":\#(parts),"#
                + #""unitsPerPart":\#(unitsPerPart),"remaining":\#(remaining)}"#
        }
    }

    static let figures = [
        Figure("empty", [], "gsm7", units: 0, parts: 1, 160, remaining: 160),
        Figure("160 a", [("a", 160)], "gsm7", units: 160, parts: 1, 160, remaining: 0),
        Figure("161 a", [("a", 161)], "gsm7", units: 161, parts: 2, 153, remaining: 145),
        Figure("306 a", [("a", 306)], "gsm7", units: 306, parts: 2, 153, remaining: 0),
        Figure("307 a", [("a", 307)], "gsm7", units: 307, parts: 3, 153, remaining: 152),
        Figure("80 €", [("€", 80)], "gsm7", units: 160, parts: 1, 160, remaining: 0),
        Figure("153 €", [("€", 153)], "gsm7", units: 306, parts: 3, 153, remaining: 151),
        Figure(
            "152 a € 152 a",
            [("a", 152), ("€", 1), ("a", 152)],
            "gsm7",
            units: 306,
            parts: 3,
            153,
            remaining: 152
        ),
        Figure("918 a", [("a", 918)], "gsm7", units: 918, parts: 6, 153, remaining: 0),
        Figure("919 a", [("a", 919)], "gsm7", units: 919, parts: 7, 153, remaining: 152),
        Figure("70 ç", [("ç", 70)], "ucs2", units: 70, parts: 1, 70, remaining: 0),
        Figure("71 ç", [("ç", 71)], "ucs2", units: 71, parts: 2, 67, remaining: 63),
        Figure("402 ą", [("ą", 402)], "ucs2", units: 402, parts: 6, 67, remaining: 0),
        Figure("403 ą", [("ą", 403)], "ucs2", units: 403, parts: 7, 67, remaining: 66),
        Figure("35 emoji", [("😀", 35)], "ucs2", units: 70, parts: 1, 70, remaining: 0),
        Figure("67 emoji", [("😀", 67)], "ucs2", units: 134, parts: 3, 67, remaining: 65),
        Figure("255 parts", [("a", 39015)], "gsm7", units: 39015, parts: 255, 153, remaining: 0),
        Figure("NUL", [("\u{0}", 1)], "ucs2", units: 1, parts: 1, 70, remaining: 69),
        Figure("ESC", [("\u{1B}", 1)], "ucs2", units: 1, parts: 1, 70, remaining: 69),
        Figure("backtick", [("`", 1)], "ucs2", units: 1, parts: 1, 70, remaining: 69),
    ]

    @Test(arguments: figures)
    func aTextIsPlanned(figure: Figure) async throws {
        let result = try await BuiltCommand.run(["count"], input: figure.text + "\n")
        #expect(result.output == figure.object(line: 1) + "\n")
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test func resultsComeInTheOrderOfTheInput() async throws {
        let figures = Self.figures + Self.figures.reversed()
        let input = figures.map { $0.text + "\n" }.joined()
        let expected = figures.indices.map { figures[$0].object(line: $0 + 1) }
        let fromStandardInput = try await BuiltCommand.run(["count", "-"], input: input)
        #expect(fromStandardInput.lines == expected)
        let folder = try TemporaryFolder()
        let file = try folder.file("texts", input)
        #expect(try await BuiltCommand.run(["count", file.path]).lines == expected)
    }

    @Test func inputsOfAllFormatsAgree() async throws {
        let texts = Self.figures.map(\.text).filter { !$0.isEmpty }
        let lines = try await BuiltCommand.run(["count"], input: texts.map { $0 + "\n" }.joined())
        let json = try texts.map {
            let data = try JSONSerialization.data(withJSONObject: ["id": "x", "text": $0])
            return String(decoding: data, as: UTF8.self) + "\n"
        }
        let ndjson = try await BuiltCommand.run(
            ["count", "--input", "ndjson"],
            input: json.joined()
        )
        #expect(ndjson.output == lines.output)
        // The header is line 1 of the CSV.
        let csv = try await BuiltCommand.run(
            ["count", "--input", "csv", "--column", "text"],
            input: "n,text\n" + texts.map { "1,\"\($0)\"\n" }.joined()
        )
        #expect(csv.lines.count == texts.count)
        #expect(
            try csv.objects().map { try $0.integer("units") }
                == lines.objects().map { try $0.integer("units") }
        )
        #expect(try csv.object(at: 0).integer("line") == 2)
    }

    @Test func offendersAreListedInTheOrderOfTheText() async throws {
        let result = try await BuiltCommand.run(["count", "--offenders"], input: "żółw ż 😀\nabc\n")
        #expect(
            result.lines == [
                #"{"line":1,"encoding":"ucs2","units":9,"parts":1,"unitsPerPart":70,"#
                    + #""remaining":61,"offenders":["#
                    + #"{"character":"ż","scalar":"U+017C","count":2},"#
                    + #"{"character":"ó","scalar":"U+00F3","count":1},"#
                    + #"{"character":"ł","scalar":"U+0142","count":1},"#
                    + #"{"character":"😀","scalar":"U+1F600","count":1}]}"#,
                #"{"line":2,"encoding":"gsm7","units":3,"parts":1,"unitsPerPart":160,"#
                    + #""remaining":157,"offenders":[]}"#,
            ]
        )
    }

    @Test(arguments: [
        (["--languages", "turkish"], "çğşı", "gsm7"),
        (["--languages", "tr,pt"], "çğşı", "gsm7"),
        (["--languages", "all"], "çğşı", "gsm7"),
        (["--languages", "spanish"], "çğşı", "ucs2"),
        (["--languages", "none"], "çğşı", "ucs2"),
    ])
    func nationalTablesCompeteWhenAllowed(
        options: [String],
        text: String,
        encoding: String
    ) async throws {
        let object = try await BuiltCommand.run(["count"] + options, input: text + "\n").object()
        #expect(try object.string("encoding") == encoding)
        let national: Set<String> = ["locking", "single"]
        #expect(object.keys.isDisjoint(with: national) == (encoding == "ucs2"))
        if encoding == "gsm7" {
            for key in object.keys.intersection(national) {
                #expect(try object.string(key) == "turkish")
            }
        }
    }

    @Test func borderAndReferenceChangeTheCount() async throws {
        let euros = String(repeating: "€", count: 153) + "\n"
        for (boundary, parts) in [("unit", 2), ("pair", 3), ("grapheme", 3)] {
            let result = try await BuiltCommand.run(
                ["count", "--boundary", boundary],
                input: euros
            )
            #expect(try result.object().integer("parts") == parts, "\(boundary)")
        }
        let flags = String(repeating: "🇵🇱", count: 18) + "\n"
        for (boundary, parts) in [("unit", 2), ("pair", 2), ("grapheme", 2)] {
            let result = try await BuiltCommand.run(
                ["count", "--boundary", boundary],
                input: flags
            )
            #expect(try result.object().integer("parts") == parts, "\(boundary)")
        }
        let letters = String(repeating: "a", count: 305) + "\n"
        for (size, parts, unitsPerPart) in [("8", 2, 153), ("16", 3, 152)] {
            let result = try await BuiltCommand.run(
                ["count", "--reference-size", size],
                input: letters
            )
            #expect(try result.object().integer("parts") == parts)
            #expect(try result.object().integer("unitsPerPart") == unitsPerPart)
        }
    }
}
