internal import SeptetBilling
internal import SeptetJSON

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
