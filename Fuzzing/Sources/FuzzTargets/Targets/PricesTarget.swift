internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetNumbers
internal import SeptetProviders

extension FuzzTarget {
    /// Any price list is read or refused; every number has a group, and costs are exact.
    static let prices = FuzzTarget("prices") { input in
        let number = input.octets(Int(input.octet()) % 24)
        let partCount = Int(input.number())
        let octets = input.rest()
        let reading = try? NumberReader().read(number.span)
        let lists = [
            try? PriceList(octets: octets), try? PriceList(octets: octets, currency: "EUR"),
            (try? SMSAPI.PriceListReply(octets)).flatMap { reply in
                try? PriceList(reply.entries, currency: SMSAPI.Pricing.currency)
            },
        ]
        for list in lists.compactMap({ $0 }) {
            let group = reading.map(list.groupIndex) ?? 0
            require(list.groups.indices.contains(group), "\(group) is a group")
            let fast = list.halfAsMuchAgain
            let fastGroup = reading.map(fast.groupIndex) ?? 0
            require(fastGroup == group, "a surcharge moves no number")
            checkSize(list, octets)
            if let reading { checkReport(list, reading) }
            for group in list.groups.indices {
                let cost = list.cost(group: group, messageCount: 1, partCount: partCount)
                guard let cost else { continue }
                require(cost.minimum <= cost.maximum, "\(cost) is not upside down")
                let twice = list.cost(group: group, messageCount: 2, partCount: 2 * partCount)
                require(twice?.maximum == cost.maximum * 2, "twice as much costs twice as much")
                let price = list.groups[group].price
                let most = fast.groups[group].price?.upperBound
                require(most.map { $0 * 2 } == price.map { $0.upperBound * 3 }, "fast is exact")
            }
        }
    }

    /// A price takes memory once, not for each country.
    private static func checkSize(_ list: PriceList, _ octets: [UInt8]) {
        let networks = list.groups.map(\.networks.count)
        require(networks.max() ?? 0 <= PriceList.priceLimitPerNumber, "prices are limited")
        // Each price has an octet and a line end at least; equal ones are one.
        require(networks.max() ?? 0 <= octets.count / 2 + 1, "a price is read once")
    }

    /// What a character costs is what its extra part costs.
    private static func checkReport(_ list: PriceList, _ reading: NumberReading) {
        let number = reading.number.description
        guard let read = try? NumberReader().read(number) else { return }
        var estimator = CampaignEstimator(CampaignSettings(prices: list, numberRule: .any))
        let text = "ł" + String(repeating: "a", count: 100)
        for _ in 0..<3 { _ = try? estimator.add(recipient: number, text: text) }
        let report = estimator.report()
        let price = list.groups[list.groupIndex(of: read)].price
        let wanted = price.map { $0.upperBound * 3 }
        require(
            report.expensiveCharacters.first?.extraCost?.maximum == wanted,
            "extra costs are exact"
        )
        require(report.savings.last?.cost?.maximum == wanted, "savings are exact")
        require(report.whole.cost?.maximum == price.map { $0.upperBound * 6 }, "costs are exact")
    }
}
