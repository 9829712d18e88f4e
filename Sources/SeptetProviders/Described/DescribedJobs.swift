internal import Septet
internal import SeptetBilling
internal import SeptetJSON
internal import SeptetNumbers

/// Jobs of a provider that a description describes, in the words of docs/providers/jobs.md.
struct DescribedJobs: Sendable {
    let description: ProviderDescription

    private static let words = [
        "endpoint", "message", "text", "recipients", "to", "sender", "from", "flash", "encoding",
        "binary", "options",
        "account", "origin", "now", "parse", "body", "bodyHex", "bodies", "form", "query", "value",
        "httpStatus",
        "senderType", "country", "encodingSwitch", "append", "linkLength", "price", "currency",
        "balance",
    ]

    func run(_ job: Job) throws(JSONFault) -> JSONObject {
        if let words = description.jobs { return try runCall(job, words) }
        if let parse = try job.parse() { return try read(job, parse) }
        for (name, node) in try job.input.members() where !Self.words.contains(where: name.isSame) {
            throw JSONFault(
                .invalid(path: node.path, wanted: "a member of a job; parameters stand in options")
            )
        }
        let message = try message(job)
        let account = try account(job)
        let isPreview = job.input["account"] == nil
        let endpoint = try job.input["endpoint"]?.string()
        var preparation = description.prepare(
            message,
            account: account,
            request: endpoint,
            isPreview: isPreview
        )
        try addCost(to: &preparation, message, job)
        var result = JobResult.members(of: preparation, hidesMissing: true)
        let sender = message.route.senderType ?? message.sender.flatMap { SenderType(of: $0) }
        result["senderType"] = sender.map { .string($0.rawValue) }
        result["throughput"] = throughput(message, sender)
        return result
    }

    private func throughput(_ message: Message, _ sender: SenderType?) -> JSONValue? {
        let country =
            message.route.country
            ?? message.recipients.first.flatMap { RecipientNumber($0).country?.description }
        guard let rate = description.route(sender: sender, country: country)?.rate else {
            return nil
        }
        return .object([
            "count": .integer(rate.count), "unit": .string(rate.unit.rawValue),
            "seconds": .integer(rate.seconds),
        ])
    }

    /// The country of each recipient who is billed.
    private func recipientCountries(_ message: Message) -> [String?] {
        var seen: Set<OctetKey> = []
        return message.recipients.filter { !$0.isBlank }.compactMap { text -> String?? in
            let recipient = RecipientNumber(text)
            let isNew = seen.insert(OctetKey(recipient.digits ?? text)).inserted
            guard isNew || !description.recipients.removesDuplicates else { return nil }
            return .some(message.route.country ?? recipient.country?.description)
        }
    }

    func addCost(
        to preparation: inout Preparation,
        _ message: Message,
        _ job: Job
    ) throws(JSONFault) {
        let rule = description.cost
        let balance = try job.amount("balance", "credits")
        guard let price = try job.amount("price") ?? (balance == nil ? nil : rule.price),
            let parts = preparation.estimate.totalBilledPartCount
        else {
            return
        }
        let currency = try job.input["currency"]?.filled() ?? rule.currency ?? ""
        var least = price * parts
        var most = least
        let sender = message.route.senderType ?? message.sender.flatMap { SenderType(of: $0) }
        let partCount = preparation.estimate.billedPartCount ?? 0
        for country in recipientCountries(message) {
            let fees = description.fees(sender: sender, country: country)
            guard let fee = fees.total(in: currency) else { continue }
            least = least + fee.lowerBound * partCount
            most = most + fee.upperBound * partCount
            for fee in fees where fee.currency.isSame(as: currency) {
                guard !preparation.estimate.warnings.contains(fee.warning) else { continue }
                preparation.estimate.warnings.append(fee.warning)
            }
        }
        preparation.estimate.cost = Cost(minimum: least, maximum: most, currency: currency)
        let cost = least
        guard let balance, balance < cost else { return }
        let what = "the message costs \(cost), the balance is \(balance)"
        let code = rule.insufficient ?? .local(.insufficientCredits)
        preparation.refuse([PredictedError(code: code, what, field: "balance")])
    }

