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
        // A server that has taken the field out of the form has the JSON alone.
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
}
