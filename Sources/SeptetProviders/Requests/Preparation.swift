internal import SeptetJSON

/// The outcome of preparing a message: requests to send or predicted errors, and an estimate.
///
/// A prediction never replaces the provider's answer; it saves a request that would be refused.
public struct Preparation: Sendable, Hashable {
    /// What the message is, how it will be billed and what to know about it; always there.
    public var estimate: Estimate

    /// One request for each batch the provider's limits demand; empty when an error is predicted.
    public var requests: [PreparedRequest]

    /// Makes a preparation; a predicted error in the estimate takes the requests away.
    public init(estimate: Estimate, requests: [PreparedRequest] = []) {
        self.estimate = estimate
        self.requests = estimate.predictedError == nil ? requests : []
    }

    /// Makes a preparation whose requests are written only when no error is predicted.
    ///
    /// What cannot be written becomes the last error.
    init(
        _ estimate: Estimate,
        writing requests: () throws(PredictedError) -> [PreparedRequest]
    ) {
        var estimate = estimate
        var written: [PreparedRequest] = []
        if estimate.predictedError == nil {
            do throws(PredictedError) {
                written = try requests()
            } catch {
                estimate.predictedErrors.append(error)
            }
        }
        self.init(estimate: estimate, requests: written)
    }

    /// Makes a preparation of nothing but an error.
    public init(_ error: PredictedError) {
        self.init(estimate: Estimate(predictedErrors: [error]))
    }

    /// Adds errors after those that were predicted, and takes the requests away when there are any.
    mutating func refuse(_ errors: [PredictedError]) {
        estimate.predictedErrors += errors
        if !errors.isEmpty {
            requests = []
        }
    }

    /// The requests, or the first error that was predicted.
    public func get() throws(PredictedError) -> [PreparedRequest] {
        if let error = estimate.predictedError { throw error }
        return requests
    }
}

/// Credentials and the server they belong to: what the accounts of all providers have in common.
protocol RequestingAccount {
    /// Scheme, host and port.
    var origin: String { get }

    /// How parameters travel when a request has no other body: in the address or as a form.
    var method: PreparedRequest.Method { get }

    /// What the path of every request begins with.
    var basePath: [PreparedRequest.PathSegment] { get }

    /// The credentials that travel as parameters; they stand before all others.
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
    /// Throws `invalidValue` for an invalid origin and for control characters in credentials; no value is
    /// repeated.
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
            content: body ?? (method == .post ? .form(all) : .empty),
            bearer: bearer
        )
    }
}

extension Secret {
    /// Throws `invalidValue` when the value, or the variable in place of an unknown one, has a control
    /// character; neither is repeated.
    func checkControlCharacters(field: String) throws(PredictedError) {
        if reveal().hasControlCharacter { throw .controlCharacter(field: field) }
    }
}

extension PredictedError {
    /// A name, token or password with which another request could be written than the one that is meant.
    static func controlCharacter(field: String) -> Self {
        Self(local: .invalidValue, "a control character in '\(field)' cannot be sent", field: field)
    }
}

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

    /// The steps that remain until a client may send the request, in order; none for a request that is ready.
    ///
    /// A signature is computed by the provider's own client library, over the request as it is here.
    /// Complexity: linear in the parameters.
    public var openRequirements: [Requirement] {
        var requirements = missingVariables.map { Requirement.secret(variable: $0) }
        if case .aws4(let service, let region, _, _) = authorization {
            requirements.append(.awsSignature(service: service, region: region))
        }
        return requirements
    }

    /// Whether a client may send the request as it is: no secret is missing, and none has to sign it first.
    public var isReady: Bool { openRequirements.isEmpty }

    /// What a request lacks.
    @nonexhaustive
    public enum Requirement: Sendable, Hashable {
        /// A secret, of which only the shell variable is known.
        case secret(variable: String)
        /// Signature version 4 of AWS with the credentials in `authorization`; without it AWS refuses the request.
        case awsSignature(service: String, region: String)
    }

    /// A header field.
    public struct HeaderField: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The value.
        public let value: String
    }
}

extension PreparedRequest.Requirement: CustomStringConvertible {
    /// A sentence part that says what is to be done.
    public var description: String {
        switch self {
        case .secret(let variable): "the secret \(variable) is missing"
        case .awsSignature(let service, let region):
            "it has to be signed before it is sent: AWS signature version 4, service '\(service)', region '\(region)'"
        }
    }
}
