internal import Septet
internal import SeptetBilling

/// Estimates beside what was billed, and the rule that would explain each difference.
///
/// A rule explains a bill when it counts the billed parts of every message; the fewer messages a rule contradicts,
/// the more likely it is the provider's. Rules are tried in the order of `BillingExplanation`.
public struct Reconciliation: Sendable, Hashable {
    /// One message of a bill.
    public struct Item: Sendable, Hashable {
        /// Where it stands in the bill, such as a line.
        public var line: Int
        /// What the bill calls it.
        public var id: String?
        /// Its text.
        public var text: String
        /// Whom it went to.
        public var recipient: String?
        /// The parts that were estimated.
        public var estimatedPartCount: Int
        /// The parts that were billed.
        public var billedPartCount: Int

        /// Makes an item.
        public init(
            line: Int,
            id: String? = nil,
            text: String,
            recipient: String? = nil,
            estimatedPartCount: Int,
            billedPartCount: Int
        ) {
            self.line = line
            self.id = id
            self.text = text
            self.recipient = recipient
            self.estimatedPartCount = estimatedPartCount
            self.billedPartCount = billedPartCount
        }
    }

    /// A message that was not billed as estimated.
    public struct Difference: Sendable, Hashable {
        /// The message.
        public let item: Item
        /// The rules that count the billed parts, the most likely first; empty when none does.
        public let explanations: [BillingExplanation]
    }

    /// How well a rule fits the whole bill.
    public struct Fit: Sendable, Hashable {
        /// The rule.
        public let explanation: BillingExplanation
        /// The differences that it explains.
        public let explainedCount: Int
        /// The messages of the bill that it counts otherwise.
        public let contradictedCount: Int
    }

    /// The messages of the bill.
    public let messageCount: Int
    /// The parts that were estimated.
    public let estimatedPartCount: Int
    /// The parts that were billed.
    public let billedPartCount: Int
    /// The messages that were billed otherwise, in the order of the bill.
    public let differences: [Difference]
    /// The rules that explain at least one difference, the most likely first.
    public let fits: [Fit]

    /// Compares.
    ///
    /// Complexity: linear in the texts; memory for the differences.
    public init(_ items: [Item]) {
        var seen: Set<OctetKey> = []
        var counted: [(item: Item, counts: [Int?])] = []
        for item in items {
            let key = OctetKey("\(item.recipient ?? "")\u{0}\(item.text)")
            let isRepeated = item.recipient != nil && !seen.insert(key).inserted
            let measure = TextMeasure(item.text)
            // A rule about sizes says nothing of a message that should not have been sent again.
            let isVoid = isRepeated && item.estimatedPartCount == 0
            let counts = BillingExplanation.allCases.map { explanation in
                isVoid && explanation != .duplicates
                    ? 0
                    : explanation.partCount(
                        item.text,
                        measure,
                        estimated: item.estimatedPartCount,
                        isRepeated: isRepeated
                    )
            }
            counted.append((item, counts))
        }
        let differing = counted.filter { $0.item.estimatedPartCount != $0.item.billedPartCount }
        let fits = BillingExplanation.allCases.enumerated().map { index, explanation in
            Fit(
                explanation: explanation,
                explainedCount: differing.count { $0.counts[index] == $0.item.billedPartCount },
                contradictedCount: counted.count { row in
                    // A rule about some messages says nothing of the others, which are billed as estimated.
                    (row.counts[index] ?? row.item.estimatedPartCount) != row.item.billedPartCount
                }
            )
        }
        let ranked = fits.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            return (a.contradictedCount, -a.explainedCount, left.offset)
                < (b.contradictedCount, -b.explainedCount, right.offset)
        }
        messageCount = items.count
        estimatedPartCount = Self.sum(items.map(\.estimatedPartCount))
        billedPartCount = Self.sum(items.map(\.billedPartCount))
        differences = differing.map { row in
            Difference(
                item: row.item,
                explanations: ranked.filter { row.counts[$0.offset] == row.item.billedPartCount }
                    .map(\.element.explanation)
            )
        }
        self.fits = ranked.map(\.element).filter { $0.explainedCount > 0 }
    }

    private static func sum(_ counts: [Int]) -> Int {
        counts.reduce(0) { sum, count in
            let (result, isOverflow) = sum.addingReportingOverflow(count)
            return isOverflow ? .max : result
        }
    }

    /// The differences that no rule explains.
    public var unexplainedCount: Int { differences.count { $0.explanations.isEmpty } }
}

