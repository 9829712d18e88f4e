/// One way a rewritten text can travel, and which changes help there.
///
/// In a mode a character costs the same wherever it stands, so what each kind of change saves is
/// a number of its own. Changes that the mode demands, because it cannot carry the character, are
/// `required`; those that save units are `useful`.
struct RewritingMode {
    /// A change that helps, and how many units it saves in the whole text.
    struct Use {
        let kind: Int
        let savedUnitCount: Int
    }

    /// The alphabet the text travels in.
    let alphabet: Alphabet

    /// The kinds whose characters the mode cannot carry.
    let required: [Int]

    /// The other kinds that save units, most first.
    ///
    /// Behind them stand those that save none but put single units in place of a pair, which can
    /// save the unit that is stranded where a pair is not cut.
    let useful: [Use]

    /// How many of `useful` save units.
    let savingCount: Int

    /// The units of the text with the required changes only.
    private let unitCount: Int

    private let division: PartDivision

    /// Finds what helps; `nil` when the mode cannot carry the text whatever is changed.
    ///
    /// - Parameters:
    ///   - others: The characters that no change touches.
    ///   - tables: The tables of GSM 7 bit, `nil` for UCS-2.
    init?(
        _ rewriting: Rewriting,
        _ others: ScalarCounts,
        _ planner: Planner,
        _ tables: ShiftTables?
    ) {
        let cost = Self.cost(tables)
        guard var unitCount = others.unitCount(cost) else { return nil }
        var required: [Int] = []
        var saving: [Use] = []
        var flexible: [Use] = []
        for (index, kind) in rewriting.kinds.enumerated() {
            let before = Self.cost(of: kind.source, cost)
            let after = Self.cost(of: kind.replacement, cost)
            switch (before, after) {
            case (nil, nil): return nil
            case (nil, let after?):
                required.append(index)
                unitCount += after.unitCount * kind.count
            case (let before?, let after):
                unitCount += before.unitCount * kind.count
                guard let after else { continue }
                let saved = before.unitCount - after.unitCount
                let use = Use(kind: index, savedUnitCount: saved * kind.count)
                if saved > 0 { saving.append(use) }
                if saved == 0 && after.pairCount < before.pairCount { flexible.append(use) }
            }
        }
        self.required = required
        self.unitCount = unitCount
        savingCount = saving.count
        useful =
            saving.sorted { ($1.savedUnitCount, $0.kind) < ($0.savedUnitCount, $1.kind) }
            + flexible
        alphabet = tables == nil ? .ucs2 : .gsm7Bit
        division = planner.division(alphabet, tables ?? .default)
    }

    /// The parts below which the text cannot come once some units are saved.
    ///
    /// That of the bare division; keeping pairs and clusters whole never makes fewer.
    func leastPartCount(saving savedUnitCount: Int) -> Int {
        division.partCount(unitCount: unitCount - savedUnitCount)
    }

    /// The units one scalar costs, `nil` when the mode cannot carry it.
    private static func cost(_ tables: ShiftTables?) -> (UInt32) -> Int? {
        guard let tables else { return { UTF16.unitCount(of: $0) } }
        if tables == .default { return { DefaultAlphabet.septets(of: $0)?.septetCount } }
        return { CharacterSlot(of: $0).septets(in: tables)?.septetCount }
    }

    private static func cost(
        of text: [UInt8],
        _ cost: (UInt32) -> Int?
    ) -> (unitCount: Int, pairCount: Int)? {
        var sum = (unitCount: 0, pairCount: 0)
        var position = 0
        while position < text.count {
            guard let own = cost(text.span.nextScalar(&position)) else { return nil }
            sum.unitCount += own
            sum.pairCount += own - 1
        }
        return sum
    }
}

extension RewritingMode {
    /// The modes a planner lets compete, those that cannot carry the text left out.
    ///
    /// Complexity: linear in the text, then in its distinct characters for each pair of tables.
    static func all(
        _ rewriting: Rewriting,
        of utf8: Span<UInt8>,
        _ planner: Planner
    ) -> [RewritingMode] {
        var others = ScalarCounts()
        rewriting.forEachOtherScalar(of: utf8) { others.add($0) }
        var tables: [ShiftTables?] = []
        if planner.choice != .gsm7Bit { tables.append(nil) }
        if planner.choice != .ucs2 {
            let languages: [NationalLanguage?] =
                [nil] + NationalLanguage.allCases.filter(planner.languages.contains)
            for locking in languages where locking?.hasLockingShiftTable ?? true {
                for single in languages {
                    tables.append(ShiftTables(locking: locking, single: single))
                }
            }
        }
        return tables.compactMap { Self(rewriting, others, planner, $0) }
    }
}
