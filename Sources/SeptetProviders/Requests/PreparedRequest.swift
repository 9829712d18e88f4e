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
        case empty
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

    /// Scheme, host and, if it is not the scheme's own, port, such as `https://api.smsapi.com`.
    public let origin: String

    /// The path, percent-encoded when it is written.
    public let path: [PathSegment]

    /// The parameters after the question mark, in order.
    public let query: [RequestParameter]

    /// The body.
    public let content: Content

    /// The credentials that travel in the header, or with which the client signs; `nil` when they stand elsewhere.
    public let authorization: Authorization?

    /// Further header fields; none holds a secret.
    public let headerFields: [HeaderField]

    /// The token of `Authorization: Bearer`, when the provider takes one there.
    public var bearer: Secret? { if case .bearer(let token) = authorization { token } else { nil } }

    /// Makes a request.
    ///
    /// Throws `invalidValue` for what would write another request than this: an origin that is not an http or
    /// https origin, a control character in a secret, the media type or the path, and the segments `.` and `..`.
    /// The error repeats no value.
    public init(
        method: Method,
        origin: String,
        path: [PathSegment],
        query: [RequestParameter] = [],
        content: Content = .empty,
        bearer: Secret? = nil
    ) throws(PredictedError) {
        try self.init(
            method: method,
            origin: origin,
            path: path,
            query: query,
            content: content,
            authorization: bearer.map(Authorization.bearer)
        )
    }

    /// Makes a request with any credentials and further header fields.
    ///
    /// Throws as the other initializer, and for a control character in a header field.
    public init(
        method: Method,
        origin: String,
        path: [PathSegment],
        query: [RequestParameter] = [],
        content: Content = .empty,
        authorization: Authorization?,
        headerFields: [(name: String, value: String)] = []
    ) throws(PredictedError) {
        if let fault = OriginFault(in: origin) {
            throw PredictedError(local: .invalidValue, fault.description, field: "origin")
        }
        self.method = method
        self.origin = origin
        self.path = path
        self.query = query
        self.content = content
        self.authorization = authorization
        self.headerFields = headerFields.map { HeaderField(name: $0.name, value: $0.value) }
        try checkText()
    }

    private func checkText() throws(PredictedError) {
        for secret in authorization?.secrets ?? [] {
            let isBearer = bearer == secret
            try secret.checkControlCharacters(field: isBearer ? "token" : secret.variable)
        }
        for field in headerFields where field.value.hasControlCharacter || !field.name.isHeaderName
        {
            throw .controlCharacter(field: field.name)
        }
        for parameter in parameters {
            if case .secret(let secret) = parameter.value {
                try secret.checkControlCharacters(field: parameter.name)
            }
        }
        for segment in path {
            let text: String
            switch segment {
            case .text(let visible): text = visible
            case .secret(let secret):
                try secret.checkControlCharacters(field: secret.variable)
                text = secret.reveal()
            }
            guard !text.hasControlCharacter, !text.utf8.elementsEqual(".".utf8),
                !text.utf8.elementsEqual("..".utf8)
            else {
                throw PredictedError(
                    local: .invalidValue,
                    "a segment of a path has no control character and is not '.' or '..'",
                    field: "path"
                )
            }
        }
        if case .octets(_, let mediaType) = content, mediaType.hasControlCharacter {
            throw PredictedError(
                local: .invalidValue,
                "a media type has no control character",
                field: "contentType"
            )
        }
    }

    /// The parameters of query and form, in order.
    public var parameters: [RequestParameter] {
        if case .form(let form) = content { query + form } else { query }
    }

    /// The media type of the body, `nil` without a body.
    public var contentType: String? {
        switch content {
        case .empty: nil
        case .form: "application/x-www-form-urlencoded"
        case .octets(_, let mediaType): mediaType
        }
    }

    /// The address, secrets in the clear.
    public var url: String { Self.text(addressFragments + queryFragments, Self.revealed) }

    /// `http` or `https`.
    public var scheme: String { origin.beginsIgnoringCase("https:") ? "https" : "http" }

    /// Host and, if it is not the scheme's own, port.
    public var authority: String { String(origin.divided(at: "/").last ?? "") }

    /// Path and query, secrets in the clear: what stands behind the authority in `url`.
    public var target: String { Self.text(pathFragments + queryFragments, Self.revealed) }

    /// The header fields, secrets in the clear.
    public var headers: [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        switch authorization {
        case .bearer(let token):
            headers.append((name: "Authorization", value: "Bearer \(token.reveal())"))
        case .basic(let user, let password):
            let pair = Base64.string(of: Array("\(user.reveal()):\(password.reveal())".utf8))
            headers.append((name: "Authorization", value: "Basic \(pair)"))
        case .header(let name, let prefix, let secret):
            headers.append((name: name, value: prefix + secret.reveal()))
        case .aws4, nil: break
        }
        headers += headerFields.map { (name: $0.name, value: $0.value) }
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
        case .empty: []
        case .form(let form): Array(Self.text(Self.fragments(of: form), Self.revealed).utf8)
        case .octets(let octets, _): octets
        }
    }

    /// Whether a secret is not known: the request is then for people, and must not be sent.
    public var lacksSecret: Bool { !missingVariables.isEmpty }

    /// The shell variables of secrets that are not known, in their order.
    public var missingVariables: [String] {
        var secrets = authorization?.secrets ?? []
        for segment in path { if case .secret(let secret) = segment { secrets.append(secret) } }
        for parameter in parameters {
            if case .secret(let secret) = parameter.value { secrets.append(secret) }
        }
        return secrets.filter { !$0.isKnown }.map(\.variable)
    }

    /// The address with `***` for every secret.
    public var redactedURL: String {
        Self.text(addressFragments + queryFragments) { _ in Secret.redaction }
    }

    /// The visible path, such as `/bulksms/schedulemsg`, with `***` for every secret.
    public var redactedPath: String {
        Self.text(pathFragments) { _ in Secret.redaction }
    }
}

