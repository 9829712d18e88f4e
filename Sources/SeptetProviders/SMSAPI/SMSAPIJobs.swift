internal import SeptetJSON

/// The jobs of SMSAPI: requests by `endpoint`, replies and callbacks by `parse`.
enum SMSAPIJobs {
    static func run(_ job: Job) throws(JSONFault) -> JSONObject {
        if let parse = try job.parse() {
            return try Provider.answer(job, to: parse, of: "smsapi")
        }
        let endpoint = try job.input["endpoint"]?.string() ?? "sms.do"
        switch endpoint {
        case "sms.do", "estimate":
            _ = try job.object("options")
            if job.find("sch_del") != nil {
                return try call(job, "sch_del")
            }
            return try SMSAPIMessageJobs.prepare(job, sends: endpoint == "sms.do")
        case "mail2sms":
            return try SMSAPIMessageJobs.mail(job)
        case "user.do": return try ask(job, userQuestions, 1001)
        case "sender.do": return try ask(job, senderQuestions, 2001)
        case "hlr.do", "prices.do": return try call(job, endpoint)
        default:
            throw JSONFault(
                .invalid(
                    path: "endpoint",
                    wanted: "sms.do, estimate, mail2sms, user.do, sender.do, hlr.do or prices.do"
                )
            )
        }
    }

    /// Whose request it is: `username` with `password`, `access_token` or `token`.
    static func account(_ job: Job) throws(JSONFault) -> SMSAPI.Account {
        var account = SMSAPI.Account()
        let variable = SMSAPI.Credentials.tokenVariable
        if let username = try job.text("username") {
            account.credentials = .password(
                username: username,
                md5: try Job.secret(
                    job.find("password"),
                    variable: SMSAPI.Credentials.passwordVariable
                )
            )
        } else if let token = job.find("access_token") {
            account.credentials = .parameter(try Job.secret(token, variable: variable))
        } else if let token = job.find("token") {
            account.credentials = .bearer(try Job.secret(token, variable: variable))
        }
        account.method = try job.method() ?? account.method
        if let origin = try job.origin() {
            account.origin = origin.isSame(as: "backup") ? SMSAPI.backupOrigin : origin
        }
        return account
    }

    /// Makes a request that sends no text, by its description.
    private static func call(_ job: Job, _ name: String) throws(JSONFault) -> JSONObject {
        var given: NamedTexts = [:]
        // The numbers of a lookup may stand where those of a message do.
        if name.isSame(as: "hlr.do"), job.find("numbers", "number") == nil,
            let recipients = job.input["recipients"]
        {
            given["number"] = try Job.texts(recipients).joined(separator: "\n")
        }
        let request = try Provider.call(
            job,
            name,
            of: "smsapi",
            given: given,
            words: ["endpoint"],
            by: try account(job)
        )
        guard let request else { throw JSONFault(.invalid(path: "endpoint", wanted: "described")) }
        return request
    }

    /// What a parameter asks, and the request that does; `credits` and `list` may be false.
    private typealias Question = (option: String, request: String)

    private static let userQuestions: [Question] = [
        ("add_user", "add_user"), ("set_user", "set_user"), ("get_user", "get_user"),
        ("list", "list_users"), ("credits", "credits"),
    ]
    private static let senderQuestions: [Question] = [
        ("add", "add"), ("status", "status"), ("delete", "delete"), ("list", "senders"),
        ("default", "default"),
    ]

    /// Makes the request of the one question that `options` has; of several, all but one would be dropped.
    private static func ask(
        _ job: Job,
        _ questions: [Question],
        _ code: Int
    ) throws(JSONFault) -> JSONObject {
        let options = try job.object("options")
        var asked: [Question] = []
        for question in questions {
            guard let node = options[question.option] else { continue }
            let isFlag = ["list", "credits"].contains(where: question.option.isSame)
            let isAsked = isFlag ? try node.boolean() : true
            if isAsked { asked.append(question) }
        }
        guard asked.count == 1 else {
            let names = questions.map(\.option).joined(separator: ", ")
            let error = PredictedError(code, "one of \(names) is expected")
            return JobResult.members(of: Preparation(error))
        }
        return try call(job, asked[0].request)
    }
}

/// Jobs that send or price a message.
enum SMSAPIMessageJobs {
    /// A message for `sms.do`; for `estimate` the same without the request.
    static func prepare(_ job: Job, sends: Bool) throws(JSONFault) -> JSONObject {
        let reading = try SMSAPIMessageReading(job)
        if let error = reading.contentError {
            return ["error": JobResult.error(error)]
        }
        var preparation = SMSAPI.prepare(
            reading.message,
            account: try SMSAPIJobs.account(job),
            pricing: try pricing(job),
            now: job.now
        )
        preparation.estimate.warnings += reading.warnings
        if !sends {
            preparation.requests = []
        }
        return JobResult.members(of: preparation)
    }

    private static func pricing(_ job: Job) throws(JSONFault) -> SMSAPI.Pricing? {
        guard let list = job.input["priceList"] else {
            return nil
        }
        var prices: [SMSAPI.NetworkPrice] = []
        for element in try list.elements() {
            prices.append(try SMSAPI.NetworkPrice(element))
        }
        var networks: [String?] = []
        for element in try job.input["recipientNetwork"]?.elements() ?? [] {
            networks.append(element.value == .null ? nil : try element.text())
        }
        return SMSAPI.Pricing(
            prices: prices,
            networks: networks,
            balance: try job.input["balance"]?.amount()
        )
    }

    /// A message for `mail2sms`.
    static func mail(_ job: Job) throws(JSONFault) -> JSONObject {
        let reading = try SMSAPIMessageReading(job)
        var estimate = SMSAPI.prepare(reading.message, now: job.now).estimate
        let foreign = [reading.contentError].compactMap { $0 } + (try mailErrors(job))
        if estimate.predictedErrors.isEmpty {
            estimate.predictedErrors = foreign
        }
        var mail: SMSAPI.Mail?
        if estimate.predictedErrors.isEmpty {
            let username = try job.text("username") ?? ""
            let md5 = try Job.secret(
                job.find("password"),
                variable: SMSAPI.Credentials.passwordVariable
            )
            let wantsReport = try job.flag("raport")
            do throws(PredictedError) {
                mail = try SMSAPI.Mail(
                    username: username,
                    md5: md5,
                    message: reading.message,
                    wantsReport: wantsReport
                )
            } catch {
                estimate.predictedErrors = [error]
            }
        }
        var result = JobResult.members(of: estimate)
        guard let mail else { return result }
        result["mailTo"] = .string(SMSAPI.Mail.address)
        result["redactedSubject"] = .string(mail.redactedSubject)
        result["headers"] = JobResult.headers(mail.headers)
        result["body"] = .string(mail.body)
        return result
    }

    /// A mail has a sender, numbers and a text; whatever else was asked for would be missing from it.
    private static func mailErrors(_ job: Job) throws(JSONFault) -> [PredictedError] {
        let known = [
            "from", "to", "message", "raport", "username", "password", "templateText", "partLimit",
            "strictRegex", "split",
        ]
        var names = try job.object("options").members().filter { member in
            member.node.value != .null && !known.contains(where: member.name.isSame)
        }.map(\.name)
        names += ["group", "contacts", "template", "binary", "wapPush"].filter { name in
            job.input[name] != nil
        }
        return names.map { name in
            PredictedError(local: .invalidValue, "mail2sms has no '\(name)'", field: name)
        }
    }
}

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
