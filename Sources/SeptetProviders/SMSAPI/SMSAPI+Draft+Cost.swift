internal import SeptetBilling

extension SMSAPI.Draft {
    /// The cost of all billed recipients, and error 103 when the balance is below it.
    mutating func addCost(_ pricing: SMSAPI.Pricing) {
        guard message.group == nil else {
            warn(.unknownPrice, "the networks of a group are not known here")
            return
        }
        let billedPlaces = Set(billed)
        var minimum = Amount.zero
        var maximum = Amount.zero
        var unpricedCount = 0
        // Many recipients share few networks.
        var known: [OctetKey: ClosedRange<Amount>] = [:]
        for index in audience.numbers.indices where billedPlaces.contains(index) {
            let parts = size(at: index)?.billedPartCount ?? estimate.billedPartCount
            let network = index < pricing.networks.count ? pricing.networks[index] : nil
            let countries = network == nil ? CallingCode.countries(of: audience.numbers[index]) : []
            let key = OctetKey(network ?? "\(countries)")
            let found =
                known[key] ?? network.map(pricing.price(ofNetwork:))
                ?? pricing.price(inCountries: countries)
            guard let parts, let price = found else {
                unpricedCount += 1
                continue
            }
            known[key] = price
            let least = cost(price.lowerBound, parts)
            let most = cost(price.upperBound, parts)
            minimum = minimum + least
            maximum = maximum + most
            if index < estimate.recipients.count {
                estimate.recipients[index].cost = Cost(
                    minimum: least,
                    maximum: most,
                    currency: SMSAPI.Pricing.currency
                )
            }
        }
        guard unpricedCount == 0 else {
            warn(.unknownPrice, "no price is known for \(unpricedCount) recipients")
            return
        }
        let cost = Cost(minimum: minimum, maximum: maximum, currency: SMSAPI.Pricing.currency)
        estimate.cost = cost
        guard let balance = pricing.balance else { return }
        if cost.minimum > balance {
            predict(PredictedError(103, "\(cost.minimum) points needed, \(balance) available"))
        } else if cost.maximum > balance {
            let what = "up to \(cost.maximum) points needed, \(balance) available"
            warn(.balanceMayNotSuffice, what)
        }
    }

    private func cost(_ price: Amount, _ parts: Int) -> Amount {
        guard !message.isTest else { return .zero }
        let amount = price * parts
        return message.isFast ? amount.halfAsMuchAgain : amount
    }
}
