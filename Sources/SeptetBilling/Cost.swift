/// What a message costs: exactly when both ends are equal, otherwise between them.
public struct Cost: Sendable, Hashable {
    /// The least it can cost.
    public let minimum: Amount

    /// The most it can cost.
    public let maximum: Amount

    /// The ISO 4217 code, or what the provider calls its credits.
    public let currency: String

    /// Makes a range.
    public init(minimum: Amount, maximum: Amount, currency: String) {
        self.minimum = min(minimum, maximum)
        self.maximum = max(minimum, maximum)
        self.currency = currency
    }

    /// Makes an exact cost.
    public init(_ amount: Amount, currency: String) {
        self.init(minimum: amount, maximum: amount, currency: currency)
    }

    /// The cost when it is certain.
    public var exact: Amount? { minimum == maximum ? minimum : nil }
}

#if !hasFeature(Embedded)
    extension Cost: Codable {
        private enum CodingKeys: String, CodingKey { case minimum, maximum, currency }

        /// Reads `minimum`, `maximum` and `currency`; the lesser amount is the minimum.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                minimum: try container.decode(Amount.self, forKey: .minimum),
                maximum: try container.decode(Amount.self, forKey: .maximum),
                currency: try container.decode(String.self, forKey: .currency)
            )
        }

        /// Writes `minimum`, `maximum` and `currency`.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(minimum, forKey: .minimum)
            try container.encode(maximum, forKey: .maximum)
            try container.encode(currency, forKey: .currency)
        }
    }
#endif

/// What one part costs for some recipients: an entry of a price list, however that was written.
///
/// An entry applies to the numbers with its prefix and, if it names a country, only to numbers of
/// that country. Of entries for several networks one applies, but which one is unknown: a number
/// doesn't show its network.
public struct PriceEntry: Sendable, Hashable {
    /// The first digits of the numbers; empty when the list doesn't depend on them.
    public var prefix: String
    /// The country: its code by ISO 3166, or a name that is shown and not looked up.
    public var country: String?
    /// The mobile country code, of one to three digits.
    public var mobileCountryCode: String?
    /// The mobile network code; `nil` for the country's other networks.
    public var networkCode: String?
    /// The network's name.
    public var networkName: String?
    /// What a part costs.
    public var price: Amount
    /// The line it comes from; `nil` when its place in the list is the line.
    public var line: Int?

    /// Makes an entry; one with nothing but a price applies to all numbers.
    public init(
        prefix: String = "",
        country: String? = nil,
        mobileCountryCode: String? = nil,
        networkCode: String? = nil,
        networkName: String? = nil,
        price: Amount,
        line: Int? = nil
    ) {
        self.prefix = prefix
        self.country = country
        self.mobileCountryCode = mobileCountryCode
        self.networkCode = networkCode
        self.networkName = networkName
        self.price = price
        self.line = line
    }
}
