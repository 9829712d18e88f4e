internal import SeptetJSON

/// Jobs that send or price a message.
enum SMSAPIMessageJobs {
    /// A message for `sms.do`; for `estimate` the same without the request.
    static func prepare(_ job: Job, sends: Bool) throws(JSONFault) -> JSONObject {
        let reading = try SMSAPIMessageReading(job)
        if let error = reading.contentError {
            return ["error": JobResult.error(error)]
        }
        var preparation = SMSAPI.prepare(
            reading.message,
            account: try SMSAPIRequestJobs.account(job),
            pricing: try pricing(job),
            now: job.now
        )
        preparation.estimate.warnings += reading.warnings
        if !sends {
            preparation.requests = []
        }
        return JobResult.members(of: preparation)
    }

    private static func pricing(_ job: Job) throws(JSONFault) -> SMSAPI.Pricing? {
        guard let list = job.input["priceList"] else {
            return nil
        }
        var prices: [SMSAPI.NetworkPrice] = []
        for element in try list.elements() {
            prices.append(try SMSAPI.NetworkPrice(element))
        }
        var networks: [String?] = []
        for element in try job.input["recipientNetwork"]?.elements() ?? [] {
            networks.append(element.value == .null ? nil : try element.text())
        }
        return SMSAPI.Pricing(
            prices: prices,
            networks: networks,
            balance: try job.input["balance"]?.amount()
        )
    }

    /// A message for `mail2sms`.
    static func mail(_ job: Job) throws(JSONFault) -> JSONObject {
        let reading = try SMSAPIMessageReading(job)
        var estimate = SMSAPI.prepare(reading.message, now: job.now).estimate
        let foreign = [reading.contentError].compactMap { $0 } + (try mailErrors(job))
        if estimate.predictedErrors.isEmpty {
            estimate.predictedErrors = foreign
        }
        var mail: SMSAPI.Mail?
        if estimate.predictedErrors.isEmpty {
            let username = try job.text("username") ?? ""
            let md5 = try Job.secret(
                job.find("password"),
                variable: SMSAPI.Credentials.passwordVariable
            )
            let wantsReport = try job.flag("raport")
            do throws(PredictedError) {
                mail = try SMSAPI.Mail(
                    username: username,
                    md5: md5,
                    message: reading.message,
                    wantsReport: wantsReport
                )
            } catch {
                estimate.predictedErrors = [error]
            }
        }
        var result = JobResult.members(of: estimate)
        guard let mail else { return result }
        result["mailTo"] = .string(SMSAPI.Mail.address)
        result["redactedSubject"] = .string(mail.redactedSubject)
        result["headers"] = JobResult.headers(mail.headers)
        result["body"] = .string(mail.body)
        return result
    }

    /// A mail has a sender, numbers and a text; whatever else was asked for would be missing from it.
    private static func mailErrors(_ job: Job) throws(JSONFault) -> [PredictedError] {
        let known = [
            "from", "to", "message", "raport", "username", "password", "templateText", "partLimit",
            "strictRegex", "split",
        ]
        var names = try job.object("options").members().filter { member in
            member.node.value != .null && !known.contains(where: member.name.isSame)
        }.map(\.name)
        names += ["group", "contacts", "template", "binary", "wapPush"].filter { name in
            job.input[name] != nil
        }
        return names.map { name in
            PredictedError(local: .invalidValue, "mail2sms has no '\(name)'", field: name)
        }
    }
}
