internal import SeptetJSON

extension Provider {
    static let smsapi = Provider(
        name: "smsapi",
        title: "SMSAPI",
        capabilities: [
            .sendText, .flash, .binary, .wapPush, .schedule, .personalise, .estimateCost,
            .balance, .deliveryReports,
        ],
        limits: SMSAPI.limits,
        insufficientCredit: .provider(103),
        billedPartCount: { SMSAPI.TextSize.billedPartCount(of: $0) },
        prepare: { message in
            var typed = SMSAPI.Message(message.text, recipients: message.recipients)
            typed.sender = message.sender
            typed.isFlash = message.isFlash
            // No date is compared, so the clock is of no consequence.
            return SMSAPI.prepare(typed, now: Timestamp(secondsSince1970: 0))
        },
        run: { job throws(JSONFault) in try SMSAPIJobs.run(job) }
    )
}
