extension Planner {
    /// Lets every pair of allowed tables compete with UCS-2.
    func planWithNationalTables(_ text: UTF8Span) throws(PlanningError) -> MessagePlan {
        var units = try emptyFilling(.ucs2)
        var search = TableSearch(self)
        if boundary == .grapheme {
            fillClusters(of: text, &units, &search)
        } else {
            fillScalars(of: text.span, &units, &search)
        }
        var contest = PlanContest(self)
        search.enterPlans(into: &contest)
        if choice != .gsm7Bit { contest.enter(units) }
        guard let winner = try contest.winner() else {
            throw firstUncarriedCharacter(of: text.span)
        }
        return winner
    }

    private func fillScalars(
        of utf8: Span<UInt8>,
        _ units: inout PartFilling,
        _ search: inout TableSearch
    ) {
        var position = 0
        var scalarCount = 0
        // No table has a character above U+FFFF, so each except the last is one UTF-16 unit.
        var offset = 0
        while position < utf8.count && search.isOpen {
            offset = position
            search.add(utf8.nextScalar(&position))
            scalarCount += 1
        }
        if !search.isOpen {
            position = offset
            scalarCount -= 1
        }
        units.addSingles(scalarCount)
        units.fill(unitsOf: utf8, from: position)
    }

    private func fillClusters(
        of text: UTF8Span,
        _ units: inout PartFilling,
        _ search: inout TableSearch
    ) {
        let utf8 = text.span
        text.forEachCluster { cluster in
            if search.isOpen { search.addCluster(cluster, of: utf8) }
            units.addCluster(cluster, of: utf8) { UTF16.unitCount(of: $0) }
        }
    }

    /// The character that ruled out the last pair of tables.
    private func firstUncarriedCharacter(of utf8: Span<UInt8>) -> PlanningError {
        var search = TableSearch(self)
        var position = 0
        var offset = 0
        while position < utf8.count && search.isOpen {
            offset = position
            search.add(utf8.nextScalar(&position))
        }
        return .notEncodable(utf8.scalar(at: offset), utf8Offset: offset)
    }
}

/// Finds the cheapest pair of shift tables for a text in one pass, without allocating.
///
/// As long as the single shift table has every character that the locking one lacks, only the
/// locking table decides what a character takes: one septet or two. So it is enough to fill the
/// parts once for each locking table, beside a short and beside a long header, and to remember for
/// each which single shift tables still carry the whole text. TS 23.038 §6.2.1.2.
struct TableSearch: ~Copyable {
    private typealias Lanes = LaneFilling.Lanes

    private let planner: Planner

    /// The locking shift tables that compete, one bit each.
    private let competing: UInt16

    /// For each locking shift table the single shift tables that carry all the text, as bits.
    private var carrying: Lanes

    /// The fillings beside a header without a national single shift table, and beside one with it.
    private var besideDefault: LaneFilling
    private var besideNational: LaneFilling

    /// Whether any pair of tables carries the text so far.
    private(set) var isOpen = true

    /// The last characters that every competing locking shift table has.
    private var pendingSingles: UInt16 = 0

    init(_ planner: Planner) {
        self.planner = planner
        let languages = planner.languages.rawValue | 1
        competing = languages & (NationalLanguages.withLockingShiftTable.rawValue | 1)
        carrying = Lanes(repeating: languages) & (0 &- Self.spread(competing))
        // All national tables of a kind make the same header; any of them stands for all.
        besideDefault = LaneFilling(
            default: planner.format(.gsm7Bit, .default, isConcatenated: true),
            national: planner.format(
                .gsm7Bit,
                ShiftTables(locking: .turkish, single: nil),
                isConcatenated: true
            )
        )
        besideNational = LaneFilling(
            default: planner.format(
                .gsm7Bit,
                ShiftTables(locking: nil, single: .turkish),
                isConcatenated: true
            ),
            national: planner.format(
                .gsm7Bit,
                ShiftTables(locking: .turkish, single: .turkish),
                isConcatenated: true
            )
        )
    }

    /// Adds a character.
    mutating func add(_ scalar: UInt32) {
        let tables = CharacterSlot(of: scalar).tables
        if UInt16(truncatingIfNeeded: tables) & competing == competing {
            pendingSingles += 1
            if pendingSingles == 128 { addPendingSingles() }
            return
        }
        addPendingSingles()
        let cost = carry(tables)
        besideDefault.add(cost, bound: 2)
        besideNational.add(cost, bound: 2)
    }

    /// Adds a cluster: whole in the lanes whose parts can hold it, by its characters in others.
    mutating func addCluster(_ range: Range<Int>, of utf8: Span<UInt8>) {
        var cost = Lanes()
        var bound = 0
        utf8.forEachScalar(in: range) { scalar in
            let scalarCost = carry(CharacterSlot(of: scalar).tables)
            // Beyond this a cluster is longer than a part in every lane; the sum must not wrap.
            if bound <= 2 * UserDataField.octetCount * 8 / 7 {
                cost &+= scalarCost
                bound += 2
            }
        }
        Self.addCluster(range, of: utf8, cost: cost, bound: bound, to: &besideDefault)
        Self.addCluster(range, of: utf8, cost: cost, bound: bound, to: &besideNational)
    }

