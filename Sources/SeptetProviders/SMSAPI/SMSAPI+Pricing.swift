public import SeptetBilling
internal import SeptetNumbers

extension SMSAPI {
    /// The price of one part to one network, as `prices.do` gives it.
    public struct NetworkPrice: Sendable, Hashable {
        /// The country's name.
        public let country: String?
        /// The network's name.
        public let network: String?
        /// The mobile country code.
        public let mcc: String
        /// The mobile network code.
        public let mnc: String
        /// When the price was last changed.
        public let date: Timestamp?
        /// Euros for a part.
        public let price: Amount

        /// Makes a price.
        public init(
            mcc: String,
            mnc: String,
            price: Amount,
            country: String? = nil,
            network: String? = nil,
            date: Timestamp? = nil
        ) {
            self.mcc = mcc
            self.mnc = mnc
            self.price = price
            self.country = country
            self.network = network
            self.date = date
        }
    }

    /// The prices and networks that an estimate needs for a cost.
    public struct Pricing: Sendable, Hashable {
        /// The price list.
        public var prices: [NetworkPrice]
        /// `MCC/MNC` of each recipient in order; only `MCC` when the network is not known, `nil` when
        /// the number is all there is.
        public var networks: [String?]
        /// The points of the account, if error 103 is to be predicted.
        public var balance: Amount?

        /// Euro: the list's prices say so.
        public static let currency = "EUR"

        /// Makes a pricing.
        public init(
            prices: [NetworkPrice],
            networks: [String?] = [],
            balance: Amount? = nil
        ) {
            self.prices = prices
            self.networks = networks
            self.balance = balance
        }

        /// What a part costs to a network, written `MCC/MNC`; `nil` when no price is known.
        ///
        /// A country without the network gives the range of its prices.
        func price(ofNetwork network: String) -> ClosedRange<Amount>? {
            let codes = network.divided(at: "/")
            guard let country = codes.first.map(String.init) else { return nil }
            let inCountry = prices.filter { Self.isSame($0.mcc, country) }
            if codes.count > 1,
                let price = inCountry.first(where: { Self.isSame($0.mnc, String(codes[1])) })
            {
                return price.price...price.price
            }
            return Self.range(of: inCountry)
        }

        /// What a part can cost in the country a number belongs to; `nil` when no price is known.
        ///
        /// The number does not identify the network, because numbers move between networks.
        func price(inCountries codes: [Int]) -> ClosedRange<Amount>? {
            Self.range(of: prices.filter { Int($0.mcc).map(codes.contains) ?? false })
        }

        private static func range(of prices: [NetworkPrice]) -> ClosedRange<Amount>? {
            guard let least = prices.map(\.price).min(), let most = prices.map(\.price).max() else {
                return nil
            }
            return least...most
        }

        /// Whether codes are the same number; the list writes `1` where others write `01`.
        private static func isSame(_ left: String, _ right: String) -> Bool {
            left.isSame(as: right) || Int(left) != nil && Int(left) == Int(right)
        }
    }
}

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
            let country = network == nil ? audience.countries[index] : nil
            let countries = country?.mobileCountryCodes ?? []
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
