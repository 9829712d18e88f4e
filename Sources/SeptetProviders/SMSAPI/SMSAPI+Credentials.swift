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

    /// Where requests go and whose they are.
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
