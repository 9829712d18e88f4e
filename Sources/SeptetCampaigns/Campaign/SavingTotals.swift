public import Septet
public import SeptetBilling

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
