internal import SeptetJSON

/// Jobs for SMSpins, in the vocabulary of docs/providers/jobs.md.
enum SMSpinsJobs {
    static func run(_ job: Job) throws(JSONFault) -> JSONObject {
        if let parse = try job.parse() { return try reply(job, to: parse) }
        let name = try job.input.required("call").string()
        if let capability = Capability(rawValue: name) {
            return ["error": JobResult.error(.unsupported(capability))]
        }
        var account = SMSpins.Account(
            key: try Job.secret(job.find("apiKey", "api_key"), variable: SMSpins.keyVariable)
        )
        account.origin = try job.origin() ?? account.origin
        guard let call = try call(name, job) else {
            throw JSONFault(.invalid(path: "call", wanted: "a call of docs/providers/smspins.md"))
        }
        var preparation = SMSpins.prepare(call, account: account)
        preparation.estimate.warnings += try job.unknownOptions(
            known: [
                "apiKey", "api_key", "telephoneID", "telephone_id", "requestID", "request_id",
                "knownStatus", "action", "zip", "origin", "baseURL",
            ]
        )
        var result = JobResult.members(of: preparation)
        if case .autocheck(_, "enable") = call {
            result["endsAt"] = .string(SMSpins.autoCheckEnd(after: job.now).description)
        }
        return result
    }

    private static func call(_ name: String, _ job: Job) throws(JSONFault) -> SMSpins.Call? {
        let telephone = try job.text("telephoneID", "telephone_id") ?? ""
        let request = try job.text("requestID", "request_id") ?? ""
        let status = try job.text("knownStatus").map(SMSpins.Status.init)
        return switch name {
        case "telephones": .telephones
        case "request": .request(telephoneID: telephone)
        case "status": .status(requestID: request)
        case "cancel": .cancel(requestID: request, knownStatus: status)
        case "smsesByTelephone", "smses_by_tid": .smsesByTelephone(telephoneID: telephone)
        case "autocheck":
            .autocheck(telephoneID: telephone, action: try job.text("action") ?? "")
        case "ncRequest": .changeNumber(telephoneID: telephone, zip: try job.text("zip") ?? "")
        case "ncRequests": .numberChanges
        case "ncStatus": .numberChangeStatus(requestID: request)
        case "ncCancel": .cancelNumberChange(requestID: request, knownStatus: status)
        default: nil
        }
    }
}

extension SMSpinsJobs {
    static func reply(_ job: Job, to question: String) throws(JSONFault) -> JSONObject {
        switch question {
        case "date": return try date(job)
        case "statusName": return try statusName(job)
        case "smses" where job.input.has("value"):
            return members(of: SMSpins.Texts(try job.input["value"]?.string()))
        default: break
        }
        guard let read = readers[question] else {
            let words = (readers.keys + ["date", "statusName"]).sorted().joined(separator: ", ")
            throw JSONFault(.invalid(path: "parse", wanted: "one of \(words)"))
        }
        return try job.readBodies { body throws(ReplyError) in
            let answer = try SMSpins.Answer(body) { data throws(JSONFault) in try read(data) }
            return switch answer {
            case .success(let members): members
            case .failure(let failure):
                [
                    "error": .object([
                        "kind": .string(failure.kind.rawValue),
                        "message": .text(failure.message),
                    ])
                ]
            }
        }
    }

    private static func date(_ job: Job) throws(JSONFault) -> JSONObject {
        let text = try job.input.required("value").string()
        switch SMSpins.Moment(text) {
        case .instant(let instant, let kind):
            return [
                "instant": .string(instant.description),
                "ambiguous": .boolean(kind != .unique),
            ]
        case .day(let day):
            return ["calendarDate": .string(day.description)]
        case nil:
            return ["error": JobResult.error(.wrongValue(path: "value", wanted: "a date"))]
        }
    }

    /// What the words mean: one word when they mean the same, a list otherwise.
    private static func statusName(_ job: Job) throws(JSONFault) -> JSONObject {
        let words = try Job.texts(
            try job.input.required(job.input.has("values") ? "values" : "value")
        )
        let statuses = words.map(SMSpins.Status.init)
        let isOne = Set(statuses.map(\.name)).count == 1
        guard isOne, let first = statuses.first else {
            return ["mapped": .array(statuses.map { .string($0.name) })]
        }
        return ["mapped": .string(first.name), "final": .boolean(first.isFinal)]
    }

