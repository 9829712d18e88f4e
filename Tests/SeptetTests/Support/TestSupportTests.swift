import TestSupport
import Testing

/// The judges themselves: what would let every other test pass must fail here.
@Suite struct TestSupportTests {
    @Test func missingAndEmptyFilesFail() throws {
        #expect(throws: (any Error).self) { try VectorFile.rows("absent.tsv") }
        // A file with one line, which has a header at most.
        #expect(throws: VectorError.self) { try VectorFile.rows("samples/template.txt") }
        let row = try #require(try VectorFile.rows("packing.tsv").first)
        #expect(throws: (any Error).self) { try row.raw("absent") }
        #expect(throws: (any Error).self) { try row.integer("source") }
        #expect(throws: (any Error).self) { try row.octets("id") }
    }

    @Test func expressions() throws {
        #expect(try TextExpression.text("{}") == "")
        #expect(try TextExpression.text("3*{ab} + {€} + 2*{\\{\\}\\\\}") == "ababab€{}\\{}\\")
        #expect(
            try TextExpression.text("{\\n\\r\\t\\u{1F600}\\u{301}}") == "\n\r\t\u{1F600}\u{301}"
        )
        for wrong in [
            "", "a", "{", "{a", "{a}}", "{a}{b}", "{a} +{b}", "2{a}", "*{a}", "{\\x}",
            "{\\u{D800}}",
            "{\\u{}}", "{a{}", "{a} + ", "99999999999999999999*{a}",
        ] {
            #expect(throws: VectorError.self, "\(wrong)") { try TextExpression.text(wrong) }
        }
    }

    @Test func randomNumbersAreTheSameEverywhere() {
        // The first numbers of the published generator for the seed 1234567.
        var random = SplitMix64(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        #expect(random.next() == 9_817_491_932_198_370_423)
    }

    @Test func randomTextsReachEveryKindOfTrouble() throws {
        let tables = try Reference.codec().tables
        for kind in RandomText.Kind.allCases {
            var texts = RandomText(tables, Seed.generator("kinds"))
            let lengths = (0..<200).map { _ in texts.next(kind).unicodeScalars.count }
            #expect(lengths.contains { $0 < 40 }, "\(kind)")
            #expect(lengths.contains { $0 > 160 }, "\(kind)")
        }
        var texts = RandomText(tables, Seed.generator("clusters"))
        let longest = (0..<200).map { _ in
            texts.next(.longCluster).map(\.unicodeScalars.count).max() ?? 0
        }
        #expect(longest.contains { $0 > 160 })
    }

    @Test func referencePacksAsPublished() {
        #expect(
            ReferenceBits.packed([0x68, 0x65, 0x6C, 0x6C, 0x6F], fillBitCount: 0)
                == [0xE8, 0x32, 0x9B, 0xFD, 0x06]
        )
        #expect(
            ReferenceBits.unpacked([0xE8, 0x32, 0x9B, 0xFD, 0x06], fillBitCount: 0, count: 5)
                == [0x68, 0x65, 0x6C, 0x6C, 0x6F]
        )
    }
}
