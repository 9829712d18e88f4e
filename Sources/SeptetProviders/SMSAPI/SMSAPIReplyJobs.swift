internal import SeptetBilling
internal import SeptetJSON

/// Jobs that read what SMSAPI answers and sends.
enum SMSAPIReplyJobs {
    private static func failure(_ failure: SMSAPI.Failure?) -> JSONValue? {
        failure.map { failure in
            var object: JSONObject = ["code": .integer(failure.code)]
            object["message"] = failure.message.map(JSONValue.string)
            object["meaning"] = failure.meaning.map(JSONValue.string)
            object["retry"] = .boolean(failure.isTemporary)
            return .object(object)
        }
    }

    private static func text(_ amount: Amount?) -> JSONValue { .text(amount?.description) }

    private static func text(_ time: Timestamp?) -> JSONValue { .text(time?.description) }

    static func send(_ body: ReplyBody) throws(ReplyError) -> JSONObject {
        let reply = try SMSAPI.SendReply(body)
        var result = JSONObject()
        result["error"] = failure(reply.failure)
        if reply.failures.count > 1 || !reply.messages.isEmpty && reply.failure != nil {
            result["errors"] = .array(reply.failures.compactMap { failure($0) })
        }
        if reply.failure == nil || !reply.messages.isEmpty {
            result["messages"] = .array(reply.messages.map { .object(sent($0)) })
        }
        if !reply.invalidNumbers.isEmpty {
            result["invalidNumbers"] = .array(
                reply.invalidNumbers.map { .text($0.number ?? $0.submittedNumber) }
            )
            result["invalid"] = .array(
                reply.invalidNumbers.map {
                    .object([
                        "number": .text($0.number), "submitted": .text($0.submittedNumber),
                        "message": .text($0.message),
                    ])
                }
            )
        }
        result["count"] = reply.count.map(JSONValue.integer)
        result["message"] = reply.message.map(JSONValue.string)
        result["length"] = reply.characterCount.map(JSONValue.integer)
        result["parts"] = reply.partCount.map(JSONValue.integer)
        return result
    }

    private static func sent(_ sent: SMSAPI.SendReply.Sent) -> JSONObject {
        var object: JSONObject = [
            "id": .string(sent.id), "points": text(sent.points), "phone": .text(sent.number),
        ]
        object["submitted"] = sent.submittedNumber.map(JSONValue.string)
        object["dateSent"] = sent.dateSent.map { .string($0.description) }
        object["status"] = sent.status.map(JSONValue.string)
        let known = sent.status.flatMap(SMSAPI.Status.init(name:))
        object["statusCode"] = known.map { .integer($0.rawValue) }
        object["final"] = known.map { .boolean($0.isFinal) }
        object["idx"] = sent.idx.map(JSONValue.string)
        object["error"] = sent.error.map(JSONValue.string)
        object["parts"] = sent.partCount.map(JSONValue.integer)
        return object
    }

    static func deletion(_ body: ReplyBody) throws(ReplyError) -> JSONObject {
        let reply = try SMSAPI.DeletionReply(body)
        var result = JSONObject()
        result["error"] = failure(reply.failure)
        if reply.failure == nil {
            result["count"] = .count(reply.count)
            result["ids"] = .array(reply.ids.map(JSONValue.string))
        }
        return result
    }

    /// `user.do` answers four questions; `action` or the form shows which one it was.
    static func user(_ job: Job, _ parse: String) throws(JSONFault) -> JSONObject {
        let action = try job.input["action"]?.string() ?? parse
        return try job.readBodies { body throws(ReplyError) in
            let json = body.looksLikeJSON ? try body.json() : nil
            let isBalance =
                json?["points"] != nil || body.text.begins(with: "Credits:")
                || body.text.begins(with: "Points:")
            return action == "credits" || isBalance ? try balance(body) : try users(body)
        }
    }

    private static func balance(_ body: ReplyBody) throws(ReplyError) -> JSONObject {
        let reply = try SMSAPI.BalanceReply(body)
        var result = JSONObject()
        result["error"] = failure(reply.failure)
        if let points = reply.points {
            result["points"] = .string(points.description)
            result["credits"] = .string(points.description)
        }
        result["proCount"] = reply.messageCount.map(JSONValue.integer)
        return result
    }

    private static func users(_ body: ReplyBody) throws(ReplyError) -> JSONObject {
        let reply = try SMSAPI.SubUserReply(body)
        var result = JSONObject()
        result["error"] = failure(reply.failure)
        if reply.failure == nil {
            result["users"] = .array(
                reply.users.map { user in
                    var object = JSONObject()
                    object["username"] = user.name.map(JSONValue.string)
                    object["limit"] = user.limit.map { .string($0.description) }
                    object["monthLimit"] = user.monthLimit.map { .string($0.description) }
                    object["senders"] = user.usesSenders.map(JSONValue.boolean)
                    object["phonebook"] = user.usesContacts.map(JSONValue.boolean)
                    object["active"] = user.isActive.map(JSONValue.boolean)
                    object["info"] = user.note.map(JSONValue.string)
                    return .object(object)
                }
            )
        }
        return result
    }

    static func sender(_ job: Job) throws(JSONFault) -> JSONObject {
        let action = try job.input["action"]?.word(SMSAPI.SenderAction.self)
        return try job.readBodies { body throws(ReplyError) in try sender(body, action) }
    }

