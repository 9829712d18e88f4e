internal import SeptetJSON

extension Provider {
    static let smspins = Provider(
        name: "smspins",
        title: "SMSpins",
        capabilities: [.receiveText],
        limits: SMSpins.limits,
        insufficientCredit: nil,
        // No call carries a text that is sent, so none is billed.
        billedPartCount: { _ in nil },
        prepare: { _ in Preparation(.unsupported(.sendText)) },
        run: { job throws(JSONFault) in try SMSpinsJobs.run(job) }
    )
}
