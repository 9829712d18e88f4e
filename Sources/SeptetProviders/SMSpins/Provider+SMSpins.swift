extension Provider {
    static let smspins = Provider(
        name: "smspins",
        title: "SMSpins",
        capabilities: [.receiveText],
        limits: SMSpins.limits,
        insufficientCredit: nil,
        prepare: { _ in Preparation(.unsupported(.sendText)) },
        run: { job throws(JSONFault) in try SMSpinsJobs.run(job) }
    )
}
