public import Septet
public import SeptetBilling
public import SeptetLists
public import SeptetNumbers

/// Everything reported about a campaign: counts, costs, and what makes it expensive.
///
/// It is computed once from the totals and the prices; the page on a terminal, JSON, the table for
/// spreadsheets and the HTML page only print it, so they cannot disagree.
public struct CampaignReport: Sendable, Hashable {
    /// Messages and parts that belong together, and their cost.
    public struct Share: Sendable, Hashable {
        /// The messages.
        public let messageCount: Int
        /// The parts that are billed.
        public let partCount: Int
        /// Their cost; `nil` when none of them has a known price.
        public let cost: Cost?
        /// The parts among them whose price is not known.
        public let unpricedPartCount: Int
    }

    /// The messages that travel in one encoding.
    public struct EncodingShare: Sendable, Hashable {
        /// The encoding.
        public let encoding: MessageEncoding
        /// Its messages.
        public let share: Share
    }

    /// The messages that have one number of parts.
    public struct PartCountShare: Sendable, Hashable {
        /// The parts of each.
        public let partCount: Int
        /// The messages.
        public let share: Share
    }

    /// The messages to the numbers of one group of the price list.
    public struct Destination: Sendable, Hashable {
        /// The group.
        public let group: PriceGroup
        /// Its messages.
        public let share: Share
    }

    /// A character that forces messages into UCS-2.
    public struct ExpensiveCharacter: Sendable, Hashable {
        /// The character.
        public let scalar: Unicode.Scalar
        /// What it does.
        public let totals: OffenderTotals
        /// What its extra parts with a known price cost; `nil` when none has one.
        public let extraCost: Cost?
    }

    /// What a tier of replacements saves, the tiers before it included.
    public struct Saving: Sendable, Hashable {
        /// The tier.
        public let table: NormalizationTable
        /// The parts saved.
        public let partCount: Int
        /// What those with a known price cost; `nil` when none has one.
        public let cost: Cost?
    }

    /// What the list turned out to be; `nil` when messages did not come from one.
    public let input: ListInput?

    /// The messages to recipients that had one before, whether they are left out or not.
    public let duplicates: Share

    /// What the campaign is called, such as the name of its file.
    public let title: String

    /// Whether the counting was stopped before the end of the list.
    public let isPartial: Bool

    /// The totals it was computed from.
    public let totals: CampaignTotals

    /// How many different recipients there are; `nil` when they were not counted.
    public let recipients: RecipientSet.Count?

    /// The messages to a recipient that already had one; `nil` when their number is not known.
    ///
    /// It is not when recipients were not counted, or not all of them could be kept.
    public var duplicateCount: Int? {
        recipients?.isLowerBound == false ? duplicatesAtMost : nil
    }

    /// The most messages there can be to a recipient that already had one; `nil` when recipients
    /// were not counted.
    public let duplicatesAtMost: Int?

    /// All messages.
    public let whole: Share

    /// What of the cost are fees beside the price, such as carriers'; `nil` where prices have none.
    public let fees: Cost?

    /// Whether every billed part has a price, so that an exact cost is that of the whole campaign.
    public var isFullyPriced: Bool { hasPrices && whole.unpricedPartCount == 0 }

    /// Whether there were prices.
    public let hasPrices: Bool

    /// The messages of each encoding.
    public let encodings: [EncodingShare]

    /// The messages of each number of parts, ascending.
    public let histogram: [PartCountShare]

    /// The messages to each country or part of one, the most expensive first.
    public let destinations: [Destination]

    /// The characters that cost most, the most expensive first; without prices, those with most extra
    /// parts.
    public let expensiveCharacters: [ExpensiveCharacter]

    /// The default country that numbers were read with.
    public let country: CountryCode?

    /// The messages to numbers that cannot receive texts, most parts first.
    public let unreachable: [Unreachable]

    /// What each tier of replacements saves.
    public let savings: [Saving]

    /// What to know before it is sent.
    public private(set) var warnings: [String]

    /// What a bill has besides parts.
    public var terms = BillTerms()

    /// What the figures belong to; `nil` when that isn't known.
    public var sources: ReportSources?

    /// The characters of the template's own text.
    public var templateCharacters: Set<Unicode.Scalar> = []

