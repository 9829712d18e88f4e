public import SeptetBilling
public import SeptetNumbers

/// What a part costs, by the beginning of the recipient's number.
///
/// Rows of the list that go by numbers count by the longest beginning; rows that name a country
/// count for the numbers of that country. Where several rows of a country are left, for several
/// networks, the price is a range. A row never counts for a number of another country than it
/// names, as far as we know countries; such a number has no price.
public struct PriceList: Sendable {
    /// What the least a message can cost goes by.
    public enum Unit: Sendable, Hashable {
        /// Each part has its price.
        case part
        /// The price may be that of the whole message; the provider's document does not say.
        case messageAtLeast
    }

    /// The currency of all prices, or what the provider calls its credits.
    public let currency: String

    /// The groups of numbers; group 0 are those of no known country.
    ///
    /// Without a flat price, group 0 has no price.
    public let groups: [PriceGroup]

    /// What the least cost goes by.
    public let unit: Unit

    /// How many different prices a list has at most.
    public static let priceLimit = 1 << 16

    /// How many prices there are at most for one number, such as those of the networks of a country.
    public static let priceLimitPerNumber = 1 << 10

    /// The prices that groups share, and those of each group.
    private let sets: [PriceSet]
    private let groupSets: [Int]
    private let index: PriceIndex

    init(_ rows: [PriceRow], currency: String) throws(PriceListError) {
        let grouping = try PriceGrouping(rows)
        self.currency = currency
        unit = .part
        groups = grouping.groups
        sets = grouping.sets
        groupSets = grouping.groupSets
        index = grouping.index
    }

    /// A list with at most one price, the same for all numbers.
    private init(_ row: PriceRow?, currency: String, unit: Unit) {
        self.currency = currency
        self.unit = unit
        do {
            let grouping = try PriceGrouping(row.map { [$0] } ?? [])
            groups = grouping.groups
            sets = grouping.sets
            groupSets = grouping.groupSets
            index = grouping.index
        } catch {
            // One row is below every limit.
            groups = [PriceGroup(country: nil, PriceSet([]))]
            sets = [PriceSet([])]
            groupSets = [0]
            index = PriceIndex()
        }
    }

    /// A list without prices, which has only countries.
    public static let empty = PriceList(nil, currency: "", unit: .part)

    /// The same price for every part; one below zero is taken as zero.
    public init(flat price: Amount, currency: String) {
        self.init(PriceRow(price: max(price, .zero), line: 1), currency: currency, unit: .part)
    }

    /// SMSwords' credits: one for a message, perhaps one for each part (SW-1).
    public static let smswordsCredits = PriceList(
        PriceRow(price: Amount(1), line: 1),
        currency: "credits",
        unit: .messageAtLeast
    )

    /// The same list with every price half as much again, as SMSAPI bills with `fast=1`.
    public var halfAsMuchAgain: PriceList {
        PriceList(self) { $0.halfAsMuchAgain }
    }

    private init(_ other: PriceList, _ surcharged: (Amount) -> Amount) {
        currency = other.currency
        unit = other.unit
        index = other.index
        let sets = other.sets.map { $0.priced(surcharged) }
        self.sets = sets
        groupSets = other.groupSets
        groups = zip(other.groups, other.groupSets).map { group, set in
            PriceGroup(country: group.country, sets[set])
        }
    }

    /// The number of the group a telephone number belongs to; group 0 is for what is not a number.
    ///
    /// The country is the one that has the number, or the main one of its calling code where none
    /// has it. Complexity: linear in the longest prefix; allocates nothing.
    @inline(__always)
    public func groupIndex(of reading: NumberReading) -> Int {
        index.group(of: reading)
    }

    /// What the messages to the numbers of a group cost; `nil` when no price is known.
    public func cost(group: Int, messageCount: Int, partCount: Int) -> Cost? {
        guard groups.indices.contains(group), let price = groups[group].price else { return nil }
        return Cost(
            minimum: price.lowerBound * (unit == .part ? partCount : messageCount),
            maximum: price.upperBound * partCount,
            currency: currency
        )
    }
}
