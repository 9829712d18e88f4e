public import Septet
public import SeptetBilling

/// The totals of a campaign: plain counts, so that parts of a campaign add up to the whole.
///
/// Costs are made of the counts at the end, so sums are exact whatever the order of rows.
public struct CampaignTotals: Sendable, Hashable {
    /// How many messages there are of each kind.
    public internal(set) var messageCounts: [MessageKind: Int] = [:]

    /// The rows that didn't become messages, by reason; reasons that did not occur are left out.
    public internal(set) var rejectedCounts: [RejectionReason: Int] = [:]

    /// The kinds of characters that force UCS-2.
    public internal(set) var offenders: [Unicode.Scalar: OffenderTotals] = [:]

    /// What replacing characters would save.
    public internal(set) var savings = SavingTotals()

    /// The longest messages.
    public internal(set) var longest = LongestMessages()

    /// What the recipients' numbers are.
    public internal(set) var numbers = NumberTotals()

    /// How many messages are a little too long for fewer parts.
    var excess = ExcessTotals()

    /// What exports and pasted texts left behind.
    var flaws = FlawTotals()
    /// What became of the rows of a list.
    public internal(set) var rows = RowTotals()

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
        excess.merge(other.excess)
        flaws.merge(other.flaws)
        rows.merge(other.rows)
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

/// The longest messages of a campaign with the rows they come from.
public struct LongestMessages: Sendable, Hashable {
    /// One of the longest messages.
    public struct Entry: Sendable, Hashable {
        /// The row, counted from 1 behind the header; rejected rows count.
        public let row: Int
        /// How many parts the message has.
        public let partCount: Int
        /// How many septets or UTF-16 units it has.
        public let unitCount: Int

        /// Describes a message.
        public init(row: Int, partCount: Int, unitCount: Int) {
            self.row = row
            self.partCount = partCount
            self.unitCount = unitCount
        }

        /// Whether the message comes before another: more parts, more units, an earlier row.
        func precedes(_ other: Self) -> Bool {
            (other.partCount, other.unitCount, row) < (partCount, unitCount, other.row)
        }
    }

    /// How many messages are kept.
    public static let limit = 10

    /// The longest first.
    public private(set) var entries: [Entry] = []

    /// Begins with none.
    public init() {}

    /// Takes a message when it is among the longest.
    ///
    /// Complexity: constant for most messages.
    public mutating func add(_ entry: Entry) {
        if entries.count == Self.limit, let last = entries.last, !entry.precedes(last) { return }
        let place = entries.firstIndex { entry.precedes($0) } ?? entries.count
        entries.insert(entry, at: place)
        if entries.count > Self.limit { entries.removeLast() }
    }

    /// Takes the longest of two lists; rows of the other list may be moved behind those of this.
    public mutating func merge(_ other: Self, rowOffset: Int = 0) {
        for entry in other.entries {
            let (row, isOverflow) = entry.row.addingReportingOverflow(rowOffset)
            add(
                Entry(
                    row: isOverflow ? .max : row,
                    partCount: entry.partCount,
                    unitCount: entry.unitCount
                )
            )
        }
    }
}

/// What of a message its cost depends on.
public struct MessageKind: Sendable, Hashable {
    /// The recipient's group in the price list; 0 without one.
    public let group: Int
    /// The alphabet the message travels in.
    public let alphabet: Alphabet
    /// How many parts the message has.
    public let partCount: Int
    /// How many parts the provider bills.
    public let billedPartCount: Int

    /// Describes messages.
    public init(group: Int = 0, alphabet: Alphabet, partCount: Int, billedPartCount: Int? = nil) {
        self.group = group
        self.alphabet = alphabet
        self.partCount = partCount
        self.billedPartCount = billedPartCount ?? partCount
    }
}

/// Counts messages by their kinds, without allocation for kinds that occurred before.
struct MessageKindCounts {
    private static let alphabets: [Alphabet] = [.gsm7Bit, .ucs2]

    /// Longer messages are few, and a price list may have many groups.
    private static let countsPerAlphabet = 8

    /// The messages of each group, alphabet and small number of parts, all of which are billed.
    private var counts: [Int] = []

    /// The messages with more parts, and those of which other parts are billed.
    private var oddCounts: [MessageKind: Int] = [:]

