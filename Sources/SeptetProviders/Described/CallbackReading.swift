internal import SeptetBilling
internal import SeptetJSON

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
