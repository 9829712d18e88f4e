import Septet
import TestSupport
import Testing

/// A writer given another text than its plan's, or too small a buffer, refuses and never traps.
@Suite struct SegmentWriterTests {
    @Test(arguments: 0..<8)
    func planOfAnotherTextIsRefusedOrWritesIt(batch: Int) throws {
        let tables = try Reference.codec().tables
        var random = Seed.generator("another", batch)
        var texts = RandomText(tables, Seed.generator("another texts", batch))
        let all = RandomSettings(languages: NationalLanguage.allCases.map { Int($0.rawValue) })
        var refusedCount = 0
        for number in 0..<600 {
            let settings = all.next(&random)
            let planned = texts.next()
            guard let plan = try? Planner(settings).plan(planned) else { continue }
            let others = [
                texts.next(), planned + "x", String(planned.dropLast()), "", texts.next(),
            ]
            for text in others where text != planned {
                let note: Comment = "\(Seed.note("another", batch)) text \(number) \(settings)"
                var writer = try SegmentWriter(
                    plan,
                    messageNumber: 0,
                    elements: settings.informationElements
                )
                do throws(SegmentationError) {
                    let segments = try Self.written(&writer, plan) { _ in text }
                    check(segments, plan, text, note)
                } catch {
                    guard case .planOfAnotherText(let offset) = error else {
                        Issue.record("\(error)")
                        continue
                    }
                    #expect(0...text.utf8.count ~= offset, note)
                    refusedCount += 1
                }
            }
            // Another text for each segment: whatever comes out, nothing traps.
            var writer = try SegmentWriter(
                plan,
                messageNumber: 0,
                elements: settings.informationElements
            )
            _ = try? Self.written(&writer, plan) { others[$0 % others.count] }
        }
        #expect(refusedCount > 600)
    }

    /// Text that fits the plan by chance must have come out whole.
    private func check(
        _ segments: [[UInt8]],
        _ plan: MessagePlan,
        _ text: String,
        _ note: Comment
    ) {
        #expect(segments.count == plan.partCount, note)
        #expect(segments.allSatisfy { $0.count <= 140 }, note)
        #expect(segments.reduce(0) { $0 + $1.count } == plan.octetCount, note)
        #expect(text.utf8.count > 0 || plan.unitCount == 0, note)
    }

    /// The segments a writer writes into a buffer of exactly the octets of the plan.
    private static func written(
        _ writer: inout SegmentWriter,
        _ plan: MessagePlan,
        text: (Int) -> String
    ) throws(SegmentationError) -> [[UInt8]] {
        var counts: [Int] = []
        let octets = try [UInt8](capacity: plan.octetCount) { output throws(SegmentationError) in
            while true {
                let text = text(counts.count)
                guard let layout = try writer.writeNext(of: text.utf8Span, into: &output) else {
                    break
                }
                counts.append(layout.octetCount)
            }
        }
        var start = 0
        return counts.map { count in
            defer { start += count }
            return Array(octets[start..<start + count])
        }
    }

