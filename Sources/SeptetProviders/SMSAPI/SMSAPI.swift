public import SeptetBilling
internal import SeptetJSON
internal import SeptetNumbers

/// SMSAPI (smsapi.com): requests, estimates and replies.
///
/// The decisions SA-1 and following, where its document leaves something open, are in
/// docs/providers/smsapi.md with their reasons.
public enum SMSAPI {
    /// The server of the document.
    public static let origin = "https://api.smsapi.com"

    /// The server for when the first does not answer.
    public static let backupOrigin = "https://api2.smsapi.com"

    /// The most parts a message has; accounts with ten exist (SA-7).
    public static let partLimit = 6

    /// The most parts an account can be given.
    public static let largestPartLimit = 10

    /// The limits of the document.
    public static let limits = ProviderLimits(
        recipientsPerPost: 10_000,
        recipientsPerGet: 200,
        personalisedRecipients: 100,
        parts: partLimit,
        senderCharacters: 11
    )

    /// Characters of an `idx` value.
    static let idxLimit = 255

    /// What a short link of `[%goto:url%]` looks like to its reader.
    package static let shortLink = "http://cut.li/ABCD"
}

extension Provider {
    /// SMSAPI.
    public static let smsapi = Provider(
        name: "smsapi",
        title: "SMSAPI",
        capabilities: [
            .sendText, .flash, .binary, .wapPush, .schedule, .personalise, .estimateCost,
            .balance, .deliveryReports,
        ],
        limits: SMSAPI.limits,
        insufficientCredit: .provider(103),
        sendsRepeatedOnce: true,
        carriedOptions: ["notify_url"],
        billedPartCount: { SMSAPI.TextSize.billedPartCount(of: $0) },
        prepare: { SharedShape.smsapi($0, SMSAPI.Account()) },
        prepareForAccount: { SharedShape.smsapi($0, $1) },
        readReply: SharedShape.smsapiReply,
        readReports: SharedShape.smsapiReports,
        run: { job throws(JSONFault) in try SMSAPIJobs.run(job) }
    )
}

extension LocalErrorKind {
    /// A value holds the character that separates values.
    static let separatorInValue = Self(rawValue: "separatorInValue")
}

extension EstimateWarning.Kind {
    /// The elements of a header do not fill it.
    static let malformedHeader = Self(rawValue: "malformedHeader")
    /// A message that expires soon.
    static let shortExpiration = Self(rawValue: "shortExpiration")
    /// A date in no known format.
    static let invalidDate = Self(rawValue: "invalidDate")
    /// Characters the document's regular expression leaves out.
    static let strictRegex = Self(rawValue: "strictRegex")
}

extension SMSAPI {
    /// How a request says whose it is.
    public enum Credentials: Sendable, Hashable {
        /// `Authorization: Bearer`, the way the document recommends.
        case bearer(Secret)
        /// The parameter `access_token`, for clients that cannot set a header.
        case parameter(Secret)
        /// The parameters `username` and `password` of older examples; the latter hashed with MD5.
        case password(username: String, md5: Secret)

        /// The shell variable of the token.
        public static let tokenVariable = "SMSAPI_TOKEN"

        /// The shell variable of the hashed password.
        public static let passwordVariable = "SMSAPI_PASSWORD_MD5"

        /// A token that is not known here; a command line has its variable.
        public static let unknown = Self.bearer(Secret(nil, variable: tokenVariable))

        var bearer: Secret? {
            if case .bearer(let token) = self { token } else { nil }
        }

        var parameters: [RequestParameter] {
            switch self {
            case .bearer: []
            case .parameter(let token): [RequestParameter("access_token", .secret(token))]
            case .password(let username, let md5):
                [
                    RequestParameter("username", username),
                    RequestParameter("password", .secret(md5)),
                ]
            }
        }
    }

    /// The server of requests and the credentials.
    public struct Account: RequestingAccount, Sendable, Hashable {
        /// How a request says whose it is.
        public var credentials: Credentials
        /// Scheme and host.
        public var origin: String
        /// GET or POST; the document recommends POST for many recipients.
        public var method: PreparedRequest.Method

        /// Makes an account; without arguments one whose token is not known.
        public init(
            credentials: Credentials = .unknown,
            origin: String = SMSAPI.origin,
            method: PreparedRequest.Method = .post
        ) {
            self.credentials = credentials
            self.origin = origin
            self.method = method
        }

        var identification: [RequestParameter] { credentials.parameters }

        var bearer: Secret? { credentials.bearer }
    }
}

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