/// A rule by which a provider may have billed, other than the one that was estimated with.
@nonexhaustive
public enum BillingExplanation: String, Sendable, Hashable, CaseIterable {
    /// A line break counts as two characters.
    case lineBreaksTwice
    /// UCS-2 even where GSM 7 bit would do.
    case alwaysUCS2
    /// 63 code units in each of several parts in place of 67.
    case ucs2PartsOf63
    /// Parts with a 16-bit reference: 152 and 66 units.
    case sixteenBitReference
    /// Octets of UTF-8, 160 in a single part and 153 in each of several.
    case octetsAsSeptets
    /// Octets of UTF-8, 140 in a single part and 134 in each of several.
    case octets
    /// A character of the extension table counts once.
    case extensionsOnce
    /// Characters as code points: an emoji counts once.
    case codePoints
    /// Every part holds as much as a single one: 160 or 70.
    case noHeader
    /// 145 in each of several parts after the first 160, and 72 in UCS-2.
    case pagesOf145And72
    /// Units are divided, though a pair moves to the next part.
    case dividedPairs
    /// A message to a number that had it already is billed again.
    case duplicates
    /// Each message is one part.
    case onePartEach
    /// A message is billed twice.
    case twice

    /// What the rule says, as a sentence.
    public var sentence: String {
        switch self {
        case .lineBreaksTwice: "a line break counts as two characters"
        case .alwaysUCS2: "UCS-2 is billed although GSM 7 bit would do"
        case .ucs2PartsOf63: "several parts in UCS-2 hold 63 instead of 67"
        case .sixteenBitReference: "several parts hold 152 or 66 (a reference of 16 bits)"
        case .octetsAsSeptets: "octets of UTF-8 are counted as characters"
        case .octets: "octets of UTF-8 are counted, 140 and then 134 a part"
        case .extensionsOnce: "characters of the extension table count once"
        case .codePoints: "characters outside the basic plane count once"
        case .noHeader: "every part holds as much as a single one"
        case .pagesOf145And72: "pages of 160, 145 and 72 characters"
        case .dividedPairs: "units are divided, pairs at a border included"
        case .duplicates: "repeated recipients are billed again"
        case .onePartEach: "each message is billed as one part"
        case .twice: "each message is billed twice"
        }
    }

    /// The parts by the rule; `nil` where it says nothing about a message.
    func partCount(_ text: String, _ measure: TextMeasure, estimated: Int, isRepeated: Bool) -> Int?
    {
        let isGSM = measure.alphabet == .gsm7Bit
        let standard = BillingRule.standard(measure.encoding)
        func parts(_ units: Int, _ single: Int, _ several: Int) -> Int {
            BillingRule(singleUnitCount: single, unitsPerPart: several).partCount(unitCount: units)
        }
        switch self {
        case .lineBreaksTwice:
            guard measure.lineBreakCount > 0 else { return nil }
            let units =
                measure.unitCount - measure.lineBreakCharacterCount + 2 * measure.lineBreakCount
            return standard.partCount(unitCount: units)
        case .alwaysUCS2:
            return isGSM ? BillingRule.standard(.ucs2).partCount(unitCount: text.utf16.count) : nil
        case .ucs2PartsOf63:
            return isGSM ? nil : parts(measure.unitCount, standard.singleUnitCount, 63)
        case .sixteenBitReference:
            return BillingRule.standard(measure.alphabet, .sixteenBit)
                .partCount(unitCount: measure.unitCount)
        case .octetsAsSeptets:
            return BillingRule.standard(.gsm7).partCount(unitCount: text.utf8.count)
        case .octets: return BillingRule.standard(.binary).partCount(unitCount: text.utf8.count)
        case .extensionsOnce:
            return isGSM ? standard.partCount(unitCount: measure.scalarCount) : nil
        case .codePoints: return isGSM ? nil : standard.partCount(unitCount: measure.scalarCount)
        case .noHeader:
            return parts(measure.unitCount, standard.singleUnitCount, standard.singleUnitCount)
        case .pagesOf145And72:
            return ProviderRule.cheapGlobalSMS.billedPartCount(of: measure)
        case .dividedPairs: return standard.partCount(unitCount: measure.unitCount)
        case .duplicates: return isRepeated ? measure.partCount : nil
        case .onePartEach: return 1
        case .twice:
            let (double, isOverflow) = estimated.multipliedReportingOverflow(by: 2)
            return isOverflow ? nil : double
        }
    }
}
