import Foundation
import Septet
import SeptetCampaigns
import TestSupport
import Testing

@Suite struct CampaignTotalsTests {
    /// The texts of the sample campaign, read without `RecordReader`.
    private static func sampleTexts() throws -> [String] {
        let file = PackageFolder.sample("campaign.csv")
        let records = NaiveCSV.records(try String(contentsOf: file, encoding: .utf8))
        let header = try #require(records.first)
        let column = try #require(header.firstIndex(of: "text"))
        #expect(records.allSatisfy { $0.count == header.count })
        return records.dropFirst().map { $0[column] }
    }

    private static func totals(of texts: [String], _ planner: Planner = Planner()) throws
        -> CampaignTotals
    {
        var estimator = CampaignEstimator(planner)
        for text in texts { try estimator.add(text: text) }
        return estimator.totals
    }

    @Test func nothingIsNothing() {
        let totals = CampaignTotals()
        #expect(totals.messageCount == 0)
        #expect(totals.partCount == 0)
        #expect(totals.rejectedCount == 0)
        #expect(totals.messageCountByPartCount.isEmpty)
        #expect(totals.sortedOffenders.isEmpty)
    }

    @Test func theSampleAgreesWithACountByHand() throws {
        let texts = try Self.sampleTexts()
        #expect(texts.count == 545)
        let totals = try Self.totals(of: texts)
        let messages = texts.map(NaiveMessage.init)
        #expect(totals.messageCount == texts.count)
        #expect(totals.rejectedCount == 0)
        #expect(totals.partCount == messages.reduce(0) { $0 + $1.partCount })
        #expect(totals.gsm7BitCount == messages.count { $0.isGSM7Bit })
        #expect(totals.ucs2Count == messages.count { !$0.isGSM7Bit })
        #expect(totals.gsm7BitCount > 0 && totals.ucs2Count > 0)
        let histogram = Dictionary(grouping: messages, by: \.partCount).mapValues(\.count)
        #expect(totals.messageCountByPartCount == histogram)
    }

    @Test func theOffendersOfTheSampleAgreeWithACountByHand() throws {
        let texts = try Self.sampleTexts()
        let totals = try Self.totals(of: texts)
        var expected: [Unicode.Scalar: OffenderTotals] = [:]
        for message in texts.map(NaiveMessage.init) {
            let extra = message.partCount - message.partCountWithoutOffenders
            for scalar in message.offenders {
                expected[scalar, default: OffenderTotals()].messageCount += 1
                expected[scalar, default: OffenderTotals()].extraPartCount += extra
                if message.offenders.count == 1 {
                    expected[scalar, default: OffenderTotals()].messageCountAlone += 1
                    expected[scalar, default: OffenderTotals()].extraPartCountAlone += extra
                }
            }
        }
        #expect(expected.count > 100)
        #expect(totals.offenders == expected)
    }

    @Test(arguments: [
        Planner(), Planner(boundary: .grapheme), Planner(boundary: .unit),
        Planner(languages: .all), Planner(referenceWidth: .sixteenBit),
    ])
    func totalsAreTheSumOfThePlans(planner: Planner) throws {
        let texts = try Self.sampleTexts()
        let totals = try Self.totals(of: texts, planner)
        let plans = try texts.map { try planner.plan($0) }
        #expect(totals.partCount == plans.reduce(0) { $0 + $1.partCount })
        #expect(totals.gsm7BitCount == plans.count { $0.alphabet == .gsm7Bit })
        let histogram = Dictionary(grouping: plans, by: \.partCount).mapValues(\.count)
        #expect(totals.messageCountByPartCount == histogram)
    }

    @Test func offendersThatCostMostComeFirst() throws {
        let long = String(repeating: "a", count: 120)
        // ą costs one part (2 instead of 1) in one message, ł none in two, ć none in one.
        let totals = try Self.totals(of: [long + "ą", "ł", "łx", "ć", "plain"])
        #expect(totals.sortedOffenders.map(\.scalar) == ["ą", "ł", "ć"])
        #expect(totals.sortedOffenders.map(\.totals.extraPartCount) == [1, 0, 0])
        #expect(totals.sortedOffenders.map(\.totals.messageCount) == [1, 2, 1])
    }

    @Test func equalOffendersComeInTheOrderOfTheirCodePoints() throws {
        let totals = try Self.totals(of: ["żółć", "ćłóż"])
        #expect(totals.sortedOffenders.map(\.scalar) == ["ó", "ć", "ł", "ż"])
        #expect(totals.sortedOffenders.allSatisfy { $0.totals.messageCountAlone == 0 })
    }

    @Test func whatCannotBePlannedIsRejectedAndCountsOnce() throws {
        var estimator = CampaignEstimator()
        let tooLong = String(repeating: "a", count: 255 * 153 + 1)
        let error = PlanningError.tooManyParts(
            partCount: 256,
            alphabet: .gsm7Bit,
            unitCount: 255 * 153 + 1
        )
        #expect(throws: CampaignEstimator.Refusal.text(error)) {
            try estimator.add(text: tooLong)
        }
        let broken: [UInt8] = [0x61, 0xFF]
        #expect(throws: PlanningError.invalidUTF8(utf8Offset: 1)) {
            try estimator.add(utf8: broken.span)
        }
        estimator.reject(.invalidCharacter)
        #expect(estimator.totals.rejectedCount == 3)
        #expect(estimator.totals.rejectedCounts == [.tooManyParts: 1, .invalidCharacter: 2])
        #expect(estimator.totals.messageCount == 0)
        #expect(estimator.totals.partCount == 0)
        try estimator.add(text: String(tooLong.dropLast()))
        #expect(estimator.totals.messageCountByPartCount == [255: 1])
        #expect(
            estimator.totals.longest.entries
                == [.init(row: 4, partCount: 255, unitCount: 255 * 153)]
        )
    }
}
