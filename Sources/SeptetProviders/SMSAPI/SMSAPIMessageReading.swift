internal import SeptetJSON

/// The message of a job, with what could not be understood.
struct SMSAPIMessageReading {
    private(set) var message: SMSAPI.Message
    private(set) var warnings: [EstimateWarning] = []
    private(set) var contentError: PredictedError?

    init(_ job: Job) throws(JSONFault) {
        let options = try job.object("options")
        message = SMSAPI.Message("", recipients: try Self.recipients(job.input, options))
        message.group = try (job.input["group"] ?? options["group"])?.text()
        try readContent(job.input, options)
        for (name, node) in try options.members() where node.value != .null {
            if try !readOption(name, node) {
                warnings.append(
                    EstimateWarning(.unknownOption, "SMSAPI has no option '\(name)'")
                )
            }
        }
        for contact in try job.input["contacts"]?.elements() ?? [] {
            var values: NamedTexts = [:]
            for (name, node) in try contact.members() where node.value != .null {
                values[name] = try node.text()
            }
            message.contacts.append(values)
        }
    }

    private static func recipients(
        _ input: JSONNode,
        _ options: JSONNode
    ) throws(JSONFault) -> [String] {
        let member = input["recipients"] ?? input["to"] ?? options["to"]
        var recipients: [String] = []
        for text in try Job.texts(member) {
            recipients += text.divided(at: ",").filter { !$0.isEmpty }.map { String($0) }
        }
        return recipients
    }

    private mutating func readContent(
        _ input: JSONNode,
        _ options: JSONNode
    ) throws(JSONFault) {
        let text = try (input["message"] ?? options["message"])?.string()
        if let push = input["wapPush"] ?? options["wapPush"] {
            let url = try push.required("url").string()
            let title = try (push["text"] ?? push["message"])?.string() ?? text ?? ""
            do throws(PredictedError) {
                message.content = try .wapPush(url: url, text: title)
            } catch {
                contentError = error
            }
        } else if let binary = input["binary"] {
            message.content = .binary(
                body: try binary["bodyHex"]?.string(),
                header: try binary["udhHex"]?.string()
            )
        } else if let coding = try options["datacoding"]?.text(), !coding.isEmpty {
            guard coding.asciiLowercased.isSame(as: "bin") else {
                let what = "'bin' is the only value; the digits would be sent as text"
                contentError = PredictedError(local: .invalidValue, what, field: "datacoding")
                return
            }
            message.content = .binary(body: text, header: try options["udh"]?.string())
        } else if let header = try options["udh"]?.string(), !header.isEmpty {
            let what = "a header needs datacoding=bin; the message would be sent without it"
            contentError = PredictedError(local: .invalidValue, what, field: "udh")
        } else if let name = try (input["template"] ?? options["template"])?.string() {
            let wording = try (input["templateText"] ?? options["templateText"])?.string()
            message.content = .template(name: name, text: wording ?? text)
        } else {
            message.content = .text(text ?? "")
        }
    }

    /// Reads one option; `false` when SMSAPI has none of this name.
    private mutating func readOption(_ name: String, _ node: JSONNode) throws(JSONFault) -> Bool {
        if try readFlag(name, node) { return true }
        switch name {
        case "from": message.sender = try node.text()
        case "encoding": message.charset = try node.text()
        case "date": message.date = SMSAPI.Moment(try node.text())
        case "expiration_date": message.expirationDate = SMSAPI.Moment(try node.text())
        case "idx": message.idx = try Self.values(node)
        case "max_parts": message.maximumPartCount = try node.integer()
        case "notify_url": message.notifyURL = try node.text()
        case "param1": message.parameters[1] = try Self.values(node)
        case "param2": message.parameters[2] = try Self.values(node)
        case "param3": message.parameters[3] = try Self.values(node)
        case "param4": message.parameters[4] = try Self.values(node)
        case "time_restriction": message.timeRestriction = try node.text()
        case "partner_id": message.partnerID = try node.text()
        case "discount_group": message.discountGroup = try node.text()
        case "fallback": message.fallback = try node.text()
        case "partLimit":
            message.partLimit = min(max(1, try node.integer()), SMSAPI.largestPartLimit)
        case "to", "group", "message", "datacoding", "udh", "template", "templateText", "wapPush",
            "method", "format", "raport", "username", "password", "access_token":
            break
        default: return false
        }
        return true
    }

    private mutating func readFlag(_ name: String, _ node: JSONNode) throws(JSONFault) -> Bool {
        let flags: [String: WritableKeyPath<SMSAPI.Message, Bool>] = [
            "flash": \.isFlash, "test": \.isTest, "details": \.wantsDetails,
            "date_validate": \.validatesDate, "allow_duplicates": \.allowsDuplicates,
            "check_idx": \.checksIdx, "nounicode": \.refusesSpecialCharacters,
            "normalize": \.normalizes, "fast": \.isFast, "single": \.isSingle,
            "skip_foreign": \.skipsForeign, "split": \.splits, "strictRegex": \.checksRegex,
        ]
        guard let flag = flags[name] else { return false }
        message[keyPath: flag] = try node.boolean()
        return true
    }

    /// One value per recipient: a list, or the text that would be sent, split at `|`.
    private static func values(_ node: JSONNode) throws(JSONFault) -> [String] {
        if case .array = node.value { return try Job.texts(node) }
        return try node.text().divided(at: "|").map { String($0) }
    }
}
