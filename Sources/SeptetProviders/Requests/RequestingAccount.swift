internal import SeptetJSON

/// Whose requests are made and where they go: what the accounts of all providers have in common.
protocol RequestingAccount {
    /// Scheme, host and port.
    var origin: String { get }

    /// How parameters travel when a request has no other body: in the address or as a form.
    var method: PreparedRequest.Method { get }

    /// What the path of every request begins with.
    var basePath: [PreparedRequest.PathSegment] { get }

    /// The parameters that prove whose request it is; they stand before all others.
    var identification: [RequestParameter] { get }

    /// The token of `Authorization: Bearer`, where the provider takes one there.
    var bearer: Secret? { get }
}

extension RequestingAccount {
    var basePath: [PreparedRequest.PathSegment] { [] }
    var identification: [RequestParameter] { [] }
    var bearer: Secret? { nil }

    /// A request to a path below the base path.
    ///
    /// - Parameter json: The body; the request is then a POST with all parameters in its address.
    ///
    /// Throws `invalidValue` for an origin that is none and for control characters in what proves whose request
    /// it is; no value is repeated.
    func request(
        _ path: [String],
        _ parameters: [RequestParameter] = [],
        json: JSONValue? = nil
    ) throws(PredictedError) -> PreparedRequest {
        for parameter in identification where parameter.text.hasControlCharacter {
            throw .controlCharacter(field: parameter.name)
        }
        let all = identification + parameters
        let body: PreparedRequest.Content? = json.map {
            .octets(JSONText.octets(of: $0), mediaType: "application/json")
        }
        let method = body == nil ? method : .post
        return try PreparedRequest(
            method: method,
            origin: origin,
            path: basePath + path.map { .text($0) },
            query: method == .get || body != nil ? all : [],
            content: body ?? (method == .post ? .form(all) : .none),
            bearer: bearer
        )
    }
}

extension Secret {
    /// Throws `invalidValue` when the value is known and has a control character; it is not repeated.
    func checkControlCharacters(field: String) throws(PredictedError) {
        if isKnown, reveal().hasControlCharacter { throw .controlCharacter(field: field) }
    }
}

extension PredictedError {
    /// A name, token or password with which another request could be written than the one that is meant.
    static func controlCharacter(field: String) -> Self {
        Self(local: .invalidValue, "a control character in '\(field)' cannot be sent", field: field)
    }
}
