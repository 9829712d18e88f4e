internal import SeptetBilling
internal import SeptetJSON

extension ProviderDescription {
    private static let memberNames = [
        "$schema", "name", "title", "aliases", "sources", "checked", "unconfirmed", "origin",
        "account",
        "authentication", "requests", "recipients", "sender", "encodings", "flash",
        "encodingSwitch",
        "parts", "dividesPairs", "limits", "routes", "errors", "replies", "reports", "inbound",
        "states", "answer",
    ]

    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: Self.memberNames)
        name = try node.required("name").filled()
        let isName = name.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
        }
        guard isName else {
            throw try node.required("name").fault("lower-case letters, digits and hyphens")
        }
        title = try node["title"]?.filled() ?? name
        aliases = try node["aliases"]?.filledTexts() ?? []
        sources = try node["sources"]?.filledTexts() ?? []
        checked = try node["checked"]?.filled()
        unconfirmed = try node["unconfirmed"]?.filledTexts() ?? []
        origin = try node.required("origin").filled()

        var account: [AccountField] = []
        for field in try node["account"]?.elements() ?? [] {
            account.append(try AccountField(field))
        }
        self.account = account
        let authentication = try node["authentication"].map { node throws(JSONFault) in
            try Authentication(node)
        }
        self.authentication = authentication
        for field in authentication?.fields ?? []
        where !account.contains(where: { $0.name.isSame(as: field) }) {
            throw try node.required("authentication").fault(
                "made of fields of the account; it has no '\(field)'"
            )
        }
        try Self.check(placeholdersOf: origin, account, try node.required("origin"))

        var requests: [RequestEntry] = []
        for (name, entry) in try node.required("requests").members() {
            requests.append(try RequestEntry(name, entry, account))
        }
        self.requests = requests
        let parameters = requests.flatMap(\.parameters)
        func check(_ names: [String], _ node: JSONNode) throws(JSONFault) {
            for name in names where !parameters.contains(where: { $0.name.text.isSame(as: name) }) {
                throw node.fault("about a parameter of a request; none is called '\(name)'")
            }
        }
        recipients =
            try node["recipients"].map { node throws(JSONFault) in try RecipientRule(node) }
            ?? RecipientRule()
        sender =
            try node["sender"].map { node throws(JSONFault) in try SenderRule(node) }
            ?? SenderRule()
        if let rule = node["sender"] { try check(sender.alternatives, rule) }

        var encodings: [EncodingRule] = []
        for (name, rule) in try node["encodings"]?.members() ?? [] {
            let read = try EncodingRule(try rule.encoding(name), rule)
            try check((read.settings + read.pins).map(\.parameter), rule)
            encodings.append(read)
        }
        self.encodings = encodings
        flash = try node["flash"].map { node throws(JSONFault) in try Setting.list(node) }
        if let flash, let node = node["flash"] { try check(flash.map(\.parameter), node) }
        encodingSwitch = try node["encodingSwitch"].map { node throws(JSONFault) in
            try EncodingSwitch(node)
        }
        if let parameter = encodingSwitch?.parameter, let node = node["encodingSwitch"] {
            try check([parameter], node)
        }

        var division: [MessageEncoding: BillingRule] = [:]
        for (name, sizes) in try node["parts"]?.members() ?? [] {
            let encoding = try sizes.encoding(name)
            let elements = try sizes.elements()
            guard elements.count == 2 else {
                throw sizes.fault("[units of a single part, units of each of several]")
            }
            let single = try elements[0].whole()
            let several = try elements[1].whole()
            guard single > 0, several > 0 else { throw sizes.fault("two numbers above 0") }
            division[encoding] = BillingRule(singleUnitCount: single, unitsPerPart: several)
        }
        self.division = division
        dividesPairs = try node["dividesPairs"]?.truth() ?? false

        var limits: [TextLimit] = []
        for limit in try node["limits"]?.elements() ?? [] {
            let read = try TextLimit(limit)
            try check([read.parameter].compactMap(\.self), limit)
            limits.append(read)
        }
        self.limits = limits
        var routes: [RouteRule] = []
        for route in try node["routes"]?.elements() ?? [] { routes.append(try RouteRule(route)) }
        self.routes = routes
        var errors: [ErrorEntry] = []
        var codes: Set<OctetKey> = []
        for (code, entry) in try node["errors"]?.members() ?? [] {
            guard codes.insert(OctetKey(code)).inserted else {
                throw entry.fault("the only one of its code")
            }
            errors.append(try ErrorEntry(code, entry))
        }
        self.errors = errors

        var replies: [ReplyGrammar] = []
        for (name, grammar) in try node["replies"]?.members() ?? [] {
            guard requests.contains(where: { $0.name.isSame(as: name) }) else {
                throw grammar.fault("about a request; none is called '\(name)'")
            }
            replies.append(try ReplyGrammar(name, grammar))
        }
        self.replies = replies
        reports = try CallbackGrammar.list(node["reports"])
        inbound = try CallbackGrammar.list(node["inbound"])
        var states: [DeliveryState: [String]] = [:]
        var words: Set<OctetKey> = []
        for (name, list) in try node["states"]?.members() ?? [] {
            guard let state = DeliveryState(rawValue: name) else {
                throw list.fault(
                    "a state: \(DeliveryState.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            let texts = try list.filledTexts()
            for text in texts where !words.insert(OctetKey(text)).inserted {
                throw list.fault("a list of words that stand in no other state; '\(text)' does")
            }
            states[state, default: []] += texts
        }
        self.states = states
        answer = try node["answer"]?.string()
    }

    /// Checks that `{name}` in an address is a field of the account that has a value in any case.
    private static func check(
        placeholdersOf text: String,
        _ account: [AccountField],
        _ node: JSONNode
    ) throws(JSONFault) {
        for piece in text.divided(at: "{").dropFirst() {
            let name = piece.divided(at: "}")[0]
            guard let field = account.first(where: { $0.name.isSame(as: name) }) else {
                throw node.fault("made of fields of the account; it has no '\(name)'")
            }
            guard !field.isSecret, field.fallback != nil else {
                throw node.fault(
                    "made of fields that are not secret and have a default; '\(name)' is not"
                )
            }
        }
    }
}