    /// Enters a plan for each pair of tables that could be the cheapest, the simplest first.
    ///
    /// The order is: no national table, then one, then two. Among pairs with as many national tables
    /// the lower identifier comes first, and of one language the locking shift table. Beside one
    /// locking shift table all national single shift tables cost the same, so the one with the lowest
    /// identifier stands for them.
    mutating func enterPlans(into contest: inout PlanContest) {
        addPendingSingles()
        if carries(0, 0) { enterPlan(0, 0, into: &contest) }
        let single = firstSingle(beside: 0)
        for language in 1..<16 {
            if carries(language, 0) { enterPlan(language, 0, into: &contest) }
            if single == language { enterPlan(0, language, into: &contest) }
        }
        for locking in 1..<16 {
            guard let single = firstSingle(beside: locking) else { continue }
            enterPlan(locking, single, into: &contest)
        }
    }

    private func carries(_ locking: Int, _ single: Int) -> Bool {
        carrying[locking] >> UInt16(single) & 1 == 1
    }

    /// The national single shift table with the lowest identifier that carries the text beside a
    /// locking shift table.
    private func firstSingle(beside locking: Int) -> Int? {
        let singles = carrying[locking] & ~1
        return singles == 0 ? nil : singles.trailingZeroBitCount
    }

    private func enterPlan(_ locking: Int, _ single: Int, into contest: inout PlanContest) {
        let tables = ShiftTables(
            locking: NationalLanguage(rawValue: UInt8(locking)),
            single: NationalLanguage(rawValue: UInt8(single))
        )
        if single == 0 {
            enterPlan(tables, besideDefault, into: &contest)
        } else {
            enterPlan(tables, besideNational, into: &contest)
        }
    }

    private func enterPlan(
        _ tables: ShiftTables,
        _ lanes: borrowing LaneFilling,
        into contest: inout PlanContest
    ) {
        let lane = Int(tables.locking?.rawValue ?? 0)
        // Pairs come in the order of their headers' length. In one part nothing is stranded, so a
        // pair that saves no septet there cannot be cheaper.
        guard lanes.unitCount(ofLane: lane) < contest.septetCountOfOnePart else { return }
        let filling = lanes.filling(
            ofLane: lane,
            format: planner.format(.gsm7Bit, tables, isConcatenated: true),
            boundary: planner.boundary
        )
        contest.enter(filling, tables)
    }

    /// Drops the pairs of tables that lack a character; returns its septets in each lane.
    private mutating func carry(_ tables: UInt32) -> Lanes {
        // All ones, which is -1, in the lanes whose table has the character.
        let has = 0 &- Self.spread(UInt16(truncatingIfNeeded: tables))
        carrying &= has | Lanes(repeating: UInt16(truncatingIfNeeded: tables >> 16))
        isOpen = carrying != Lanes()
        return 2 &+ has
    }

    private mutating func addPendingSingles() {
        guard pendingSingles > 0 else { return }
        besideDefault.addSingles(pendingSingles)
        besideNational.addSingles(pendingSingles)
        pendingSingles = 0
    }

    private static func addCluster(
        _ range: Range<Int>,
        of utf8: Span<UInt8>,
        cost: Lanes,
        bound: Int,
        to filling: inout LaneFilling
    ) {
        let tooLong = (filling.capacity &- cost) &>> 15
        guard tooLong != Lanes() else {
            filling.add(cost, bound: bound)
            return
        }
        var byCharacter = filling
        utf8.forEachScalar(in: range) { scalar in
            let tables = UInt16(truncatingIfNeeded: CharacterSlot(of: scalar).tables)
            byCharacter.add(2 &- spread(tables), bound: 2)
        }
        filling.add(cost, bound: bound)
        filling.blend(byCharacter, mask: tooLong)
    }

    /// One bit of `bits` to each lane: 1 where it is set, 0 where it is not.
    private static func spread(_ bits: UInt16) -> Lanes {
        // Multiplying by 2^(15 - lane) moves the lane's bit to the top and drops those above it.
        let shifts = Lanes(
            0x8000,
            0x4000,
            0x2000,
            0x1000,
            0x0800,
            0x0400,
            0x0200,
            0x0100,
            0x0080,
            0x0040,
            0x0020,
            0x0010,
            0x0008,
            0x0004,
            0x0002,
            0x0001
        )
        return (Lanes(repeating: bits) &* shifts) &>> 15
    }
}

/// Keeps the cheapest of the plans that are entered, simplest first.
struct PlanContest {
    private let planner: Planner
    private var best: MessagePlan?
    private var refusal: PlanningError?

    init(_ planner: Planner) {
        self.planner = planner
    }

    /// The septets of the best plan when it is one part of GSM 7 bit; otherwise beyond any count.
    var septetCountOfOnePart: Int {
        guard let best, best.partCount == 1, best.alphabet == .gsm7Bit else { return .max }
        return best.unitCount
    }

    /// Enters what a filling and its tables make.
    ///
    /// A plan wins with fewer parts, or as many and fewer octets; between equals the one entered
    /// earlier stays.
    mutating func enter(_ filling: PartFilling, _ tables: ShiftTables = .default) {
        do {
            let plan = try planner.planFilled(filling, tables)
            guard let best, (best.partCount, best.octetCount) <= (plan.partCount, plan.octetCount)
            else {
                best = plan
                return
            }
        } catch {
            // Of several counts that are too high, the lowest says how far the text is off.
            if case .tooManyParts(let count, _, _) = error,
                case .tooManyParts(let least, _, _) = refusal
            {
                if count < least { refusal = error }
            } else if refusal == nil {
                refusal = error
            }
        }
    }

    /// The cheapest plan entered, `nil` if there was none; throws the reason if all were rejected.
    func winner() throws(PlanningError) -> MessagePlan? {
        if best == nil, let refusal { throw refusal }
        return best
    }
}
