internal import SeptetBilling
internal import SeptetJSON

/// CheapGlobalSMS (cheapglobalsms.com): requests, estimates and replies of every action.
///
/// The decisions CG-1 and following, where its document leaves something open, are in
/// docs/providers/cheapglobalsms.md with their reasons.
public enum CheapGlobalSMS {
    /// The server of the document, by HTTPS (CG-3).
    public static let origin = "https://cheapglobalsms.com"

    /// The shell variable of the sub-account's name.
    public static let subAccountVariable = "CGSMS_SUB_ACCOUNT"

    /// The shell variable of the sub-account's password.
    public static let passwordVariable = "CGSMS_SUB_ACCOUNT_PASS"

    /// Characters of `extra_data`.
    public static let extraDataLimit = 60

    /// Recipients of one request.
    public static let recipientLimit = 5000

    /// Records of one page of a list.
    public static let recordCounts = 1...300

    /// The limits of the document and of its author's own program.
    public static let limits = ProviderLimits(
        recipientsPerPost: recipientLimit,
        recipientsPerGet: recipientLimit,
        personalisedRecipients: recipientLimit,
        senderCharacters: 11
    )
}

extension Provider {
    /// CheapGlobalSMS.
    public static let cheapGlobalSMS = Provider(
        name: "cgsms",
        title: "CheapGlobalSMS",
        aliases: ["cheapglobalsms"],
        capabilities: [
            .sendText, .flash, .schedule, .personalise, .estimateCost, .balance,
            .deliveryReports, .receiveText,
        ],
        limits: CheapGlobalSMS.limits,
        insufficientCredit: .provider(11),
        sendsRepeatedOnce: true,
        carriedOptions: ["callback_url"],
        billedPartCount: { ProviderRule.cheapGlobalSMS.billedPartCount(of: $0) },
        prepare: { SharedShape.cheapGlobalSMS($0, CheapGlobalSMS.Account()) },
        prepareForAccount: { SharedShape.cheapGlobalSMS($0, $1) },
        readReply: SharedShape.cheapGlobalSMSReply,
        readReports: SharedShape.cheapGlobalSMSReports,
        readInbound: SharedShape.cheapGlobalSMSInbound,
        run: { job throws(JSONFault) in try CheapGlobalSMSJobs.run(job) }
    )
}

extension CheapGlobalSMS {
    /// A stop or deletion that would affect everything.
    static let filterRequired = LocalErrorKind(rawValue: "filterRequired")

    /// `stage` is left out because `status` makes it void.
    static let stageIgnored = EstimateWarning.Kind(rawValue: "stageIgnored")

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

        /// Makes an account; without arguments, one of which nothing is known.
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
