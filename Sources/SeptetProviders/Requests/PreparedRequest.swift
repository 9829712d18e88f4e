/// A request ready for any HTTP client: method, address, headers and the octets of its body.
///
/// Nothing here sends it. Secrets stay `Secret` values until `url`, `headers` or `body` is asked
/// for; every description has them as `***`.
public struct PreparedRequest: Sendable, Hashable {
    /// The method of RFC 9110.
    public enum Method: String, Sendable, Hashable, CaseIterable {
        case get = "GET"
        case post = "POST"
    }

    /// What the body is made of.
    public enum Content: Sendable, Hashable {
        /// No body.
        case none
        /// `application/x-www-form-urlencoded`, parameters in order.
        case form([RequestParameter])
        /// Octets of a media type; they hold no secret.
        case octets([UInt8], mediaType: String)
    }

    /// A part of the path: what lies between two slashes.
    public enum PathSegment: Sendable, Hashable {
        /// Visible text.
        case text(String)
        /// A secret in the path, shown as `***`.
        case secret(Secret)
    }

    /// The method.
    public let method: Method

    /// Scheme and host, without a slash at the end, such as `https://api.smsapi.com`.
    public let origin: String

    /// The path, percent-encoded when it is written.
    public let path: [PathSegment]

    /// The parameters after the question mark, in order.
    public let query: [RequestParameter]

    /// The body.
    public let content: Content

    /// The token of `Authorization: Bearer`, when the provider takes one there.
    public let bearer: Secret?

    /// Makes a request.
    public init(
        method: Method,
        origin: String,
        path: [PathSegment],
        query: [RequestParameter] = [],
        content: Content = .none,
        bearer: Secret? = nil
    ) {
        self.method = method
        self.origin = origin
        self.path = path
        self.query = query
        self.content = content
        self.bearer = bearer
    }

    /// The parameters of query and form, in order.
    public var parameters: [RequestParameter] {
        if case .form(let form) = content { query + form } else { query }
    }

    /// The media type of the body, `nil` without a body.
    public var contentType: String? {
        switch content {
        case .none: nil
        case .form: "application/x-www-form-urlencoded"
        case .octets(_, let mediaType): mediaType
        }
    }

    /// The address, secrets in the clear.
    public var url: String { url(revealing: true) }

    /// The header fields, secrets in the clear.
    public var headers: [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        if let bearer {
            headers.append((name: "Authorization", value: "Bearer \(bearer.reveal())"))
        }
        if let contentType {
            headers.append((name: "Content-Type", value: contentType))
        }
        return headers
    }

    /// The octets of the body, secrets in the clear; none without a body.
    ///
    /// Complexity: linear; allocates the result.
    public var body: [UInt8] {
        switch content {
        case .none: []
        case .form(let form): Array(Self.joined(form, revealing: true).utf8)
        case .octets(let octets, _): octets
        }
    }

    /// The address with `***` for every secret.
    public var redactedURL: String {
        let redactedQuery = query.map { "\($0.name)=\($0.redactedWire)" }.joined(separator: "&")
        return address { _ in Secret.redaction } + (query.isEmpty ? "" : "?\(redactedQuery)")
    }

    /// The visible path, such as `/bulksms/schedulemsg`, with `***` for every secret.
    public var redactedPath: String {
        String(address { _ in Secret.redaction }.dropFirst(origin.count))
    }

    func url(revealing: Bool) -> String {
        let path = address { secret in
            revealing && secret.isKnown
                ? PercentEncoding.string(of: secret.reveal()) : "${\(secret.variable)}"
        }
        return path + (query.isEmpty ? "" : "?" + Self.joined(query, revealing: revealing))
    }

    static func joined(_ parameters: [RequestParameter], revealing: Bool) -> String {
        parameters.map { parameter in
            PercentEncoding.string(of: parameter.name) + "="
                + parameter.wire(revealing: revealing)
        }.joined(separator: "&")
    }

    private func address(_ secretText: (Secret) -> String) -> String {
        path.reduce(into: origin) { address, segment in
            switch segment {
            case .text(let text): address += "/" + PercentEncoding.string(of: text)
            case .secret(let secret): address += "/" + secretText(secret)
            }
        }
    }
}

extension PreparedRequest: CustomStringConvertible, CustomDebugStringConvertible {
    /// Method and address, secrets as `***`.
    public var description: String { "\(method.rawValue) \(redactedURL)" }

    /// Method and address, secrets as `***`.
    public var debugDescription: String { description }
}
