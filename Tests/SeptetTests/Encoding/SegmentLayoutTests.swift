import AllocationCounting
import Septet
import TestSupport
import Testing

/// Segments say what they are, wherever they were written, and leave the octets free that they must.
@Suite struct SegmentLayoutTests {
    private func encoded(
        _ planner: Planner,
        _ utf8: [UInt8],
        room: Int = 36_000,
        layoutRoom: Int = 255
    ) throws -> (plan: MessagePlan, octets: [UInt8], layouts: [SegmentLayout]) {
        var plan: MessagePlan?
        var octets: [UInt8] = []
        let layouts = try [SegmentLayout](capacity: layoutRoom) {
            layouts throws(MessageEncodingError) in
            octets = try [UInt8](capacity: room) { output throws(MessageEncodingError) in
                plan = try planner.encode(
                    utf8: utf8.span,
                    messageNumber: 0x1907,
                    into: &output,
                    layouts: &layouts
                )
            }
        }
        return (try #require(plan), octets, layouts)
    }

    /// Raw UTF-8 in one call gives the borders and lengths that cutting gives.
    @Test func bordersAndLengthsAreThoseOfTheSegments() throws {
        var random = Seed.generator("layouts")
        var texts = RandomText(try Reference.codec().tables, Seed.generator("layout texts"))
        let all = RandomSettings(languages: NationalLanguage.allCases.map { Int($0.rawValue) })
        var longCount = 0
        for number in 0..<2_000 {
            var planner = Planner(all.next(&random))
            planner.elementOctetCount = 0
            let text = texts.next()
            guard let plan = try? planner.plan(text) else { continue }
            let note: Comment = "\(Seed.note("layouts")) text \(number)"
            let segments = try plan.segments(of: text, messageNumber: 0x1907)
            let found = try encoded(planner, Array(text.utf8))
            #expect(found.plan == plan, note)
            #expect(found.layouts == segments.map(\.layout), note)
            #expect(found.octets == segments.flatMap(\.userData), note)
            longCount += segments.count > 1 ? 1 : 0
            for (index, segment) in segments.enumerated() {
                #expect(segment.dataCodingScheme == plan.dataCodingScheme(), note)
                #expect(segment.hasHeader == !segment.header.isEmpty, note)
                let header =
                    segment.hasHeader ? try UserDataHeader(parsing: segment.userData.span) : .empty
                #expect(segment.concatenation == header.concatenation, note)
                #expect((segment.concatenation?.sequence).map(Int.init) ?? 1 == index + 1, note)
            }
            let views = Array(try planner.encoded(text, messageNumber: 0x1907))
            #expect(views.map(\.hasHeader) == segments.map(\.hasHeader), note)
            let plain = try [UInt8](capacity: 36_000) { output throws(MessageEncodingError) in
                _ = try planner.encode(
                    utf8: text.utf8Span.span,
                    messageNumber: 0x1907,
                    into: &output
                )
            }
            #expect(plain == found.octets, note)
        }
        #expect(longCount > 300)
    }

    @Test func theSchemeHasTheClass() throws {
        let plan = try MessagePlan("ż")
        let flash = try plan.segments(of: "ż", messageNumber: 1, messageClass: .flash)
        #expect(flash.map(\.dataCodingScheme.octet) == [0x18])
        let data = try Planner().plan(octetCount: 2)
        let octets: [UInt8] = [1, 2]
        let segments = try data.segments(
            ofOctets: octets.span,
            messageNumber: 1,
            messageClass: .flash
        )
        #expect(segments.map(\.dataCodingScheme.octet) == [0x14])
    }

    @Test func whatHasNoRoomOrIsNotUTF8IsAnError() throws {
        let text = Array(String(repeating: "a", count: 161).utf8)
        #expect(
            throws: MessageEncodingError.segmentation(.tooFewLayouts(partCount: 2, available: 1))
        ) {
            try encoded(Planner(), text, layoutRoom: 1)
        }
        #expect(
            throws: MessageEncodingError.segmentation(
                .bufferTooSmall(octetCount: 14, available: 13)
            )
        ) {
            try encoded(Planner(), text, room: 153)
        }
        #expect(throws: MessageEncodingError.planning(.invalidUTF8(utf8Offset: 2))) {
            try encoded(Planner(), [0x61, 0x62, 0xFF])
        }
    }

    @Test func layoutsAllocateNothing() throws {
        let text = String(repeating: "Cena: 5 € ", count: 40)
        var fewest = UInt64.max
        _ = try [SegmentLayout](capacity: 255) { layouts in
            _ = try [UInt8](capacity: 2_000) { output in
                for _ in 0..<3 {
                    layouts.removeAll()
                    output.removeAll()
                    let before = allocation_count()
                    _ = try Planner().encode(
                        text,
                        messageNumber: 1,
                        into: &output,
                        layouts: &layouts
                    )
                    fewest = min(fewest, allocation_count() - before)
                }
            }
        }
        #expect(fewest == 0)
    }

    // MARK: Spare octets

    private static let limits: [(String, Int, ConcatenationReference.Width)] = [
        // 139 octets hold 158 septets; beside a header of 6, 133 hold 151, beside one of 7, 150.
        ("a", 158, ConcatenationReference.Width.eightBit), ("a", 302, .eightBit),
        ("a", 300, .sixteenBit),
        // And 69 units of UCS-2, 66, and 66.
        ("ж", 69, .eightBit), ("ж", 132, .eightBit), ("ж", 132, .sixteenBit),
    ]

    /// Both sides of each limit with one octet of the 140 unused.
    @Test(arguments: limits)
    func aSpareOctetTakesItsRoom(
        unit: String,
        count: Int,
        width: ConcatenationReference.Width
    ) throws {
        let planner = Planner(referenceWidth: width, spareOctetCount: 1)
        let parts = count > 160 ? 2 : count > 100 && unit == "ж" ? 2 : 1
        #expect(try planner.plan(String(repeating: unit, count: count)).partCount == parts)
        #expect(try planner.plan(String(repeating: unit, count: count + 1)).partCount == parts + 1)
        // Beside a header of 7 octets UCS-2 leaves one unused in any case.
        if unit == "a" || width == .eightBit {
            let planner = Planner(referenceWidth: width)
            let plan = try planner.plan(String(repeating: unit, count: count + 1))
            #expect(plan.partCount == parts)
        }
    }

    @Test func noPartFillsItsField() throws {
        var random = Seed.generator("spare")
        var texts = RandomText(try Reference.codec().tables, Seed.generator("spare texts"))
        let all = RandomSettings(languages: NationalLanguage.allCases.map { Int($0.rawValue) })
        var fullCount = 0
        for number in 0..<2_000 {
            let settings = all.next(&random)
            var planner = Planner(settings)
            planner.spareOctetCount = [1, 2, 9, 60].randomElement(using: &random) ?? 1
            let text = texts.next()
            let note: Comment = "\(Seed.note("spare")) text \(number)"
            guard let plan = try? planner.plan(text) else { continue }
            let segments = try plan.segments(
                of: text,
                messageNumber: 5,
                elements: settings.informationElements
            )
            #expect(segments.count == plan.partCount, note)
            var reassembler = Reassembler()
            var found: String?
            for segment in segments {
                let room = UserDataField.octetCount - planner.spareOctetCount
                #expect(segment.userData.count <= room, note)
                fullCount += segment.userData.count == room ? 1 : 0
                let part = try ReceivedPart(
                    userData: segment.userData.span,
                    userDataLength: segment.layout.userDataLength,
                    dataCodingScheme: segment.dataCodingScheme,
                    hasHeader: segment.hasHeader
                )
                if case .complete(let message) = try reassembler.add(part).outcome {
                    found = message.text
                }
            }
            #expect(found.map { Array($0.utf8) } == Array(text.utf8), note)
        }
        #expect(fullCount > 300)
    }

    @Test(arguments: [Int.min, -1, 140, Int.max])
    func spareOctetsThatAFieldDoesNotHaveAreRejected(count: Int) {
        for text in ["", "abc", "żż"] {
            #expect(throws: PlanningError.noRoomBesideSpare(octetCount: count)) {
                try Planner(spareOctetCount: count).plan(text)
            }
        }
    }
}
