import AllocationCounting
import Septet
import TestSupport
import Testing

/// Encoding in one call gives the plan, and the octets of its segments.
@Suite struct PlannerEncodingTests {
    private struct Failure: Error {}

    /// Whose two octets differ.
    private let messageNumber = 0x1907

    private struct Encoded: Equatable {
        var plan: MessagePlan
        var octets: [UInt8]
    }

    private func result(
        _ capacity: Int,
        _ body: (inout OutputSpan<UInt8>) throws(MessageEncodingError) -> MessagePlan
    ) throws -> Result<Encoded, MessageEncodingError> {
        var plan: MessagePlan?
        let octets: [UInt8]
        do {
            octets = try [UInt8](capacity: capacity) { output throws(MessageEncodingError) in
                plan = try body(&output)
            }
        } catch {
            return .failure(error)
        }
        guard let plan else { throw Failure() }
        return .success(Encoded(plan: plan, octets: octets))
    }

    /// Encodes a text; raw UTF-8 gives the same, or the same error.
    private func encoded(
        _ planner: Planner,
        _ text: String,
        _ elements: [InformationElement] = [],
        capacity: Int
    ) throws -> (plan: MessagePlan, octets: [UInt8]) {
        let ofText = try result(capacity) { output throws(MessageEncodingError) in
            try planner.encode(
                text,
                messageNumber: messageNumber,
                elements: elements,
                into: &output
            )
        }
        let ofOctets = try result(capacity) { output throws(MessageEncodingError) in
            try planner.encode(
                utf8: text.utf8Span.span,
                messageNumber: messageNumber,
                elements: elements,
                into: &output
            )
        }
        #expect(ofText == ofOctets, "\(planner), room \(capacity): \(text)")
        let found = try ofText.get()
        return (found.plan, found.octets)
    }