extension JSONNode {
    /// The member with a code of the provider: a number, or a text for its words; `nil` when it is missing.
    func code(_ name: String) throws(JSONFault) -> PredictedError.Code? {
        guard let node = self[name] else { return nil }
        switch node.value {
        case .number: return .provider(try node.whole())
        case .string: return .word(try node.filled())
        default: throw node.wrongKind("a code")
        }
    }

    /// The member with a path; `nil` when it is missing.
    func describedPath(_ name: String) throws(JSONFault) -> DescribedPath? {
        try self[name].map { node throws(JSONFault) in try DescribedPath(node) }
    }

    /// The encoding that a member is named after.
    fileprivate func encoding(_ name: String) throws(JSONFault) -> MessageEncoding {
        guard let encoding = MessageEncoding(rawValue: name) else {
            throw fault("an encoding: gsm7, ucs2, latin1 or binary")
        }
        return encoding
    }
}

extension ProviderDescription.AccountField {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: ["name", "variable", "secret", "default"])
        name = try node.required("name").filled()
        variable = try node.required("variable").filled()
        let isVariable = variable.utf8.allSatisfy {
            (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
        }
        guard isVariable else {
            throw try node.required("variable").fault("capitals, digits and underscores")
        }
        isSecret = try node["secret"]?.truth() ?? true
        fallback = try node["default"]?.filled()
    }
}

extension ProviderDescription.Authentication {
    init(_ whole: JSONNode) throws(JSONFault) {
        switch try whole.required("scheme").string() {
        case "basic":
            let node = try whole.members(of: ["scheme", "user", "password"])
            self = .basic(
                user: try node.required("user").filled(),
                password: try node.required("password").filled()
            )
        case "bearer":
            let node = try whole.members(of: ["scheme", "token"])
            self = .bearer(try node.required("token").filled())
        case "header":
            let node = try whole.members(of: ["scheme", "name", "prefix", "token"])
            let name = try node.required("name")
            guard try name.filled().isHeaderName else {
                throw name.fault("the name of a header field")
            }
            self = .header(
                name: try name.filled(),
                prefix: try node["prefix"]?.filled() ?? "",
                field: try node.required("token").filled()
            )
        case "aws4":
            let node = try whole.members(of: ["scheme", "service", "region", "key", "secret"])
            self = .aws4(
                service: try node.required("service").filled(),
                region: try node.required("region").filled(),
                key: try node.required("key").filled(),
                secret: try node.required("secret").filled()
            )
        default: throw try whole.required("scheme").fault("one of basic, bearer, header, aws4")
        }
    }
}

extension ProviderDescription.Setting {
    /// None where the member is missing.
    static func list(_ node: JSONNode?) throws(JSONFault) -> [Self] {
        var settings: [Self] = []
        for (name, value) in try node?.members() ?? [] {
            switch value.value {
            case .string, .number, .boolean:
                settings.append(Self(parameter: name, value: value.value))
            default: throw value.wrongKind("a text, a number or a boolean")
            }
        }
        return settings
    }
}

extension ProviderDescription.EncodingRule {
    init(_ encoding: MessageEncoding, _ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: ["set", "pins", "as"])
        self.encoding = encoding
        settings =
            try ProviderDescription.Setting.list(node["set"])
        pins =
            try ProviderDescription.Setting.list(node["pins"])
        carriage = try node["as"]?.word(Carriage.self) ?? .utf8
        let isOctets = [.octets, .hex, .base64, .spacedHex].contains(carriage)
        guard isOctets == (encoding == .binary) else {
            throw node.fault(
                "carried that way: octets, hex, base64 and spaced-hex are for binary, the others for texts"
            )
        }
    }
}

