/// The totals of a campaign: plain counts, so that parts of a campaign add up to the whole.
///
/// Costs are made of the counts at the end, so sums are exact whatever the order of rows.
public struct CampaignTotals: Sendable, Hashable {
    /// The rows that became messages.
    public internal(set) var messageCount = 0

    /// The rows that did not, by reason; reasons that did not occur are left out.
    public internal(set) var rejectedCounts: [RejectionReason: Int] = [:]

    /// The parts of all messages, as the provider bills them.
    public internal(set) var partCount = 0

    /// The parts of all messages by the standard.
    public internal(set) var wirePartCount = 0

    /// How many messages are billed as another number of parts than the standard needs.
    public internal(set) var differingMessageCount = 0

    /// How many messages travel in GSM 7 bit.
    public internal(set) var gsm7BitCount = 0

    /// The billed parts of those.
    public internal(set) var gsm7BitPartCount = 0

    /// How many messages travel in UCS-2.
    public internal(set) var ucs2Count = 0

    /// How many messages are billed as a number of parts, by that number.
    public internal(set) var messageCountByPartCount: [Int: Int] = [:]

    /// The kinds of characters that force UCS-2.
    public internal(set) var offenders: [Unicode.Scalar: OffenderTotals] = [:]

    /// What replacing characters would save.
    public internal(set) var savings = SavingTotals()

    /// The longest messages.
    public internal(set) var longest = LongestMessages()

    /// Begins with nothing.
    public init() {}

    /// The rows that did not become messages.
    public var rejectedCount: Int { rejectedCounts.values.reduce(0, +) }

    /// Adds the totals of other rows of the same campaign.
    ///
    /// The order of merging changes nothing.
    public mutating func merge(_ other: Self) {
        messageCount += other.messageCount
        rejectedCounts.merge(other.rejectedCounts, uniquingKeysWith: +)
        partCount += other.partCount
        wirePartCount += other.wirePartCount
        differingMessageCount += other.differingMessageCount
        gsm7BitCount += other.gsm7BitCount
        gsm7BitPartCount += other.gsm7BitPartCount
        ucs2Count += other.ucs2Count
        messageCountByPartCount.merge(other.messageCountByPartCount, uniquingKeysWith: +)
        offenders.merge(other.offenders) { $0 + $1 }
        savings.merge(other.savings)
        longest.merge(other.longest)
    }

    /// The offenders with their totals, those that cost most first.
    ///
    /// Complexity: sorts; allocates.
    public var sortedOffenders: [(scalar: Unicode.Scalar, totals: OffenderTotals)] {
        offenders.map { ($0.key, $0.value) }.sorted {
            ($1.1.extraPartCount, $1.1.messageCount, $0.0.value)
                < ($0.1.extraPartCount, $0.1.messageCount, $1.0.value)
        }
    }
}
