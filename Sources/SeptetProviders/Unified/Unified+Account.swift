public import SeptetBilling

extension Unified {
    /// Where requests go and whose they are.
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

        /// Makes an account; without arguments one that nothing is known of.
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
        /// What is left; `nil` when it is not known.
        public var balance: Amount?

        /// Makes a pricing; without a price one credit for a part.
        public init(pricePerPart: Amount = Amount(1), balance: Amount? = nil) {
            self.pricePerPart = pricePerPart
            self.balance = balance
        }
    }
}
