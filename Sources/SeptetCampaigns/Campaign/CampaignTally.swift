internal import Septet
internal import SeptetBilling
internal import SeptetNumbers

/// Counts messages, one after the other, towards the totals of a campaign.
///
/// Each thread has a tally of its own; their totals are merged at the end.
struct CampaignTally: ~Copyable {
    private let settings: CampaignSettings
    private let prices: PartPrices
    private let priceIndex: PriceIndex?
    private var counts = MessageKindCounts()
    private var rejectedCounts: [RejectionReason: Int] = [:]
    private var survey: MessageSurvey
    private var excess = ExcessTotals()
    private var flaws = FlawTotals()

    private var numbers: NumberTally
    private var rows = RowTotals()

    /// The recipients so far.
    private(set) var recipients: RecipientSet

    /// The longest messages of the current block.
    private(set) var longest = LongestMessages()

    /// Begins with nothing.
    init(_ settings: CampaignSettings, recipientOctetLimit: Int) {
        self.settings = settings
        prices = PartPrices(settings.prices)
        priceIndex = settings.prices?.index
        survey = MessageSurvey(settings.planner, prices: prices.surveyed)
        recipients = RecipientSet(octetLimit: recipientOctetLimit)
        numbers = NumberTally(settings.numbers, settings.numberRule)
    }

    /// Begins to number rows from 1 again, and to look for the longest of them.
    mutating func beginBlock() {
        longest = LongestMessages()
    }

    /// Reads a recipient; throws why no message may be sent there.
    @inline(__always)
    mutating func read(recipient: Span<UInt8>) throws(NumberFault) -> Recipient {
        Recipient(reading: try numbers.read(recipient))
    }

    /// Counts a recipient that a message goes to.
    @inline(__always)
    mutating func add(_ recipient: Recipient, _ octets: Span<UInt8>) {
        if let reading = recipient.reading {
            recipients.add(reading.number)
        } else {
            recipients.add(name: octets)
        }
    }

    /// The group of a recipient's number.
    @inline(__always)
    func group(of recipient: Recipient) -> Int {
        guard let reading = recipient.reading else { return 0 }
        return priceIndex?.group(of: reading) ?? 0
    }

    /// A recipient that a message may be sent to.
    struct Recipient {
        /// Its number; `nil` when it isn't one, or there is no recipient.
        let reading: NumberReading?

        /// What tells the recipient apart from others.
        @inline(__always)
        func key(_ octets: Span<UInt8>) -> UInt64 {
            reading?.number.key ?? RecipientKeys.key(name: octets)
        }
    }

    /// Adds a message that was planned.
    ///
    /// Complexity: constant for a message in the default alphabet, otherwise linear.
    ///
    /// - Parameters:
    ///   - utf8: Its text, which is valid UTF-8; need not be there when `needsText` says so.
    ///   - row: Where it stands in its block, from 1.
    ///   - recipient: Its recipient.
    ///   - group: The group of the recipient's number.
    ///   - billedPartCount: How many of its parts are billed.
    mutating func add(
        validUTF8 utf8: Span<UInt8>,
        _ plan: MessagePlan,
        row: Int,
        recipient: Recipient = Recipient(reading: nil),
        group: Int,
        billedPartCount: Int
    ) {
        if let reading = recipient.reading {
            numbers.add(
                reading,
                MessageKind(
                    group: group,
                    alphabet: plan.alphabet,
                    partCount: plan.partCount,
                    billedPartCount: billedPartCount
                )
            )
        }
        counts.add(plan, group: group, billedPartCount: billedPartCount)
        longest.add(
            LongestMessages.Entry(row: row, partCount: plan.partCount, unitCount: plan.unitCount)
        )
        excess.add(plan, group: group)
        survey.add(validUTF8: utf8, plan, group: group)
    }

    /// Counts what a text has that costs units and no one wants.
    mutating func addFlaws(
        _ text: Span<UInt8>,
        _ signs: FlawSigns,
        _ recipient: Recipient,
        group: Int,
        billedPartCount: Int
    ) {
        flaws.add(
            text,
            signs,
            settings,
            country: recipient.reading?.likelyCountry,
            group: group,
            billedPartCount: billedPartCount
        )
    }

    /// Whether the text of a message is looked at, besides its plan.
    func needsText(_ plan: MessagePlan) -> Bool {
        plan.alphabet == .ucs2 || plan.shiftTables != .default || settings.billing != nil
    }

