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
    /// How a reply is written that is rows of text.
    let textRows: TextRows?

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
            of: Self.fieldNames + ["rows", "rowsAre", "accepted", "failure", "text", "textRows"]
        )
        textRows = try node["textRows"].map { node throws(JSONFault) in try TextRows(node) }
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

    /// What the value at a path must be; `*` stands for any.
    struct Condition: Sendable, Hashable {
        let path: DescribedPath
        let values: [String]
    }

    static let fieldNames = [
        "id", "recipient", "sender", "reference", "status", "code", "message", "parts", "price",
        "pricePerPart", "currency",
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
            of: Self.fieldNames + ["form", "rows", "when"]
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
        // The fields of a form have their names as they are, brackets included.
        fields = try Self.paths(node, Self.fieldNames, isVerbatim: !isJSON)
        guard isJSON || rows == nil else { throw node.fault("a form; it has no rows") }
    }
}

/// The members of a reply or of a callback by the paths of a grammar.
struct Row {
    let node: JSONNode
    let whole: JSONNode
    let fields: NamedValues<DescribedPath>

    func node(_ name: String) -> JSONNode? {
        guard let path = fields[name] else { return nil }
        return node.at(path) ?? (node.path.isEmpty ? nil : whole.at(path))
    }

    /// A text, or the digits of a number; `nil` when it is missing or empty.
    func text(_ name: String) throws(JSONFault) -> String? {
        guard let node = node(name) else { return nil }
        if case .array = node.value { return try node.elements().first?.text() }
        let text = try node.text()
        return text.isEmpty ? nil : text
    }

    func integer(_ name: String) throws(JSONFault) -> Int? {
        guard let node = node(name) else { return nil }
        if case .string("") = node.value { return nil }
        let count = try node.integer()
        guard count >= 0 else { throw node.fault("a count") }
        return count
    }

    func amount(_ name: String) throws(JSONFault) -> Amount? {
        guard let node = node(name) else { return nil }
        if case .string("") = node.value { return nil }
        return try node.amount()
    }
}

extension ProviderDescription {
    /// Reads the answer to a message.
    ///
    /// - Parameters:
    ///   - octets: The body as it came.
    ///   - request: The request that it answers: `send`, or another of the description.
    ///   - status: The status of HTTP, when it is known; from 400 on the request was rejected.
    public func reply(
        _ octets: [UInt8],
        to request: String = "send",
        status: Int? = nil
    ) throws(ReplyError) -> Reply {
        let body = try ReplyBody(octets)
        guard let grammar = replies.first(where: { $0.request.isSame(as: request) }) else {
            throw .missing(path: "replies.\(request)")
        }
        let isRefused = status.map { $0 >= 400 } ?? false
        if grammar.isText { return try textReply(body, grammar, status) }
        if let rows = grammar.textRows {
            do throws(ReplyError) {
                return try body.reading(rows) { node throws(JSONFault) in
                    try read(node, grammar, nil)
                }
            } catch {
                guard isRefused else { throw error }
                return rejection(nil, nil, status)
            }
        }
        guard body.looksLikeJSON || !isRefused else { return rejection(nil, nil, status) }
        return try body.reading { node throws(JSONFault) in try read(node, grammar, status) }
    }

    /// The error of a code or of a status.
    func reported(_ code: String?, _ message: String?, reason: String? = nil, status: Int? = nil)
        -> ReportedError
    {
        let statusCode = status.map { "HTTP \($0)" }
        let entry = [reason, code, statusCode].compactMap(\.self).compactMap(error(code:)).first
        let isTransient = status == 429 || status == 503
        return ReportedError(
            code: reason ?? code ?? statusCode,
            message: message,
            meaning: entry?.meaning ?? code.flatMap { smpp[$0] },
            retry: entry?.retry ?? (isTransient ? .later : (status ?? 0) >= 500 ? .unclear : .never)
        )
    }

    private func rejection(
        _ code: String?,
        _ message: String?,
        _ status: Int?,
        reason: String? = nil
    ) -> Reply {
        let error = reported(code, message, reason: reason, status: status)
        return Reply(outcome: .rejected, id: nil, recipients: [], error: error)
    }

