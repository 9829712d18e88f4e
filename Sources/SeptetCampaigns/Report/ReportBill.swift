public import SeptetBilling

extension CampaignReport {
    /// What a bill has besides parts: free parts, and a tax.
    public struct BillTerms: Sendable, Hashable {
        /// The parts that are free.
        public var freePartCount: Int

        /// The tax in percent; `nil` for none.
        public var taxPercent: Amount?

        /// Makes terms.
        public init(freePartCount: Int = 0, taxPercent: Amount? = nil) {
            self.freePartCount = freePartCount
            self.taxPercent = taxPercent
        }
    }

    /// The lines of a bill below the cost of all parts.
    public struct Bill: Sendable, Hashable {
        /// The parts that are free, as many as there are at most.
        public let freePartCount: Int

        /// What these parts would have cost; `nil` when none are free.
        ///
        /// Which parts are free isn't known: the least is that of the cheapest.
        public let allowance: Cost?

        /// The tax in percent.
        public let taxPercent: Amount?

        /// The tax on what is left; `nil` without one.
        public let tax: Cost?

        /// What is left before the tax.
        public let net: Cost

        /// What is to be paid.
        public let total: Cost
    }

    /// The bill; `nil` without prices or without terms.
    ///
    /// Amounts are exact and not rounded.
    public var bill: Bill? {
        guard let cost = whole.cost, terms.freePartCount > 0 || terms.taxPercent != nil else {
            return nil
        }
        let count = min(max(0, terms.freePartCount), pricedParts.reduce(0) { $0 + $1.partCount })
        let least = value(
            of: count,
            pricedParts.sorted { $0.price.lowerBound < $1.price.lowerBound }
        )
        let most = value(
            of: count,
            pricedParts.sorted { $0.price.upperBound > $1.price.upperBound }
        )
        // The most expensive parts may be free at the least cost, and the cheapest at the most.
        let mostAtLeast = value(
            of: count,
            pricedParts.sorted { $0.price.lowerBound > $1.price.lowerBound }
        ).lowerBound
        let leastAtMost = value(
            of: count,
            pricedParts.sorted { $0.price.upperBound < $1.price.upperBound }
        ).upperBound
        let net = Cost(
            minimum: max(.zero, cost.minimum.minus(mostAtLeast)),
            maximum: max(.zero, cost.maximum.minus(leastAtMost)),
            currency: cost.currency
        )
        let tax = terms.taxPercent.map { percent in
            Cost(
                minimum: net.minimum.percentage(percent),
                maximum: net.maximum.percentage(percent),
                currency: cost.currency
            )
        }
        return Bill(
            freePartCount: count,
            allowance: count == 0
                ? nil
                : Cost(
                    minimum: least.lowerBound,
                    maximum: most.upperBound,
                    currency: cost.currency
                ),
            taxPercent: terms.taxPercent,
            tax: tax,
            net: net,
            total: Cost(
                minimum: net.minimum + (tax?.minimum ?? .zero),
                maximum: net.maximum + (tax?.maximum ?? .zero),
                currency: cost.currency
            )
        )
    }

    /// What the first of some parts cost, at least and at most.
    private func value(of count: Int, _ parts: [PricedParts]) -> ClosedRange<Amount> {
        var rest = count
        var sum = Amount.zero...Amount.zero
        for part in parts where rest > 0 {
            let taken = min(rest, part.partCount)
            sum = sum + (part.price.lowerBound * taken...part.price.upperBound * taken)
            rest -= taken
        }
        return sum
    }

    /// Parts with the same price.
    struct PricedParts: Sendable, Hashable {
        let price: ClosedRange<Amount>
        let partCount: Int
    }
}

extension Amount {
    /// The exact difference.
    fileprivate func minus(_ other: Amount) -> Amount { self + other * -1 }

    /// The exact share of an amount.
    ///
    /// - Parameter percent: Decimals, such as `8.1`; of at most `Amount.digitLimit` digits.
    fileprivate func percentage(_ percent: Amount) -> Amount {
        // Digit by digit, because an amount is multiplied with counts only.
        var sum = Amount.zero
        var power = 0
        let digits = percent.description.utf8.filter { $0 != UInt8(ascii: ".") }
        for digit in digits.reversed() {
            let product = self * Int(digit & 0x0F)
            sum = sum + product.shifted(power - percent.fractionDigitCount - 2)
            power += 1
        }
        return sum
    }

    /// The amount times a power of ten.
    private func shifted(_ power: Int) -> Amount {
        (try? Amount("\(description)e\(power)", digitLimit: 4 * Amount.sumDigitLimit)) ?? self
    }
}

extension ReportPricing {
    /// The billed parts with a price, by their price.
    var pricedParts: [CampaignReport.PricedParts] {
        guard let prices else { return [] }
        var counts: [Int: Int] = [:]
        for (kind, messageCount) in messageCounts {
            counts[kind.group, default: 0] += messageCount * kind.billedPartCount
        }
        return counts.sorted { $0.key < $1.key }.compactMap { group, partCount in
            guard prices.groups.indices.contains(group), let price = prices.groups[group].price
            else {
                return nil
            }
            return CampaignReport.PricedParts(price: price, partCount: partCount)
        }
    }
}

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
