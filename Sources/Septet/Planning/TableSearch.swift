extension Planner {
    /// Lets every pair of allowed tables compete with UCS-2.
    ///
    /// Entered are only the plans that could win: a count says the least that each can cost.
    func planWithNationalTables(
        _ text: UTF8Span,
        _ scan: TextScan,
        _ kernel: Kernel
    ) throws(PlanningError) -> MessagePlan {
        // Rejects elements that no field can hold.
        _ = try emptyFilling(.ucs2)
        var contest = PlanContest(self)
        if scan.isInside { contest.enter(try fill(.gsm7Bit, text, scan, kernel)) }
        if mayNationalTablesWin(text.span, scan, contest) {
            let search = TableSearch(self, counting: text.span)
            search.enterPlans(of: text, scan, kernel, into: &contest)
        }
        let units = TableShape(self, .ucs2, .default)
        if choice != .gsm7Bit, !contest.isWon(against: units.least(scan.unitCount(in: .ucs2))) {
            contest.enter(try fill(.ucs2, text, scan, kernel))
        }
        guard let winner = try contest.winner() else {
            throw TableSearch.firstUncarriedCharacter(of: text.span, self)
        }
        return winner
    }

    /// Whether it is worth looking at the tables: `false` where one national table with every
    /// character would not win, or none has the first character that the default alphabet lacks.
    private func mayNationalTablesWin(
        _ utf8: Span<UInt8>,
        _ scan: TextScan,
        _ contest: PlanContest
    ) -> Bool {
        guard scan.isInside else {
            var offset = scan.outsideOffset
            let allowed = UInt32(languages.rawValue) << 16 | UInt32(languages.rawValue)
            return CharacterSlot.tables(of: utf8.nextScalar(&offset)) & allowed != 0
        }
        let national = TableShape(self, .gsm7Bit, ShiftTables(locking: .turkish, single: nil))
        return !contest.isWon(against: national.least(scan.scalarCount))
    }
}

/// What parts look like beside some tables, and what a text costs in them at least.
private struct TableShape {
    let several: PartFormat
    private let single: PartFormat

    init(_ planner: Planner, _ alphabet: Alphabet, _ tables: ShiftTables) {
        several = planner.format(alphabet, tables, isConcatenated: true)
        single = planner.format(alphabet, tables, isConcatenated: false)
    }

    func isSinglePart(_ unitCount: Int) -> Bool { unitCount <= single.unitCapacity }

    /// The parts and octets of so many units if none is stranded, and the last octet of a part is
    /// filled by the next one; exact for a single part.
    func least(_ unitCount: Int) -> (partCount: Int, octetCount: Int) {
        guard !isSinglePart(unitCount) else { return (1, single.octetCount(unitCount: unitCount)) }
        let division = PartDivision(single: single, concatenated: several)
        let partCount = division.partCount(unitCount: unitCount)
        let textOctetCount =
            several.alphabet == .ucs2
            ? 2 * unitCount : PackedSeptets.octetCount(of: unitCount)
        return (partCount, partCount * several.headerOctetCount + textOctetCount)
    }
}

/// Finds the cheapest pair of shift tables for a text, without allocating.
///
/// Only how many characters there are of each kind, those that the same tables have, decides which
/// tables carry the text and how many septets it has. As long as the single shift table has every
/// character that the locking one lacks, only the locking table decides what a character takes: one
/// septet or two. Where the characters stand matters in several parts alone, and is looked at for
/// the pairs of tables that could win. TS 23.038 §6.2.1.2.
struct TableSearch {
    private typealias Lanes = SIMD16<UInt16>
    private typealias WideLanes = SIMD16<UInt32>

    private let planner: Planner

    /// How many characters of each kind the text has, and which kinds there are, one bit each.
    private var counts = InlineArray<64, Int>(repeating: 0)
    private var kinds: UInt64 = 0
    private var scalarCount = 0

    /// For each locking shift table the single shift tables that carry all the text, as bits.
    private var carrying: Lanes

    /// For each locking shift table how many characters it lacks, within the bound below.
    private var lackedCounts = WideLanes()

    /// So many characters of a kind are too many for any message; the sum of all kinds doesn't wrap.
    private static let countBound = Int(UInt32.max / 64)

    /// Counts a text, up to a character that no table has.
    init(_ planner: Planner, counting utf8: Span<UInt8>) {
        self.planner = planner
        carrying = Self.carrying(planner)
        var position = 0
        while position < utf8.count {
            let kind = CharacterSlot.kind(of: utf8.nextScalar(&position))
            counts[kind] &+= 1
            kinds |= 1 &<< UInt64(truncatingIfNeeded: kind)
            scalarCount &+= 1
            if kind == 0 { break }
        }
        for kind in Kinds(bits: kinds) {
            let tables = CharacterSlot.tables(ofKind: kind)
            let has = Self.narrow(&carrying, to: tables)
            let count = UInt32(min(counts[kind], Self.countBound))
            // All ones in the lanes whose table lacks it: a mask costs less than a product.
            let lacks = 0 &- WideLanes(truncatingIfNeeded: 1 &+ has)
            lackedCounts &+= lacks & WideLanes(repeating: count)
        }
    }

