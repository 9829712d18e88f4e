extension PreparedRequest {
    /// Credentials beside the address and the body.
    @nonexhaustive
    public enum Authorization: Sendable, Hashable {
        /// `Authorization: Bearer` and a token.
        case bearer(Secret)
        /// `Authorization: Basic` (RFC 7617).
        case basic(user: Secret, password: Secret)
        /// A field of another name, or with another word before the secret.
        case header(name: String, prefix: String, Secret)
        /// Signature version 4 of AWS, which the HTTP client computes; `headers` does not have it.
        case aws4(service: String, region: String, key: Secret, secret: Secret)

        /// The secrets in it.
        var secrets: [Secret] {
            switch self {
            case .bearer(let secret), .header(_, _, let secret): [secret]
            case .basic(let user, let password): [user, password]
            case .aws4(_, _, let key, let secret): [key, secret]
            }
        }
    }

    /// A header field.
    public struct HeaderField: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The value.
        public let value: String
    }
}