extension PreparedRequest {
    /// A piece of an address, a header or a form: text as it travels, or a secret in its place.
    enum Fragment {
        case text(String)
        case secret(Secret)
    }

    private var pathFragments: [Fragment] {
        path.flatMap { segment -> [Fragment] in
            switch segment {
            case .text(let text): [.text("/" + PercentEncoding.string(of: text))]
            case .secret(let secret): [.text("/"), .secret(secret)]
            }
        }
    }

    var addressFragments: [Fragment] { [.text(origin)] + pathFragments }

    var queryFragments: [Fragment] {
        query.isEmpty ? [] : [.text("?")] + Self.fragments(of: query)
    }

    /// Names and values with their separators.
    static func fragments(of parameters: [RequestParameter]) -> [Fragment] {
        var fragments: [Fragment] = []
        for (index, parameter) in parameters.enumerated() {
            let name = (index > 0 ? "&" : "") + PercentEncoding.string(of: parameter.name) + "="
            switch parameter.value {
            case .text(let text): fragments.append(.text(name + PercentEncoding.string(of: text)))
            case .octets(let octets, _):
                fragments.append(.text(name + PercentEncoding.string(of: octets)))
            case .secret(let secret): fragments += [.text(name), .secret(secret)]
            }
        }
        return fragments
    }

    private static func text(_ fragments: [Fragment], _ shown: (Secret) -> String) -> String {
        fragments.reduce(into: "") { text, fragment in
            switch fragment {
            case .text(let piece): text += piece
            case .secret(let secret): text += shown(secret)
            }
        }
    }

    /// A secret as an address or a form carries it; its variable when it is not known.
    private static func revealed(_ secret: Secret) -> String {
        secret.isKnown ? PercentEncoding.string(of: secret.reveal()) : secret.reveal()
    }
}

/// Why a text is not the origin of a request: `http` or `https`, a host and perhaps a port.
///
/// An origin holds no user, path, query or fragment, and nothing that an HTTP client or a reader could take for
/// one. Hosts are letters, digits, `-`, `.` and `_`, or an IPv6 address in brackets; names in other scripts are
/// written in Punycode.
package enum OriginFault: Error, Sendable, Hashable {
    /// There is no text.
    case empty
    /// It does not begin with `http://` or `https://`.
    case scheme
    /// The octet at `offset` cannot be part of a host or a port.
    case octet(UInt8, offset: Int)
    /// There is no host, or brackets without an IPv6 address.
    case host
    /// The port is not a number from 1 to 65535.
    case port

    /// Finds what is wrong with an origin; `nil` when nothing is.
    ///
    /// Complexity: linear; allocates.
    package init?(in origin: String) {
        let octets = Array(origin.utf8)
        guard !octets.isEmpty else {
            self = .empty
            return
        }
        guard
            let start = ["http://", "https://"].first(where: origin.beginsIgnoringCase)?.utf8.count
        else {
            self = .scheme
            return
        }
        if let offset = octets.indices.dropFirst(start).first(where: { !Self.isAllowed(octets[$0]) }
        ) {
            self = .octet(octets[offset], offset: offset)
            return
        }
        var host = octets[start...]
        var port: ArraySlice<UInt8>?
        if host.first == UInt8(ascii: "["), let end = host.firstIndex(of: UInt8(ascii: "]")) {
            if end + 1 < octets.count {
                guard octets[end + 1] == UInt8(ascii: ":") else {
                    self = .host
                    return
                }
                port = octets[(end + 2)...]
            }
            host = host[..<end].dropFirst()
            guard host.contains(UInt8(ascii: ":")), host.allSatisfy(Self.isAddressOctet) else {
                self = .host
                return
            }
        } else {
            if let colon = host.firstIndex(of: UInt8(ascii: ":")) {
                port = octets[(colon + 1)...]
                host = host[..<colon]
            }
            guard !host.isEmpty, host.first != UInt8(ascii: "."),
                !host.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") })
            else {
                self = .host
                return
            }
        }
        guard let port else { return nil }
        guard port.count <= 5, port.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(String(decoding: port, as: UTF8.self)), (1...65_535).contains(number)
        else {
            self = .port
            return
        }
        return nil
    }

    private static func isAllowed(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }

    private static func isAddressOctet(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "."),
            UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f"):
            true
        default: false
        }
    }
}

extension OriginFault: CustomStringConvertible {
    /// The fault and the character it is at; an origin may hold a password, so no more of it is repeated.
    package var description: String {
        let rule = "an origin is http:// or https://, a host and, if needed, a port"
        return switch self {
        case .empty: "\(rule); this one is empty"
        case .scheme: "\(rule); this one has another scheme, or none"
        case .octet(UInt8(ascii: "@"), _): "\(rule); this one names a user"
        case .octet(UInt8(ascii: "/"), let offset): "\(rule); a path begins at byte \(offset)"
        case .octet(UInt8(ascii: "?"), let offset): "\(rule); a query begins at byte \(offset)"
        case .octet(UInt8(ascii: "#"), let offset): "\(rule); a fragment begins at byte \(offset)"
        case .octet(let octet, let offset) where octet > 0x20 && octet < 0x7F:
            "\(rule); '\(Unicode.Scalar(octet))' stands at byte \(offset)"
        case .octet(let octet, let offset):
            "\(rule); octet 0x\(String(octet, radix: 16)) stands at byte \(offset)"
        case .host: "\(rule); this one has no such host"
        case .port: "\(rule); a port is a number from 1 to 65535"
        }
    }
}
