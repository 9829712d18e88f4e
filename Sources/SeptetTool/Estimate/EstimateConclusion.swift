internal import ArgumentParser
internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetLists
internal import SeptetNumbers
internal import SeptetProviders

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// What is printed about a campaign that was counted, and how the command ends.
struct EstimateConclusion {
    /// The report.
    private(set) var report: CampaignReport

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
            input: counting.input,
            recipients: distinct.map { (count: $0, additionCount: additionCount) },
            isPartial: isPartial,
            remarks: counting.remarks
        )
        report.templateCharacters = counting.templateCharacters
        report.previews = count.previews
        report.excessRows = count.excessRows
    }

    /// Adds the terms of the bill, and what the figures belong to.
    mutating func add(_ command: EstimateCommand) {
        let options = command.estimateOptions
        report.terms.freePartCount = options.freeParts ?? 0
        report.terms.taxPercent = options.tax?.amount
        report.sources = ReportSources(command)
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
        guard let whole = report.whole.cost else { return complaints }
        let cost = report.bill?.total ?? whole
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
                cost: report.bill?.net ?? whole,
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

extension ReportSources {
    /// What the figures of a command belong to.
    init(_ command: EstimateCommand) {
        let options = command.estimateOptions
        self.init(
            list: command.files.first { !$0.utf8.elementsEqual("-".utf8) } ?? "standard input",
            template: options.template ?? options.templateText,
            prices: options.prices
                ?? options.price.map { "\($0.amount) \(options.currency ?? "")" },
            pricesDate: options.prices.flatMap(Self.day(ofFile:)),
            provider: options.provider?.provider.title,
            options: Self.options(CommandLine.arguments.dropFirst(2)),
            moment: Self.moment
        )
    }

    /// Options that change no figure, or that are shown apart; those with a value.
    private static let valued = [
        "--html", "--csv", "--rejects", "--threads", "--preview", "--template", "--template-text",
        "--prices", "--price", "--provider", "--max-parts", "--budget", "--balance",
    ]

    /// The same without a value.
    private static let unvalued = ["--json", "--each", "--mergeable", "--no-color"]

    private static let flags = ["--fast", "--no-header", "--escaped"]

    /// The options that figures depend on.
    private static func options(_ arguments: ArraySlice<String>) -> [String] {
        func isOne(_ name: [UInt8], of names: [String]) -> Bool {
            names.contains { $0.utf8.elementsEqual(name) }
        }
        var kept: [String] = []
        var rest = arguments
        while let argument = rest.popFirst() {
            let octets = Array(argument.utf8)
            guard octets.starts(with: "--".utf8), octets.count > 2 else { continue }
            let name = Array(octets.prefix { $0 != UInt8(ascii: "=") })
            let isAlone =
                name.count < octets.count || isOne(name, of: unvalued) || isOne(name, of: flags)
            let value = isAlone ? nil : rest.popFirst()
            if isOne(name, of: valued) || isOne(name, of: unvalued) { continue }
            kept.append(value.map { "\(argument) \($0)" } ?? argument)
        }
        return kept
    }

    /// The moment in seconds; `SOURCE_DATE_EPOCH` stands for it where output must not change.
    private static var moment: String {
        let given = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Int($0) }
        let date = given.map { Date(timeIntervalSince1970: Double($0)) } ?? Date()
        return date.formatted(.iso8601)
    }

    /// The day on which a file was changed last; `nil` for pipes and devices.
    private static func day(ofFile path: String) -> String? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let date = attributes?[.modificationDate] as? Date,
            attributes?[.type] as? FileAttributeType == .typeRegular
        else { return nil }
        return date.formatted(.iso8601.year().month().day())
    }
}
