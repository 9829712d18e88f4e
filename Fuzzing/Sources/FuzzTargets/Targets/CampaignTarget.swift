internal import Septet
internal import SeptetCampaigns

extension FuzzTarget {
    /// The totals of two parts are those of the whole, whatever the parts, and sums of the plans.
    static let campaign = FuzzTarget("campaign") { input in
        let planner = Planner(fuzzing: &input)
        let cut = Int(input.octet())
        let texts = input.rest().split(separator: 0x0A, omittingEmptySubsequences: false)
        let border = cut % (texts.count + 1)
        let whole = totals(texts[...], planner)
        var merged = totals(texts[..<border], planner)
        merged.merge(totals(texts[border...], planner))
        require(merged.messageCount == whole.messageCount, "messages add up")
        require(merged.partCount == whole.partCount, "parts add up")
        require(merged.rejectedCounts == whole.rejectedCounts, "rejections add up")
        require(merged.messageCountByPartCount == whole.messageCountByPartCount, "the histogram")
        require(merged.offenders == whole.offenders, "characters add up")
        require(merged.savings == whole.savings, "savings add up")
        let plans = texts.compactMap { try? planner.plan(utf8: Array($0).span) }
        require(whole.messageCount == plans.count, "each text that has a plan counts")
        require(whole.rejectedCount == texts.count - plans.count, "each other is rejected")
        require(whole.partCount == plans.reduce(0) { $0 + $1.partCount }, "parts are the plans'")
    }

    private static func totals(
        _ texts: ArraySlice<ArraySlice<UInt8>>,
        _ planner: Planner
    ) -> CampaignTotals {
        var estimator = CampaignEstimator(planner)
        for text in texts { _ = try? estimator.add(utf8: Array(text).span) }
        return estimator.totals
    }
}
