public import SeptetBilling
internal import SeptetJSON
public import SeptetNumbers

extension CampaignReport {
    /// The messages to a kind of numbers that cannot receive texts: what leaving them out saves.
    public struct Unreachable: Sendable, Hashable {
        /// The kind.
        public let kind: NumberKind
        /// The messages.
        public let messageCount: Int
        /// Their billed parts.
        public let partCount: Int
        /// Their cost; `nil` when none of them has a known price.
        public let cost: Cost?
    }

    /// What to know before anything else: that there are no recipients, and the country that the numbers
    /// seem to be of.
    public var alerts: [String] {
        missingRecipients
            + (totals.numbers.notableSuggestion.map { [$0.sentence(given: country)] } ?? [])
    }
}

extension NumberTotals {
    /// The country that many of the numbers seem to be of: one in a hundred of all, or more.
    ///
    /// A few numbers of a long list that are too short are rejected, and say nothing of the others.
    var notableSuggestion: CountrySurvey.Suggestion? {
        guard let suggestion else { return nil }
        let counts = Array(kindCounts.values) + Array(faultCounts.values)
        let isNotable = suggestion.sampleCount >= counts.reduce(0, +) / 100
        return suggestion.isSample || isNotable ? suggestion : nil
    }

    /// The messages to numbers that cannot receive texts, most parts first.
    func unreachable(_ prices: PriceList?) -> [CampaignReport.Unreachable] {
        Dictionary(grouping: unreachable, by: \.key.number).map { kind, counts in
            let messages = counts.map { ($0.key.message, $0.value) }
            let whole = ReportPricing(Dictionary(messages, uniquingKeysWith: +), prices).whole
            return CampaignReport.Unreachable(
                kind: kind,
                messageCount: whole.messageCount,
                partCount: whole.partCount,
                cost: whole.cost
            )
        }.sorted { $0.isBefore($1) }
    }
}

extension CampaignReport.Unreachable {
    /// Most parts first.
    fileprivate func isBefore(_ other: Self) -> Bool {
        (other.partCount, kind.rawValue) < (partCount, other.kind.rawValue)
    }
}

extension CountrySurvey.Suggestion {
    /// The suggestion in a sentence.
    ///
    /// - Parameter given: The default country that the numbers were read with.
    package func sentence(given: CountryCode?) -> String {
        let names = countries.map(\.englishName).joined(separator: " or ")
        let options = countries.map { "--country \($0)" }.joined(separator: " or ")
        let all = isSample ? "a sample of \(sampleCount)" : "the \(sampleCount)"
        let now = given.map { "with --country \($0)" } ?? "without it"
        return
            "Numbers look national (\(names)): \(options) makes \(validCount) of \(all) "
            + "numbers that do not show their country valid; \(now) \(validCountNow) are."
    }
}

/// What a report says about the recipients' numbers, of one run or of several.
struct NumberFigures {
    var totals = NumberTotals()
    var country: CountryCode?
    var unreachable: [CampaignReport.Unreachable] = []

    init() {}

    init(_ report: CampaignReport) {
        totals = report.totals.numbers
        country = report.country
        unreachable = report.unreachable
    }

    /// What is to be said of the numbers, in sentences.
    var sentences: [String] {
        var sentences: [String] = []
        let unknown = totals.unknownRangeCount
        if unknown > 0 {
            let numbers = ReportWording.counted(unknown, "number")
            sentences.append(
                unknown == 1
                    ? "\(numbers) is in a range that is not in use as far as we know; it is counted."
                    : "\(numbers) are in ranges that are not in use as far as we know; they are counted."
            )
        }
        if !unreachable.isEmpty {
            let kinds = unreachable.map {
                "\(ReportWording.count($0.messageCount)) \($0.kind.plural)"
            }
            let parts = unreachable.reduce(0) { $0 + $1.partCount }
            let costs = unreachable.compactMap(\.cost)
            let money = costs.first.map { first in
                let least = costs.reduce(Amount.zero) { $0 + $1.minimum }
                let most = costs.reduce(Amount.zero) { $0 + $1.maximum }
                let sum = Cost(minimum: least, maximum: most, currency: first.currency)
                return " and \(ReportWording.cost(sum))"
            }
            sentences.append(
                "\(kinds.joined(separator: ", ")) cannot receive texts: leaving them out saves "
                    + "\(ReportWording.counted(parts, "part"))\(money ?? "")."
            )
        }
        let digitsOnly = totals.digitsOnlyCount
        if digitsOnly > 0 {
            sentences.append(
                "\(ReportWording.counted(digitsOnly, "number")) without a plus "
                    + "\(digitsOnly == 1 ? "was" : "were") read as international."
            )
        }
        return sentences
    }
}

extension JSONText {
    /// The member about the country that would make more numbers valid.
    mutating func suggestion(_ numbers: NumberFigures) {
        guard let suggestion = numbers.totals.notableSuggestion else { return }
        key("suggestedCountry")
        object { json in
            json.key("countries")
            json.array { json in
                for country in suggestion.countries { json.value(country.description) }
            }
            json.member("valid", suggestion.validCount)
            json.member("validNow", suggestion.validCountNow)
            json.member("numbers", suggestion.sampleCount)
            json.member("isSample", suggestion.isSample)
        }
    }

