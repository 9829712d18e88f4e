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
