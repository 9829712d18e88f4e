internal import SeptetBilling
internal import SeptetJSON

extension Provider {
    static let smswords = Provider(
        name: "smswords",
        title: "SMSwords",
        capabilities: [.sendText, .schedule, .estimateCost, .balance, .deliveryReports],
        limits: SMSwords.limits,
        // The document does not say; the standard's count is the most it can be (SW-1).
        billedPartCount: { $0.partCount },
        prepare: { message in
            guard !message.isFlash else { return Preparation(.unsupported(.flash)) }
            var campaign = SMSwords.Campaign(message: message.text)
            campaign.isImmediate = true
            campaign.volume = message.recipients.count
            return SMSwords.prepare(campaign, .calculateCost)
        },
        run: { job throws(JSONFault) in try SMSwordsJobs.run(job) }
    )
}