    private func account(_ job: Job) throws(JSONFault) -> ProviderAccount {
        var fields: NamedTexts = [:]
        for (name, node) in try job.input["account"]?.members() ?? [] where node.value != .null {
            fields[name] = try node.text()
        }
        let origin = fields["origin"]
        fields["origin"] = nil
        return ProviderAccount(fields, origin: try job.origin() ?? origin)
    }

    private func message(_ job: Job) throws(JSONFault) -> Message {
        let input = job.input
        let content: Message.Content
        if let binary = try input["binary"]?.members(of: ["bodyHex", "udhHex"]) {
            content = .binary(
                try Self.octets(try binary.required("bodyHex")),
                header: try binary["udhHex"].map(Self.octets) ?? []
            )
        } else {
            content = .text(try (input["message"] ?? input["text"])?.text() ?? "")
        }
        var message = Message(
            content: content,
            recipients: try Job.texts(input["recipients"] ?? input["to"]).flatMap {
                $0.divided(at: ",").map(String.init)
            },
            sender: try (input["sender"] ?? input["from"])?.text(),
            options: try options(job)
        )
        message.isFlash = try input["flash"]?.boolean() ?? false
        message.encoding = try input["encoding"].flatMap { node throws(JSONFault) in
            if try node.string().isSame(as: "auto") { return nil }
            let encoding = try node.word(MessageEncoding.self)
            guard encoding == .gsm7 || encoding == .ucs2 else {
                throw node.fault("auto, gsm7 or ucs2")
            }
            return encoding
        }
        message.route = Route(
            senderType: try input["senderType"]?.word(SenderType.self),
            country: try input["country"]?.filled(),
            isSwitchOn: try input["encodingSwitch"]?.boolean(),
            appendedText: try input["append"]?.text() ?? "",
            linkCharacterCount: try input["linkLength"]?.integer()
        )
        return message
    }

    private static func octets(_ node: JSONNode) throws(JSONFault) -> [UInt8] {
        guard let octets = try? Hexadecimal.octets(of: try node.string()) else {
            throw node.fault("hexadecimal octets")
        }
        return octets
    }

    private func options(_ job: Job) throws(JSONFault) -> NamedTexts {
        var options: NamedTexts = [:]
        for (name, node) in try job.input["options"]?.members() ?? [] where node.value != .null {
            switch node.value {
            case .array: options[name] = try Job.texts(node).joined(separator: "\n")
            case .object: options[name] = JSONText.string(of: node.value)
            case .boolean(let truth): options[name] = truth ? "true" : "false"
            default: options[name] = try node.text()
            }
        }
        return options
    }

    // MARK: Replies

    private func read(_ job: Job, _ parse: String) throws(JSONFault) -> JSONObject {
        switch parse {
        case "report", "dlr":
            return try callback(job) { callback throws(ReplyError) in try reports(callback) }
        case "inbound":
            return try callback(job) { callback throws(ReplyError) in try inbound(callback) }
        case "status":
            let state = description.state(of: try job.input.required("value").text())
            return ["state": .string(state.rawValue), "final": .boolean(state.isFinal)]
        case "errorCode":
            let code = try job.input.required("value").text()
            return ["error": Self.members(of: description.reported(code, nil))]
        default:
            let name = parse.isSame(as: "reply") ? "send" : parse
            guard description.replies.contains(where: { $0.request.isSame(as: name) }) else {
                let names =
                    ["reply", "report", "inbound", "status", "errorCode"]
                    + description.replies.map(\.request)
                throw JSONFault(
                    .invalid(path: "parse", wanted: "one of \(names.joined(separator: ", "))")
                )
            }
            let status = try job.input["httpStatus"]?.integer()
            return try job.readBodies { body throws(ReplyError) in
                Self.members(of: try description.reply(body.octets, to: name, status: status))
            }
        }
    }

