public import SeptetBilling

/// Numbers that cost the same, as far as numbers tell: a country, or a part of one.
public struct PriceGroup: Sendable, Hashable {
    /// The price for one network.
    public struct Network: Sendable, Hashable {
        /// The mobile network code; `nil` for all networks that have no price of their own.
        public let code: String?
        /// The network's name, where the list has it.
        public let name: String?
        /// What one part costs.
        public let price: Amount
    }

    /// The country's code by ISO 3166, or its name in the list; `nil` when it is not known.
    public let country: String?

    /// The mobile country codes of the prices, ascending.
    public let mobileCountryCodes: [Int]

    /// The prices, in the order of the list; empty when none is known.
    ///
    /// A number does not tell its network, because numbers move between networks.
    public let networks: [Network]

    /// What one part costs at least and at most; `nil` when no price is known.
    public let price: ClosedRange<Amount>?

    init(country: String?, _ set: PriceSet) {
        self.country = country
        mobileCountryCodes = set.mobileCountryCodes
        networks = set.networks
        price = set.price
    }
}
