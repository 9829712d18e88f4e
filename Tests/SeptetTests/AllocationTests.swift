import AllocationCounting
import Septet
import TestSupport
import Testing

/// Counting allocates nothing.
@Suite struct AllocationTests {
    /// How often `body` asks for memory.
    private static func allocations(in body: () throws -> Void) rethrows -> UInt64 {
        let before = allocation_count()
        try body()
        return allocation_count() - before
    }

    @Test func allocationsAreCounted() {
        var sum = 0
        let one = Self.allocations { sum += [UInt8](repeating: 1, count: 10_000).count }
        let many = Self.allocations {
            for count in 1...100 { sum += String(repeating: "é", count: count * 100).utf8.count }
        }
        #expect(one >= 1)
        #expect(many >= 100)
        #expect(Self.allocations {} == 0)
        #expect(sum > 0)
    }

    @Test(arguments: BoundaryPolicy.allCases, [NationalLanguages(), .all])
    func planningAllocatesNothing(boundary: BoundaryPolicy, languages: NationalLanguages) throws {
        try expectNoAllocations(of: Planner(languages: languages, boundary: boundary))
    }

    private func expectNoAllocations(of planner: Planner) throws {
        let texts = [
            "", "Hello, world!", String(repeating: "a€", count: 300),
            String(repeating: "Zażółć gęślą jaźń ", count: 30),
            String(repeating: "हिन्दी ", count: 40), String(repeating: "👨‍👩‍👧 ", count: 50),
            "e" + String(repeating: "\u{301}", count: 200),
        ]
        for text in texts {
            let octets = Array(text.utf8)
            // Once before, so that what the runtime allocates once is not counted.
            _ = try planner.plan(text)
            _ = try planner.plan(utf8: octets.span)
            var partCount = 0
            let count = try Self.allocations {
                partCount += try planner.plan(text).partCount
                partCount += try planner.plan(utf8: octets.span).partCount
                partCount += try planner.plan(octetCount: 1_000).partCount
            }
            #expect(count == 0, "\(text.prefix(20))")
            #expect(partCount >= 3)
        }
    }

    @Test(arguments: BoundaryPolicy.allCases)
    func writingAllocatesNothing(boundary: BoundaryPolicy) throws {
        for text in [String(repeating: "a€", count: 300), String(repeating: "👨‍👩‍👧 ", count: 50)] {
            let plan = try Planner(boundary: boundary).plan(text)
            var count: UInt64 = 0
            _ = try [UInt8](capacity: plan.octetCount) { output in
                for isCounted in [false, true] {
                    output.removeAll()
                    var writer = try SegmentWriter(plan, messageNumber: 0)
                    let before = allocation_count()
                    while try writer.writeNext(of: text.utf8Span, into: &output) != nil {}
                    if isCounted { count = allocation_count() - before }
                }
            }
            #expect(count == 0)
        }
    }
}
