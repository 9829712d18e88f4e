public import Septet

/// How many parts of a campaign each tier of replacements would save.
public struct SavingTotals: Sendable, Hashable {
    /// The parts saved by each of `NormalizationTables.tiers`, the earlier tiers included.
    public internal(set) var savedPartCounts: [Int]

    /// The tiers.
    public static let tiers = NormalizationTables.tiers

    /// Begins with nothing saved.
    public init() {
        savedPartCounts = Self.tiers.map { _ in 0 }
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
        }
    }
}
