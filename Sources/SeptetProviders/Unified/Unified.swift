public import SeptetBilling
internal import SeptetJSON

/// Unified Communications, the `bulksms` interface of Route Mobile: requests and replies.
///
/// The decisions UN-1 and following, where its document leaves something open, are in
/// docs/providers/unified.md with their reasons.
public enum Unified {
    /// Stands for the reader's own server, which the document does not name; it never resolves.
    public static let placeholderOrigin = "http://server.invalid"

    /// The shell variable of the account's name.
    public static let usernameVariable = "UNIFIED_USERNAME"

    /// The shell variable of the password.
    public static let passwordVariable = "UNIFIED_PASSWORD"

    /// Characters a sender may have when it is not a number.
    public static let alphanumericSourceLimit = 11

    /// Characters a sender may have when it is a number, a plus sign included.
    public static let numericSourceLimit = 18

    /// Digits a destination may have.
    public static let destinationDigitCounts = 6...15

    /// The limits of the document.
    public static let limits = ProviderLimits(senderCharacters: alphanumericSourceLimit)
}

extension Provider {
    /// Unified Communications (Route Mobile).
    public static let unified = Provider(
        name: "unified",
        title: "Unified Communications",
        aliases: ["routemobile"],
        capabilities: [
            .sendText, .flash, .wapPush, .schedule, .estimateCost, .deliveryReports,
        ],
        limits: Unified.limits,
        insufficientCredit: .provider(1725),
        carriedOptions: ["dlr"],
        billedPartCount: { ProviderRule.unified.billedPartCount(of: $0) },
        prepare: { SharedShape.unified($0, Unified.Account()) },
        prepareForAccount: { SharedShape.unified($0, $1) },
        readReply: SharedShape.unifiedReply,
        readReports: SharedShape.unifiedReports,
        run: { job throws(JSONFault) in try UnifiedJobs.run(job) }
    )
}

extension Unified {
    /// The server of requests and the credentials.
    public struct Account: RequestingAccount, Sendable, Hashable {
        /// `username`: the account's name; `nil` when it is not known here.
        public var username: String?
        /// `password`.
        public var password: Secret
        /// Scheme, host and port of the reader's own server (UN-12).
        public var origin: String
        /// GET, or POST with the same parameters as a form.
        public var method: PreparedRequest.Method
        /// What the fields of a schedule are called.
        public var scheduleNames: ScheduleNames

        /// Makes an account; without arguments, one of which nothing is known.
        public init(
            username: String? = nil,
            password: Secret = Secret(nil, variable: Unified.passwordVariable),
            origin: String = Unified.placeholderOrigin,
            method: PreparedRequest.Method = .get,
            scheduleNames: ScheduleNames = ScheduleNames()
        ) {
            self.username = username
            self.password = password
            self.origin = origin
            self.method = method
            self.scheduleNames = scheduleNames
        }

        var basePath: [PreparedRequest.PathSegment] { [.text("bulksms")] }

        var identification: [RequestParameter] {
            let user: RequestParameter.Value =
                username.map { .text($0) }
                ?? .secret(Secret(nil, variable: Unified.usernameVariable))
            return [
                RequestParameter("username", user), RequestParameter("password", .secret(password)),
            ]
        }
    }

    /// What a part costs and what is left, both in the account's credits.
    public struct Pricing: Sendable, Hashable {
        /// The price of one part to one destination.
        public var pricePerPart: Amount
        /// The balance; `nil` when it is not known.
        public var balance: Amount?

        /// Makes a pricing; without a price one credit for a part.
        public init(pricePerPart: Amount = Amount(1), balance: Amount? = nil) {
            self.pricePerPart = pricePerPart
            self.balance = balance
        }
    }
}
