internal import SeptetProviders

/// Adds up what the messages of several groups cost.
struct ReportPricing {
    private let groups: [Int: CampaignTotals]
    private let prices: PriceList?

    init(_ groups: [Int: CampaignTotals], _ prices: PriceList?) {
        self.groups = groups
        self.prices = prices
    }

    /// The cost of some messages and parts of each group.
    ///
    /// - Parameter counts: How many of a group's there are.
    func share(
        _ counts: (CampaignTotals) -> (messageCount: Int, partCount: Int)
    ) -> CampaignReport.Share {
        var sum = ShareSum()
        for (number, totals) in groups {
            let counted = counts(totals)
            sum.add(counted, prices?.cost(group: number, counted))
        }
        return sum.share
    }

    /// The groups that have messages, the dearest first; those without a price come last.
    var destinations: [CampaignReport.Destination] {
        guard let prices else { return [] }
        return groups.filter { $0.value.messageCount > 0 && prices.groups.indices.contains($0.key) }
            .map { number, totals in
                var sum = ShareSum()
                let counted = (messageCount: totals.messageCount, partCount: totals.partCount)
                sum.add(counted, prices.cost(group: number, counted))
                return CampaignReport.Destination(group: prices.groups[number], share: sum.share)
            }
            .sorted { left, right in
                let (one, other) = (left.share.cost?.maximum, right.share.cost?.maximum)
                if one != other { return (one ?? Amount(-1)) > (other ?? Amount(-1)) }
                if left.share.partCount != right.share.partCount {
                    return left.share.partCount > right.share.partCount
                }
                return (left.group.country ?? "~") < (right.group.country ?? "~")
            }
    }
}

extension PriceList {
    fileprivate func cost(group: Int, _ counts: (messageCount: Int, partCount: Int)) -> Cost? {
        cost(group: group, messageCount: counts.messageCount, partCount: counts.partCount)
    }
}

/// A sum of messages, parts and costs.
private struct ShareSum {
    private var messageCount = 0
    private var partCount = 0
    private var unpricedPartCount = 0
    private var cost: Cost?

    mutating func add(_ counts: (messageCount: Int, partCount: Int), _ cost: Cost?) {
        messageCount += counts.messageCount
        partCount += counts.partCount
        guard let cost else {
            unpricedPartCount += counts.partCount
            return
        }
        guard counts.messageCount > 0 || counts.partCount > 0 else { return }
        self.cost = Cost(
            minimum: (self.cost?.minimum ?? .zero) + cost.minimum,
            maximum: (self.cost?.maximum ?? .zero) + cost.maximum,
            currency: cost.currency
        )
    }

    var share: CampaignReport.Share {
        CampaignReport.Share(
            messageCount: messageCount,
            partCount: partCount,
            cost: cost,
            unpricedPartCount: unpricedPartCount
        )
    }
}