    /// Some finished messages with their cuts.
    public var previews: [MessagePreview] = []

    /// The rows that are a few units too long, where messages came from a list and a template.
    package var excessRows = ExcessRows()

    /// The billed parts by their price.
    let pricedParts: [PricedParts]

    /// What exports and pasted texts left behind, and what removing it saves.
    public let flaws: [Flaw]

    /// What slightly shorter texts save.
    let excessSteps: [ExcessStep]

    /// What of the template and the price list was decided or left out.
    public let remarks: [String]

    /// Computes a report.
    ///
    /// - Parameters:
    ///   - title: What the campaign is called.
    ///   - totals: The totals of the whole campaign.
    ///   - country: The default country that numbers were read with.
    ///   - prices: The price list; without one there are no costs.
    ///   - input: What the list turned out to be.
    ///   - recipients: How many different recipients there are, and how many messages they have.
    ///   - isPartial: Whether the counting was stopped before the end of the list.
    ///   - remarks: What is to be said of the template, in sentences.
    /// - Complexity: linear in the groups and the kinds of characters; allocates.
    public init(
        title: String,
        totals: CampaignTotals,
        country: CountryCode? = nil,
        prices: PriceList? = nil,
        input: ListInput? = nil,
        recipients: (count: RecipientSet.Count, additionCount: Int)? = nil,
        isPartial: Bool = false,
        remarks: [String] = []
    ) {
        self.input = input
        duplicates = ReportPricing(totals.rows.duplicateCounts, prices).whole
        self.title = title
        self.remarks = remarks + (prices?.notes ?? [])
        self.isPartial = isPartial
        self.totals = totals
        self.country = country
        unreachable = totals.numbers.unreachable(prices)
        self.recipients = recipients?.count
        duplicatesAtMost = recipients.map { $0.additionCount - $0.count.value }
        hasPrices = prices != nil
        let pricing = ReportPricing(totals.messageCounts, prices)
        whole = pricing.whole
        fees = pricing.fees
        pricedParts = pricing.pricedParts
        excessSteps = totals.excess.steps(prices)
        flaws = totals.flaws.rows(prices)
        let byAlphabet = pricing.shares(by: \.alphabet)
        encodings = [(MessageEncoding.gsm7, Alphabet.gsm7Bit), (.ucs2, .ucs2)].map {
            EncodingShare(encoding: $0, share: byAlphabet[$1] ?? ShareSum().share)
        }
        histogram = pricing.shares(by: \.partCount).sorted { $0.key < $1.key }
            .map { PartCountShare(partCount: $0.key, share: $0.value) }
        destinations = recipients == nil ? [] : pricing.destinations
        expensiveCharacters = totals.offenders.map { scalar, offender in
            ExpensiveCharacter(
                scalar: scalar,
                totals: offender,
                extraCost: pricing.cost(
                    offender.extraCost,
                    ofPartCount: offender.extraPartCount,
                    unpricedPartCount: offender.unpricedExtraPartCount
                )
            )
        }.sorted { $0.rank < $1.rank }
        savings = totals.savings.namedCounts.enumerated().map { tier, saving in
            Saving(
                table: saving.table,
                partCount: saving.savedPartCount,
                cost: pricing.cost(
                    totals.savings.savedCosts[tier],
                    ofPartCount: saving.savedPartCount,
                    unpricedPartCount: totals.savings.unpricedPartCounts[tier]
                )
            )
        }
        var warnings = ReportWarnings()
        warnings.isPartial = isPartial
        warnings.hasRecipients = recipients != nil
        warnings.unpricedPartCount = prices == nil ? 0 : whole.unpricedPartCount
        warnings.differingMessageCount = totals.differingMessageCount
        warnings.partCount = totals.partCount
        warnings.billedPartCount = totals.billedPartCount
        warnings.extraBilledPartCount = totals.extraBilledPartCount
        warnings.unbilledPartCount = totals.unbilledPartCount
        warnings.lacksRecipients = recipients?.count.isLowerBound ?? false
        self.warnings = warnings.sentences
        self.warnings += NumberFigures(self).sentences
        self.warnings += flaws.map(\.sentence)
    }
}

