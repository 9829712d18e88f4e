internal import SeptetBilling
internal import SeptetJSON

extension CheapGlobalSMSJobs {
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
