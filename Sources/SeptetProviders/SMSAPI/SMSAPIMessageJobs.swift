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
        let options = try job.object("options")
        let preparation = SMSAPI.prepare(reading.message, now: job.now)
        var result = JobResult.members(of: preparation.estimate)
        guard preparation.estimate.predictedError == nil else { return result }
        let mail = SMSAPI.Mail(
            username: try (job.input["username"] ?? options["username"])?.text() ?? "",
            md5: try Job.secret(
                job.input["password"] ?? options["password"],
                variable: SMSAPI.Credentials.passwordVariable
            ),
            message: reading.message,
            wantsReport: try options["raport"]?.boolean() ?? false
        )
        result["mailTo"] = .string(SMSAPI.Mail.address)
        result["subject"] = .string(mail.subject)
        result["redactedSubject"] = .string(mail.redactedSubject)
        result["body"] = .string(mail.body)
        return result
    }
}