    /// Counts a message.
    @inline(__always)
    mutating func add(_ plan: MessagePlan, group: Int, billedPartCount: Int) {
        guard plan.partCount == billedPartCount, plan.partCount < Self.countsPerAlphabet else {
            let kind = MessageKind(
                group: group,
                alphabet: plan.alphabet,
                partCount: plan.partCount,
                billedPartCount: billedPartCount
            )
            oddCounts[kind, default: 0] += 1
            return
        }
        let alphabet = plan.alphabet == .gsm7Bit ? 0 : 1
        let place = (group * 2 + alphabet) * Self.countsPerAlphabet + plan.partCount
        if place >= counts.count {
            let missing = (group + 1) * 2 * Self.countsPerAlphabet - counts.count
            counts.append(contentsOf: repeatElement(0, count: missing))
        }
        counts[place] += 1
    }

    /// The counts, those of 0 left out.
    var byKind: [MessageKind: Int] {
        var byKind = oddCounts
        for (place, count) in counts.enumerated() where count > 0 {
            let (row, partCount) = place.quotientAndRemainder(dividingBy: Self.countsPerAlphabet)
            let kind = MessageKind(
                group: row / 2,
                alphabet: Self.alphabets[row % 2],
                partCount: partCount
            )
            byKind[kind] = count
        }
        return byKind
    }
}

/// What one kind of character does to a campaign by forcing messages into UCS-2.
public struct OffenderTotals: Sendable, Hashable {
    /// The messages it stands in and helps to force.
    public var messageCount = 0

    /// The messages in which it is the sole kind of offender.
    public var messageCountAlone = 0

    /// The parts its messages have beyond those they would have in GSM 7 bit.
    ///
    /// A message forced by several kinds of characters counts with each of them.
    public var extraPartCount = 0

    /// The same, of the messages in which it is the sole kind: what replacing it certainly saves.
    public var extraPartCountAlone = 0

    /// The least and the most that the extra parts with a known price cost.
    public var extraCost = Amount.zero...Amount.zero

    /// The extra parts whose price is not known, which are not in `extraCost`.
    public var unpricedExtraPartCount = 0

    /// Begins with nothing.
    public init() {}

    /// The totals of two parts of a campaign together.
    static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.messageCount += right.messageCount
        sum.messageCountAlone += right.messageCountAlone
        sum.extraPartCount += right.extraPartCount
        sum.extraPartCountAlone += right.extraPartCountAlone
        sum.extraCost = left.extraCost + right.extraCost
        sum.unpricedExtraPartCount += right.unpricedExtraPartCount
        return sum
    }
}

extension ClosedRange<Amount> {
    /// The least and the most of two costs together.
    static func + (left: Self, right: Self) -> Self {
        left.lowerBound + right.lowerBound...left.upperBound + right.upperBound
    }
}

/// How many parts of a campaign each tier of replacements would save.
public struct SavingTotals: Sendable, Hashable {
    /// The parts saved by each of `NormalizationTables.tiers`, the earlier tiers included.
    public internal(set) var savedPartCounts: [Int]

    /// The least and the most that those parts with a known price cost.
    public internal(set) var savedCosts: [ClosedRange<Amount>]

    /// Those parts whose price is not known, which are not in `savedCosts`.
    public internal(set) var unpricedPartCounts: [Int]

    /// The tiers.
    public static let tiers = NormalizationTables.tiers

    /// The names of the tiers: those of their last tables.
    static let names = tiers.map { ($0.tables.last ?? .typographic).rawValue }

    /// Begins with nothing saved.
    public init() {
        savedPartCounts = Self.tiers.map { _ in 0 }
        savedCosts = Self.tiers.map { _ in .zero ... .zero }
        unpricedPartCounts = Self.tiers.map { _ in 0 }
    }

    /// The names of the tiers with the parts they save.
    public var namedCounts: [(table: NormalizationTable, savedPartCount: Int)] {
        zip(Self.tiers, savedPartCounts).map { tier, count in
            (tier.tables.last ?? .typographic, count)
        }
    }

    /// Adds what is saved in other rows.
    mutating func merge(_ other: Self) {
        for tier in savedPartCounts.indices {
            savedPartCounts[tier] += other.savedPartCounts[tier]
            savedCosts[tier] = savedCosts[tier] + other.savedCosts[tier]
            unpricedPartCounts[tier] += other.unpricedPartCounts[tier]
        }
    }
}
