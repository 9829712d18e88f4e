/// Counts parts by division where that is certain to be what filling them would give.
struct PartDivision {
    private let aloneCapacity: Int
    private let capacity: Int
    private let cutsPieces: Bool

    init(_ alphabet: Alphabet, _ planner: Planner) {
        func capacity(_ referenceWidth: ConcatenationReference.Width?) -> Int {
            PartFormat(
                alphabet: alphabet,
                shiftTables: .default,
                elementOctetCount: planner.elementOctetCount,
                referenceWidth: referenceWidth
            ).unitCapacity
        }
        aloneCapacity = capacity(nil)
        self.capacity = max(2, capacity(planner.referenceWidth))
        cutsPieces = planner.boundary == .unit
    }

    /// The parts of some units; `nil` when it depends on where the pairs stand.
    ///
    /// A pair that has no room strands one unit at most, and no more parts have a unit stranded
    /// than there are pairs.
    func partCount(_ unitCount: Int, pairCount: Int) -> Int? {
        guard unitCount > aloneCapacity else { return 1 }
        let least = Self.quotient(unitCount, capacity)
        guard pairCount > 0, !cutsPieces else { return least }
        let most = Self.quotient(unitCount, capacity - 1)
        return least == most ? least : nil
    }

    private static func quotient(_ count: Int, _ capacity: Int) -> Int {
        (count + capacity - 1) / capacity
    }
}