    /// The members about the recipients' numbers.
    ///
    /// - Parameter hasSample: Whether the numbers from which a suggestion is made are written, so
    ///   that results can be merged exactly.
    mutating func numbers(_ numbers: NumberFigures, hasSample: Bool) {
        let totals = numbers.totals
        key("numbers")
        object { json in
            if let country = numbers.country { json.member("country", country.description) }
            json.member("digitsOnly", totals.digitsOnlyCount)
            json.member("unknownRange", totals.unknownRangeCount)
            json.key("kinds")
            json.object { json in
                for kind in NumberKind.allCases {
                    if let count = totals.kindCounts[kind] { json.member(kind.description, count) }
                }
            }
            json.key("faults")
            json.object { json in
                for reason in NumberFault.Reason.allCases {
                    if let count = totals.faultCounts[reason] { json.member(reason.name, count) }
                }
            }
            if hasSample {
                var survey = totals.survey
                json.key("sample")
                json.array { json in for text in survey.serialized() { json.value(text) } }
                if survey.isSample { json.member("isSample", true) }
            }
        }
        guard !numbers.unreachable.isEmpty else { return }
        key("cannotReceiveTexts")
        array { json in
            for row in numbers.unreachable {
                json.object { json in
                    json.member("kind", row.kind.description)
                    json.member("messages", row.messageCount)
                    json.member("parts", row.partCount)
                    json.costMember("cost", row.cost)
                }
            }
        }
    }
}

/// What several results say about the recipients' numbers.
struct MergedNumbers {
    private struct Row {
        var messageCount = 0
        var partCount = 0
        var cost: MergedCost?
    }

    private var totals = NumberTotals()
    private var country: CountryCode?
    private var isAny = false
    private var rows: [NumberKind: Row] = [:]

    /// Whether every result has its sample, and the same default country.
    private var hasSamples = true

    mutating func add(
        _ result: MergedMember,
        _ prices: inout MergedPrices
    ) throws(CampaignMerge.MergeError) {
        for row in try result.member("cannotReceiveTexts")?.elements() ?? [] {
            guard let kind = try Self.kind(try row.member("kind")) else { throw row.error }
            var sum = rows[kind] ?? Row()
            sum.messageCount += try row.count("messages")
            sum.partCount += try row.count("parts")
            if let cost = try row.member("cost") { sum.cost = try prices.add(cost, to: sum.cost) }
            guard max(sum.messageCount, sum.partCount) <= MergedMember.countLimit else {
                throw row.error
            }
            rows[kind] = sum
        }
        guard let numbers = try result.member("numbers") else { return }
        var added = NumberTotals()
        added.digitsOnlyCount = try numbers.count("digitsOnly")
        for (name, member) in try numbers.member("kinds")?.members() ?? [] {
            guard let kind = Self.kind(name) else { throw member.error }
            added.kindCounts[kind] = try member.count()
        }
        for (name, member) in try numbers.member("faults")?.members() ?? [] {
            let reasons = NumberFault.Reason.allCases
            guard let reason = reasons.first(where: { $0.name.utf8.elementsEqual(name.utf8) })
            else {
                throw member.error
            }
            added.faultCounts[reason] = try member.count()
        }
        totals.merge(added)
        let counts = Array(totals.kindCounts.values) + Array(totals.faultCounts.values)
        guard (counts + [totals.digitsOnlyCount]).allSatisfy({ $0 <= MergedMember.countLimit })
        else {
            throw numbers.error
        }
        let name = try numbers.member("country")?.text()
        let given = name.flatMap { CountryCode($0) }
        if isAny && given != country { hasSamples = false }
        country = given
        isAny = true
        guard let sample = try numbers.member("sample") else {
            hasSamples = false
            return
        }
        var texts: [String] = []
        for element in try sample.elements() { texts.append(try element.text()) }
        let isSample = try numbers.member("isSample")?.truth() ?? false
        guard totals.survey.merge(serialized: texts, isSample: isSample) else { throw sample.error }
    }

    private static func kind(_ member: MergedMember?) throws(CampaignMerge.MergeError)
        -> NumberKind?
    {
        try member.map { member throws(CampaignMerge.MergeError) in try member.text() }.flatMap(
            kind
        )
    }

    private static func kind(_ name: String) -> NumberKind? {
        NumberKind.allCases.first { $0.description.utf8.elementsEqual(name.utf8) }
    }

    /// The figures of all; `nil` when no result has any.
    func figures(_ currency: String?) -> NumberFigures? {
        guard isAny else { return nil }
        var figures = NumberFigures()
        figures.totals = totals
        figures.country = country
        figures.unreachable = rows.map { kind, row in
            CampaignReport.Unreachable(
                kind: kind,
                messageCount: row.messageCount,
                partCount: row.partCount,
                cost: row.cost?.cost(currency)
            )
        }.sorted { $0.isBefore($1) }
        if hasSamples { figures.totals.conclude(NumberReader(country: country)) }
        return figures
    }

    /// Whether the figures carry the sample, so that they can be merged again.
    var isMergeable: Bool { isAny && hasSamples }
}
