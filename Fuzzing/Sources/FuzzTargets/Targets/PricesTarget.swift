internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetProviders

extension FuzzTarget {
    /// Any price list is read or refused; every number has a group, and no cost is upside down.
    static let prices = FuzzTarget("prices") { input in
        let number = input.octets(Int(input.octet()) % 24)
        let partCount = Int(input.number())
        let octets = input.rest()
        let lists = [
            try? PriceList(octets: octets), try? PriceList(octets: octets, currency: "EUR"),
            try? PriceList(smsapi: octets),
        ]
        for list in lists.compactMap({ $0 }) {
            let group = list.groupIndex(of: number.span)
            require(list.groups.indices.contains(group), "\(group) is a group")
            let fast = list.halfAsMuchAgain
            require(fast.groupIndex(of: number.span) == group, "a surcharge moves no number")
            for group in list.groups.indices {
                let cost = list.cost(group: group, messageCount: 1, partCount: partCount)
                guard let cost else { continue }
                require(cost.minimum <= cost.maximum, "\(cost) is not upside down")
                let twice = list.cost(group: group, messageCount: 2, partCount: 2 * partCount)
                require(twice?.maximum == cost.maximum * 2, "twice as much costs twice as much")
            }
        }
    }
}
