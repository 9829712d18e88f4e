public import Septet
public import SeptetBilling
public import SeptetNumbers

/// All that is told of a campaign: counts, costs, and what makes it dear.
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
    public struct DearCharacter: Sendable, Hashable {
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

    /// Whether there were prices to go by.
    public let hasPrices: Bool

    /// The messages of each encoding.
    public let encodings: [EncodingShare]

    /// The messages of each number of parts, ascending.
    public let histogram: [PartCountShare]

    /// The messages to each country or part of one, the dearest first.
    public let destinations: [Destination]

    /// The characters that cost most, the dearest first; without prices, those with most extra
    /// parts.
    public let dearCharacters: [DearCharacter]

    /// The default country that numbers were read with.
    public let country: CountryCode?

    /// The messages to numbers that cannot receive texts, most parts first.
    public let unreachable: [Unreachable]

    /// What each tier of replacements saves.
    public let savings: [Saving]

    /// What to know before it is sent.
    public private(set) var warnings: [String]

    /// Computes a report.
    ///
    /// - Parameters:
    ///   - title: What the campaign is called.
    ///   - totals: The totals of the whole campaign.
    ///   - country: The default country that numbers were read with.
    ///   - prices: The price list; without one there are no costs.
    ///   - recipients: How many different recipients there are, and how often they were met.
    ///   - isPartial: Whether the counting was stopped before the end of the list.
    /// - Complexity: linear in the groups and the kinds of characters; allocates.
    public init(
        title: String,
        totals: CampaignTotals,
        country: CountryCode? = nil,
        prices: PriceList? = nil,
        recipients: (count: RecipientSet.Count, additionCount: Int)? = nil,
        isPartial: Bool = false
    ) {
        self.title = title
        self.isPartial = isPartial
        self.totals = totals
        self.country = country
        unreachable = totals.numbers.unreachable(prices)
        self.recipients = recipients?.count
        duplicatesAtMost = recipients.map { $0.additionCount - $0.count.value }
        hasPrices = prices != nil
        let pricing = ReportPricing(totals.messageCounts, prices)
        whole = pricing.whole
        let byAlphabet = pricing.shares(by: \.alphabet)
        encodings = [(MessageEncoding.gsm7, Alphabet.gsm7Bit), (.ucs2, .ucs2)].map {
            EncodingShare(encoding: $0, share: byAlphabet[$1] ?? ShareSum().share)
        }
        histogram = pricing.shares(by: \.partCount).sorted { $0.key < $1.key }
            .map { PartCountShare(partCount: $0.key, share: $0.value) }
        destinations = recipients == nil ? [] : pricing.destinations
        dearCharacters = totals.offenders.map { scalar, offender in
            DearCharacter(
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
    }
}

extension CampaignReport.DearCharacter {
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
