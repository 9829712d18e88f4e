/// Plans the texts of a column, of which only four numbers are wanted.
///
/// The answer is that of `Planner.plan(utf8:)`. A text that fits a single part, as most do, is done
/// when it was scanned: no plan is made, and the settings were looked at once for the whole column.
package struct ColumnPlanner: Sendable {
    /// What is wanted of a plan.
    package struct Counts: Sendable, Hashable {
        /// The alphabet the text travels in.
        package let alphabet: Alphabet
        /// The units of the whole text.
        package let unitCount: Int32
        /// How many parts there are.
        package let partCount: Int32
        /// The units left in the last part.
        package let remainingUnitCount: Int32
    }

    private let planner: Planner
    private let kernel: Kernel
    private let septetCapacity: Int
    private let unitCapacity: Int

    /// Looks at the settings of a planner.
    package init(_ planner: Planner) {
        self.planner = planner
        kernel = .chosen
        // With other settings no scan decides alone.
        let isDecidedByScan = planner.isBasic && planner.choice == .cheapest
        septetCapacity =
            isDecidedByScan
            ? PartFormat(alphabet: .gsm7Bit, headerOctetCount: 0).unitCapacity : -1
        unitCapacity =
            isDecidedByScan ? PartFormat(alphabet: .ucs2, headerOctetCount: 0).unitCapacity : -1
    }

    /// The counts of raw UTF-8.
    ///
    /// Complexity: as for `Planner.plan(utf8:)`; allocates nothing.
    package func counts(utf8: Span<UInt8>) throws(PlanningError) -> Counts {
        let scan = try kernel.scan(validating: utf8)
        let alphabet: Alphabet = scan.isInside ? .gsm7Bit : .ucs2
        let unitCount = scan.unitCount(in: alphabet)
        let left = (scan.isInside ? septetCapacity : unitCapacity) - unitCount
        guard left < 0 else {
            // No more than a part holds.
            return Counts(
                alphabet: alphabet,
                unitCount: Int32(truncatingIfNeeded: unitCount),
                partCount: 1,
                remainingUnitCount: Int32(truncatingIfNeeded: left)
            )
        }
        return try planned(utf8, scan)
    }

    @inline(never)
    private func planned(_ utf8: Span<UInt8>, _ scan: TextScan) throws(PlanningError) -> Counts {
        // The scan has thrown unless the octets are UTF-8.
        let plan = try planner.planScanned(unsafe UTF8Span(unchecked: utf8), scan)
        // Each of these is a number of 255 parts at most.
        return Counts(
            alphabet: plan.alphabet,
            unitCount: Int32(truncatingIfNeeded: plan.unitCount),
            partCount: Int32(truncatingIfNeeded: plan.partCount),
            remainingUnitCount: Int32(truncatingIfNeeded: plan.remainingUnitCount)
        )
    }
}
