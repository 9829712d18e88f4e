internal import SeptetJSON

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
