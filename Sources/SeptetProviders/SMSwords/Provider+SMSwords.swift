extension Provider {
    static let smswords = Provider(
        name: "smswords",
        title: "SMSwords",
        capabilities: [.sendText, .schedule, .estimateCost, .balance, .deliveryReports],
        limits: SMSwords.limits,
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