    /// Parts that a cluster left almost empty, and a text that fills them: no octet is left for
    /// the header of the last part.
    @Test func strandedPartsFilledByAnotherText() throws {
        let cluster = "e" + String(repeating: "\u{301}", count: 66)
        let planned = "ж" + cluster + "ж" + cluster
        let plan = try Planner(boundary: .grapheme, choice: .ucs2).plan(planned)
        #expect(plan.partCount == 4)
        for count in [134, 135, 150, 200, 201, 268] {
            let other = String(repeating: "ж", count: count)
            var writer = try SegmentWriter(plan, messageNumber: 0)
            #expect(throws: SegmentationError.self) {
                try Self.written(&writer, plan) { _ in other }
            }
        }
    }

    /// As many parts, and as much in the last one, but less in another.
    @Test func textOfOtherPartsIsRefused() throws {
        let cluster = "e" + String(repeating: "\u{301}", count: 66)
        let plan = try Planner(boundary: .grapheme, choice: .ucs2).plan("жж" + cluster + "жжжж")
        #expect(plan.partCount == 3)
        #expect(throws: SegmentationError.planOfAnotherText(utf8Offset: 2 + 133 + 8)) {
            try plan.segments(of: "ж" + cluster + "жжжж", messageNumber: 0)
        }
    }

    @Test func surrogateCutAtTheEndOfTheBuffer() throws {
        let planned = String(repeating: "ж", count: 67) + "ж"
        let plan = try Planner(boundary: .unit, choice: .ucs2).plan(planned + "жжж")
        for count in 60...71 {
            for other in ["😀", "ж"] {
                let text =
                    String(repeating: "ж", count: count) + String(repeating: other, count: 3)
                var writer = try SegmentWriter(plan, messageNumber: 0)
                _ = try? Self.written(&writer, plan) { _ in text }
            }
        }
    }

    @Test func bufferOneOctetTooSmallIsNamed() throws {
        let text = String(repeating: "a", count: 161)
        let plan = try MessagePlan(text)
        #expect(plan.octetCount == 140 + 14)
        var writer = try SegmentWriter(plan, messageNumber: 0)
        var tooSmall = false
        _ = [UInt8](capacity: 153) { output in
            do throws(SegmentationError) {
                _ = try writer.writeNext(of: text.utf8Span, into: &output)
                _ = try writer.writeNext(of: text.utf8Span, into: &output)
            } catch {
                tooSmall = error == .bufferTooSmall(octetCount: 14, available: 13)
            }
        }
        #expect(tooSmall)
    }

    @Test func elementsOfAnotherLengthAreRefused() throws {
        let plan = try Planner(elementOctetCount: 6).plan("a")
        let ports = InformationElement.ports(destination: 2948, source: 9200)
        #expect(try plan.segments(of: "a", messageNumber: 0, elements: [ports]).count == 1)
        #expect(throws: SegmentationError.elementsDiffer(octetCount: 0, planned: 6)) {
            try plan.segments(of: "a", messageNumber: 0)
        }
        #expect(throws: SegmentationError.elementsDiffer(octetCount: 12, planned: 6)) {
            try plan.segments(of: "a", messageNumber: 0, elements: [ports, ports])
        }
    }

    @Test func textAndDataAreNotTakenForEachOther() throws {
        let data: [UInt8] = [1, 2, 3]
        #expect(throws: SegmentationError.planOfAnotherText(utf8Offset: 0)) {
            try Planner().plan(octetCount: 3).segments(of: "abc", messageNumber: 0)
        }
        #expect(throws: SegmentationError.planOfAnotherText(utf8Offset: 0)) {
            try MessagePlan("abc").segments(ofOctets: data.span, messageNumber: 0)
        }
    }

    @Test(arguments: [0, 1, 139, 140, 141, 268, 269, 1_000, 255 * 134])
    func dataComesBack(octetCount: Int) throws {
        let octets = (0..<octetCount).map { UInt8(truncatingIfNeeded: $0 * 31) }
        for width in ConcatenationReference.Width.allCases
        where octetCount <= 255 * 133 || width == .eightBit {
            let plan = try Planner(referenceWidth: width).plan(octetCount: octetCount)
            let segments = try plan.segments(ofOctets: octets.span, messageNumber: 0)
            #expect(segments.count == plan.partCount)
            #expect(segments.reduce(0) { $0 + $1.userData.count } == plan.octetCount)
            #expect(segments.flatMap { octets[$0.layout.utf8Range] } == octets)
            var reassembler = Reassembler()
            var received: ReassembledMessage?
            for segment in segments.reversed() {
                let part = try segment.received(as: plan.dataCodingScheme())
                if case .complete(let message) = try reassembler.add(part).outcome {
                    received = message
                }
            }
            #expect(received?.data == octets)
            #expect(received?.text == nil)
        }
    }

    // Seven septets take as many octets as eight, so the eighth of another text has room.
    @Test(arguments: [("abcdefg", "abcdefgh"), ("abcdefg", "abcdef"), ("жж", "жжж"), ("жж", "ж")])
    func oneSegmentIsRefusedAtTheSamePlaceByEveryCall(text: String, other: String) throws {
        let plan = try MessagePlan(text)
        var errors: [SegmentationError] = []
        do {
            _ = try [UInt8](capacity: 140) { output throws(SegmentationError) in
                try plan.encode(other, messageNumber: 0, into: &output)
            }
        } catch { errors.append(error) }
        do { _ = try plan.encoded(other, messageNumber: 0) } catch { errors.append(error) }
        do { _ = try plan.segments(of: other, messageNumber: 0) } catch { errors.append(error) }
        #expect(errors.count == 3)
        #expect(Set(errors).count == 1)
    }
}
