/// One way a rewritten text can travel, and which changes help there.
///
/// In a mode a character takes the same units wherever it stands, so each kind of change saves a
/// fixed number. Changes that the mode demands, because it cannot carry the character, are
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
    /// After them come those that save none but write single units in place of a pair, which can
    /// save the unit that is stranded where a pair is not cut.
    let useful: [Use]

    /// How many of `useful` save units.
    let savingCount: Int

    /// The units of the text with the required changes only.
    private let unitCount: Int

    private let division: PartDivision

    /// Finds the changes that help; `nil` when the mode cannot carry the text whatever is changed.
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

    /// The fewest parts the text can have once some units are saved.
    ///
    /// They are those of the bare division; keeping pairs and clusters whole never makes fewer.
    func leastPartCount(saving savedUnitCount: Int) -> Int {
        division.partCount(unitCount: unitCount - savedUnitCount)
    }

    /// The units one scalar takes, `nil` when the mode cannot carry it.
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
    /// The modes that compete under a planner, without those that cannot carry the text.
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
            // A loop, because Embedded Swift cannot cast an array to one of optionals.
            var languages: [NationalLanguage?] = [nil]
            for language in NationalLanguage.allCases where planner.languages.contains(language) {
                languages.append(language)
            }
            for locking in languages where locking?.hasLockingShiftTable ?? true {
                for single in languages {
                    tables.append(ShiftTables(locking: locking, single: single))
                }
            }
        }
        return tables.compactMap { Self(rewriting, others, planner, $0) }
    }
}

/// The changes that make a text cheapest.
struct RewritingChoice {
    /// For each kind whether it is changed.
    let isChanged: [Bool]
    /// The changed text, UTF-8.
    let text: [UInt8]
    /// Its plan.
    let plan: MessagePlan

    /// Changes some kinds; `nil` when the text cannot be planned then.
    init?(_ kinds: [Int], _ rewriting: Rewriting, _ utf8: Span<UInt8>, _ planner: Planner) {
        var isChanged = [Bool](repeating: false, count: rewriting.kinds.count)
        for kind in kinds { isChanged[kind] = true }
        let text = rewriting.text(utf8, changing: isChanged)
        guard let plan = try? planner.plan(utf8: text.span) else { return nil }
        self.isChanged = isChanged
        self.text = text
        self.plan = plan
    }

    /// Finds the cheapest changes; `nil` when none pays.
    ///
    /// In each mode the required changes and all that save units make the text shortest, and a
    /// shorter text never has more parts: any cut of the longer one is a cut of the shorter. (Where
    /// clusters are kept whole, a change may merge two, so this is not certain there; but the
    /// outcome is planned and compared, so it never costs more.)
    init?(
        _ rewriting: Rewriting,
        _ utf8: Span<UInt8>,
        _ planner: Planner,
        _ before: MessagePlan?
    ) {
        guard !rewriting.isEmpty else { return nil }
        var tried: Set<[Int]> = [[]]
        var best: Self?
        for mode in RewritingMode.all(rewriting, of: utf8, planner) {
            for usefulCount in [mode.savingCount, mode.useful.count] {
                let useful = mode.useful.prefix(usefulCount).map { $0.kind }
                let kinds = (mode.required + useful).sorted()
                guard tried.insert(kinds).inserted,
                    let choice = Self(kinds, rewriting, utf8, planner),
                    choice.plan.isWorthChanging(from: before)
                else { continue }
                if best.map({ choice.isCheaper(than: $0) }) ?? true { best = choice }
            }
        }
        guard let best else { return nil }
        self = best
    }

    private var changedKindCount: Int { isChanged.reduce(0) { $1 ? $0 + 1 : $0 } }

    /// Whether there are fewer parts, then fewer octets, then fewer changes.
    func isCheaper(than other: Self) -> Bool {
        (plan.partCount, plan.octetCount, changedKindCount)
            < (other.plan.partCount, other.plan.octetCount, other.changedKindCount)
    }
}

extension MessagePlan {
    /// Whether this plan is worth changing a text for.
    ///
    /// It is with fewer parts, or with as many parts and fewer units of the same alphabet, or fewer
    /// octets if UCS-2 has become GSM 7 bit. For a text without a plan any plan is worth it.
    func isWorthChanging(from before: MessagePlan?) -> Bool {
        guard let before else { return true }
        guard partCount == before.partCount else { return partCount < before.partCount }
        if alphabet == before.alphabet {
            return unitCount < before.unitCount && octetCount <= before.octetCount
        }
        return turnsIntoGSM(from: before)
    }

    /// Whether UCS-2 has become GSM 7 bit with no more parts and with fewer octets.
    func turnsIntoGSM(from before: MessagePlan) -> Bool {
        alphabet == .gsm7Bit && before.alphabet == .ucs2 && partCount <= before.partCount
            && octetCount < before.octetCount
    }
}

/// How often each scalar stands in a text.
struct ScalarCounts {
    private var ascii = InlineArray<128, Int>(repeating: 0)
    private var others: [UInt32: Int] = [:]

    mutating func add(_ scalar: UInt32) {
        if scalar < 0x80 {
            ascii[Int(scalar)] += 1
        } else {
            others[scalar, default: 0] += 1
        }
    }

    /// The units of all of them, `nil` when one cannot be carried.
    func unitCount(_ cost: (UInt32) -> Int?) -> Int? {
        var sum = 0
        for index in ascii.indices where ascii[index] > 0 {
            guard let own = cost(UInt32(index)) else { return nil }
            sum += own * ascii[index]
        }
        for (scalar, count) in others {
            guard let own = cost(scalar) else { return nil }
            sum += own * count
        }
        return sum
    }
}
