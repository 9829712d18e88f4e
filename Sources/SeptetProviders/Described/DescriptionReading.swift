internal import SeptetBilling
internal import SeptetJSON

extension ProviderDescription {
    private static let memberNames = [
        "$schema", "name", "title", "aliases", "sources", "checked", "unconfirmed", "origin",
        "account",
        "authentication", "requests", "recipients", "sender", "encodings", "flash",
        "encodingSwitch",
        "parts", "flashParts", "dividesPairs", "limits", "routes", "errors", "replies", "reports",
        "inbound",
        "states", "fees", "answer", "answers", "jobs", "capabilities", "decisions", "partial",
        "precedence", "cost", "smpp",
    ]

    init(_ whole: JSONNode) throws(JSONFault) {
        try whole.checkNames()
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
            let read = try AccountField(field)
            guard !account.contains(where: { $0.name.isSame(as: read.name) }) else {
                throw field.fault("the only field of its name")
            }
            account.append(read)
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
            let read = try RequestEntry(name, entry, account, earlier: requests)
            for other in requests.flatMap({ [$0.name] + $0.aliases })
            where ([name] + read.aliases).contains(where: other.isSame) {
                throw entry.fault("the only request that is called '\(other)'")
            }
            requests.append(read)
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
            try check((read.settings + read.pins + (read.flash ?? [])).map(\.parameter), rule)
            try check([read.ready, read.octets].compactMap(\.self), rule)
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

        division = try Self.division(node["parts"])
        flashDivision = try Self.division(node["flashParts"])
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
        fees = try Fee.list(node["fees"])
        var errors: [ErrorEntry] = []
        for (code, entry) in try node["errors"]?.members() ?? [] {
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
        var smpp: NamedTexts = [:]
        for (code, name) in try node["smpp"]?.members() ?? [] { smpp[code] = try name.filled() }
        self.smpp = smpp
        answers = try node["answers"].map { node throws(JSONFault) in
            try AnswerGrammar(node, errors, smpp: smpp)
        }
        jobs = try node["jobs"].map { node throws(JSONFault) in try JobWords(node) }
        if let jobs, let node = node["jobs"] { try check(jobs.required + jobs.shows, node) }
        var precedence: [PredictedError.Code] = []
        for code in try node["precedence"]?.elements() ?? [] { precedence.append(try code.code()) }
        self.precedence = precedence
        cost = try node["cost"].map { node throws(JSONFault) in try CostRule(node) } ?? CostRule()
        var capabilities: Set<Capability> = []
        for word in node["capabilities"]?.oneOrMore() ?? [] {
            capabilities.insert(try word.word(Capability.self))
        }
        ownCapabilities = capabilities
        _ = try node["partial"]?.truth()
        for (_, decision) in try node["decisions"]?.members() ?? [] {
            guard try decision.filledTexts().count == 3 else {
                throw decision.fault("[what is open, what is decided, why]")
            }
        }
    }

    /// Units of a single part and of each of several, by encoding.
    private static func division(
        _ node: JSONNode?
    ) throws(JSONFault) -> [MessageEncoding: BillingRule] {
        var division: [MessageEncoding: BillingRule] = [:]
        for (name, sizes) in try node?.members() ?? [] {
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
        return division
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
    /// The member with a code: the provider's number or its word, or `{"local": …}` for one of our own; `nil` when it
    /// is missing.
    func code(_ name: String) throws(JSONFault) -> PredictedError.Code? {
        try self[name].map { node throws(JSONFault) in try node.code() }
    }

    /// A code, as `code(_:)` reads it.
    fileprivate func code() throws(JSONFault) -> PredictedError.Code {
        switch value {
        case .number: return .provider(try whole())
        case .string: return .word(try filled())
        case .object:
            let word = try members(of: ["local"]).required("local")
            return .local(LocalErrorKind(rawValue: try word.filled()))
        default: throw wrongKind("a code")
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
        let node = try whole.members(of: ["name", "variable", "secret", "default", "missing"])
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
        missing = try node.code("missing")
    }
}

extension ProviderDescription.JobWords {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: ["request", "required", "shows"])
        request = try node.required("request").filled()
        required = try node["required"]?.filledTexts() ?? []
        shows = try node["shows"]?.filledTexts() ?? []
    }
}

extension ProviderDescription.CostRule {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: ["currency", "price", "insufficient"])
        currency = try node["currency"]?.filled()
        price = try node["price"]?.amount()
        insufficient = try node.code("insufficient")
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
        let node = try whole.members(of: [
            "set", "pins", "flash", "as", "ready", "octets", "remark",
        ])
        self.encoding = encoding
        settings =
            try ProviderDescription.Setting.list(node["set"])
        pins =
            try ProviderDescription.Setting.list(node["pins"])
        flash = try node["flash"].map { node throws(JSONFault) in
            try ProviderDescription.Setting.list(node)
        }
        carriage = try node["as"]?.word(Carriage.self) ?? .utf8
        ready = try node["ready"]?.filled()
        octets = try node["octets"]?.filled()
        remark = try node["remark"]?.filled()
        guard ready == nil || carriage == .utf16Hex else {
            throw try node.required("ready").fault("beside \"as\": \"utf16-hex\"")
        }
        guard octets == nil || encoding == .latin1 else {
            throw try node.required("octets").fault("in latin1")
        }
        let isOctets = [.octets, .hex, .base64, .spacedHex, .link].contains(carriage)
        guard isOctets == (encoding == .binary) else {
            throw node.fault(
                "carried that way: octets, hex, base64, spaced-hex and link are for binary, the others for texts"
            )
        }
    }
}