    /// Enters a plan for each pair of tables that could be the cheapest, the simplest first, except
    /// the default ones.
    ///
    /// The order is: one national table, then two. Among pairs with as many national tables the lower
    /// identifier comes first, and of one language the locking shift table. Beside one locking shift
    /// table all national single shift tables cost the same, so the one with the lowest identifier
    /// stands for them.
    func enterPlans(
        of text: UTF8Span,
        _ scan: TextScan,
        _ kernel: Kernel,
        into contest: inout PlanContest
    ) {
        guard carrying != Lanes() else { return }
        // All national tables of a kind make the same header; any of them stands for all.
        let one = TableShape(planner, .gsm7Bit, ShiftTables(locking: .turkish, single: nil))
        let two = TableShape(planner, .gsm7Bit, ShiftTables(locking: .turkish, single: .turkish))
        let single = firstSingle(beside: 0)
        for language in 1..<16 {
            if carrying[language] & 1 == 1 {
                enterPlan(language, 0, one, of: text, scan, kernel, into: &contest)
            }
            if single == language {
                enterPlan(0, language, one, of: text, scan, kernel, into: &contest)
            }
        }
        for locking in 1..<16 {
            guard let single = firstSingle(beside: locking) else { continue }
            enterPlan(locking, single, two, of: text, scan, kernel, into: &contest)
        }
    }

    /// The national single shift table with the lowest identifier that carries the text beside a
    /// locking shift table.
    private func firstSingle(beside locking: Int) -> Int? {
        let singles = carrying[locking] & ~1
        return singles == 0 ? nil : singles.trailingZeroBitCount
    }

    private func enterPlan(
        _ locking: Int,
        _ single: Int,
        _ shape: TableShape,
        of text: UTF8Span,
        _ scan: TextScan,
        _ kernel: Kernel,
        into contest: inout PlanContest
    ) {
        let least = shape.least(scalarCount + Int(lackedCounts[locking]))
        guard !contest.isWon(against: least) else { return }
        let tables = ShiftTables(
            locking: NationalLanguage(rawValue: UInt8(locking)),
            single: NationalLanguage(rawValue: UInt8(single))
        )
        contest.enter(filling(locking, shape, of: text, scan, kernel), tables)
    }

    /// Fills parts with the septets of the text beside a locking shift table.
    private func filling(
        _ locking: Int,
        _ shape: TableShape,
        of text: UTF8Span,
        _ scan: TextScan,
        _ kernel: Kernel
    ) -> PartFilling {
        var filling = PartFilling(concatenated: shape.several, boundary: planner.boundary)
        let lackedCount = lackedCount(locking)
        let isAnyPairKept =
            switch planner.boundary {
            case .unit: false
            case .pair: lackedCount > 0
            case .grapheme: true
            }
        if !isAnyPairKept || shape.isSinglePart(scalarCount + lackedCount) {
            filling.addSingles(scalarCount + lackedCount)
        } else if planner.boundary == .grapheme {
            filling.addClusters(of: text) { Self.septetCount(of: $0, locking) }
        } else if locking == 0, scan.isInside {
            filling.fill(septetsOf: text.span, kernel: kernel)
        } else {
            text.span.forEachScalar(in: 0..<text.count) {
                filling.add(Self.septetCount(of: $0, locking))
            }
        }
        return filling
    }

    /// The characters that a locking shift table lacks.
    private func lackedCount(_ locking: Int) -> Int {
        var count = 0
        for kind in Kinds(bits: kinds)
        where CharacterSlot.tables(ofKind: kind) >> UInt32(locking) & 1 == 0 {
            count += counts[kind]
        }
        return count
    }

    private static func septetCount(of scalar: UInt32, _ locking: Int) -> Int {
        CharacterSlot.tables(of: scalar) >> UInt32(locking) & 1 == 1 ? 1 : 2
    }
}

extension TableSearch {
    /// The character that rules out the last pair of tables.
    static func firstUncarriedCharacter(
        of utf8: Span<UInt8>,
        _ planner: Planner
    ) -> PlanningError {
        var carrying = carrying(planner)
        var position = 0
        var offset = 0
        while position < utf8.count && carrying != Lanes() {
            offset = position
            _ = narrow(&carrying, to: CharacterSlot.tables(of: utf8.nextScalar(&position)))
        }
        return .notEncodable(utf8.scalar(at: offset), utf8Offset: offset)
    }

    /// For each locking shift table that competes the single shift tables that do.
    private static func carrying(_ planner: Planner) -> Lanes {
        let languages = planner.languages.rawValue | 1
        let locking = languages & (NationalLanguages.withLockingShiftTable.rawValue | 1)
        return Lanes(repeating: languages) & (0 &- spread(locking))
    }

    /// Drops the pairs of tables that lack a character; returns all ones, which is -1, in the lanes
    /// whose locking shift table has it.
    private static func narrow(_ carrying: inout Lanes, to tables: UInt32) -> Lanes {
        let has = 0 &- spread(UInt16(truncatingIfNeeded: tables))
        carrying &= has | Lanes(repeating: UInt16(truncatingIfNeeded: tables >> 16))
        return has
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

/// The numbers of the bits that are set.
private struct Kinds: Sequence, IteratorProtocol {
    var bits: UInt64

    mutating func next() -> Int? {
        guard bits != 0 else { return nil }
        defer { bits &= bits &- 1 }
        return bits.trailingZeroBitCount
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

    /// Whether a plan of at least so many parts and octets would lose.
    func isWon(against least: (partCount: Int, octetCount: Int)) -> Bool {
        guard let best else { return false }
        return (best.partCount, best.octetCount) <= least
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
