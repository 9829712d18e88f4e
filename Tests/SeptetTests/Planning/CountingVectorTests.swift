import Septet
import TestSupport
import Testing

/// `Vectors/counting.tsv`: how a text is encoded and into how many parts it is cut.
@Suite struct CountingVectorTests {
    @Test func plansAreAsTheVectorsSay() throws {
        for row in try VectorFile.rows("counting.tsv") {
            let planner = Planner(try row.settings(referenceColumn: "reference"))
            let text = try row.text("text")
            guard try row.raw("encoding") != "error" else {
                let partCount = try #require(try row.integer("parts"))
                #expect(planner.partCountWhenTooLong(text) == partCount, "\(row)")
                continue
            }
            let expected = try row.summary()
            #expect(try planner.plan(text).rowSummary == expected, "\(row)")
        }
    }

    /// Fewer scalars than this fit a text that is planned at every padding, to keep the time short.
    private static let longestPaddedText = 700

    @Test(arguments: [0...16, 17...32, 33...48, 49...64])
    func everyPaddingGivesWhatTheReferenceGives(paddings: ClosedRange<Int>) throws {
        let codec = try Reference.codec()
        for row in try VectorFile.rows("counting.tsv") {
            let text = try row.text("text")
            let settings = try row.settings(referenceColumn: "reference")
            guard text.unicodeScalars.count < Self.longestPaddedText else { continue }
            for padding in paddings {
                let padded = String(repeating: "a", count: padding) + text
                let expected = codec.plan(padded, settings)?.summary
                let plan = try Planner(settings).plan(padded)
                #expect(plan.summary == expected, "\(row), padding \(padding)")
            }
        }
    }

    @Test func referenceAgreesWithTheVectors() throws {
        let codec = try Reference.codec()
        for row in try VectorFile.rows("counting.tsv") {
            let text = try row.text("text")
            let settings = try row.settings(referenceColumn: "reference")
            let plan = try #require(codec.plan(text, settings), "\(row)")
            let partCount = try #require(try row.integer("parts"))
            #expect(plan.unitCounts.count == partCount, "\(row)")
            guard try row.raw("encoding") != "error" else { continue }
            let expected = try row.summary()
            #expect(plan.rowSummary == expected, "\(row)")
        }
    }
}

extension VectorRow {
    /// The expected columns, named as in the summaries of plans.
    fileprivate func summary() throws -> [String: String] {
        [
            "parts": try raw("parts"), "units": try raw("units"),
            "room": try raw("unitsPerPart"), "remaining": try raw("remaining"),
            "encoding": try raw("encoding") == "ucs2"
                ? "ucs2" : "gsm7 \(try language("locking")) \(try language("single"))",
        ]
    }
}

extension MessagePlan {
    /// What a row says of a plan.
    fileprivate var rowSummary: [String: String] {
        var summary = summary
        summary["octets"] = nil
        summary["last"] = nil
        summary["remaining"] = "\(remainingUnitCount)"
        return summary
    }
}

extension ReferencePlan {
    /// What a row says of a plan.
    fileprivate var rowSummary: [String: String] {
        var summary = summary
        summary["octets"] = nil
        summary["last"] = nil
        summary["remaining"] = "\(unitsPerPart - (unitCounts.last ?? 0))"
        return summary
    }
}
