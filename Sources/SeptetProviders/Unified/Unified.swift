public import SeptetBilling
internal import SeptetJSON

/// Unified Communications, the `bulksms` interface of Route Mobile: requests and replies.
///
/// The decisions UN-1 and following, where its document leaves something open, are in
/// docs/providers/unified.md with their reasons.
public enum Unified {
    /// Stands for the reader's own server, which the document does not name; it never resolves.
    public static let placeholderOrigin = "http://server.invalid"

    /// The shell variable of the account's name.
    public static let usernameVariable = "UNIFIED_USERNAME"

    /// The shell variable of the password.
    public static let passwordVariable = "UNIFIED_PASSWORD"

    /// Characters a sender may have when it is not a number.
    public static let alphanumericSourceLimit = 11

    /// Characters a sender may have when it is a number, a plus sign included.
    public static let numericSourceLimit = 18

    /// Digits a destination may have.
    public static let destinationDigitCounts = 6...15

    /// The limits of the document.
    public static let limits = ProviderLimits(senderCharacters: alphanumericSourceLimit)
}

extension Provider {
    /// Unified Communications (Route Mobile).
    public static let unified = Provider(
        name: "unified",
        title: "Unified Communications",
        aliases: ["routemobile"],
        capabilities: [
            .sendText, .flash, .wapPush, .schedule, .estimateCost, .deliveryReports,
        ],
        limits: Unified.limits,
        insufficientCredit: .provider(1725),
        carriedOptions: ["dlr"],
        billedPartCount: { ProviderRule.unified.billedPartCount(of: $0) },
        prepare: { SharedShape.unified($0, Unified.Account()) },
        prepareForAccount: { SharedShape.unified($0, $1) },
        readReply: SharedShape.unifiedReply,
        readReports: SharedShape.unifiedReports,
        run: { job throws(JSONFault) in try UnifiedJobs.run(job) }
    )
}

extension Unified {
    /// The server of requests and the credentials.
    public struct Account: RequestingAccount, Sendable, Hashable {
        /// `username`: the account's name; `nil` when it is not known here.
        public var username: String?
        /// `password`.
        public var password: Secret
        /// Scheme, host and port of the reader's own server (UN-12).
        public var origin: String
        /// GET, or POST with the same parameters as a form.
        public var method: PreparedRequest.Method
        /// What the fields of a schedule are called.
        public var scheduleNames: ScheduleNames

        /// Makes an account; without arguments, one of which nothing is known.
        public init(
            username: String? = nil,
            password: Secret = Secret(nil, variable: Unified.passwordVariable),
            origin: String = Unified.placeholderOrigin,
            method: PreparedRequest.Method = .get,
            scheduleNames: ScheduleNames = ScheduleNames()
        ) {
            self.username = username
            self.password = password
            self.origin = origin
            self.method = method
            self.scheduleNames = scheduleNames
        }

        var basePath: [PreparedRequest.PathSegment] { [.text("bulksms")] }

        var identification: [RequestParameter] {
            let user: RequestParameter.Value =
                username.map { .text($0) }
                ?? .secret(Secret(nil, variable: Unified.usernameVariable))
            return [
                RequestParameter("username", user), RequestParameter("password", .secret(password)),
            ]
        }
    }

    /// What a part costs and what is left, both in the account's credits.
    public struct Pricing: Sendable, Hashable {
        /// The price of one part to one destination.
        public var pricePerPart: Amount
        /// The balance; `nil` when it is not known.
        public var balance: Amount?

        /// Makes a pricing; without a price one credit for a part.
        public init(pricePerPart: Amount = Amount(1), balance: Amount? = nil) {
            self.pricePerPart = pricePerPart
            self.balance = balance
        }
    }
}

/// Jobs for Unified Communications, in the vocabulary of docs/providers/jobs.md.
enum UnifiedJobs {
    static func run(_ job: Job) throws(JSONFault) -> JSONObject {
        guard let parse = try job.parse() else { return try prepare(job) }
        switch parse {
        case "bulksms", "schedulemsg", "any":
            return try reply(job)
        case "dlr":
            return try job.readForm { form throws(ReplyError) in
                members(of: try Unified.DeliveryReport(form))
            }
        default:
            throw JSONFault(.invalid(path: "parse", wanted: "bulksms, schedulemsg, dlr or any"))
        }
    }

    private static func prepare(_ job: Job) throws(JSONFault) -> JSONObject {
        if let error = job.unsupported(by: [.flash, .wapPush]) {
            return ["error": JobResult.error(error)]
        }
        let message = try message(job)
        if let error = message.error { return ["error": JobResult.error(error)] }
        let prepared = Unified.prepareDraft(
            message.value,
            account: try account(job),
            pricing: try pricing(job)
        )
        let draft = prepared.draft
        var preparation = prepared.preparation
        preparation.estimate.warnings += try job.unknownOptions(known: options)
        var result = JobResult.members(of: preparation)
        result["type"] = draft.wording.map { .integer($0.type.rawValue) }
        result["hexDigits"] = draft.wording?.digitCount.map(JSONValue.integer)
        result["normalizedRecipients"] = .array(draft.audience.numbers.map(JSONValue.string))
        return result
    }

    private static let options = [
        "type", "flash", "url", "ip", "scheduleAtBulksms", "rawHex", "latin1Bytes", "latin1Octets",
        "scheduleAt", "dlr",
        "source", "message", "destination", "destinations", "recipients", "username", "password",
        "origin", "baseURL", "method", "scheduleNames", "price", "balance", "credits",
    ]

