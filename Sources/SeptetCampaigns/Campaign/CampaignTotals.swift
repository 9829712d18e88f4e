internal import Septet

/// The totals of a campaign: plain counts, so that parts of a campaign add up to the whole.
///
/// Costs are made of the counts at the end, so sums are exact whatever the order of rows.
public struct CampaignTotals: Sendable, Hashable {
    /// How many messages there are of each kind.
    public internal(set) var messageCounts: [MessageKind: Int] = [:]

    /// The rows that are no messages, by reason; reasons that did not occur are left out.
    public internal(set) var rejectedCounts: [RejectionReason: Int] = [:]

    /// The kinds of characters that force UCS-2.
    public internal(set) var offenders: [Unicode.Scalar: OffenderTotals] = [:]

    /// What replacing characters would save.
    public internal(set) var savings = SavingTotals()

    /// The longest messages.
    public internal(set) var longest = LongestMessages()

    /// What the recipients' numbers are.
    public internal(set) var numbers = NumberTotals()

    /// Begins with nothing.
    public init() {}

    /// Adds the totals of other rows of the same campaign.
    ///
    /// The order of merging changes nothing.
    public mutating func merge(_ other: Self) {
        messageCounts.merge(other.messageCounts, uniquingKeysWith: +)
        rejectedCounts.merge(other.rejectedCounts, uniquingKeysWith: +)
        offenders.merge(other.offenders) { $0 + $1 }
        savings.merge(other.savings)
        longest.merge(other.longest)
        numbers.merge(other.numbers)
    }
}

extension CampaignTotals {
    /// The rows that are messages.
    public var messageCount: Int { messageCounts.values.reduce(0, +) }

    /// The rows that are none.
    public var rejectedCount: Int { rejectedCounts.values.reduce(0, +) }

    /// The parts of all messages.
    public var partCount: Int { sum { $0.partCount } }

    /// The parts that the provider bills.
    public var billedPartCount: Int { sum { $0.billedPartCount } }

    /// The messages of which the provider bills another number of parts than they have.
    public var differingMessageCount: Int {
        sum { $0.partCount == $0.billedPartCount ? 0 : 1 }
    }

    /// The parts that the provider bills beyond those that messages have.
    public var extraBilledPartCount: Int { sum { max(0, $0.billedPartCount - $0.partCount) } }

    /// The parts that messages have and the provider does not bill.
    public var unbilledPartCount: Int { sum { max(0, $0.partCount - $0.billedPartCount) } }

    /// How many messages travel in GSM 7 bit.
    public var gsm7BitCount: Int { sum { $0.alphabet == .gsm7Bit ? 1 : 0 } }

    /// How many messages travel in UCS-2.
    public var ucs2Count: Int { sum { $0.alphabet == .ucs2 ? 1 : 0 } }

    /// How many messages have a number of parts, by that number.
    ///
    /// Complexity: linear in the kinds; allocates.
    public var messageCountByPartCount: [Int: Int] {
        messageCounts.reduce(into: [:]) { $0[$1.key.partCount, default: 0] += $1.value }
    }

    /// The offenders with their totals, those that cost most first.
    ///
    /// Complexity: sorts; allocates.
    public var sortedOffenders: [(scalar: Unicode.Scalar, totals: OffenderTotals)] {
        func rank(_ scalar: Unicode.Scalar, _ totals: OffenderTotals) -> CharacterRank {
            CharacterRank(
                extraPartCount: totals.extraPartCount,
                messageCount: totals.messageCount,
                scalar: scalar
            )
        }
        return offenders.map { ($0.key, $0.value) }.sorted { rank($0.0, $0.1) < rank($1.0, $1.1) }
    }

    /// The sum of some number over all messages.
    public func sum(_ number: (MessageKind) -> Int) -> Int {
        messageCounts.reduce(0) { $0 + number($1.key) * $1.value }
    }
}
