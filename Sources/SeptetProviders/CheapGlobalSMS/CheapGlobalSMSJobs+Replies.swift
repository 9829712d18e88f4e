internal import SeptetBilling
internal import SeptetJSON

extension CheapGlobalSMSJobs {
    static func reply(_ job: Job, to action: String) throws(JSONFault) -> JSONObject {
        switch action {
        case "callback":
            return try callback(job)
        case "campaign":
            return try job.readForm { form throws(ReplyError) in
                members(of: try CheapGlobalSMS.CampaignMessage(form))
            }
        default:
            guard let read = readers[action] else {
                throw JSONFault(
                    .invalid(path: "parse", wanted: "an action, any, callback or campaign")
                )
            }
            return try job.readBodies { body throws(ReplyError) in
                let answer = try CheapGlobalSMS.Answer(body) { node throws(JSONFault) in
                    try read(node)
                }
                return switch answer {
                case .success(let members): members
                case .failure(let failure): ["error": error(failure)]
                }
            }
        }
    }

    private static let readers: [String: @Sendable (JSONNode) throws(JSONFault) -> JSONObject] = [
        "any": { node throws(JSONFault) in
            _ = try node.members()
            return ["ok": true]
        },
        "send_sms": { node throws(JSONFault) in
            let reply = try CheapGlobalSMS.SendReply(node)
            return [
                "batchID": .string(reply.batchID), "total": .integer(reply.recipientCount),
            ]
        },
        "stop_sms": total, "delete_sms": total, "get_total_units": total, "save_contacts": total,
        "delete_contacts": total, "delete_inbox": total,
        "fetch_sms": { node throws(JSONFault) in try records(node) },
        "fetch_inbox": { node throws(JSONFault) in try records(node) },
        "fetch_contacts": { node throws(JSONFault) in
            let list = try CheapGlobalSMS.RecordList(node) { fields throws(JSONFault) in
                try CheapGlobalSMS.ContactRecord(fields)
            }
            return members(of: list, list.records.map(members))
        },
        "account_info": { node throws(JSONFault) in
            members(of: try CheapGlobalSMS.AccountInfo(node))
        },
        "get_contact_groups": { node throws(JSONFault) in
            let groups = try CheapGlobalSMS.ContactGroups(node).groups
            return [
                "groups": .array(
                    groups.map {
                        .object(["name": .string($0.name), "count": .integer($0.contactCount)])
                    }
                )
            ]
        },
        "get_delivery_stat": { node throws(JSONFault) in
            let statistics = try CheapGlobalSMS.DeliveryStatistics(node)
            var result: JSONObject = ["statuses": .array(statistics.counts.map(members))]
            result["total"] = statistics.total.map(members)
            return result
        },
    ]

    private static let total: @Sendable (JSONNode) throws(JSONFault) -> JSONObject = {
        node throws(JSONFault) in
        ["total": .number(try CheapGlobalSMS.TotalReply(node).total.description)]
    }

    private static func records(_ node: JSONNode) throws(JSONFault) -> JSONObject {
        let list = try CheapGlobalSMS.RecordList(node) { fields throws(JSONFault) in
            try CheapGlobalSMS.SMSRecord(fields)
        }
        return members(of: list, list.records.map(members))
    }

    private static func callback(_ job: Job) throws(JSONFault) -> JSONObject {
        // A server that has taken the field out of the form has only the JSON.
        let text = try job.input["body"]?.text() ?? ""
        if text.begins(with: "[") || text.begins(with: "{") {
            return try job.readBodies { body throws(ReplyError) in
                members(of: try CheapGlobalSMS.DeliveryReport.read(json: body.octets))
            }
        }
        return try job.readForm { form throws(ReplyError) in
            members(of: try CheapGlobalSMS.DeliveryReport.read(form))
        }
    }

    static func error(_ failure: CheapGlobalSMS.Failure) -> JSONValue {
        .object([
            "code": .count(failure.code),
            "kind": .string(failure.kind.rawValue),
            "message": .string(failure.message),
        ])
    }

