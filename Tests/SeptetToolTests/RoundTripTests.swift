import Foundation
import TestSupport
import Testing

@Suite struct RoundTripTests {
    private static let corpora = SharedFolder.files("corpora", ending: ".txt")

    /// Encodes texts, shuffles the parts of each, decodes them, and compares.
    private func expectTextsBack(
        _ texts: [String],
        _ options: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let lines = try texts.map { text in
            let data = try JSONSerialization.data(withJSONObject: ["text": text])
            return String(decoding: data, as: UTF8.self) + "\n"
        }
        let encoded = try await BuiltCommand.run(
            ["encode", "--input", "ndjson"] + options,
            input: lines.joined()
        )
        try #require(encoded.status == 0, "\(encoded.errors)", sourceLocation: sourceLocation)
        var numbers = SplitMix64(seed: 0x5E97_E703)
        let shuffled = try encoded.objects().map { object in
            let parts = try object.reordered("parts") { $0.shuffled(using: &numbers) }
            return try object.line(replacing: ["parts": parts]) + "\n"
        }
        let decoded = try await BuiltCommand.run(["decode"], input: shuffled.joined())
        #expect(decoded.errors == "", sourceLocation: sourceLocation)
        #expect(decoded.status == 0, sourceLocation: sourceLocation)
        let objects = try decoded.objects()
        try #require(objects.count == texts.count, sourceLocation: sourceLocation)
        // Canonically equal is not enough.
        let firstChanged = try zip(objects, texts).first {
            try Array($0.string("text").utf8) != Array($1.utf8)
        }
        #expect(firstChanged?.1 == nil, sourceLocation: sourceLocation)
        #expect(try objects.allSatisfy { try $0.truth("complete") }, sourceLocation: sourceLocation)
    }

    @Test(arguments: [
        [], ["--languages", "all"], ["--boundary", "grapheme", "--reference-size", "16"],
        ["--boundary", "unit"],
    ])
    func textsFullOfTrapsComeBack(options: [String]) async throws {
        let long = String(repeating: "a", count: 152)
        try await expectTextsBack(
            [
                "", "@", "abcdefg", "abcdefg@", "a\r\nb", "\u{0}", "\u{1B}", "\u{1B}[", "é",
                "e\u{301}",
                long + "€" + long, String(repeating: "€", count: 200),
                String(repeating: "😀", count: 150), String(repeating: "👨‍👩‍👧", count: 40),
                String(repeating: "ą@", count: 100), "\u{10FFFF}\u{FFFD}\u{FFFF}",
                String(repeating: "a@", count: 80), String(repeating: "a", count: 255 * 152),
                String(repeating: "Çığ ", count: 60), "\"\\\n\t\u{7F}",
            ],
            options
        )
    }

    @Test func aByteOrderMarkInsideTheInputComesBack() async throws {
        let encoded = try await BuiltCommand.run(["encode"], input: "x\n\u{FEFF}a\n")
        let decoded = try await BuiltCommand.run(["decode"], input: encoded.output)
        // Foundation's JSON reader would drop it.
        #expect(
            decoded.lines.last?.hasPrefix("{\"text\":\"\u{FEFF}a\",\"encoding\":\"ucs2\"") == true
        )
    }

    @Test func theSampleCampaignComesBack() async throws {
        let file = PackageFolder.sample("campaign.csv")
        let records = try String(contentsOf: file, encoding: .utf8)
        // Any texts will do; the lines of the file are some.
        try await expectTextsBack(
            records.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        )
    }

    @Test(
        .enabled(if: !Self.corpora.isEmpty, "there are no corpora beside the package"),
        arguments: Self.corpora
    )
    func linesOfTheCorporaComeBack(corpus: String) async throws {
        let file = SharedFolder.url.appending(path: "corpora").appending(path: corpus)
        let content = try String(contentsOf: file, encoding: .utf8)
        let lines = content.utf8.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        // Every so many lines, 100 of each corpus.
        let sample = stride(from: 0, to: lines.count, by: max(1, lines.count / 100)).map {
            lines[$0]
        }
        try #require(sample.count > 50)
        try await expectTextsBack(sample)
    }

    @Test func partsOfManyMessagesMayBeMixed() async throws {
        let texts = (0..<60).map {
            "\($0) " + String(repeating: $0 % 2 == 0 ? "ab" : "ąb", count: 200)
        }
        let encoded = try await BuiltCommand.run(["encode"], input: texts.joined(separator: "\n"))
        var parts: [String] = []
        for (index, message) in try encoded.objects().enumerated() {
            for part in try message.objects("parts") {
                parts.append(
                    try JSONObject(members: [
                        "userData": try part.string("userData"),
                        "userDataLength": try part.integer("userDataLength"),
                        "dataCoding": try message.integer("dataCoding"), "hasHeader": true,
                        "sender": "+44\(index % 3)",
                    ]).line() + "\n"
                )
            }
        }
        #expect(parts.count > 150)
        var numbers = SplitMix64(seed: 0x5E97_E704)
        let decoded = try await BuiltCommand.run(
            ["decode"],
            input: parts.shuffled(using: &numbers).joined()
        )
        #expect(decoded.status == 0)
        let objects = try decoded.objects()
        #expect(Set(try objects.map { try $0.string("text") }) == Set(texts))
        #expect(objects.count == texts.count)
        for object in objects {
            let number = try object.integer("reference")
            #expect(try object.string("text") == texts[number])
            #expect(try object.string("sender") == "+44\(number % 3)")
        }
    }
}
