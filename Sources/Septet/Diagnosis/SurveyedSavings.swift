/// What one tier of replacements makes of a message in which neighbours matter, in counts.
///
/// The changes are those of `RewritingSearch`, found by what a survey knows of each character, and
/// the outcomes those of `RewritingMode`: the text in GSM 7 bit with all changes, and in UCS-2 with
/// those that save units, alone or with those that write single units in place of pairs.
struct SurveyedSavings {
    /// What becomes of the message.
    enum Outcome {
        /// GSM 7 bit, with all changes.
        case septets
        /// UCS-2, with the changes that save units.
        case units
        /// UCS-2, with these and those that write single units in place of pairs.
        case singleUnits
    }

    /// Whether the tier may save parts, and so may those before it.
    var mayHelp: Bool { isChanged || isInside }

    /// Whether anything is changed whose neighbours matter.
    private var isChanged = false

    /// Whether the default alphabet has all of the changed text.
    private var isInside = true

    /// The septets of the changed text; meaningless unless `isInside`.
    private var septetCount: Int

    /// Whether some of them may be escape pairs.
    private var isEscaped: Bool

    /// The UTF-16 units that are left once some have been saved, and the surrogate pairs.
    private var unitCount: Int
    private var pairCount: Int

    /// The pairs that as many single units can take the place of.
    private var flexiblePairCount = 0

    private let before: MessagePlan
    private let tier: Int

    /// The parts of an outcome, where they are filled piece by piece.
    private var filling: (outcome: Outcome, parts: PartFilling, isExact: Bool)?

    /// Begins with what a reading found in a message, before anything is changed that depends on
    /// neighbours.
    init(_ reading: SurveyReading, _ plan: MessagePlan, tier: Int) {
        before = plan
        self.tier = tier
        unitCount = plan.unitCount
        pairCount = reading.surrogatePairCount
        septetCount =
            plan.unitCount - pairCount + reading.escapeCount + reading.replacementSeptetCount
        isEscaped = reading.escapeCount > 0 || reading.any & SurveyedCharacter.escaped != 0
    }

    /// Looks through the message, all of whose characters have been met.
    ///
    /// Complexity: linear; allocates nothing once its runs of marks have been met.
    mutating func read(
        _ utf8: Span<UInt8>,
        _ characters: borrowing SurveyedCharacters,
        _ runs: inout MarkRunMemory
    ) {
        var context = ReplacementContext()
        var start = 0
        var end = 0
        var (scalar, bits) = Self.character(of: utf8, &end, characters)
        while start < utf8.count {
            var position = end
            var last = scalar
            var nextEnd = end
            var next = Self.character(of: utf8, &nextEnd, characters)
            while next.bits & SurveyedCharacter.mark != 0 {
                last = next.scalar
                position = nextEnd
                next = Self.character(of: utf8, &nextEnd, characters)
            }
            // A selector behind a replaced character goes with it.
            let precedesSelector = position < utf8.count && utf8[position] == 0xEF
            if position > end {
                let form = runs.form(of: utf8, start..<position, tier: tier)
                change(utf8, start..<position, characters, to: form)
                context.pass(scalar, last: last)
            } else if bits & SurveyedCharacter.contextual != 0 || precedesSelector {
                if bits & SurveyedCharacter.forcing != 0 {
                    let form = form(of: scalar, bits, &position, utf8, &context)
                    change(utf8, start..<position, characters, to: form)
                    if position > end {
                        nextEnd = position
                        next = Self.character(of: utf8, &nextEnd, characters)
                    }
                } else if filling != nil {
                    fill(scalar, bits)
                }
                context.pass(scalar, last: scalar)
            } else {
                // ASCII of the alphabet need not have been met.
                isInside = isInside && (bits == 0 || bits >> UInt32(tier) & 1 == 1)
                if filling != nil { fill(scalar, bits) }
                context.passVisible(scalar)
            }
            (start, end, scalar, bits) = (position, nextEnd, next.scalar, next.bits)
        }
    }

    /// The character at a position, which moves behind it; 0 at the end.
    @inline(__always)
    private static func character(
        of utf8: Span<UInt8>,
        _ position: inout Int,
        _ characters: borrowing SurveyedCharacters
    ) -> (scalar: UInt32, bits: UInt32) {
        guard position < utf8.count else { return (0, 0) }
        let scalar = utf8.nextScalar(&position)
        return (scalar, characters.bits(of: scalar))
    }

