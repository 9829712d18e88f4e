internal import SeptetJSON

extension SMSwords {
    /// Where requests go and whose they are.
    public struct Account: RequestingAccount, Sendable, Hashable {
        /// `api_token`: always a parameter of the address.
        public var token: Secret
        /// Scheme and host.
        public var origin: String

        /// Makes an account; without arguments one whose token is not known.
        public init(
            token: Secret = Secret(nil, variable: SMSwords.tokenVariable),
            origin: String = SMSwords.origin
        ) {
            self.token = token
            self.origin = origin
        }

        /// The error of an empty token.
        var errors: [PredictedError] {
            guard token.isKnown, token.reveal().isEmpty else { return [] }
            return [PredictedError(local: .missingField, "there is no token", field: "api_token")]
        }

        var method: PreparedRequest.Method { .get }

        var basePath: [PreparedRequest.PathSegment] { [.text("api"), .text("v1")] }

        var identification: [RequestParameter] {
            [RequestParameter("api_token", .secret(token))]
        }
    }
}
