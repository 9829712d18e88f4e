internal import SeptetJSON

/// Jobs for CheapGlobalSMS, in the vocabulary of docs/providers/jobs.md.
enum CheapGlobalSMSJobs {
    static func run(_ job: Job) throws(JSONFault) -> JSONObject {
        if let parse = try job.parse() { return try reply(job, to: parse) }
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

    /// What is given in `account` and is missing there is missing, and not a variable.
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