extension ProviderDescription.RequestEntry {
    init(
        _ name: String,
        _ whole: JSONNode,
        _ account: [ProviderDescription.AccountField]
    ) throws(JSONFault) {
        let node = try whole.members(of: [
            "method", "path", "body", "mediaType", "headers", "parameters",
        ])
        self.name = name
        method = try node["method"]?.word(PreparedRequest.Method.self) ?? .post
        let pathNode = try node.required("path")
        let text = try pathNode.filled()
        guard text.begins(with: "/"), !text.utf8.contains(UInt8(ascii: "?")) else {
            throw pathNode.fault("a path that begins with '/' and has no query")
        }
        path = text.divided(at: "/").dropFirst().map(String.init)
        for segment in path where segment.utf8.contains(UInt8(ascii: "{")) {
            let field = String(segment.utf8.dropFirst().dropLast()) ?? ""
            guard segment.begins(with: "{"), segment.utf8.last == UInt8(ascii: "}"),
                account.contains(where: { $0.name.isSame(as: field) })
            else {
                throw pathNode.fault("a path whose segments are texts or {field of the account}")
            }
        }
        body = try node["body"]?.word(Body.self) ?? (method == .get ? .query : .form)
        guard method == .post || body == .query else {
            throw try node.required("body").fault("query: a GET has no body")
        }
        mediaType = try node["mediaType"]?.filled()
        headers =
            try ProviderDescription.Setting.list(node["headers"])
        for header in headers where !header.parameter.isHeaderName {
            throw try node.required("headers").fault("names of header fields")
        }
        var parameters: [ProviderDescription.Parameter] = []
        for parameter in try node["parameters"]?.elements() ?? [] {
            let read = try ProviderDescription.Parameter(parameter, isTree: body == .json)
            let isTaken = parameters.contains {
                $0.name == read.name && $0.encodings == read.encodings
            }
            guard !isTaken else { throw parameter.fault("the only parameter of its name") }
            if case .account(let field) = read.origin {
                guard let found = account.first(where: { $0.name.isSame(as: field) }) else {
                    throw parameter.fault("made of a field of the account; it has no '\(field)'")
                }
                guard !found.isSecret || body != .json || read.place != .body else {
                    throw parameter.fault("written there: a secret does not stand in a JSON body")
                }
            }
            parameters.append(read)
        }
        self.parameters = parameters
        for (index, parameter) in parameters.enumerated() {
            for other in parameter.needs + parameter.excludes
            where !parameters.contains(where: { $0.name.text.isSame(as: other) }) {
                throw try node.required("parameters").elements()[index]
                    .fault("about parameters of the request; none is called '\(other)'")
            }
        }
    }
}

extension ProviderDescription.Parameter {
    init(_ whole: JSONNode, isTree: Bool) throws(JSONFault) {
        let node = try whole.members(of: [
            "name", "is", "option", "value", "type", "in", "range", "words", "required", "missing",
            "invalid",
            "default", "encodings", "needs", "excludes", "about", "confirmed",
        ])
        let nameNode = try node.required("name")
        place = try node["in"]?.word(Place.self) ?? .body
        let isPath = isTree && place == .body
        let text = try nameNode.filled()
        name = isPath ? try DescribedPath(nameNode) : DescribedPath(verbatim: text)
        if place == .header, !text.isHeaderName {
            throw nameNode.fault("the name of a header field")
        }
        let origin = try node["is"]?.filled()
        switch origin {
        case nil:
            if let value = node["value"] {
                self.origin = .constant(value.value)
            } else {
                self.origin = .option(try node["option"]?.filled() ?? name.lastName)
            }
        case "text": self.origin = .text
        case "recipients": self.origin = .recipients
        case "sender": self.origin = .sender
        case "udh": self.origin = .udh
        default:
            guard let field = origin?.rest(after: "account."), !field.isEmpty else {
                throw try node.required("is").fault(
                    "text, recipients, sender, udh or account.FIELD"
                )
            }
            self.origin = .account(String(field))
        }
        words = try node["words"]?.filledTexts() ?? []
        kind = try node["type"]?.word(Kind.self) ?? (words.isEmpty ? .text : .word)
        guard kind != .word || !words.isEmpty else { throw node.fault("a word; it needs 'words'") }
        range = try node["range"]?.bounds()
        isRequired = try node["required"]?.truth() ?? false
        missing = try node.code("missing")
        invalid = try node.code("invalid")
        fallback = node["default"]?.value
        var encodings: [MessageEncoding] = []
        for encoding in node["encodings"]?.oneOrMore() ?? [] {
            encodings.append(try encoding.word(MessageEncoding.self))
        }
        self.encodings = encodings
        needs = try node["needs"]?.filledTexts() ?? []
        excludes = try node["excludes"]?.filledTexts() ?? []
        _ = try node["about"]?.filled()
        _ = try node["confirmed"]?.truth()
    }
}
