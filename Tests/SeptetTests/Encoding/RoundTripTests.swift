import Septet
import TestSupport
import Testing

/// What holds for every text: the count is the cut, and the octets are the text again.
@Suite struct RoundTripTests {
    private static let textCount = 4_000
    private static let batchCount = 8

    @Test(arguments: 0..<batchCount)
    func segmentsEqualTheReferenceAndDecodeBack(batch: Int) throws {
        let codec = try Reference.codec()
        var random = Seed.generator("round trip", batch)
        var texts = RandomText(codec.tables, Seed.generator("round trip texts", batch))
        let all = RandomSettings(languages: NationalLanguage.allCases.map { Int($0.rawValue) })
        var partCount = 0
        for number in 0..<Self.textCount / Self.batchCount {
            let settings = all.next(&random)
            let text = texts.next()
            let planner = Planner(settings)
            guard let plan = try? planner.plan(text) else { continue }
            let note: Comment =
                "\(Seed.note("round trip", batch)) text \(number): \(settings) \(text.escaped)"
            let reference = random.below(70_000)
            let segments = try plan.segments(
                of: text,
                messageNumber: reference,
                elements: settings.informationElements
            )
            try checkCount(plan, segments, text, note)
            checkEnds(plan, segments, text, note)
            try checkInputs(planner, plan, text, note)
            try checkWriter(plan, segments, text, settings, reference, note)
            try checkReceived(plan, segments, text, &random, note)
            if let expected = codec.plan(text, settings) {
                let parts = codec.parts(text, settings, expected, reference: reference)
                #expect(segments.map(\.part) == parts, note)
            }
            partCount += segments.count
        }
        #expect(partCount > Self.textCount / Self.batchCount)
    }

    private func checkCount(
        _ plan: MessagePlan,
        _ segments: [Segment],
        _ text: String,
        _ note: Comment
    ) throws {
        #expect(plan.partCount == segments.count, note)
        #expect(segments.map(\.layout.sequence) == Array(1...plan.partCount), note)
        #expect(segments.allSatisfy { $0.userData.count <= 140 }, note)
        #expect(segments.allSatisfy { $0.userData.count == $0.layout.octetCount }, note)
        #expect(segments.reduce(0) { $0 + $1.userData.count } == plan.octetCount, note)
        #expect(segments.reduce(0) { $0 + $1.layout.unitCount } == plan.unitCount, note)
        #expect(segments.last?.layout.unitCount == plan.lastPartUnitCount, note)
        #expect(segments.last?.layout.end == .text, note)
        for segment in segments.dropLast() {
            let stranded = segment.layout.end.strandedUnitCount
            #expect(segment.layout.end != .text, note)
            #expect(segment.layout.unitCount + stranded == plan.unitsPerPart, note)
        }
        let utf8 = Array(text.utf8)
        let pieces = segments.map { utf8[$0.layout.utf8Range] }
        #expect(Array(pieces.joined()) == utf8, note)
        if plan.boundary != .unit {
            #expect(pieces.allSatisfy { String(validating: $0, as: UTF8.self) != nil }, note)
        }
    }

    /// Why each segment ends, concluded from the text that follows it.
    private func checkEnds(
        _ plan: MessagePlan,
        _ segments: [Segment],
        _ text: String,
        _ note: Comment
    ) {
        for segment in segments.dropLast() {
            let free = plan.unitsPerPart - segment.layout.unitCount
            let end = text.utf8.index(
                text.startIndex,
                offsetBy: segment.layout.utf8Range.upperBound
            )
            let pair: SegmentLayout.End = plan.alphabet == .gsm7Bit ? .escapePair : .surrogatePair
            let expected: SegmentLayout.End
            switch plan.boundary {
            case .unit: expected = .full
            case .pair: expected = free == 0 ? .full : pair
            case .grapheme where free == 0: expected = .full
            case .grapheme:
                let next = text[text.index(atOrBefore: end)]
                let isLong = plan.unitCount(of: next) > plan.unitsPerPart
                expected = isLong ? pair : .cluster(strandedUnitCount: free)
            }
            #expect(segment.layout.end == expected, note)
        }
    }

    /// A `String` and its octets give the same plan.
    private func checkInputs(
        _ planner: Planner,
        _ plan: MessagePlan,
        _ text: String,
        _ note: Comment
    ) throws {
        let utf8 = Array(text.utf8)
        #expect(try planner.plan(utf8: utf8.span) == plan, note)
    }

    /// Into a buffer of exactly the octets that the plan counts.
    private func checkWriter(
        _ plan: MessagePlan,
        _ segments: [Segment],
        _ text: String,
        _ settings: ReferenceSettings,
        _ reference: Int,
        _ note: Comment
    ) throws {
        var writer = try SegmentWriter(
            plan,
            messageNumber: reference,
            elements: settings.informationElements
        )
        var layouts: [SegmentLayout] = []
        let octets = try [UInt8](capacity: plan.octetCount) { output in
            while let layout = try writer.writeNext(of: text.utf8Span, into: &output) {
                layouts.append(layout)
            }
        }
        #expect(octets == segments.flatMap(\.userData), note)
        #expect(layouts == segments.map(\.layout), note)
    }

    /// As it arrives at a phone, in any order.
    private func checkReceived(
        _ plan: MessagePlan,
        _ segments: [Segment],
        _ text: String,
        _ random: inout SplitMix64,
        _ note: Comment
    ) throws {
        var reassembler = Reassembler()
        var message: ReassembledMessage?
        for segment in segments.shuffled(using: &random) {
            #expect(message == nil, note)
            let part = try segment.received(as: plan.dataCodingScheme())
            let text = try PartText.text(
                ofUserData: segment.userData.span,
                userDataLength: segment.layout.userDataLength,
                dataCodingScheme: plan.dataCodingScheme(),
                hasHeader: segment.layout.headerOctetCount > 0
            )
            #expect(text.map { Array($0.utf8) } == part.text.map { Array($0.utf8) }, note)
            if case .complete(let complete) = try reassembler.add(part).outcome {
                message = complete
            }
        }
        #expect(message?.text.map { Array($0.utf8) } == Array(text.utf8), note)
        #expect(reassembler.pendingCount == 0, note)
    }
}

extension ReferenceSettings {
    /// The further elements as the engine takes them.
    var informationElements: [InformationElement] {
        elements.isEmpty
            ? []
            : [
                InformationElement(
                    identifier: .init(rawValue: elements[0]),
                    data: Array(elements[2...])
                )
            ]
    }
}

extension MessagePlan {
    /// The units of one character of the planned text.
    fileprivate func unitCount(of character: Character) -> Int {
        guard alphabet == .gsm7Bit else { return character.utf16.count }
        return character.unicodeScalars.reduce(0) { count, scalar in
            count + (shiftTables.septets(of: scalar)?.septetCount ?? 0)
        }
    }
}

extension String {
    /// The beginning of the character that a place in the UTF-8 lies in.
    fileprivate func index(atOrBefore place: Index) -> Index {
        var start = startIndex
        while start < endIndex, index(after: start) <= place { start = index(after: start) }
        return start
    }
}