    /// What the tier writes for a character without marks that ends at a position, which moves
    /// behind the selectors that go with it; `nil` when it leaves the character.
    private func form(
        of scalar: UInt32,
        _ bits: UInt32,
        _ position: inout Int,
        _ utf8: Span<UInt8>,
        _ context: inout ReplacementContext
    ) -> RewrittenForm? {
        let entry = ReplacementEntry(of: scalar)
        guard SurveyedCharacter.isReplaced(bits, byTier: tier),
            context.allows(entry.condition, at: position, of: utf8)
        else { return nil }
        let isEmpty = entry.replacement.octetCount == 0
        if !isEmpty { _ = RewritingSearch.skipVariationSelectors(&position, of: utf8) }
        return RewrittenForm(bits, isEmpty: isEmpty)
    }

    /// Changes a stretch to `form`; `nil` leaves it as it is, outside the alphabet.
    private mutating func change(
        _ utf8: Span<UInt8>,
        _ range: Range<Int>,
        _ characters: borrowing SurveyedCharacters,
        to form: RewrittenForm?
    ) {
        var source = (unitCount: 0, pairCount: 0)
        var septetCount = 0
        utf8.forEachScalar(in: range) { scalar in
            source.unitCount += UTF16.unitCount(of: scalar)
            source.pairCount += UTF16.unitCount(of: scalar) - 1
            septetCount += Self.septetCount(scalar, characters.bits(of: scalar))
        }
        let saved = form.map { source.unitCount - $0.unitCount } ?? 0
        let isFlexible = saved == 0 && form.map { $0.pairCount < source.pairCount } ?? false
        if let form {
            isChanged = true
            if saved > 0 {
                unitCount -= saved
                pairCount -= source.pairCount - form.pairCount
            } else if isFlexible {
                flexiblePairCount += source.pairCount - form.pairCount
            }
        }
        if let count = form?.septetCount {
            self.septetCount += count - septetCount
            isEscaped = isEscaped || count > form?.unitCount ?? 0
        } else {
            isInside = false
        }
        guard let outcome = filling?.outcome else { return }
        let isMade =
            switch outcome {
            case .septets: true
            case .units: saved > 0
            case .singleUnits: saved > 0 || isFlexible
            }
        if let form, isMade {
            fill(form, outcome)
        } else {
            utf8.forEachScalar(in: range) { fill($0, characters.bits(of: $0)) }
        }
    }

    /// The septets that a reading has counted for a character.
    private static func septetCount(_ scalar: UInt32, _ bits: UInt32) -> Int {
        DefaultAlphabet.septets(of: scalar)?.septetCount
            ?? 1 + Int(SurveyedCharacter.replacementSeptetCount(bits))
    }

    /// Adds a character to the parts whose neighbours don't matter.
    private mutating func fill(_ scalar: UInt32, _ bits: UInt32) {
        guard filling?.outcome == .septets else {
            filling?.parts.add(UTF16.unitCount(of: scalar))
            return
        }
        if bits & SurveyedCharacter.forcing == 0 {
            filling?.parts.add(Self.septetCount(scalar, bits))
        } else {
            fill(RewrittenForm(bits, isEmpty: false), .septets)
        }
    }

    /// Adds what is written for a stretch to the parts.
    private mutating func fill(_ form: RewrittenForm, _ outcome: Outcome) {
        let unitCount = outcome == .septets ? form.septetCount ?? 0 : form.unitCount
        let pairCount = outcome == .septets ? unitCount - form.unitCount : form.pairCount
        // Where among the others the pair stands is not known.
        if pairCount > 0 && unitCount > 2 { filling?.isExact = false }
        if pairCount > 0 {
            filling?.parts.add(unitCount)
        } else {
            filling?.parts.addSingles(unitCount)
        }
    }

    /// The parts of an outcome, filled piece by piece as for several; `nil` where a replacement has
    /// pairs among other units.
    private func partCount(
        of outcome: Outcome,
        _ utf8: Span<UInt8>,
        _ characters: borrowing SurveyedCharacters,
        _ runs: inout MarkRunMemory,
        _ planner: Planner
    ) -> Int? {
        let alphabet: Alphabet = outcome == .septets ? .gsm7Bit : .ucs2
        guard let empty = try? planner.emptyFilling(alphabet) else { return nil }
        var filled = self
        filled.filling = (outcome, empty, true)
        filled.read(utf8, characters, &runs)
        guard let filling = filled.filling, filling.isExact else { return nil }
        return filling.parts.closedPartCount + 1
    }

