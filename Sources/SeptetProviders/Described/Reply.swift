public import SeptetBilling
internal import SeptetJSON

/// What a provider answers to a message.
public struct Reply: Sendable, Hashable, Encodable {
    /// What became of the request.
    public enum Outcome: String, Sendable, Hashable, Codable {
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

    /// The recipients of a request that this answer says nothing about, so that nothing was submitted for them.
    ///
    /// A batch can be broken off, such as when the credit runs out. An answer without numbers is about all of them.
    /// Complexity: linear.
    public func notSubmitted(of recipients: [String]) -> [String] {
        func key(_ text: String) -> OctetKey { OctetKey(RecipientNumber(text).digits ?? text) }
        let numbers = self.recipients.compactMap(\.recipient)
        guard !numbers.isEmpty else { return outcome == .rejected ? recipients : [] }
        let answered = Set(numbers.map(key))
        return recipients.filter { !answered.contains(key($0)) }
    }

    /// What a reply says about one recipient.
    public struct Recipient: Sendable, Hashable, Encodable {
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
public struct ReportedError: Error, Sendable, Hashable, Encodable {
    /// The code as the provider writes it; `HTTP 429` where only the status says it; `nil` where there is only a text.
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
public struct DeliveryReport: Sendable, Hashable, Encodable {
    /// What the reply called the message.
    public var id: String?
    /// What the reply called the whole request (`Reply.id`), where reports say it.
    public var requestID: String?
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
public struct InboundMessage: Sendable, Hashable, Encodable {
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
    public struct Part: Sendable, Hashable, Encodable {
        /// What all parts of a message have in common.
        public let reference: String
        /// How many there are.
        public let count: Int
        /// Which one this is, from 1.
        public let index: Int
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
        let isHarmless = code?.utf8.allSatisfy { $0 == UInt8(ascii: "0") } ?? true
        let price = try row.amount("price")
        let pricePerPart = try price == nil ? row.amount("pricePerPart") : nil
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
            price: price ?? pricePerPart,
            priceIsPerPart: pricePerPart != nil,
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
