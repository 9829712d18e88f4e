import Septet
import TestSupport
import Testing

/// `Vectors/segmentation.tsv`: where a text is cut, and the octets of each part.
@Suite struct SegmentationVectorTests {
    @Test func segmentsAreAsTheVectorsSay() throws {
        for row in try VectorFile.rows("segmentation.tsv") {
            let text = try row.text("text")
            let settings = try row.settings(referenceColumn: "referenceSize")
            let number = try row.integer("reference") ?? 0
            let segments = try Planner(settings).plan(text).segments(
                of: text,
                messageNumber: number
            )
            #expect(segments.map(\.userData) == (try Self.userData(row)), "\(row)")
            let unitCounts = try row.raw("unitCounts").split(separator: ",").map { Int($0) }
            #expect(segments.map(\.layout.unitCount) == unitCounts, "\(row)")
        }
    }

    @Test func referenceAgreesWithTheVectors() throws {
        let codec = try Reference.codec()
        for row in try VectorFile.rows("segmentation.tsv") {
            let text = try row.text("text")
            let settings = try row.settings(referenceColumn: "referenceSize")
            let plan = try #require(codec.plan(text, settings), "\(row)")
            let number = try row.integer("reference") ?? 0
            let parts = codec.parts(text, settings, plan, reference: number)
            #expect(parts.map(\.userData) == (try Self.userData(row)), "\(row)")
        }
    }

    private static func userData(_ row: VectorRow) throws -> [[UInt8]] {
        try row.raw("userData").split(separator: ",", omittingEmptySubsequences: false).map {
            if $0 == "-" { return [] }
            guard let octets = HexadecimalDigits.octets(String($0)) else {
                throw row.unreadable(String($0), "userData")
            }
            return octets
        }
    }
}