    /// The parts that the tier saves in the message that was read; `nil` where only the definition
    /// knows.
    func savedPartCount(
        _ utf8: Span<UInt8>,
        _ characters: borrowing SurveyedCharacters,
        _ runs: inout MarkRunMemory,
        _ planner: Planner,
        _ divisions: SurveyDivisions
    ) -> Int? {
        let outcomes: InlineArray<3, Outcome> = [.septets, .units, .singleUnits]
        var partCount = before.partCount
        for index in outcomes.indices {
            let outcome = outcomes[index]
            // Without any changes the text would be the one that was planned.
            let (isPossible, unitCount, pairCount) =
                switch outcome {
                case .septets: (isInside, septetCount, isEscaped ? septetCount / 2 : 0)
                case .units: (unitCount < before.unitCount, unitCount, pairCount)
                case .singleUnits:
                    (flexiblePairCount > 0, unitCount, pairCount - flexiblePairCount)
                }
            let division = outcome == .septets ? divisions.septets : divisions.units
            guard isPossible, division.partCount(unitCount: unitCount) < partCount else { continue }
            guard
                let count = division.partCount(
                    unitCount: unitCount,
                    pairCount: divisions.keptPairCount(pairCount)
                ) ?? self.partCount(of: outcome, utf8, characters, &runs, planner)
            else { return nil }
            partCount = min(partCount, count)
        }
        return before.partCount - partCount
    }
}

/// How septets and UTF-16 units are divided under the planner of a survey.
struct SurveyDivisions {
    let septets: PartDivision
    let units: PartDivision

    /// Whether pairs are not cut.
    private let keepsPairs: Bool

    /// The divisions of a planner; `nil` when it needs the definitions.
    init?(_ planner: Planner) {
        guard planner.isBasic, planner.choice == .cheapest, planner.boundary != .grapheme else {
            return nil
        }
        septets = planner.division(.gsm7Bit)
        units = planner.division(.ucs2)
        keepsPairs = planner.boundary == .pair
    }

    /// The pairs among some that are not cut.
    func keptPairCount(_ pairCount: Int) -> Int { keepsPairs ? pairCount : 0 }
}

/// What is written for a stretch of text, in counts.
struct RewrittenForm {
    /// Its UTF-16 units.
    let unitCount: Int

    /// Those among its characters that take two.
    let pairCount: Int

    /// Its septets, `nil` when the default alphabet lacks it.
    let septetCount: Int?

    /// What the tiers write for a character that has been met.
    init(_ character: UInt32, isEmpty: Bool) {
        let count = isEmpty ? 0 : 1 + Int(SurveyedCharacter.replacementSeptetCount(character))
        septetCount = count
        pairCount = 0
        // Each character that the tiers write is a single unit.
        unitCount = count - Int(SurveyedCharacter.replacementEscapeCount(character))
    }

    init(_ sequence: ScalarSequence) {
        unitCount = sequence.unitCount
        pairCount = sequence.unitCount - sequence.scalars.count
        var sum: Int? = 0
        for scalar in sequence.scalars {
            guard let own = DefaultAlphabet.septets(of: scalar) else {
                sum = nil
                break
            }
            sum = sum.map { $0 + own.septetCount }
        }
        septetCount = sum
    }
}

/// Remembers what the tiers write for characters with marks.
///
/// In Indic scripts every word has some, and composing each again would cost more than all the
/// rest.
struct MarkRunMemory: ~Copyable {
    private static let scalarsPerRun = 3
    private static let slotBits = 10

    /// The runs met last, each in the slot its key falls into.
    private var runs = [Run](repeating: Run(), count: 1 << slotBits)

    private struct Run {
        var key: UInt64 = 0

        /// For each tier what it writes; `nil` when it leaves the run as it is.
        var forms = InlineArray<3, RewrittenForm?>(repeating: nil)
    }

    /// What a tier writes for a character with the marks behind it; `nil` when it leaves them.
    ///
    /// Complexity: constant for a run that was met before; otherwise that of composing it.
    mutating func form(
        of utf8: Span<UInt8>,
        _ range: Range<Int>,
        tier: Int
    ) -> RewrittenForm? {
        // The leading 1 keeps runs of different lengths apart.
        var key: UInt64 = 1
        var scalarCount = 0
        var position = range.lowerBound
        while position < range.upperBound && scalarCount < Self.scalarsPerRun {
            key = key << 21 | UInt64(utf8.nextScalar(&position))
            scalarCount += 1
        }
        guard position == range.upperBound else { return Self.rewritten(utf8, range, tier) }
        // Fibonacci hashing: the high bits of the product depend on all bits of the key.
        let slot = Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.slotBits))
        if runs[slot].key != key {
            var run = Run(key: key)
            for tier in run.forms.indices { run.forms[tier] = Self.rewritten(utf8, range, tier) }
            runs[slot] = run
        }
        return runs[slot].forms[tier]
    }

    private static func rewritten(
        _ utf8: Span<UInt8>,
        _ range: Range<Int>,
        _ tier: Int
    ) -> RewrittenForm? {
        var scalars: [UInt32] = []
        utf8.forEachScalar(in: range) { scalars.append($0) }
        return MarkedCharacter(scalars).rewritten(NormalizationTables.tiers[tier]).map {
            RewrittenForm($0.result)
        }
    }
}
