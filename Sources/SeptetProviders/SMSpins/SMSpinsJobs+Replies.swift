internal import SeptetJSON

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
}