    private func textReply(_ body: ReplyBody, _ grammar: ReplyGrammar, _ status: Int?)
        throws(ReplyError) -> Reply
    {
        let isRefused = status.map { $0 >= 400 } ?? false
        for pattern in grammar.patterns {
            guard let rest = body.text.rest(after: pattern.begins) else { continue }
            let octets = Array(rest.utf8)
            guard octets.count >= pattern.ends.utf8.count,
                octets.reversed().starts(with: pattern.ends.utf8.reversed())
            else { continue }
            let inside = String(decoding: octets.dropLast(pattern.ends.utf8.count), as: UTF8.self)
            if pattern.isAccepted && !isRefused {
                let id = pattern.holds.map { _ in inside }
                let recipients = id.map { [Reply.Recipient(id: $0)] } ?? []
                return Reply(outcome: .accepted, id: id, recipients: recipients, error: nil)
            }
            let known = error(code: inside) == nil ? nil : inside
            return rejection(known, pattern.holds == nil ? String(body.text) : inside, status)
        }
        guard isRefused || status == nil, !body.text.isEmpty else {
            guard isRefused else {
                throw .syntax(offset: body.textOffset, wanted: "a reply of the description")
            }
            return rejection(nil, nil, status)
        }
        let text = String(body.text)
        return rejection(error(code: text) == nil ? nil : text, text, status)
    }

    private func read(_ node: JSONNode, _ grammar: ReplyGrammar, _ status: Int?) throws(JSONFault)
        -> Reply
    {
        let isRefused = status.map { $0 >= 400 } ?? false
        let code = try grammar.failureCode.flatMap { node.at($0) }?.text()
        let reason = try grammar.failureReason.flatMap { node.at($0) }?.text()
        let message = try grammar.failureMessage.flatMap { node.at($0) }.flatMap {
            found throws(JSONFault) in
            if case .array = found.value {
                try found.elements().first?.text()
            } else {
                try found.text()
            }
        }
        if code != nil || isRefused || (grammar.failureCode == nil && message != nil) {
            return rejection(code, message, status, reason: reason)
        }
        let rowNodes: [JSONNode]
        if let rows = grammar.rows {
            guard let found = node.at(rows) else { throw JSONFault(.missing(path: rows.text)) }
            rowNodes = try found.elements()
        } else {
            _ = try node.members()
            rowNodes = [node]
        }
        var recipients: [Reply.Recipient] = []
        for rowNode in rowNodes {
            let row = Row(node: rowNode, whole: node, fields: grammar.fields)
            let recipient = try recipient(row, grammar)
            if grammar.rowsAre == .parts, let last = recipients.indices.last,
                recipients[last].recipient.map({ $0.isSame(as: recipient.recipient ?? "") })
                    ?? false
            {
                recipients[last].partCount = (recipients[last].partCount ?? 1) + 1
                if let price = recipients[last].price, let more = recipient.price {
                    recipients[last].price = price + more
                }
                recipients[last].error = recipients[last].error ?? recipient.error
                continue
            }
            recipients.append(recipient)
        }
        let id = try grammar.fields["request"].flatMap { node.at($0) }?.text()
        let refused = recipients.count { $0.error != nil }
        if grammar.rowsAre == .request {
            return Reply(
                outcome: .accepted,
                id: id ?? recipients.first?.id,
                recipients: [],
                error: nil
            )
        }
        let outcome: Reply.Outcome =
            refused == 0 ? .accepted : refused == recipients.count ? .rejected : .partlyAccepted
        guard !recipients.isEmpty || (grammar.textRows != nil && id != nil) else {
            throw JSONFault(.missing(path: grammar.rows?.text ?? "id"))
        }
        return Reply(
            outcome: outcome,
            id: id,
            recipients: recipients,
            error: outcome == .rejected ? recipients.first?.error : nil
        )
    }

    private func recipient(_ row: Row, _ grammar: ReplyGrammar) throws(JSONFault) -> Reply.Recipient
    {
        var recipient = Reply.Recipient(
            recipient: try row.text("recipient"),
            id: try row.text("id"),
            status: try row.text("status"),
            partCount: try row.integer("parts"),
            price: try row.amount("price"),
            currency: try row.text("currency")
        )
        // A provider that does not know the count yet says 0.
        if recipient.partCount == 0 { recipient.partCount = nil }
        if grammar.rowsAre == .parts { recipient.partCount = 1 }
        let code = try row.text("code")
        let message = try row.text("message")
        if let accepted = grammar.accepted {
            let value = try row.node.at(accepted.path)?.text()
            let isAccepted =
                value.map { value in accepted.values.contains { $0.isSame(as: value) } } ?? false
            if !isAccepted {
                recipient.error = reported(code ?? value, message)
                recipient.partCount = nil
            }
        } else if let code {
            recipient.error = reported(code, message)
        } else if grammar.fields["id"] != nil, recipient.id == nil, grammar.rowsAre != .request {
            throw JSONFault(
                .missing(
                    path:
                        "\(row.node.path.isEmpty ? "" : row.node.path + ".")\(grammar.fields["id"]?.text ?? "id")"
                )
            )
        }
        return recipient
    }
}