    @Test func rawOctetsThatAreNotUTF8AreRejectedAtTheirPlace() {
        let malformed: [[UInt8]] = [[0xC3], [0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5]]
        for choice in Planner.Choice.allCases {
            for character in ["a", "é", "ж"] {
                for count in [0, 1, 30, 63, 64, 100, 161, 200] {
                    for end in malformed {
                        let text = Array(String(repeating: character, count: count).utf8)
                        let error = PlanningError.invalidUTF8(utf8Offset: text.count)
                        let octets = text + end + Array("abc".utf8)
                        #expect(throws: MessageEncodingError.planning(error)) {
                            try result(4_000) { output throws(MessageEncodingError) in
                                try Planner(choice: choice).encode(
                                    utf8: octets.span,
                                    messageNumber: 0,
                                    into: &output
                                )
                            }.get()
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<4)
    func encodedAsPlannedAndCut(batch: Int) throws {
        var random = Seed.generator("encode", batch)
        var texts = RandomText(try Reference.codec().tables, Seed.generator("encode texts", batch))
        let all = RandomSettings(languages: NationalLanguage.allCases.map { Int($0.rawValue) })
        for number in 0..<1_000 {
            let settings = all.next(&random)
            let elements = random.oneIn(2) ? settings.informationElements : []
            var planner = Planner(settings)
            if elements.isEmpty { planner.elementOctetCount = 0 }
            if random.oneIn(3) { planner.languages = [] }
            let text = texts.next()
            let note: Comment = "\(Seed.note("encode", batch)) text \(number)"
            let plan: MessagePlan
            do {
                plan = try planner.plan(text)
            } catch {
                #expect(throws: MessageEncodingError.planning(error), note) {
                    try encoded(planner, text, elements, capacity: 36_000)
                }
                continue
            }
            let segments = try plan.segments(
                of: text,
                messageNumber: messageNumber,
                elements: elements
            )
            // Room to the octet, and more than enough.
            for capacity in [plan.octetCount, plan.octetCount + 200] {
                let (found, octets) = try encoded(planner, text, elements, capacity: capacity)
                #expect(found == plan, note)
                #expect(octets == segments.flatMap(\.userData), note)
            }
            if plan.octetCount > 0 {
                #expect(throws: MessageEncodingError.self, note) {
                    try encoded(planner, text, elements, capacity: plan.octetCount - 1)
                }
            }
            let message = try planner.encoded(
                text,
                messageNumber: messageNumber,
                elements: elements
            )
            #expect(message.plan == plan, note)
            #expect(message.map(\.userData) == segments.map { $0.userData[...] }, note)
            #expect(message.map(\.userDataLength) == segments.map(\.layout.userDataLength), note)
            let again = try plan.encoded(text, messageNumber: messageNumber, elements: elements)
            #expect(again == message, note)
        }
    }

    @Test func bordersOfOnePart() throws {
        for (character, limit) in [("a", 160), ("€", 80), ("é", 160), ("ж", 70), ("😀", 35)] {
            for count in [0, 1, limit - 1, limit, limit + 1, 2 * limit, 4 * limit] {
                let text = String(repeating: character, count: count)
                let plan = try MessagePlan(text)
                #expect(plan.partCount == 1 || count > limit)
                #expect(try Planner().encoded(text, messageNumber: 0).plan == plan)
            }
        }
    }

    /// Texts in UCS-2 with a surrogate pair before, on and behind each border, under every policy:
    /// written as a whole and cut, they are what the writer of segments makes.
    @Test(
        arguments: BoundaryPolicy.allCases,
        [
            ConcatenationReference.Width.eightBit, .sixteenBit,
        ]
    )
    func textsInUCS2CutAtTheirBorders(
        boundary: BoundaryPolicy,
        width: ConcatenationReference.Width
    ) throws {
        var planner = Planner(boundary: boundary, referenceWidth: width)
        var strandingCount = 0
        for (unitCount, pairs) in Self.pairsAtBorders {
            var text = ""
            var count = 0
            while count < unitCount {
                let isPair = pairs.contains(count)
                text += isPair ? "😀" : "ж"
                count += isPair ? 2 : 1
            }
            for choice in [Planner.Choice.cheapest, .ucs2] {
                planner.choice = choice
                let plan = try planner.plan(text)
                try expectSegments(of: text, planner, plan)
                strandingCount += 2 * plan.unitCount < plan.octetCount ? 1 : 0
            }
        }
        #expect(strandingCount > 0)
    }

    private static let pairsAtBorders: [(Int, Set<Int>)] =
        [69, 70, 71, 133, 134, 135, 201, 202, 469, 470, 1_000].flatMap { unitCount in
            (64...67).map { first in (unitCount, Set(stride(from: first, to: unitCount, by: 67))) }
                + [(unitCount, []), (unitCount, Set(0..<unitCount)), (unitCount, [66, 132, 199])]
        }

    /// Encodes in every way, also of raw UTF-8, and compares with segments.
    private func expectSegments(of text: String, _ planner: Planner, _ plan: MessagePlan) throws {
        let segments = try plan.segments(of: text, messageNumber: messageNumber)
        let octets = segments.flatMap(\.userData)
        for capacity in [plan.octetCount, plan.octetCount + 1, plan.octetCount + 300] {
            let found = try encoded(planner, text, capacity: capacity)
            #expect(found.plan == plan)
            #expect(found.octets == octets)
            let raw = try [UInt8](capacity: capacity) { output throws(MessageEncodingError) in
                _ = try planner.encode(
                    utf8: text.utf8Span.span,
                    messageNumber: messageNumber,
                    into: &output
                )
            }
            #expect(raw == octets)
        }
        #expect(throws: MessageEncodingError.self) {
            try encoded(planner, text, capacity: plan.octetCount - 1)
        }
        let message = try planner.encoded(text, messageNumber: messageNumber)
        #expect(message.plan == plan)
        #expect(message.map(\.userData) == segments.map { $0.userData[...] })
        #expect(message.map(\.userDataLength) == segments.map(\.layout.userDataLength))
        #expect(try plan.encoded(text, messageNumber: messageNumber) == message)
    }

    @Test func manyPartsOfUCS2() throws {
        for (pairCount, partCount) in [(33 * 255, 255), (33 * 255 + 1, 256)] {
            // A pair before each border leaves one unit of every part.
            let text = String(repeating: "😀", count: pairCount)
            guard partCount <= MessagePlan.maximumPartCount else {
                #expect(throws: MessageEncodingError.self) {
                    try encoded(Planner(), text, capacity: 40_000)
                }
                #expect(throws: MessageEncodingError.self) {
                    try Planner().encoded(text, messageNumber: 0)
                }
                continue
            }
            let plan = try MessagePlan(text)
            #expect(plan.partCount == partCount)
            try expectSegments(of: text, Planner(), plan)
        }
    }

    @Test func planOfAnotherTextInUCS2() throws {
        // As many units as the plan's text, cut elsewhere.
        let text = String(repeating: "ж", count: 200)
        let other = String(repeating: "ж", count: 66) + String(repeating: "😀", count: 67)
        let plan = try MessagePlan(text)
        #expect(throws: SegmentationError.self) {
            try [UInt8](capacity: 1_000) { output throws(SegmentationError) in
                try plan.encode(other, messageNumber: 0, into: &output)
            }
        }
        #expect(throws: SegmentationError.self) { try plan.encoded(other, messageNumber: 0) }
    }

    @Test func textsInUCS2WithoutParts() throws {
        for text in Self.texts + ["", "a", "é", "ह", "😀"] {
            let expected = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            #expect(UCS2Text.octets(of: text) == expected)
            let capacity = UCS2Text.octetCount(of: text)
            #expect(capacity == expected.count)
            let written = try [UInt8](capacity: capacity) { output throws(SegmentationError) in
                try UCS2Text.write(text, into: &output)
            }
            #expect(written == expected)
            guard capacity > 0 else { continue }
            let error = SegmentationError.bufferTooSmall(
                octetCount: capacity,
                available: capacity - 1
            )
            #expect(throws: error) {
                try [UInt8](capacity: capacity - 1) { output throws(SegmentationError) in
                    try UCS2Text.write(text, into: &output)
                }
            }
        }
    }

    @Test func errorsSayWhatTheyHold() {
        let planning = PlanningError.tooManyParts(
            partCount: 256,
            alphabet: .ucs2,
            unitCount: 17_086
        )
        #expect(MessageEncodingError.planning(planning).description == planning.description)
        let segmentation = SegmentationError.bufferTooSmall(octetCount: 2, available: 1)
        #expect(
            MessageEncodingError.segmentation(segmentation).description == segmentation.description
        )
    }

    private static let texts = [
        "Hello, world! This is a message of one part.", String(repeating: "a€é", count: 200),
        "Zażółć gęślą jaźń", String(repeating: "Zażółć gęślą jaźń ", count: 30),
        String(repeating: "👨‍👩‍👧 ", count: 40),
    ]

    /// How often `body` asks for memory: the fewest of three times, because the runtime allocates
    /// what it keeps for all.
    private func allocations(in body: () throws -> Void) rethrows -> UInt64 {
        var fewest = UInt64.max
        for _ in 0..<3 {
            let before = allocation_count()
            try body()
            fewest = min(fewest, allocation_count() - before)
        }
        return fewest
    }

    /// Into a buffer none, into one array one, into an array for each part as many and one.
    @Test(.enabled(if: allocations_are_counted())) func encodingAllocatesItsOutputOnly() throws {
        for text in Self.texts {
            let planner = Planner()
            let plan = try planner.plan(text)
            var intoBuffer: UInt64 = 1
            _ = try [UInt8](capacity: 20_000) { output in
                intoBuffer = try allocations {
                    output.removeAll()
                    _ = try planner.encode(text, messageNumber: 0, into: &output)
                    try plan.encode(text, messageNumber: 0, into: &output)
                }
            }
            #expect(intoBuffer == 0, "\(text.prefix(20))")
            let message = try planner.encoded(text, messageNumber: 0)
            var octetCount = message.reduce(0) { $0 + $1.userData.count }
            let again = allocations {
                for segment in message { octetCount += segment.userData.count }
            }
            #expect(again == 0, "\(text.prefix(20))")
            #expect(octetCount == 4 * plan.octetCount)
            let intoArray = try allocations {
                octetCount += try planner.encoded(text, messageNumber: 0).octets.count
            }
            #expect(intoArray == 1, "\(text.prefix(20))")
            let intoPlanned = try allocations {
                octetCount += try plan.encoded(text, messageNumber: 0).octets.count
            }
            #expect(intoPlanned == 1, "\(text.prefix(20))")
            let intoSegments = try allocations {
                octetCount += try plan.segments(of: text, messageNumber: 0).count
            }
            #expect(intoSegments == UInt64(1 + plan.partCount), "\(text.prefix(20))")
        }
    }

    @Test(.enabled(if: allocations_are_counted())) func readingAllocatesItsTextOnly() throws {
        for text in Self.texts {
            let plan = try MessagePlan(text)
            guard plan.partCount == 1,
                let segment = try plan.segments(of: text, messageNumber: 0).first
            else {
                continue
            }
            let userData = segment.userData
            var count = 0
            let toString = try allocations {
                count =
                    try PartText.text(
                        ofUserData: userData.span,
                        userDataLength: segment.layout.userDataLength,
                        dataCodingScheme: plan.dataCodingScheme(),
                        hasHeader: false
                    )?.utf8.count ?? 0
            }
            #expect(toString == 1)
            #expect(count == text.utf8.count)
            var intoBuffer: UInt64 = 1
            _ = try [UInt8](capacity: 500) { output in
                intoBuffer = try allocations {
                    output.removeAll()
                    _ = try PartText.write(
                        userData: userData.span,
                        userDataLength: segment.layout.userDataLength,
                        dataCodingScheme: plan.dataCodingScheme(),
                        hasHeader: false,
                        into: &output
                    )
                }
            }
            #expect(intoBuffer == 0)
        }
    }
}