    private func callback(
        _ job: Job,
        _ read: (Callback) throws(ReplyError) -> JSONObject
    ) throws(JSONFault) -> JSONObject {
        var result: JSONObject
        let text = try job.input["body"]?.string()
        let isJSON =
            text?.utf8.first { $0 > 0x20 }.map {
                $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[")
            } ?? false
        if isJSON || job.input["bodyHex"] != nil {
            result = try job.readBodies { body throws(ReplyError) in try read(.json(body.octets)) }
        } else {
            result = try job.readForm { form throws(ReplyError) in try read(.form(form)) }
        }
        result["answer"] = description.answer.map(JSONValue.string)
        return result
    }

    private func reports(_ callback: Callback) throws(ReplyError) -> JSONObject {
        ["reports": .array(try description.reports(callback).map { .object(Self.members(of: $0)) })]
    }

    private func inbound(_ callback: Callback) throws(ReplyError) -> JSONObject {
        [
            "messages": .array(
                try description.inboundMessages(callback).map { .object(Self.members(of: $0)) }
            )
        ]
    }
}

extension DescribedJobs {
    static func members(of reply: Reply) -> JSONObject {
        var result: JSONObject = ["outcome": .string(reply.outcome.rawValue)]
        result["id"] = reply.id.map(JSONValue.string)
        if !reply.recipients.isEmpty {
            result["recipients"] = .array(
                reply.recipients.map { recipient in
                    var members = JSONObject()
                    members["recipient"] = recipient.recipient.map(JSONValue.string)
                    members["id"] = recipient.id.map(JSONValue.string)
                    members["status"] = recipient.status.map(JSONValue.string)
                    members["parts"] = recipient.partCount.map(JSONValue.integer)
                    members["price"] = recipient.price.map { .string($0.description) }
                    members["currency"] = recipient.currency.map(JSONValue.string)
                    members["error"] = recipient.error.map(Self.members)
                    return .object(members)
                }
            )
        }
        result["error"] = reply.error.map(members)
        return result
    }

    static func members(of error: ReportedError) -> JSONValue {
        var members = JSONObject()
        members["code"] = error.code.map(JSONValue.string)
        members["meaning"] = error.meaning.map(JSONValue.string)
        members["message"] = error.message.map(JSONValue.string)
        members["retry"] = .boolean(error.retry == .later)
        members["advice"] = .string(error.retry.rawValue)
        return .object(members)
    }

    static func members(of report: DeliveryReport) -> JSONObject {
        var members: JSONObject = [
            "state": .string(report.state.rawValue), "final": .boolean(report.isFinal),
        ]
        for (name, text) in [
            ("id", report.id), ("recipient", report.recipient), ("sender", report.sender),
            ("reference", report.reference), ("status", report.status),
            ("currency", report.currency),
            ("network", report.network), ("time", report.time),
        ] {
            members[name] = text.map(JSONValue.string)
        }
        members["parts"] = report.partCount.map(JSONValue.integer)
        members[report.priceIsPerPart ? "pricePerPart" : "price"] = report.price.map {
            .string($0.description)
        }
        members["error"] = report.error.map(Self.members)
        return members
    }

    static func members(of message: InboundMessage) -> JSONObject {
        var members = JSONObject()
        for (name, text) in [
            ("id", message.id), ("sender", message.sender), ("recipient", message.recipient),
            ("text", message.text),
            ("hex", message.hexadecimal), ("time", message.time),
        ] {
            members[name] = text.map(JSONValue.string)
        }
        members["parts"] = message.partCount.map(JSONValue.integer)
        if let part = message.part {
            members["part"] = .object([
                "reference": .string(part.reference), "count": .integer(part.count),
                "index": .integer(part.index),
            ])
        }
        return members
    }
}