extension CampaignReport.ExpensiveCharacter {
    fileprivate var rank: CharacterRank {
        CharacterRank(
            maximum: extraCost?.maximum ?? .zero,
            minimum: extraCost?.minimum ?? .zero,
            extraPartCount: totals.extraPartCount,
            messageCount: totals.messageCount,
            scalar: scalar
        )
    }
}

/// What to know of a campaign before it is sent, in sentences.
struct ReportWarnings {
    /// Whether the counting was stopped before the end of the list.
    var isPartial = false
    /// Whether the recipients' numbers are known.
    var hasRecipients = false
    /// The parts that should have a price and have none.
    var unpricedPartCount = 0
    /// The messages that are billed as another number of parts.
    var differingMessageCount = 0
    /// The parts that the standard carries, and those that are billed.
    var partCount = 0
    var billedPartCount = 0
    /// The parts billed beyond those carried, and those carried and not billed.
    var extraBilledPartCount = 0
    var unbilledPartCount = 0
    /// Whether not all recipients could be kept.
    var lacksRecipients = false
    /// The messages of parts of a list whose recipients are not known, where those of others are.
    var messageCountWithoutRecipient = 0

    /// The sentences, the gravest first.
    var sentences: [String] {
        var sentences: [String] = []
        if isPartial {
            sentences.append("These are partial figures: the counting was stopped before the end.")
        }
        if unpricedPartCount > 0 {
            sentences.append(
                unpricedPartCount == billedPartCount
                    ? "There is no cost: "
                        + (hasRecipients
                            ? "no price is for any of the recipients."
                            : "the numbers of the recipients are not known.")
                    : "The cost leaves out \(ReportWording.counted(unpricedPartCount, "part")) to numbers "
                        + "whose price is not known."
            )
        }
        if differingMessageCount > 0 {
            sentences.append(
                "\(ReportWording.counted(differingMessageCount, "message")) "
                    + (differingMessageCount == 1 ? "is" : "are")
                    + " billed as another number of parts than the standard carries: "
                    + "\(ReportWording.count(billedPartCount)) are billed, "
                    + "\(ReportWording.count(partCount)) are carried"
                    + " (\(difference))."
            )
        }
        if lacksRecipients {
            sentences.append(
                "There may be more different recipients than counted: there was no room to keep them all."
            )
        }
        if messageCountWithoutRecipient > 0 {
            sentences.append(
                "The recipients of "
                    + "\(ReportWording.counted(messageCountWithoutRecipient, "message")) are not known."
            )
        }
        return sentences
    }

    private var difference: String {
        [(extraBilledPartCount, "more"), (unbilledPartCount, "fewer")]
            .filter { $0.0 > 0 }
            .map { "\(ReportWording.count($0.0)) \($0.1)" }
            .joined(separator: ", ")
    }
}

/// Where a group of numbers stands among the others: the most expensive is the least.
///
/// Groups without a price come last. Where costs are equal the number of parts decides, then the
/// names of countries, those without one last.
struct DestinationRank: Comparable {
    let maximum: Amount?
    let partCount: Int
    let country: String?
    let mobileCountryCodes: [Int]

    static func < (left: Self, right: Self) -> Bool {
        if left.maximum != right.maximum {
            guard let one = left.maximum, let other = right.maximum else {
                return left.maximum != nil
            }
            return one > other
        }
        if left.partCount != right.partCount { return left.partCount > right.partCount }
        let (one, other) = (Array((left.country ?? "~").utf8), Array((right.country ?? "~").utf8))
        if one != other { return one.lexicographicallyPrecedes(other) }
        return left.mobileCountryCodes.lexicographicallyPrecedes(right.mobileCountryCodes)
    }

    static func == (left: Self, right: Self) -> Bool { !(left < right) && !(right < left) }
}

/// Where a character stands among those that cost most: the most expensive is the least.
///
/// Where costs are equal, as without prices, extra parts decide, then messages, then code points.
struct CharacterRank: Comparable {
    var maximum = Amount.zero
    var minimum = Amount.zero
    let extraPartCount: Int
    let messageCount: Int
    let scalar: Unicode.Scalar

    static func < (left: Self, right: Self) -> Bool {
        (
            right.maximum, right.minimum, right.extraPartCount, right.messageCount,
            left.scalar.value
        ) < (
            left.maximum, left.minimum, left.extraPartCount, left.messageCount,
            right.scalar.value
        )
    }
}
