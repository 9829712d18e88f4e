internal import SeptetBilling
internal import SeptetJSON

/// How replies to a request are read.
struct ReplyGrammar: Sendable, Hashable {
    enum Rows: String, Sendable, CaseIterable { case recipients, parts, request }

    let request: String
    let isText: Bool
    let rows: DescribedPath?
    let rowsAre: Rows
    let fields: NamedValues<DescribedPath>
    let accepted: CallbackGrammar.Condition?
    let failureCode: DescribedPath?
    let failureReason: DescribedPath?
    let failureMessage: DescribedPath?
    let patterns: [Pattern]

    /// A form of a reply that is text.
    struct Pattern: Sendable, Hashable {
        let begins: String
        let ends: String
        let isAccepted: Bool
        /// What stands between: `id`, `message`, or `nil` for nothing.
        let holds: String?
    }

    static let fieldNames = [
        "id", "request", "recipient", "status", "parts", "price", "currency", "code", "message",
    ]

    init(_ name: String, _ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(
            of: Self.fieldNames + ["rows", "rowsAre", "accepted", "failure", "text"]
        )
        request = name
        isText = node["text"] != nil
        rows = try node.describedPath("rows")
        rowsAre = try node["rowsAre"]?.word(Rows.self) ?? .recipients
        fields = try CallbackGrammar.paths(node, Self.fieldNames)
        if let rule = try node["accepted"]?.members(of: ["at", "is"]) {
            var values: [String] = []
            for value in try rule.required("is").oneOrMore() { values.append(try value.text()) }
            accepted = CallbackGrammar.Condition(
                path: try DescribedPath(try rule.required("at")),
                values: values
            )
        } else {
            accepted = nil
        }
        let failure = try node["failure"]?.members(of: ["code", "reason", "message"])
        failureCode = try failure?.describedPath("code")
        failureReason = try failure?.describedPath("reason")
        failureMessage = try failure?.describedPath("message")
        var patterns: [Pattern] = []
        for pattern in try node["text"]?.elements() ?? [] {
            let node = try pattern.members(of: ["begins", "ends", "accepted", "holds"])
            let holds = try node["holds"]?.string()
            guard holds.map({ $0.isSame(as: "id") || $0.isSame(as: "message") }) ?? true else {
                throw try node.required("holds").fault("id or message")
            }
            patterns.append(
                Pattern(
                    begins: try node.required("begins").filled(),
                    ends: try node["ends"]?.string() ?? "",
                    isAccepted: try node.required("accepted").truth(),
                    holds: holds
                )
            )
        }
        self.patterns = patterns
    }
}

/// How the callbacks of a provider are read.
struct CallbackGrammar: Sendable, Hashable {
    let isJSON: Bool
    let rows: DescribedPath?
    /// Members that a callback of this grammar has, with their values; empty values for any.
    let conditions: [Condition]
    let fields: NamedValues<DescribedPath>
    let priceIsPerPart: Bool
    /// What the value at a path must be; `*` stands for any.
    struct Condition: Sendable, Hashable {
        let path: DescribedPath
        let values: [String]
    }

    static let fieldNames = [
        "id", "recipient", "sender", "reference", "status", "code", "message", "parts", "price",
        "currency",
        "network", "mnc", "time", "final", "permanent", "text", "hex", "partReference", "partCount",
        "partIndex",
    ]

    static func list(_ node: JSONNode?) throws(JSONFault) -> [Self] {
        var grammars: [Self] = []
        for node in try node?.elements() ?? [] { grammars.append(try Self(node)) }
        return grammars
    }

    static func paths(
        _ node: JSONNode,
        _ names: [String],
        isVerbatim: Bool = false
    ) throws(JSONFault) -> NamedValues<DescribedPath> {
        var fields = NamedValues<DescribedPath>()
        for name in names {
            guard let node = node[name] else { continue }
            fields[name] =
                isVerbatim ? DescribedPath(verbatim: try node.filled()) : try DescribedPath(node)
        }
        return fields
    }

    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(
            of: Self.fieldNames + ["form", "rows", "when", "priceIsPerPart"]
        )
        enum Form: String, CaseIterable { case json, form }
        isJSON = try node.required("form").word(Form.self) == .json
        rows = try node.describedPath("rows")
        var conditions: [Condition] = []
        for (name, value) in try node["when"]?.members() ?? [] {
            guard let path = isJSON ? DescribedPath(name) : DescribedPath(verbatim: name) else {
                throw value.fault("the value of a path")
            }
            conditions.append(Condition(path: path, values: try value.filledTexts()))
        }
        self.conditions = conditions
        priceIsPerPart = try node["priceIsPerPart"]?.truth() ?? false
        // The fields of a form have their names as they are, brackets included.
        fields = try Self.paths(node, Self.fieldNames, isVerbatim: !isJSON)
        guard isJSON || rows == nil else { throw node.fault("a form; it has no rows") }
    }
}