    private typealias Reader = @Sendable (JSONNode) throws(JSONFault) -> JSONObject

    private static let requestID: Reader = { data throws(JSONFault) in
        ["requestID": .string(try SMSpins.RequestID(data).id)]
    }

    private static let messages: Reader = { data throws(JSONFault) in
        let list = try SMSpins.ReceivedTexts.list(data)
        return ["messages": .array(list.map { .object(members(of: $0)) })]
    }

    private static let success: Reader = { (_) throws(JSONFault) in ["ok": true] }

    private static let readers: [String: Reader] = [
        "any": success, "autocheck": success,
        "request": requestID, "cancel": requestID, "ncRequest": requestID, "ncCancel": requestID,
        "smses": messages, "smsesByTelephone": messages, "smses_by_tid": messages,
        "telephones": { data throws(JSONFault) in
            let list = try SMSpins.Telephone.list(data)
            return ["telephones": .array(list.map { .object(members(of: $0)) })]
        },
        "status": { data throws(JSONFault) in
            members(of: try SMSpins.CheckStatus(data))
        },
        "ncStatus": { data throws(JSONFault) in
            members(of: try SMSpins.NumberChange(try data.single()))
        },
        "ncRequests": { data throws(JSONFault) in
            let list = try SMSpins.NumberChange.list(data)
            return ["requests": .array(list.map { .object(members(of: $0)) })]
        },
    ]

    static func members(of texts: SMSpins.Texts) -> JSONObject {
        [
            "texts": .array(texts.pieces.map(JSONValue.string)),
            "raw": .text(texts.raw),
            "ambiguous": .boolean(texts.isAmbiguous),
            "textParts": .array(texts.partCounts.map(JSONValue.integer)),
        ]
    }

    static func members(of telephone: SMSpins.Telephone) -> JSONObject {
        [
            "telephoneID": .string(telephone.id),
            "telephone": .string(telephone.number),
            "addedAt": .text(telephone.addedAt?.description),
            "expiredAt": .text(telephone.expiresAt?.description),
        ]
    }

    static func members(of status: SMSpins.CheckStatus) -> JSONObject {
        var result: JSONObject = [
            "requestID": .string(status.requestID),
            "status": .string(status.statusWord),
            "mapped": .string(status.status.name),
            "final": .boolean(status.status.isFinal),
            "agent": .text(status.agent),
            "telephone": .text(status.telephone),
        ]
        result.merge(members(of: status.texts))
        for (name, moment) in [
            ("updatedAt", status.updatedAt), ("queuedAt", status.queuedAt),
            ("acquiredAt", status.acquiredAt), ("startedAt", status.startedAt),
            ("endedAt", status.endedAt), ("canceledAt", status.canceledAt),
        ] {
            result[name] = .text(moment?.description)
        }
        return result
    }

    static func members(of received: SMSpins.ReceivedTexts) -> JSONObject {
        var result: JSONObject = [
            "requestID": .string(received.requestID),
            "telephoneID": .text(received.telephoneID),
            "telephone": .text(received.telephone),
            "updatedAt": .text(received.updatedAt?.description),
        ]
        result.merge(members(of: received.texts))
        return result
    }

    static func members(of change: SMSpins.NumberChange) -> JSONObject {
        var result: JSONObject = [
            "requestID": .string(change.requestID),
            "agent": .text(change.agent),
            "telephone": .text(change.telephone),
            "lastTelephone": .text(change.lastTelephone),
            "status": .text(change.statusWord),
        ]
        result["mapped"] = change.status.map { .string($0.name) }
        result["final"] = change.status.map { .boolean($0.isFinal) }
        for (name, moment) in [
            ("updatedAt", change.updatedAt), ("submittedAt", change.submittedAt),
            ("acquiredAt", change.acquiredAt), ("processedAt", change.processedAt),
            ("completedAt", change.completedAt), ("canceledAt", change.canceledAt),
        ] {
            result[name] = .text(moment?.description)
        }
        return result
    }
}
