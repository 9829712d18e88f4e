internal import SeptetJSON

extension CheapGlobalSMSJobs {
    static let options: Set = [
        "message", "recipients", "type", "flash", "unicode", "route", "sender_id",
        "default_dial_code", "send_at", "timezone_offset", "contact_groups", "ignore_groups",
        "contacts", "save_as", "callback_url", "split", "splitByEncoding", "price",
        "units_per_page", "balance", "method", "origin", "baseURL", "sub_account",
        "sub_account_pass", "perpage", "p", "batch_id", "sms_ids", "stage", "status", "recipient",
        "search_term", "start_date", "end_date", "phone_numbers", "group_name", "contact_ids",
        "campaign_id", "message_ids", "keyword", "sender",
    ]

    /// The typed message, or error 8 when its contacts are no JSON array of objects.
    static func message(
        _ job: Job
    ) throws(JSONFault) -> Result<CheapGlobalSMS.Message, PredictedError> {
        var message = CheapGlobalSMS.Message(
            try job.text("message") ?? "",
            recipients: try recipients(job.find("recipients"))
        )
        do throws(JSONFault) {
            message.contacts = try contacts(job.find("contacts"))
        } catch {
            return .failure(contactsError(error))
        }
        message.contactGroups = try names(job.find("contact_groups"))
        message.ignoredGroups = try names(job.find("ignore_groups"))
        let isFlash = try job.flag("flash")
        message.type = try job.integer("type") ?? (isFlash ? 1 : nil)
        message.unicode = try job.integer("unicode")
        message.route = try job.integer("route")
        message.sender = try job.text("sender_id")
        // The account's own dial code and offset are not parameters of the message.
        let places = [job.input["options"], job.input].compactMap { $0 }
        message.defaultDialCode = try places.lazy.compactMap { $0["default_dial_code"] }.first?
            .text()
        message.timezoneOffset = try places.lazy.compactMap { $0["timezone_offset"] }.first?.text()
        message.sendAt = try job.text("send_at")
        message.saveAs = try job.text("save_as")
        message.callbackURL = try job.text("callback_url")
        message.splits = try job.flag("split")
        message.splitsByEncoding = try job.flag("splitByEncoding")
        return .success(message)
    }

    /// A string of numbers is divided at commas and white space, an element of a list at commas.
    private static func recipients(_ node: JSONNode?) throws(JSONFault) -> [String] {
        guard case .string(let text) = node?.value else { return try Job.texts(node) }
        return text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    }

    private static func names(_ node: JSONNode?) throws(JSONFault) -> [String] {
        try Job.texts(node).flatMap { $0.split(separator: ",").map(String.init) }
    }

    /// Contacts as a list, or as a string with the JSON of one.
    static func contacts(_ node: JSONNode?) throws(JSONFault) -> [CheapGlobalSMS.Contact] {
        guard var node else { return [] }
        if case .string(let text) = node.value {
            guard !text.isEmpty else { return [] }
            node = try JSONNode(octets: Array(text.utf8))
        }
        var contacts: [CheapGlobalSMS.Contact] = []
        for element in try node.elements() {
            contacts.append(try CheapGlobalSMS.Contact(element))
        }
        return contacts
    }

    static func contactsError(_ fault: JSONFault) -> PredictedError {
        PredictedError(8, "contacts are a JSON array of objects; \(fault)", field: "contacts")
    }

    /// What `contacts` holds for `save_contacts`: contacts, or numbers as in the document's sample.
    static func contactsToSave(
        _ job: Job
    ) throws(JSONFault) -> (contacts: [CheapGlobalSMS.Contact], numbers: [String]) {
        let node = job.find("contacts")
        if case .string(let text) = node?.value, !text.contains(where: { "[{".contains($0) }) {
            return ([], [text])
        }
        return (try contacts(node), [])
    }

    private static func saveContacts(_ job: Job) throws(JSONFault) -> CheapGlobalSMS.Action {
        let given = try contactsToSave(job)
        return .saveContacts(
            phoneNumbers: try Job.texts(job.find("phone_numbers")) + given.numbers,
            contacts: given.contacts,
            groupName: try job.text("group_name")
        )
    }

    /// The typed action, `nil` when there is none of this name.
    static func action(
        _ name: String,
        _ job: Job
    ) throws(JSONFault) -> CheapGlobalSMS.Action? {
        switch name {
        case "fetch_sms": .fetchSMS(try smsFilter(job), try page(job))
        case "stop_sms": .stopSMS(try smsFilter(job))
        case "delete_sms": .deleteSMS(try smsFilter(job))
        case "get_total_units": .getTotalUnits(try smsFilter(job))
        case "get_delivery_stat":
            .getDeliveryStatistics(batchID: try job.text("batch_id") ?? "")
        case "account_info": .accountInfo
        case "save_contacts":
            try saveContacts(job)
        case "fetch_contacts": .fetchContacts(try contactFilter(job), try page(job))
        case "get_contact_groups": .getContactGroups
        case "delete_contacts": .deleteContacts(try contactFilter(job))
        case "fetch_inbox": .fetchInbox(try inboxFilter(job), try page(job))
        case "delete_inbox": .deleteInbox(try inboxFilter(job))
        default: nil
        }
    }

    private static func page(_ job: Job) throws(JSONFault) -> CheapGlobalSMS.PageOfList {
        CheapGlobalSMS.PageOfList(
            recordCount: try job.integer("perpage"),
            number: try job.integer("p")
        )
    }

    private static func smsFilter(_ job: Job) throws(JSONFault) -> CheapGlobalSMS.SMSFilter {
        var filter = CheapGlobalSMS.SMSFilter()
        filter.batchID = try job.text("batch_id")
        filter.smsIDs = try names(job.find("sms_ids"))
        filter.stage = try job.text("stage")
        filter.status = try job.integer("status")
        filter.type = try job.integer("type")
        filter.recipient = try job.text("recipient")
        filter.sender = try job.text("sender_id")
        filter.searchTerm = try job.text("search_term")
        filter.startDate = try job.text("start_date")
        filter.endDate = try job.text("end_date")
        return filter
    }

    private static func inboxFilter(_ job: Job) throws(JSONFault) -> CheapGlobalSMS.InboxFilter {
        var filter = CheapGlobalSMS.InboxFilter()
        filter.campaignID = try job.text("campaign_id")
        filter.messageIDs = try names(job.find("message_ids"))
        filter.keyword = try job.text("keyword")
        filter.recipient = try job.text("recipient")
        filter.sender = try job.text("sender")
        filter.searchTerm = try job.text("search_term")
        filter.startDate = try job.text("start_date")
        filter.endDate = try job.text("end_date")
        return filter
    }

    private static func contactFilter(
        _ job: Job
    ) throws(JSONFault) -> CheapGlobalSMS.ContactFilter {
        var filter = CheapGlobalSMS.ContactFilter()
        filter.groupName = try job.text("group_name")
        filter.searchTerm = try job.text("search_term")
        filter.contactIDs = try names(job.find("contact_ids"))
        return filter
    }
}
