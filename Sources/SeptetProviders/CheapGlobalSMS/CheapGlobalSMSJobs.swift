internal import SeptetJSON

/// Jobs for CheapGlobalSMS, in the vocabulary of docs/providers/jobs.md.
enum CheapGlobalSMSJobs {
    static func run(_ job: Job) throws(JSONFault) -> JSONObject {
        if let parse = try job.parse() { return try Provider.answer(job, to: parse, of: "cgsms") }
        if let error = job.unsupported(by: [.flash]) { return failure(error) }
        let account = try account(job)
        let action = try job.input["action"]?.text() ?? ""
        if action == "send_sms" { return try send(job, account: account) }
        if let early = account.errors.first { return failure(early) }
        guard !action.isEmpty else {
            return failure(PredictedError(3, "action is not supplied", field: "action"))
        }
        if action == "save_contacts" {
            do throws(JSONFault) {
                _ = try contactsToSave(job)
            } catch {
                return failure(contactsError(error))
            }
        }
        guard let typed = try self.action(action, job) else {
            return failure(PredictedError(6, "there is no such action", field: "action"))
        }
        let known = names(of: action)
        var preparation = CheapGlobalSMS.prepare(typed, account: account)
        if hasFilter(action) {
            let errors = try job.unknownFilters(known: known, words: ["action"])
            preparation.refuse(errors)
        } else {
            preparation.estimate.warnings += try job.unknownOptions(known: known)
        }
        return JobResult.members(of: preparation)
    }

    private static func failure(_ error: PredictedError) -> JSONObject {
        JobResult.members(of: Preparation(error))
    }

    private static func send(
        _ job: Job,
        account: CheapGlobalSMS.Account
    ) throws(JSONFault) -> JSONObject {
        let typed: CheapGlobalSMS.Message
        switch try Self.message(job) {
        case .failure(let error): return failure(account.errors.first ?? error)
        case .success(let value): typed = value
        }
        let prepared = CheapGlobalSMS.prepareDraft(
            typed,
            account: account,
            pricing: try pricing(job),
            now: job.now
        )
        var preparation = prepared.preparation
        preparation.estimate.warnings += try job.unknownOptions(known: names(of: "send_sms"))
        var result = JobResult.members(of: preparation)
        result["pages"] = .count(preparation.estimate.billedPartCount)
        result["normalizedRecipients"] = .array(
            prepared.audience.recipients.map { .string($0.number) }
        )
        if !preparation.estimate.recipients.isEmpty {
            result["perRecipient"] = .array(
                preparation.estimate.recipients.map { recipient in
                    var members = JobResult.members(of: recipient)
                    members["phone"] = .string(recipient.recipient)
                    members["pages"] = .count(recipient.billedPartCount)
                    return .object(members)
                }
            )
        }
        return result
    }

    /// If a job has `account`, a credential that it lacks is missing and not a shell variable.
    private static func account(_ job: Job) throws(JSONFault) -> CheapGlobalSMS.Account {
        let isGiven = job.input["account"] != nil
        let missing = isGiven ? JSONNode(.string("")) : nil
        var account = CheapGlobalSMS.Account(
            subAccount: try (job.find("sub_account") ?? missing)?.text(),
            password: try Job.secret(
                job.find("sub_account_pass") ?? missing,
                variable: CheapGlobalSMS.passwordVariable
            ),
            defaultDialCode: try job.input["account"]?["default_dial_code"]?.text(),
            timezoneOffset: try job.input["account"]?["timezone_offset"]?.text()
        )
        account.origin = try job.origin() ?? account.origin
        account.method = try job.method() ?? account.method
        return account
    }

    private static func pricing(_ job: Job) throws(JSONFault) -> CheapGlobalSMS.Pricing? {
        guard let price = try job.amount("price", "units_per_page") else { return nil }
        return CheapGlobalSMS.Pricing(unitsPerPage: price, balance: try job.amount("balance"))
    }
}

extension CheapGlobalSMSJobs {
    /// What says whose request it is and where it goes; every action has it.
    private static let accountNames = [
        "sub_account", "sub_account_pass", "default_dial_code", "timezone_offset", "method",
        "origin", "baseURL",
    ]
    private static let pageNames = ["perpage", "p"]
    private static let smsNames = [
        "batch_id", "sms_ids", "stage", "status", "type", "recipient", "sender_id", "search_term",
        "start_date", "end_date",
    ]
    private static let contactNames = ["group_name", "search_term", "contact_ids"]
    private static let inboxNames = [
        "campaign_id", "message_ids", "keyword", "recipient", "sender", "search_term",
        "start_date", "end_date",
    ]

    /// The names that `options` may have for an action.
    static func names(of action: String) -> [String] {
        let own: [String] =
            switch action {
            case "send_sms":
                [
                    "message", "recipients", "type", "flash", "unicode", "route", "sender_id",
                    "send_at", "contact_groups", "ignore_groups", "contacts", "save_as",
                    "callback_url", "split", "splitByEncoding", "price", "units_per_page",
                    "balance",
                ]
            case "fetch_sms": pageNames + smsNames
            case "stop_sms", "delete_sms": smsNames + ["all"]
            case "get_total_units": smsNames
            case "get_delivery_stat": ["batch_id"]
            case "save_contacts": ["phone_numbers", "contacts", "group_name"]
            case "fetch_contacts": pageNames + contactNames
            case "delete_contacts": contactNames + ["all"]
            case "fetch_inbox": pageNames + inboxNames
            case "delete_inbox": inboxNames + ["all"]
            default: []
            }
        return own + accountNames
    }

