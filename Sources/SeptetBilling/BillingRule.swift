internal import Septet

/// How a provider makes parts of units: so many alone, so many in each of several.
///
/// Providers divide; they know nothing of escape pairs at a border. The standard's own count is in
/// `TextMeasure.partCount`.
public struct BillingRule: Sendable, Hashable {
    /// The units a single part may have.
    public let singleUnitCount: Int

    /// The units of each part when there are several.
    public let unitsPerPart: Int

    /// Makes a rule; counts below 1 are taken as 1.
    public init(singleUnitCount: Int, unitsPerPart: Int) {
        self.singleUnitCount = max(1, singleUnitCount)
        self.unitsPerPart = max(1, unitsPerPart)
    }

    /// The parts of so many units: 1 for a text that fits alone, at least 2 otherwise.
    public func partCount(unitCount: Int) -> Int {
        PartDivision(singleCapacity: singleUnitCount, capacity: unitsPerPart)
            .partCount(unitCount: unitCount)
    }

    /// The most units that `partCount` parts hold; `Int.max` where they are beyond it.
    public func unitLimit(partCount: Int) -> Int {
        guard partCount > 1 else { return singleUnitCount }
        let (limit, isOverflow) = partCount.multipliedReportingOverflow(by: unitsPerPart)
        return isOverflow ? .max : limit
    }
}
