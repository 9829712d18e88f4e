internal import SeptetJSON

extension SMSwords {
    /// Where requests go and whose they are.
    public struct Account: Sendable, Hashable {
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

        /// A request to a path below `api/v1`; with a body it is a POST.
        func request(
            _ path: [String],
            query: [RequestParameter] = [],
            json: JSONValue? = nil
        ) -> PreparedRequest {
            PreparedRequest(
                method: json == nil ? .get : .post,
                origin: origin,
                path: (["api", "v1"] + path).map { .text($0) },
                query: [RequestParameter("api_token", .secret(token))] + query,
                content: json.map {
                    .octets(JSONWriter.octets(of: $0), mediaType: "application/json")
                } ?? .none
            )
        }
    }
}