    /// Whether an action selects records by filters, and so affects more without one.
    static func hasFilter(_ action: String) -> Bool {
        switch action {
        case "fetch_sms", "stop_sms", "delete_sms", "get_total_units", "fetch_contacts",
            "delete_contacts", "fetch_inbox", "delete_inbox":
            true
        default: false
        }
    }

    /// The members of a filter, none of which is dropped.
    ///
    /// Where records are read, null is a missing value. Where they are stopped or deleted it is a blank one,
    /// because the job was meant to be restricted.
    private struct FilterMembers {
        let job: Job
        let isDestructive: Bool

        func text(_ name: String) throws(JSONFault) -> String? {
            if let node = job.find(name) { return try node.text() }
            return isDestructive && job.has(name) ? "" : nil
        }

        func integer(_ name: String) throws(JSONFault) -> Int? {
            if let node = job.find(name) { return try node.integer() }
            guard isDestructive, job.has(name) else { return nil }
            throw JSONFault(.invalid(path: name, wanted: "a whole number"))
        }

        /// The values of a list, or of a text divided at commas; a list without values is a blank value.
        func texts(_ name: String) throws(JSONFault) -> [String] {
            guard let node = job.find(name) else { return try text(name).map { [$0] } ?? [] }
            let texts = try Job.texts(node).flatMap { $0.divided(at: ",").map { String($0) } }
            return texts.isEmpty ? [""] : texts
        }
    }

    /// The typed message, or error 8 when its contacts aren't a JSON array of objects.
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
        // Left out, it would let the message go to those who are to get none.
        if let node = job.find("ignore_groups"), message.ignoredGroups.allSatisfy(\.isBlank) {
            return .failure(PredictedError(8, "'ignore_groups' is blank", field: node.path))
        }
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
        return text.unicodeScalars.split { $0 == "," || $0.properties.isWhitespace }
            .map { String($0) }
    }

    private static func names(_ node: JSONNode?) throws(JSONFault) -> [String] {
        try Job.texts(node).flatMap { text in
            text.divided(at: ",").filter { !$0.isEmpty }.map { String($0) }
        }
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
        if case .string(let text) = node?.value, !text.utf8.contains(where: "[{".utf8.contains) {
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
        case "stop_sms": .stopSMS(try smsFilter(job, isDestructive: true))
        case "delete_sms": .deleteSMS(try smsFilter(job, isDestructive: true))
        case "get_total_units": .getTotalUnits(try smsFilter(job))
        case "get_delivery_stat":
            .getDeliveryStatistics(batchID: try job.text("batch_id") ?? "")
        case "account_info": .accountInfo
        case "save_contacts":
            try saveContacts(job)
        case "fetch_contacts": .fetchContacts(try contactFilter(job), try page(job))
        case "get_contact_groups": .getContactGroups
        case "delete_contacts": .deleteContacts(try contactFilter(job, isDestructive: true))
        case "fetch_inbox": .fetchInbox(try inboxFilter(job), try page(job))
        case "delete_inbox": .deleteInbox(try inboxFilter(job, isDestructive: true))
        default: nil
        }
    }

    private static func page(_ job: Job) throws(JSONFault) -> CheapGlobalSMS.PageOfList {
        CheapGlobalSMS.PageOfList(
            recordCount: try job.integer("perpage"),
            number: try job.integer("p")
        )
    }

    private static func smsFilter(
        _ job: Job,
        isDestructive: Bool = false
    ) throws(JSONFault) -> CheapGlobalSMS.SMSFilter {
        let members = FilterMembers(job: job, isDestructive: isDestructive)
        var filter = CheapGlobalSMS.SMSFilter()
        filter.batchID = try members.text("batch_id")
        filter.smsIDs = try members.texts("sms_ids")
        filter.stage = try members.text("stage")
        filter.status = try members.integer("status")
        filter.type = try members.integer("type")
        filter.recipient = try members.text("recipient")
        filter.sender = try members.text("sender_id")
        filter.searchTerm = try members.text("search_term")
        filter.startDate = try members.text("start_date")
        filter.endDate = try members.text("end_date")
        filter.includesAll = isDestructive ? try job.flag("all") : false
        return filter
    }

    private static func inboxFilter(
        _ job: Job,
        isDestructive: Bool = false
    ) throws(JSONFault) -> CheapGlobalSMS.InboxFilter {
        let members = FilterMembers(job: job, isDestructive: isDestructive)
        var filter = CheapGlobalSMS.InboxFilter()
        filter.campaignID = try members.text("campaign_id")
        filter.messageIDs = try members.texts("message_ids")
        filter.keyword = try members.text("keyword")
        filter.recipient = try members.text("recipient")
        filter.sender = try members.text("sender")
        filter.searchTerm = try members.text("search_term")
        filter.startDate = try members.text("start_date")
        filter.endDate = try members.text("end_date")
        filter.includesAll = isDestructive ? try job.flag("all") : false
        return filter
    }

    private static func contactFilter(
        _ job: Job,
        isDestructive: Bool = false
    ) throws(JSONFault) -> CheapGlobalSMS.ContactFilter {
        let members = FilterMembers(job: job, isDestructive: isDestructive)
        var filter = CheapGlobalSMS.ContactFilter()
        filter.groupName = try members.text("group_name")
        filter.searchTerm = try members.text("search_term")
        filter.contactIDs = try members.texts("contact_ids")
        filter.includesAll = isDestructive ? try job.flag("all") : false
        return filter
    }
}
