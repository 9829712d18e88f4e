internal import ArgumentParser
internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetProviders

/// What is told of a campaign that was counted, and how the command ends.
struct CampaignConclusion {
    /// The report.
    let report: CampaignReport

    init(
        title: String,
        _ count: inout CampaignCount,
        _ counting: CampaignCounting,
        isPartial: Bool
    ) {
        let distinct = counting.hasRecipients ? count.recipients.count() : nil
        let additionCount = count.recipients.additionCount
        report = CampaignReport(
            title: title,
            totals: count.totals,
            prices: counting.settings.prices,
            recipients: distinct.map { (count: $0, additionCount: additionCount) },
            isPartial: isPartial
        )
    }

    /// Throws the exit status when rows were rejected or the campaign breaks a limit, and says why.
    func check(_ options: CampaignOptions) throws {
        var isRejected = report.totals.rejectedCount > 0
        for complaint in complaints(options) {
            StandardError.report(complaint)
            isRejected = true
        }
        if isRejected { throw ExitStatus.inputRejected }
    }

    private func complaints(_ options: CampaignOptions) -> [String] {
        var complaints: [String] = []
        if let limit = options.maxParts,
            let complaint = PartLimit(limit).complaint(
                count: report.totals.sum { $0.partCount > limit ? 1 : 0 },
                longest: report.totals.longest.entries.first
            )
        {
            complaints.append(complaint)
        }
        if options.budget != nil && report.hasPrices && report.whole.unpricedPartCount > 0 {
            complaints.append(
                "the budget may not suffice: the price of "
                    + "\(counted(report.whole.unpricedPartCount, "part")) is not known"
            )
        }
        guard let cost = report.whole.cost else { return complaints }
        if let budget = options.budget?.amount, cost.maximum > budget {
            let atMost = cost.exact == nil ? "up to " : ""
            complaints.append(
                "the campaign costs \(atMost)\(cost.maximum) \(cost.currency), "
                    + "the budget is \(budget)"
            )
        }
        if let balance = options.balance?.amount {
            switch BalanceCheck(
                balance: balance,
                cost: cost,
                provider: options.provider?.provider
            ) {
            case .suffices where report.whole.unpricedPartCount > 0:
                StandardError.report(
                    "the balance may not suffice: the price of "
                        + "\(counted(report.whole.unpricedPartCount, "part")) is not known"
                )
            case .suffices: break
            case .mayNotSuffice(let warning):
                StandardError.report("the balance may not suffice: \(warning.message)")
            case .isInsufficient(let error):
                if let provider = options.provider?.provider, case .provider = error.code {
                    complaints.append("\(provider.title) would answer \(error)")
                } else {
                    complaints.append("the balance does not suffice: \(error.message)")
                }
            }
        }
        return complaints
    }
}
