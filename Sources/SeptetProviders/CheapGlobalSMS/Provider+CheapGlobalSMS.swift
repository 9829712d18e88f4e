internal import SeptetBilling
internal import SeptetJSON

extension Provider {
    static let cheapGlobalSMS = Provider(
        name: "cgsms",
        title: "CheapGlobalSMS",
        aliases: ["cheapglobalsms"],
        capabilities: [
            .sendText, .flash, .schedule, .personalise, .estimateCost, .balance,
            .deliveryReports, .receiveText,
        ],
        limits: CheapGlobalSMS.limits,
        insufficientCredit: .provider(11),
        billedPartCount: { measure in
            CheapGlobalSMS.PageCount.pageCount(
                characterCount: measure.scalarCount,
                isUnicode: measure.encoding == .ucs2
            )
        },
        prepare: { message in
            var typed = CheapGlobalSMS.Message(message.text, recipients: message.recipients)
            typed.sender = message.sender
            typed.type = message.isFlash ? 1 : 0
            // No time is compared, so the clock is of no consequence.
            return CheapGlobalSMS.prepare(typed, now: Timestamp(secondsSince1970: 0))
        },
        run: { job throws(JSONFault) in try CheapGlobalSMSJobs.run(job) }
    )
}
