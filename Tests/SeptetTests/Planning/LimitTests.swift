import Septet
import TestSupport
import Testing

/// Both sides of every limit.
@Suite struct LimitTests {
    @Test(arguments: [
        ("a", 0, 1), ("a", 160, 1), ("a", 161, 2), ("a", 306, 2), ("a", 307, 3), ("a", 459, 3),
        ("a", 460, 4), ("a", 918, 6), ("a", 919, 7), ("a", 39_015, 255),
        ("€", 80, 1), ("€", 81, 2), ("€", 152, 2), ("€", 153, 3), ("€", 459, 7),
        ("ж", 70, 1), ("ж", 71, 2), ("ж", 134, 2), ("ж", 135, 3), ("ж", 402, 6), ("ж", 403, 7),
        ("ж", 17_085, 255), ("😀", 35, 1), ("😀", 36, 2), ("😀", 66, 2), ("😀", 67, 3),
        ("\r\n", 80, 1), ("\r\n", 81, 2), ("\u{0C}", 80, 1), ("`", 70, 1), ("`", 71, 2),
        ("ç", 70, 1), ("é", 160, 1), ("@", 160, 1), ("\0", 70, 1), ("\u{1B}", 71, 2),
    ])
    func narrowReference(piece: String, count: Int, parts: Int) throws {
        try expect(piece, count, parts, .eightBit)
    }

    @Test(arguments: [
        ("a", 160, 1), ("a", 161, 2), ("a", 304, 2), ("a", 305, 3), ("a", 38_760, 255),
        ("€", 80, 1), ("€", 152, 2), ("€", 153, 3), ("ж", 70, 1), ("ж", 132, 2), ("ж", 133, 3),
        ("ж", 16_830, 255), ("😀", 66, 2), ("😀", 67, 3),
    ])
    func wideReference(piece: String, count: Int, parts: Int) throws {
        try expect(piece, count, parts, .sixteenBit)
    }

    private func expect(
        _ piece: String,
        _ count: Int,
        _ parts: Int,
        _ width: ConcatenationReference.Width
    ) throws {
        let text = String(repeating: piece, count: count)
        let plan = try Planner(referenceWidth: width).plan(text)
        #expect(plan.partCount == parts)
        #expect(try plan.segments(of: text, messageNumber: 0).count == parts)
    }

    @Test(arguments: [
        ("a", 39_015, ConcatenationReference.Width.eightBit), ("a", 38_760, .sixteenBit),
        ("ж", 17_085, .eightBit), ("ж", 16_830, .sixteenBit), ("€", 19_380, .eightBit),
    ])
    func moreThan255PartsAreRefused(piece: String, count: Int, width: ConcatenationReference.Width)
    {
        for boundary in BoundaryPolicy.allCases where piece != "€" || boundary != .unit {
            for languages in [NationalLanguages(), NationalLanguages(.spanish)] {
                let planner = Planner(
                    languages: languages,
                    boundary: boundary,
                    referenceWidth: width
                )
                #expect(throws: Never.self) {
                    try planner.plan(String(repeating: piece, count: count))
                }
                let tooLong = String(repeating: piece, count: count + 1)
                #expect(planner.partCountWhenTooLong(tooLong) == 256)
            }
        }
    }

    @Test func moreThan255PartsOfDataAreRefused() throws {
        #expect(try Planner().plan(octetCount: 140).partCount == 1)
        #expect(try Planner().plan(octetCount: 141).partCount == 2)
        #expect(try Planner().plan(octetCount: 268).partCount == 2)
        #expect(try Planner().plan(octetCount: 269).partCount == 3)
        #expect(try Planner().plan(octetCount: 255 * 134).partCount == 255)
        let error = PlanningError.tooManyParts(
            partCount: 256,
            alphabet: .eightBitData,
            unitCount: 255 * 134 + 1
        )
        #expect(throws: error) {
            try Planner().plan(octetCount: 255 * 134 + 1)
        }
    }

    /// More units than sixteen bits count: a wrapped counter would make them a short message.
    @Test(arguments: BoundaryPolicy.allCases)
    func textsBeyondNarrowCountersAreRefused(boundary: BoundaryPolicy) {
        let planner = Planner(languages: NationalLanguages(.turkish), boundary: boundary)
        // 149 septets beside a locking shift table, 153 without one.
        for (piece, count, capacity) in [("ş", 65_536 + 10, 149), ("a", 2 * 65_536, 153)] {
            let partCount = (count + capacity - 1) / capacity
            let error = PlanningError.tooManyParts(
                partCount: partCount,
                alphabet: .gsm7Bit,
                unitCount: count
            )
            #expect(throws: error) {
                try planner.plan(String(repeating: piece, count: count))
            }
        }
    }

    /// An escape pair and a surrogate pair at each place around each border.
    @Test(arguments: BoundaryPolicy.allCases)
    func pairsAcrossEachBorder(boundary: BoundaryPolicy) throws {
        let codec = try Reference.codec()
        let pairs = [("a", "€", 153), ("a", "€", 152), ("ж", "😀", 67), ("ж", "😀", 66)]
        for (filler, pair, capacity) in pairs {
            for border in [capacity, capacity * 2] {
                for place in border - 3...border + 3 {
                    for rest in [0, 1, capacity] {
                        let text =
                            String(repeating: filler, count: place) + pair
                            + String(repeating: filler, count: rest)
                        let settings = ReferenceSettings(
                            boundary: boundary.reference,
                            referenceBits: capacity % 2 == 1 ? 8 : 16
                        )
                        let plan = try Planner(settings).plan(text)
                        let expected = try #require(codec.plan(text, settings))
                        #expect(plan.summary == expected.summary)
                        let parts = codec.parts(text, settings, expected, reference: 7)
                        let segments = try plan.segments(of: text, messageNumber: 7)
                        #expect(segments.map(\.part) == parts)
                        checkEnds(segments, boundary)
                    }
                }
            }
        }
    }

    private func checkEnds(_ segments: [Segment], _ boundary: BoundaryPolicy) {
        for segment in segments {
            switch segment.layout.end {
            case .text, .full: break
            case .escapePair, .surrogatePair: #expect(boundary == .pair)
            case .cluster(let count):
                #expect(boundary == .grapheme)
                #expect(count == 1)
            }
        }
    }
}

extension BoundaryPolicy {
    /// The same policy in the reference's words.
    var reference: ReferenceSettings.Boundary {
        switch self {
        case .unit: .unit
        case .pair: .pair
        case .grapheme: .grapheme
        }
    }
}
