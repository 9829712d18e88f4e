internal import SeptetBilling

/// Adds up what the messages of several groups cost.
struct ReportPricing {
    let messageCounts: [MessageKind: Int]
    let prices: PriceList?

    init(_ messageCounts: [MessageKind: Int], _ prices: PriceList?) {
        self.messageCounts = messageCounts
        self.prices = prices
    }

    /// All messages and their cost.
    var whole: CampaignReport.Share { share(messageCounts.lazy.map { ($0.key, $0.value) }) }

    /// The messages that agree in something, and their cost.
    ///
    /// Complexity: linear in the kinds of messages; allocates.
    func shares<Key: Hashable>(by key: (MessageKind) -> Key) -> [Key: CampaignReport.Share] {
        Dictionary(grouping: messageCounts.lazy.map { ($0.key, $0.value) }) { key($0.0) }
            .mapValues { share($0) }
    }

    private func share(_ counted: some Sequence<(MessageKind, Int)>) -> CampaignReport.Share {
        var sums: [Int: (messageCount: Int, partCount: Int)] = [:]
        for (kind, messageCount) in counted {
            sums[kind.group, default: (0, 0)].messageCount += messageCount
            sums[kind.group, default: (0, 0)].partCount += messageCount * kind.billedPartCount
        }
        var sum = ShareSum()
        for (group, counted) in sums { sum.add(counted, group, prices) }
        return sum.share
    }

    /// What of the cost of all messages are fees; `nil` when no price has one.
    var fees: Cost? {
        guard let prices, prices.groups.contains(where: { $0.fee != nil }) else { return nil }
        var sum = Cost(.zero, currency: prices.currency)
        for (kind, messageCount) in messageCounts {
            let partCount = messageCount * kind.billedPartCount
            if let fees = prices.fees(group: kind.group, partCount: partCount) {
                sum = Cost(
                    minimum: sum.minimum + fees.minimum,
                    maximum: sum.maximum + fees.maximum,
                    currency: sum.currency
                )
            }
        }
        return sum
    }

    /// A cost of parts that was summed up while counting; `nil` when none has a known price.
    func cost(
        _ sum: ClosedRange<Amount>,
        ofPartCount partCount: Int,
        unpricedPartCount: Int
    ) -> Cost? {
        guard let prices, prices.groups.contains(where: { $0.price != nil }),
            partCount == 0 || unpricedPartCount < partCount
        else { return nil }
        return Cost(
            minimum: sum.lowerBound,
            maximum: sum.upperBound,
            currency: prices.currency
        )
    }

    /// The groups that have messages, the most expensive first; those without a price come last.
    var destinations: [CampaignReport.Destination] {
        guard let prices else { return [] }
        return shares(by: \.group).filter { prices.groups.indices.contains($0.key) }
            .sorted { $0.key < $1.key }
            .map { CampaignReport.Destination(group: prices.groups[$0.key], share: $0.value) }
            .sorted { $0.rank < $1.rank }
    }
}

extension CampaignReport.Destination {
    fileprivate var rank: DestinationRank {
        DestinationRank(
            maximum: share.cost?.maximum,
            partCount: share.partCount,
            country: group.country,
            mobileCountryCodes: group.mobileCountryCodes
        )
    }
}

/// A sum of messages, parts and costs.
struct ShareSum {
    private var messageCount = 0
    private var partCount = 0
    private var unpricedPartCount = 0
    private var cost: Cost?

    /// Adds messages and parts to the numbers of a group of the price list.
    mutating func add(
        _ counts: (messageCount: Int, partCount: Int),
        _ group: Int,
        _ prices: PriceList?
    ) {
        messageCount += counts.messageCount
        partCount += counts.partCount
        let cost = prices?.cost(
            group: group,
            messageCount: counts.messageCount,
            partCount: counts.partCount
        )
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
