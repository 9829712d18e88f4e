internal import ArgumentParser
internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetLists
internal import SeptetNumbers
internal import SeptetProviders

/// What is printed about a campaign that was counted, and how the command ends.
struct EstimateConclusion {
    /// The report.
    let report: CampaignReport

    init(
        title: String,
        _ count: inout CampaignCount,
        _ counting: ListCounting,
        isPartial: Bool
    ) {
        let distinct = counting.hasRecipients ? count.recipients.count() : nil
        let additionCount = count.recipients.additionCount
        report = CampaignReport(
            title: title,
            totals: count.totals,
            country: counting.settings.numbers.country,
            prices: counting.settings.prices,
            recipients: distinct.map { (count: $0, additionCount: additionCount) },
            isPartial: isPartial
        )
    }

    /// Throws the exit status when rows were rejected or the campaign breaks a limit, and says why.
    func check(_ options: EstimateOptions) throws {
        var isRejected = report.totals.rejectedCount > 0
        for complaint in complaints(options) {
            StandardError.report(complaint)
            isRejected = true
        }
        if isRejected { throw ExitStatus.inputRejected }
    }

    private func complaints(_ options: EstimateOptions) -> [String] {
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

/// The value of `--max-parts`.
struct PartLimit {
    let limit: Int

    init(_ limit: Int) {
        self.limit = limit
    }

    /// The warning about messages beyond the limit; `nil` when there are none.
    func complaint(count: Int, longest: LongestMessages.Entry?) -> String? {
        guard count > 0, let longest else { return nil }
        return "\(counted(count, "message")) with more than \(counted(limit, "part")); "
            + "the longest, row \(longest.row), has \(longest.partCount)"
    }
}

/// Adds up the results of several runs over parts of one list.
struct ResultMerging {
    private let files: [String]

    init(_ files: [String]) {
        self.files = files
    }

    /// Prints the sum as JSON; reports rejected rows, and messages with more than `maxParts`.
    func run(maxParts: Int?) throws {
        var merge = CampaignMerge()
        for file in files {
            let octets = try InputOptions.source(file).readToEnd(limit: CampaignMerge.octetLimit)
            do {
                try merge.add(octets)
            } catch {
                StandardError.report("\(file): \(error)")
                throw ExitStatus.inputRejected
            }
        }
        var output = StandardOutput()
        let sum = try merge.json()
        try output.write(sum)
        try output.flush()
        Self.warn(ofResult: sum.count)
        if merge.isSetLeftOut { Self.reportSetLeftOut() }
        let complaints = [
            merge.rejectedCount > 0
                ? "\(counted(merge.rejectedCount, "row")) rejected in the parts" : nil,
            maxParts.flatMap { limit in
                PartLimit(limit).complaint(
                    count: merge.messageCount(beyondPartCount: limit),
                    longest: merge.longest.entries.first
                )
            },
        ].compactMap(\.self)
        for complaint in complaints { StandardError.report(complaint) }
        if !complaints.isEmpty { throw ExitStatus.inputRejected }
    }

    /// Says on standard error that a result lacks the set of its recipients.
    static func reportSetLeftOut() {
        StandardError.report(
            "the set of recipients is left out: not all could be kept, or it has more than "
                + "\(RecipientSet.serializedOctetLimit >> 20) MiB"
        )
    }

    /// Says on standard error that a result has more octets than can be merged.
    static func warn(ofResult octetCount: Int) {
        guard octetCount > CampaignMerge.octetLimit else { return }
        StandardError.report(
            "the result has \(octetCount) bytes, --merge reads \(CampaignMerge.octetLimit)"
        )
    }
}
