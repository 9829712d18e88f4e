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
        if action.isSame(as: "save_contacts") { return try save(job, account: account) }
        let settings = ["default_dial_code", "timezone_offset"]
        return try Provider.call(job, action, of: "cgsms", words: ["action"], known: settings)
            ?? failure(PredictedError(6, "there is no such action", field: "action"))
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
        preparation.estimate.warnings += try job.unknownOptions(known: messageNames + accountNames)
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
    private static let messageNames = [
        "message", "recipients", "type", "flash", "unicode", "route", "sender_id", "send_at",
        "contact_groups", "ignore_groups", "contacts", "save_as", "callback_url", "split",
        "splitByEncoding", "price", "units_per_page", "balance",
    ]

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

    /// `contacts` holds contacts, or numbers as in the document's sample.
    private static func save(
        _ job: Job,
        account: CheapGlobalSMS.Account
    ) throws(JSONFault) -> JSONObject {
        var numbers = try Job.texts(job.find("phone_numbers"))
        var contacts: [CheapGlobalSMS.Contact] = []
        let node = job.find("contacts")
        if case .string(let text) = node?.value, !text.utf8.contains(where: "[{".utf8.contains) {
            numbers.append(text)
        } else {
            do throws(JSONFault) {
                contacts = try Self.contacts(node)
            } catch {
                return failure(contactsError(error))
            }
        }
        var preparation = CheapGlobalSMS.prepareSaving(
            phoneNumbers: numbers,
            contacts: contacts,
            groupName: try job.text("group_name"),
            account: account
        )
        preparation.estimate.warnings += try job.unknownOptions(
            known: ["phone_numbers", "contacts", "group_name"] + accountNames
        )
        return JobResult.members(of: preparation)
    }
}