    private static func message(
        _ job: Job
    ) throws(JSONFault) -> (value: Unified.Message, error: PredictedError?) {
        let rawHex = job.find("rawHex")
        var content = Unified.Message.Content.text(try job.text("message") ?? "")
        if let rawHex, case .string(let digits) = rawHex.value, (try? rawHex.boolean()) == nil {
            content = .hexadecimal(digits)
        } else if try rawHex?.boolean() ?? false {
            content = .hexadecimal(try job.text("message") ?? "")
        }
        var message = Unified.Message(
            content,
            destinations: try Job.texts(job.find("destinations", "destination", "recipients")),
            source: try job.text("source"),
            deliveryReport: try dlr(job)
        )
        message.type = try job.integer("type")
        message.isFlash = try job.flag("flash")
        message.address = try job.text("ip")
        message.url = try job.text("url")
        message.usesLatin1Octets = try job.flag("latin1Bytes", "latin1Octets")
        let schedule = try job.text("scheduleAt")
        message.schedule = schedule.flatMap(schedule(_:))
        var error: PredictedError?
        if let schedule, !schedule.isEmpty, message.schedule == nil {
            let what = "a schedule is Unix time or ISO 8601 with a zone"
            error = PredictedError(local: .invalidValue, what, field: "scheduleAt")
        }
        switch try job.text("endpoint") ?? (schedule == nil ? "bulksms" : "schedulemsg") {
        case "bulksms":
            let schedulesHere = try job.flag("scheduleAtBulksms")
            message.schedulesAtBulksms = schedulesHere
            if schedule != nil, !schedulesHere {
                let what = "a schedule belongs to schedulemsg; bulksms sends at once"
                error = PredictedError(local: .invalidValue, what, field: "scheduleAt")
            }
        case "schedulemsg":
            message.lacksSchedule = message.schedule == nil
        default:
            throw JSONFault(.invalid(path: "endpoint", wanted: "bulksms or schedulemsg"))
        }
        return (message, error)
    }

    private static func schedule(_ text: String) -> Unified.Schedule? {
        if let seconds = Int(text) {
            return Unified.Schedule(at: Timestamp(secondsSince1970: seconds))
        }
        return Unified.Schedule(iso8601: text)
    }

    private static func dlr(_ job: Job) throws(JSONFault) -> Int? {
        guard let node = job.find("dlr") else { return nil }
        let text = try node.text()
        return text.isEmpty ? nil : try JSONNode(.string(text), path: node.path).integer()
    }

    private static func account(_ job: Job) throws(JSONFault) -> Unified.Account {
        var account = Unified.Account(
            username: try job.text("username"),
            password: try Job.secret(job.find("password"), variable: Unified.passwordVariable)
        )
        account.origin = try job.origin() ?? account.origin
        account.method = try job.method() ?? account.method
        if let names = job.find("scheduleNames") {
            account.scheduleNames.date = try names["date"]?.text() ?? account.scheduleNames.date
            account.scheduleNames.time = try names["time"]?.text() ?? account.scheduleNames.time
            account.scheduleNames.gmt = try names["gmt"]?.text() ?? account.scheduleNames.gmt
        }
        return account
    }

    private static func pricing(_ job: Job) throws(JSONFault) -> Unified.Pricing? {
        let price = try job.amount("price")
        let balance = try job.amount("balance", "credits")
        guard price != nil || balance != nil else { return nil }
        return Unified.Pricing(pricePerPart: price ?? Amount(1), balance: balance)
    }
}

extension UnifiedJobs {
    static func reply(_ job: Job) throws(JSONFault) -> JSONObject {
        let destinations = try Job.texts(job.find("destinations", "destination", "recipients"))
            .flatMap { $0.divided(at: ",").filter { !$0.isEmpty }.map { String($0) } }
        return try job.readBodies { body throws(ReplyError) in
            members(of: try Unified.SubmitReply(body), destinations: destinations)
        }
    }

    private static func members(
        of reply: Unified.SubmitReply,
        destinations: [String]
    ) -> JSONObject {
        var result: JSONObject = ["results": .array(reply.results.map(members))]
        result["scheduleID"] = reply.scheduleID.map(JSONValue.string)
        result["ok"] = .boolean(reply.results.allSatisfy(\.code.isSuccess))
        if !destinations.isEmpty {
            let rest = reply.notSubmitted(of: destinations)
            result["notSubmitted"] = .array(rest.map(JSONValue.string))
        }
        return result
    }

    private static func members(of result: Unified.SubmitReply.Result) -> JSONValue {
        var object: JSONObject = [
            "code": .integer(result.code.rawValue),
            "ok": .boolean(result.code.isSuccess),
            "destination": .text(result.destination),
            "messageID": .text(result.messageID),
            "retry": .boolean(result.code.allowsRetry),
            "stateUnknown": .boolean(result.code.leavesStateUnknown),
            "kind": .string(result.code.name),
        ]
        object["meaning"] = result.code.meaning.map(JSONValue.string)
        object["smpp"] = result.code.smppName.map(JSONValue.string)
        return .object(object)
    }

    static func members(of report: Unified.DeliveryReport) -> JSONObject {
        var result: JSONObject = [
            "messageID": .string(report.messageID),
            "status": .string(report.status.rawValue),
            "final": .boolean(report.status.isFinal),
            "delivered": .boolean(report.status.isDelivered),
            "known": .boolean(report.status.isKnown),
        ]
        result["sender"] = report.sender.map(JSONValue.string)
        result["destination"] = report.destination.map(JSONValue.string)
        result["submittedAt"] = report.submittedAt.map(JSONValue.string)
        result["doneAt"] = report.doneAt.map(JSONValue.string)
        result["costPerPart"] = report.costPerPart.map { .string($0.description) }
        result["charge"] = report.charge.map { .string($0.description) }
        result["network"] = report.network.map(JSONValue.string)
        result["errorCode"] = report.errorCode.map(JSONValue.string)
        return result
    }
}