    /// Counts a row that didn't become a message.
    mutating func reject(_ reason: RejectionReason) {
        rejectedCounts[reason, default: 0] += 1
    }

    /// Counts rows of a list that aren't sent.
    mutating func skip(_ kind: RowTotals.Kind, count: Int = 1, line: Int?) {
        rows.add(kind, count: count, line: line)
    }

    /// Counts a message that is left out, because its recipient had one.
    mutating func drop(_ message: MessageKind, line: Int) { rows.addDuplicate(message, line: line) }

    /// How many different recipients there are so far.
    mutating func countRecipients() -> RecipientSet.Count { recipients.count() }

    /// The set of recipients as text; `nil` when it is incomplete or too long.
    mutating func serializedRecipients() -> String? { recipients.serialized() }

    /// Takes the recipients of another tally.
    mutating func merge(_ others: consuming RecipientSet) { recipients.merge(others) }

    /// Gives the recipients away, sorted on this thread.
    consuming func takeRecipients() -> RecipientSet {
        var recipients = recipients
        recipients.sort()
        return recipients
    }

    /// What has been counted so far, except the longest messages.
    ///
    /// Complexity: linear in the kinds of characters found; allocates.
    var totals: CampaignTotals {
        var totals = CampaignTotals()
        totals.messageCounts = counts.byKind
        totals.rejectedCounts = rejectedCounts
        totals.numbers = numbers.totals
        totals.excess = excess
        totals.flaws = flaws
        totals.rows = rows
        totals.savings.savedPartCounts = survey.savedPartCounts
        let savedCosts = survey.savedCosts.map(prices.cost)
        totals.savings.savedCosts = savedCosts.map(\.range)
        totals.savings.unpricedPartCounts = savedCosts.map(\.unpricedPartCount)
        survey.forEachOffender { surveyed in
            var offender = OffenderTotals()
            offender.messageCount = surveyed.messageCount
            offender.messageCountAlone = surveyed.soleMessageCount
            offender.extraPartCount = surveyed.extraPartCount
            offender.extraPartCountAlone = surveyed.soleExtraPartCount
            let extraCost = prices.cost(surveyed.extraCost)
            offender.extraCost = extraCost.range
            offender.unpricedExtraPartCount = extraCost.unpricedPartCount
            totals.offenders[surveyed.scalar] = offender
        }
        return totals
    }
}

/// The prices of a list as whole numbers of one small unit, so that sums of them are exact.
struct PartPrices: Sendable {
    /// The prices for a survey; none without a list.
    let surveyed: SurveyPrices

    private let fractionDigitCount: Int

    /// The prices of a list's groups.
    init(_ list: PriceList?) {
        guard let list else {
            surveyed = SurveyPrices()
            fractionDigitCount = 0
            return
        }
        let prices = list.groups.map(\.price)
        let digits =
            prices.compactMap(\.self)
            .map { max($0.lowerBound.fractionDigitCount, $0.upperBound.fractionDigitCount) }
            .max() ?? 0
        fractionDigitCount = digits
        let units = prices.map { price in
            price.map { price in
                (
                    least: list.unit == .messageAtLeast
                        ? [] : price.lowerBound.unitWords(fractionDigitCount: digits),
                    most: price.upperBound.unitWords(fractionDigitCount: digits)
                )
            }
        }
        let wordCount = units.compactMap { $0.map { max($0.least.count, $0.most.count) } }.max()
        let padded = units.map { price in
            price.map { price in
                (least: price.least.padded(to: wordCount), most: price.most.padded(to: wordCount))
            }
        }
        surveyed = SurveyPrices(wordCount: wordCount ?? 0, padded)
    }

    /// A sum of prices as amounts.
    func cost(_ sum: SurveyedCost) -> (range: ClosedRange<Amount>, unpricedPartCount: Int) {
        let least = Amount(unitLanes: sum.least, fractionDigitCount: fractionDigitCount)
        let most = Amount(unitLanes: sum.most, fractionDigitCount: fractionDigitCount)
        return (min(least, most)...max(least, most), sum.unpricedPartCount)
    }
}

extension [UInt64] {
    fileprivate func padded(to count: Int?) -> Self {
        self + repeatElement(0, count: (count ?? 0) - self.count)
    }
}