    private static func sender(
        _ body: ReplyBody,
        _ action: SMSAPI.SenderAction?
    ) throws(ReplyError) -> JSONObject {
        let reply = try SMSAPI.SenderReply(body, to: action)
        var result = JSONObject()
        result["error"] = failure(reply.failure)
        result["count"] = reply.count.map(JSONValue.integer)
        if reply.failure == nil {
            result["ok"] = true
            result["senders"] = .array(
                reply.names.map { name in
                    var object: JSONObject = ["name": .text(name.name)]
                    object["status"] = .text(name.status)
                    object["default"] = name.isDefault.map(JSONValue.boolean)
                    return .object(object)
                }
            )
        }
        return result
    }

    static func lookup(_ body: ReplyBody) throws(ReplyError) -> JSONObject {
        let reply = try SMSAPI.LookupReply(body)
        var result = JSONObject()
        result["error"] = failure(reply.failure)
        if reply.failure == nil || !reply.items.isEmpty {
            result["results"] = .array(
                reply.items.map { item in
                    var object: JSONObject = [
                        "ok": .boolean(item.failure == nil), "number": .text(item.number),
                        "id": .text(item.id), "points": text(item.points),
                    ]
                    object["error"] = failure(item.failure)
                    return .object(object)
                }
            )
        }
        return result
    }

    static func lookups(_ fields: FormFields) throws(ReplyError) -> JSONObject {
        let reports = try SMSAPI.LookupReport.reports(in: fields)
        return [
            "answer": .string(SMSAPI.DeliveryReport.answer),
            "lookups": .array(
                reports.map { report in
                    var object: JSONObject = [
                        "id": .text(report.id), "number": .text(report.number),
                        "mcc": .text(report.mcc),
                        "mnc": .text(report.mnc), "info": .text(report.info),
                        "ok": .boolean(report.isReachable),
                        "date": text(report.date), "idx": .text(report.idx),
                        "portedFrom": .text(report.portedFrom),
                    ]
                    object["ported"] = report.isPorted.map(JSONValue.boolean)
                    object["permanent"] = report.fault.map { .boolean($0.isPermanent) }
                    object["meaning"] = report.fault.map { .string($0.meaning) }
                    return .object(object)
                }
            ),
        ]
    }

    static func prices(_ body: ReplyBody) throws(ReplyError) -> JSONObject {
        let reply = try SMSAPI.PriceListReply(body)
        var result = JSONObject()
        result["error"] = failure(reply.failure)
        if reply.failure == nil {
            result["currency"] = .string(SMSAPI.Pricing.currency)
            result["prices"] = .array(
                reply.prices.map { price in
                    .object([
                        "country": .text(price.country), "network": .text(price.network),
                        "mcc": .string(price.mcc), "mnc": .string(price.mnc),
                        "date": text(price.date), "price": .string(price.price.description),
                    ])
                }
            )
        }
        return result
    }

    static func deliveryReports(_ fields: FormFields) throws(ReplyError) -> JSONObject {
        let reports = try SMSAPI.DeliveryReport.reports(in: fields)
        return [
            "answer": .string(SMSAPI.DeliveryReport.answer),
            "reports": .array(
                reports.map { report in
                    .object([
                        "id": .string(report.id), "status": .count(report.statusCode),
                        "statusName": .text(report.statusName),
                        "final": report.status.map { .boolean($0.isFinal) } ?? .null,
                        "idx": .text(report.idx), "doneAt": text(report.date),
                        "username": .text(report.username), "points": text(report.points),
                        "to": .text(report.recipient), "mcc": .text(report.mcc),
                        "mnc": .text(report.mnc),
                    ])
                }
            ),
        ]
    }

    static func bulkReport(_ fields: FormFields) throws(ReplyError) -> JSONObject {
        let report = try SMSAPI.BulkReport(fields)
        return [
            "answer": .string(SMSAPI.DeliveryReport.answer),
            "type": .text(report.type), "all": .count(report.messageCount),
            "points": text(report.points), "info": .text(report.info), "text": .text(report.text),
        ]
    }

    static func visit(_ fields: FormFields) throws(ReplyError) -> JSONObject {
        let visits = try SMSAPI.LinkVisit.visits(in: fields)
        return [
            "answer": .string(SMSAPI.DeliveryReport.answer),
            "visits": .array(
                visits.map { visit in
                    .object([
                        "id": .string(visit.id), "to": .text(visit.recipient),
                        "clickedAt": text(visit.date), "device": .text(visit.device),
                        "operatingSystem": .text(visit.operatingSystem),
                        "browser": .text(visit.browser), "username": .text(visit.username),
                    ])
                }
            ),
        ]
    }

    static func status(_ job: Job) throws(JSONFault) -> JSONObject {
        let text = try job.input.required("value").text()
        let status = Int(text).flatMap(SMSAPI.Status.init(rawValue:)) ?? SMSAPI.Status(name: text)
        return [
            "status": status.map { .integer($0.rawValue) } ?? .count(Int(text)),
            "statusName": .text(status?.name),
            "final": status.map { .boolean($0.isFinal) } ?? .null,
        ]
    }

    static func errorCode(_ job: Job) throws(JSONFault) -> JSONObject {
        let code = try job.input.required("value").integer()
        var result = JSONObject()
        result["error"] = failure(SMSAPI.Failure(code: code))
        return result
    }
}
