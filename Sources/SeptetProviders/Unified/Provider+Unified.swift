internal import SeptetBilling
internal import SeptetJSON

extension Provider {
    static let unified = Provider(
        name: "unified",
        title: "Unified Communications",
        aliases: ["routemobile"],
        capabilities: [
            .sendText, .flash, .wapPush, .schedule, .estimateCost, .deliveryReports,
        ],
        limits: Unified.limits,
        insufficientCredit: .provider(1725),
        billedPartCount: { measure in
            let type = Unified.MessageType.automatic(for: measure.alphabet, isFlash: false)
            return type.billingRule?.partCount(unitCount: measure.unitCount)
        },
        prepare: { message in
            var typed = Unified.Message(
                .text(message.text),
                destinations: message.recipients,
                source: message.sender
            )
            typed.isFlash = message.isFlash
            return Unified.prepare(typed)
        },
        run: { job throws(JSONFault) in try UnifiedJobs.run(job) }
    )
}
