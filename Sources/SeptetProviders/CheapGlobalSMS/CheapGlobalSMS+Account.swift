extension CheapGlobalSMS {
    /// Where requests go, whose they are, and what is set in the account.
    public struct Account: RequestingAccount, Sendable, Hashable {
        /// `sub_account`; `nil` when it is not known here.
        public var subAccount: String?
        /// `sub_account_pass`.
        public var password: Secret
        /// Scheme and host.
        public var origin: String
        /// GET or POST.
        public var method: PreparedRequest.Method
        /// The account's own dial code, for numbers that begin with a zero.
        public var defaultDialCode: String?
        /// The account's own time zone, such as `1`.
        public var timezoneOffset: String?

        /// Makes an account; without arguments one that nothing is known of.
        public init(
            subAccount: String? = nil,
            password: Secret = Secret(nil, variable: CheapGlobalSMS.passwordVariable),
            origin: String = CheapGlobalSMS.origin,
            method: PreparedRequest.Method = .post,
            defaultDialCode: String? = nil,
            timezoneOffset: String? = nil
        ) {
            self.subAccount = subAccount
            self.password = password
            self.origin = origin
            self.method = method
            self.defaultDialCode = defaultDialCode
            self.timezoneOffset = timezoneOffset
        }

        /// Errors 1 and 2: a name or a password that is empty.
        var errors: [PredictedError] {
            var errors: [PredictedError] = []
            if subAccount?.isEmpty ?? false {
                errors.append(
                    PredictedError(1, "sub_account is not supplied", field: "sub_account")
                )
            }
            if password.isKnown, password.reveal().isEmpty {
                let what = "sub_account_pass is not supplied"
                errors.append(PredictedError(2, what, field: "sub_account_pass"))
            }
            return errors
        }

        var identification: [RequestParameter] {
            let name: RequestParameter.Value =
                subAccount.map { .text($0) }
                ?? .secret(Secret(nil, variable: CheapGlobalSMS.subAccountVariable))
            return [
                RequestParameter("sub_account", name),
                RequestParameter("sub_account_pass", .secret(password)),
            ]
        }

        /// A request for an action.
        func request(
            _ action: String,
            _ parameters: [RequestParameter]
        ) throws(PredictedError) -> PreparedRequest {
            try request(["api_v1"], [RequestParameter("action", action)] + parameters)
        }
    }
}
