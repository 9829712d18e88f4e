public import SeptetBilling
internal import SeptetJSON

/// What a provider answers to a message.
public struct Reply: Sendable, Hashable {
    /// What became of the request.
    public enum Outcome: String, Sendable, Hashable {
        /// All recipients were accepted.
        case accepted
        /// Some were accepted.
        case partlyAccepted
        /// None was.
        case rejected
    }

    /// What became of the request.
    public let outcome: Outcome
    /// What the provider calls the whole request; `nil` where it has no name.
    public let id: String?
    /// What it says about recipients, in its order; empty where it says nothing.
    public let recipients: [Recipient]
    /// The error of the whole request; `nil` when it was accepted.
    public let error: ReportedError?

    /// What a reply says about one recipient.
    public struct Recipient: Sendable, Hashable {
        /// The number as the reply has it; `nil` where it has none.
        public var recipient: String?
        /// What delivery reports refer to.
        public var id: String?
        /// The provider's word for what it did.
        public var status: String?
        /// The parts it bills; `nil` where the reply does not say.
        public var partCount: Int?
        /// The price of all those parts; `nil` where the reply does not say.
        public var price: Amount?
        /// The currency of the price.
        public var currency: String?
        /// Why the recipient was refused; `nil` when it was accepted.
        public var error: ReportedError?
    }
}

/// An error that a provider reports.
public struct ReportedError: Error, Sendable, Hashable {
    /// The code as the provider writes it; `HTTP 429` where only the status tells; `nil` where there is only a text.
    public let code: String?
    /// The provider's own text.
    public let message: String?
    /// What the description says about the code.
    public let meaning: String?
    /// Whether the same request may be sent again.
    public let retry: Retry
}

extension ReportedError: CustomStringConvertible {
    /// The code and what it means, as a sentence part.
    public var description: String {
        let words = [message, meaning].compactMap(\.self).first ?? "the provider gives no reason"
        return code.map { "error \($0): \(words)" } ?? words
    }
}

/// What a provider says later about a message it has accepted.
public struct DeliveryReport: Sendable, Hashable {
    /// What the reply called the message.
    public var id: String?
    /// The number it went to.
    public var recipient: String?
    /// The sender it came from.
    public var sender: String?
    /// The caller's own name of the message.
    public var reference: String?
    /// The provider's word.
    public var status: String?
    /// What the word means.
    public var state: DeliveryState
    /// Whether no other report follows.
    public var isFinal: Bool
    /// The parts billed.
    public var partCount: Int?
    /// The price of one part or of all, as `priceIsPerPart` says.
    public var price: Amount?
    /// Whether `price` is that of one part.
    public var priceIsPerPart: Bool
    /// The currency of the price.
    public var currency: String?
    /// The mobile country and network code.
    public var network: String?
    /// When it happened, as the provider writes it.
    public var time: String?
    /// The error, where there is one.
    public var error: ReportedError?
}

/// A text that somebody sent to a number of the account.
public struct InboundMessage: Sendable, Hashable {
    /// What the provider calls it.
    public var id: String?
    /// Who sent it.
    public var sender: String?
    /// The number it was sent to.
    public var recipient: String?
    /// The text; `nil` for octets.
    public var text: String?
    /// Octets as hexadecimal digits.
    public var hexadecimal: String?
    /// The parts it came in.
    public var partCount: Int?
    /// When it was received, as the provider writes it.
    public var time: String?
    /// Which part of a longer message this is, where parts arrive one by one.
    public var part: Part?

    /// One part among several.
    public struct Part: Sendable, Hashable {
        /// What all parts of a message have in common.
        public let reference: String
        /// How many there are.
        public let count: Int
        /// Which one this is, from 1.
        public let index: Int
    }
}

/// How replies to a request are read.
struct ReplyGrammar: Sendable, Hashable {
    enum Rows: String, Sendable, CaseIterable { case recipients, parts, request }