    static func members<Record>(
        of list: CheapGlobalSMS.RecordList<Record>,
        _ records: [JSONValue]
    ) -> JSONObject {
        var result: JSONObject = ["total": .integer(list.recordCount), "records": .array(records)]
        result["page"] = list.page.map(JSONValue.integer)
        result["pageCount"] = list.pageCount.map(JSONValue.integer)
        result["recordsPerPage"] = list.recordsPerPage.map(JSONValue.integer)
        result["timezoneOffset"] = list.timezoneOffset.map(JSONValue.string)
        return result
    }

    static func members(of record: CheapGlobalSMS.SMSRecord) -> JSONValue {
        var result = JSONObject()
        let texts = [
            ("id", record.id), ("batchID", record.batchID), ("campaignID", record.campaignID),
            ("sender", record.sender), ("recipient", record.recipient), ("message", record.text),
            ("keyword", record.keyword), ("statusName", record.statusName), ("info", record.info),
            ("extraData", record.extraData), ("firstName", record.firstName),
            ("lastName", record.lastName), ("groupName", record.groupName),
            ("scheduledAt", record.scheduledAt?.description),
            ("submittedAt", record.submittedAt?.description),
            ("sentAt", record.sentAt?.description),
        ]
        for (name, text) in texts {
            result[name] = text.map(JSONValue.string)
        }
        result["status"] = record.status.map { .integer($0.rawValue) }
        result["final"] = record.status.map { .boolean($0.isFinal) }
        result["flash"] = record.isFlash.map(JSONValue.boolean)
        result["locked"] = record.isLocked.map(JSONValue.boolean)
        result["units"] = record.units.map { .number($0.description) }
        result["unitsConfirmed"] = record.confirmedUnits.map { .number($0.description) }
        result["pages"] = record.pageCount.map(JSONValue.integer)
        return .object(result)
    }

    static func members(of record: CheapGlobalSMS.ContactRecord) -> JSONValue {
        var result: JSONObject = ["id": .string(record.id), "phone": .string(record.phone)]
        result["firstName"] = record.firstName.map(JSONValue.string)
        result["lastName"] = record.lastName.map(JSONValue.string)
        result["groupName"] = record.groupName.map(JSONValue.string)
        result["savedAt"] = record.savedAt.map { .string($0.description) }
        return .object(result)
    }

    static func members(of info: CheapGlobalSMS.AccountInfo) -> JSONObject {
        var result: JSONObject = ["balance": .string(info.balance.description)]
        let texts = [
            ("subAccountID", info.subAccountID), ("subAccount", info.subAccount),
            ("userID", info.userID), ("notificationEmail", info.notificationEmail),
            ("defaultDialCode", info.defaultDialCode), ("timezoneOffset", info.timezoneOffset),
            ("defaultSenderID", info.defaultSender),
        ]
        for (name, text) in texts {
            result[name] = text.map(JSONValue.string)
        }
        return result
    }

    static func members(of count: CheapGlobalSMS.DeliveryStatistics.Count) -> JSONValue {
        .object([
            "status": .string(count.name),
            "count": .integer(count.messageCount),
            "units": .number(count.units.description),
        ])
    }

    static func members(of reports: [CheapGlobalSMS.DeliveryReport]) -> JSONObject {
        let list = reports.map { report in
            var result: JSONObject = [
                "id": .string(report.id),
                "status": .integer(report.status.rawValue),
                "statusName": .text(report.statusName),
                "final": .boolean(report.status.isFinal),
            ]
            result["batchID"] = report.batchID.map(JSONValue.string)
            result["units"] = report.units.map { .number($0.description) }
            result["pages"] = report.pageCount.map(JSONValue.integer)
            result["info"] = report.info.map(JSONValue.string)
            result["extraData"] = report.extraData.map(JSONValue.string)
            return JSONValue.object(result)
        }
        return ["reports": .array(list)]
    }

    static func members(of message: CheapGlobalSMS.CampaignMessage) -> JSONObject {
        var result: JSONObject = [
            "sender": .string(message.sender), "message": .string(message.text),
        ]
        result["recipient"] = message.recipient.map(JSONValue.string)
        result["campaignID"] = message.campaignID.map(JSONValue.string)
        result["pages"] = message.pageCount.map(JSONValue.integer)
        result["keyword"] = message.keyword.map(JSONValue.string)
        result["subKeyword"] = message.subKeyword.map(JSONValue.string)
        result["cleanMessage"] = message.cleanText.map(JSONValue.string)
        return result
    }
}
