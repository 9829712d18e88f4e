public import Septet

/// How many parts of a campaign each tier of replacements would save.
public struct SavingTotals: Sendable, Hashable {
    /// The parts saved by each of `NormalizationTables.tiers`, the earlier tiers included.
    public private(set) var savedPartCounts: [Int]

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

    /// Adds what the tiers would save in a message that was planned.
    ///
    /// Complexity: constant for a message in one part or in the default alphabet, which nothing
    /// makes cheaper; else three times that of `Normalizer.normalize`.
    public mutating func add(utf8 text: Span<UInt8>, _ plan: MessagePlan, _ planner: Planner) {
        guard plan.partCount > 1, plan.alphabet == .ucs2 || plan.shiftTables != .default else {
            return
        }
        for (index, tier) in Self.tiers.enumerated() {
            let normalizer = Normalizer(tier, planner: planner)
            guard let after = try? normalizer.planNormalizing(utf8: text) else { continue }
            savedPartCounts[index] += plan.partCount - after.partCount
        }
    }
}