    let request: String
    let isText: Bool
    let rows: DescribedPath?
    let rowsAre: Rows
    let fields: [String: DescribedPath]
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
        rows = try node["rows"].map { node throws(JSONFault) in try DescribedPath(node) }
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
        failureCode = try failure?["code"].map { node throws(JSONFault) in try DescribedPath(node) }
        failureReason = try failure?["reason"].map { node throws(JSONFault) in
            try DescribedPath(node)
        }
        failureMessage = try failure?["message"].map { node throws(JSONFault) in
            try DescribedPath(node)
        }
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
    let fields: [String: DescribedPath]
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
    ) throws(JSONFault) -> [String: DescribedPath] {
        var fields: [String: DescribedPath] = [:]
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
        rows = try node["rows"].map { node throws(JSONFault) in try DescribedPath(node) }
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

/// The members of a reply or of a callback by the paths of a grammar.
private struct Row {
    let node: JSONNode
    let whole: JSONNode
    let fields: [String: DescribedPath]

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
            meaning: entry?.meaning,
            retry: entry?.retry ?? (isTransient ? .later : (status ?? 0) >= 500 ? .unsafe : .never)
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
        guard !recipients.isEmpty else {
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

/// A callback as it arrived.
public enum Callback: Sendable {
    /// The octets of a JSON body.
    case json([UInt8])
    /// The fields of a query or of a form.
    case form(FormFields)
}

extension ProviderDescription {
    /// Reads the delivery reports of a callback; there may be several.
    public func reports(_ callback: Callback) throws(ReplyError) -> [DeliveryReport] {
        try rows(callback, reports) { row, grammar throws(JSONFault) in try report(row, grammar) }
            .flatMap(\.self)
    }

    /// Reads the messages of a callback that somebody sent to the account.
    public func inboundMessages(_ callback: Callback) throws(ReplyError) -> [InboundMessage] {
        try rows(callback, inbound) { row, _ throws(JSONFault) in try inboundMessage(row) }
    }

    private func rows<Value>(
        _ callback: Callback,
        _ grammars: [CallbackGrammar],
        _ read: (Row, CallbackGrammar) throws(JSONFault) -> Value
    ) throws(ReplyError) -> [Value] {
        let whole: JSONNode
        let isJSON: Bool
        switch callback {
        case .json(let octets):
            whole = try ReplyBody(octets).json()
            isJSON = true
        case .form(let form):
            whole = JSONNode(
                .object(
                    JSONObject(
                        form.fields.map {
                            JSONObject.Member(name: $0.name, value: .string($0.value))
                        }
                    )
                )
            )
            isJSON = false
        }
        do {
            for grammar in grammars where grammar.isJSON == isJSON {
                let rowNodes: [JSONNode]
                if let rows = grammar.rows {
                    guard let found = whole.at(rows) else { continue }
                    rowNodes = try found.elements()
                } else {
                    rowNodes = whole.oneOrMore()
                }
                var values: [Value] = []
                for node in rowNodes {
                    let row = Row(node: node, whole: whole, fields: grammar.fields)
                    guard try fits(row, grammar) else { continue }
                    values.append(try read(row, grammar))
                }
                if !values.isEmpty { return values }
            }
        } catch {
            throw ReplyError(error)
        }
        throw .missing(path: grammars.first?.fields["id"]?.text ?? "a callback of the description")
    }

    private func fits(_ row: Row, _ grammar: CallbackGrammar) throws(JSONFault) -> Bool {
        for condition in grammar.conditions {
            guard
                let value = try (row.node.at(condition.path) ?? row.whole.at(condition.path))?
                    .text(),
                condition.values.contains(where: { $0.isSame(as: value) || $0.isSame(as: "*") })
            else { return false }
        }
        let keys = ["id", "status", "text", "hex"].filter { grammar.fields[$0] != nil }
        return keys.contains { row.node($0) != nil }
    }

    private func report(_ row: Row, _ grammar: CallbackGrammar) throws(JSONFault)
        -> [DeliveryReport]
    {
        let status = try row.text("status")
        let code = try row.text("code")
        let message = try row.text("message")
        let state = status.map(state(of:)) ?? .unknown
        var isFinal = state.isFinal
        if let node = row.node("final") { isFinal = try node.boolean() }
        let isHarmless = code.map { $0.isSame(as: "0") || $0.isSame(as: "000") } ?? true
        var error = isHarmless || state == .delivered ? nil : reported(code, message)
        if let node = row.node("permanent"), let found = error, state != .delivered {
            error = ReportedError(
                code: found.code,
                message: found.message,
                meaning: found.meaning,
                retry: try node.boolean() ? .never : .later
            )
        }
        let network = try [row.text("network"), row.text("mnc")].compactMap(\.self).joined(
            separator: "-"
        )
        var report = DeliveryReport(
            id: try row.text("id"),
            recipient: nil,
            sender: try row.text("sender"),
            reference: try row.text("reference"),
            status: status,
            state: state,
            isFinal: isFinal,
            partCount: try row.integer("parts"),
            price: try row.amount("price"),
            priceIsPerPart: grammar.priceIsPerPart,
            currency: try row.text("currency"),
            network: network.isEmpty ? nil : network,
            time: try row.text("time"),
            error: error
        )
        // One element of a summary can stand for many recipients.
        if let node = row.node("recipient"), case .array = node.value {
            var reports: [DeliveryReport] = []
            for element in try node.elements() {
                if case .object = element.value { continue }
                report.recipient = try element.text()
                reports.append(report)
            }
            if !reports.isEmpty { return reports }
        }
        report.recipient = try row.text("recipient")
        return [report]
    }

    private func inboundMessage(_ row: Row) throws(JSONFault) -> InboundMessage {
        var part: InboundMessage.Part?
        if let reference = try row.text("partReference"), let count = try row.integer("partCount"),
            let index = try row.integer("partIndex")
        {
            part = InboundMessage.Part(reference: reference, count: count, index: index)
        }
        return InboundMessage(
            id: try row.text("id"),
            sender: try row.text("sender"),
            recipient: try row.text("recipient"),
            text: try row.node("text")?.text(),
            hexadecimal: try row.text("hex"),
            partCount: try row.integer("parts"),
            time: try row.text("time"),
            part: part
        )
    }
}
