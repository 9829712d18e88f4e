@testable import Septet
import TestSupport
import Testing

/// Clusters as hard as UAX 29 makes them: the count is the cut, under every policy.
@Suite struct ClusterTests {
    private static let batchCount = 8
    private static let textCount = 1_500

    /// Characters whose borders depend on what stands before them, and others between them.
    private static let scalars: [[Unicode.Scalar]] = [
        // Prepend, GB9b.
        [
            "\u{600}", "\u{605}", "\u{6DD}", "\u{70F}", "\u{8E2}", "\u{D4E}", "\u{110BD}",
            "\u{111C3}",
        ],
        // Regional indicators, GB12 and GB13.
        ["\u{1F1E6}", "\u{1F1F1}", "\u{1F1FF}"],
        // Emoji and joiners, GB11.
        ["\u{1F468}", "\u{1F469}", "\u{200D}", "\u{2764}", "\u{FE0F}", "\u{1F3FB}"],
        // Jamo and syllables, GB6 to GB8.
        ["\u{1100}", "\u{1161}", "\u{11A8}", "\u{AC00}", "\u{AC01}"],
        // Consonants, viramas and vowel signs, GB9c.
        ["\u{915}", "\u{94D}", "\u{937}", "\u{93F}", "\u{9CD}", "\u{995}", "\u{D4D}"],
        // Marks, controls, line breaks.
        ["\u{301}", "\u{308}", "\u{327}", "\r", "\n", "\0", "\u{200B}"],
        ["a", "€", "\u{4E00}", "\u{1F600}", " "],
    ]

    private static func text(_ random: inout SplitMix64) -> String {
        var text = String.UnicodeScalarView()
        let kinds = (0...random.below(3)).map { _ in random.element(of: scalars) }
        for _ in 0...random.below(12) {
            let count = random.oneIn(3) ? 1 + random.below(150) : 1 + random.below(4)
            let kind = random.element(of: kinds)
            let isRun = random.oneIn(2)
            let scalar = random.element(of: kind)
            for _ in 0..<count { text.append(isRun ? scalar : random.element(of: kind)) }
        }
        return String(text)
    }

    @Test(arguments: 0..<batchCount)
    func theCountIsTheCut(batch: Int) throws {
        let codec = try Reference.codec()
        var random = Seed.generator("clusters", batch)
        var longCount = 0
        for number in 0..<Self.textCount / Self.batchCount {
            let text = Self.text(&random)
            let note: Comment =
                "\(Seed.note("clusters", batch)) text \(number): \(text.escaped)"
            for boundary in ReferenceSettings.Boundary.allCases {
                for bits in [8, 16] {
                    let languages = boundary == .grapheme && bits == 8 && random.oneIn(4) ? [6] : []
                    let settings = ReferenceSettings(
                        languages: languages,
                        boundary: boundary,
                        referenceBits: bits
                    )
                    longCount += try Self.check(text, settings, codec, note)
                }
            }
        }
        #expect(longCount > Self.textCount / Self.batchCount)
    }

    /// Compares a plan with its segments and both with the reference, which knows only characters.
    ///
    /// - Returns: How many parts there are beyond the first.
    private static func check(
        _ text: String,
        _ settings: ReferenceSettings,
        _ codec: ReferenceCodec,
        _ note: Comment
    ) throws -> Int {
        let planner = Planner(settings)
        let plan: MessagePlan
        do {
            plan = try planner.plan(text)
        } catch {
            guard case .tooManyParts = error else { throw error }
            return 0
        }
        let expected = try #require(codec.plan(text, settings), note)
        #expect(plan.summary == expected.summary, note)
        let segments = try plan.segments(of: text, messageNumber: 0)
        #expect(segments.count == plan.partCount, note)
        #expect(segments.map(\.part) == codec.parts(text, settings, expected, reference: 0), note)
        #expect(segments.allSatisfy { $0.userData.count <= 140 }, note)
        let utf8 = Array(text.utf8)
        #expect(segments.flatMap { utf8[$0.layout.utf8Range] } == utf8, note)
        let encoded = try planner.encoded(text, messageNumber: 0)
        #expect(encoded.plan == plan, note)
        #expect(encoded.map { Array($0.userData) } == segments.map(\.userData), note)
        var reassembler = Reassembler()
        var received: String?
        for segment in segments {
            let part = try segment.received(as: plan.dataCodingScheme())
            if case .complete(let message) = try reassembler.add(part).outcome {
                received = message.text
            }
        }
        if settings.boundary != .unit {
            #expect(received?.utf8.elementsEqual(text.utf8) == true, note)
        }
        return plan.partCount - 1
    }

    /// A walk may start again at any border, as each part does.
    @Test(arguments: 0..<4)
    func aWalkFromABorderGoesOnAsTheOneFromTheBeginning(batch: Int) throws {
        var random = Seed.generator("walks", batch)
        var clusterCount = 0
        for number in 0..<500 {
            let text = Self.text(&random)
            let note: Comment = "\(Seed.note("walks", batch)) text \(number): \(text.escaped)"
            var clusters: [Range<Int>] = []
            text.utf8Span.forEachCluster { clusters.append($0) }
            var start = 0
            let whole = text.map { character in
                defer { start += character.utf8.count }
                return start..<start + character.utf8.count
            }
            #expect(clusters == whole, note)
            for cluster in whole {
                let rest = String(text.utf8.dropFirst(cluster.lowerBound)) ?? ""
                #expect(rest.utf8Span.clusterEnd(from: 0) == cluster.count, note)
            }
            clusterCount += clusters.count
        }
        #expect(clusterCount > 5_000)
    }

    /// 64 Prepend characters take the first flag with them; the border lies between two indicators.
    @Test func prependBeforeFlags() throws {
        let text =
            String(repeating: "\u{600}", count: 64) + String(repeating: "\u{1F1E6}", count: 35)
        let plan = try Planner(boundary: .grapheme).plan(text)
        #expect(plan.partCount == 3)
        // The first cluster has 64 + 4 units and is cut; then 32 units of flags to each 67.
        let segments = try plan.segments(of: text, messageNumber: 0)
        #expect(segments.map(\.layout.unitCount) == [66, 66, 2])
        #expect(try Planner(boundary: .grapheme).encoded(text, messageNumber: 0).plan == plan)
    }

    /// No part but those within the long cluster begins in the middle of a flag.
    @Test func flagsBehindALongClusterStayWhole() throws {
        let text =
            String(repeating: "\u{600}", count: 63) + String(repeating: "\u{1F1E6}", count: 53)
            + String(repeating: "\u{600}", count: 29)
        let planner = Planner(boundary: .grapheme, referenceWidth: .sixteenBit)
        let segments = try planner.plan(text).segments(of: text, messageNumber: 0)
        var borders: Set<Int> = [0]
        var position = 0
        for character in text {
            let count = character.utf8.count
            // 66 units are a part beside a reference of 16 bits.
            if character.utf16.count > 66 {
                for offset in 0..<count { borders.insert(position + offset) }
            }
            position += count
            borders.insert(position)
        }
        #expect(segments.count > 2)
        #expect(segments.allSatisfy { borders.contains($0.layout.utf8Range.lowerBound) })
    }
}
