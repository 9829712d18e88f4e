/// Adds up what makes many messages expensive: the characters that force UCS-2, and what each tier
/// of replacements would save.
///
/// The sums are those of `Planner.diagnose` and `Normalizer.planNormalizing` over all messages.
/// Those two build their answers and are asked only where a character's neighbours decide; all
/// else is counted in one pass that allocates nothing once its characters have been met.
package struct MessageSurvey: ~Copyable {
    /// The planner that made the plans.
    package let planner: Planner

    /// The parts saved by each of `NormalizationTables.tiers`.
    package private(set) var savedPartCounts = NormalizationTables.tiers.map { _ in 0 }

    /// What those parts cost.
    package var savedCosts: [SurveyedCost] {
        savedPartCounts.indices.map { tier in
            prices.isFlat
                ? prices.cost(ofParts: savedPartCounts[tier])
                : savedCostSums.cost(ofSlot: tier, prices)
        }
    }

    private let prices: SurveyPrices

    /// Whether costs are summed up message by message, because parts of several prices occur.
    private let sumsUpCosts: Bool
    private var savedCostSums = SurveyedCostSums()
    private var offenderCostSums = SurveyedCostSums()

    /// The divisions into parts; `nil` when the planner needs the definitions.
    private let divisions: SurveyDivisions?

    private var characters = SurveyedCharacters()
    private var markRuns = MarkRunMemory()

    /// The group of the current message in the prices.
    private var group = 0

    /// The slots of the forcing characters of the current message.
    private var slots: [UInt32] = []

    /// The number of the current message, which marks the characters met in it.
    private var message: UInt32 = 0

    /// Begins with nothing; all messages must be planned by `planner`.
    package init(_ planner: Planner, prices: SurveyPrices = SurveyPrices()) {
        self.planner = planner
        self.prices = prices
        sumsUpCosts = !prices.isFlat
        divisions = SurveyDivisions(planner)
    }

    /// Adds a message that was planned.
    ///
    /// Complexity: constant for a message in the default alphabet, otherwise linear.
    ///
    /// - Parameters:
    ///   - utf8: Its text, which is valid UTF-8.
    ///   - group: The group of its recipient in the prices.
    package mutating func add(
        validUTF8 utf8: Span<UInt8>,
        _ plan: MessagePlan,
        group: Int = 0
    ) {
        guard plan.alphabet == .ucs2 || plan.shiftTables != .default else { return }
        self.group = group
        guard let divisions else {
            addByDefinition(utf8, plan)
            return
        }
        var reading = SurveyReading(nextMessage())
        read(utf8, &reading)
        let scalarCount = plan.unitCount - reading.surrogatePairCount
        let least = divisions.septets.partCount(
            unitCount: scalarCount + reading.escapeCount,
            pairCount: divisions.keptPairCount(reading.escapeCount)
        )
        let extra = plan.partCount - (least ?? partCountWithoutForcing(utf8, plan))
        let kindCount = reading.kindCount
        SurveyedCharacters.add(
            counts(kindCount: kindCount, extraPartCount: extra),
            to: &slots,
            first: kindCount,
            &characters.counts
        )
        addCosts(kindCount: kindCount, extraPartCount: extra)
        if plan.partCount > 1 { addSavings(utf8, plan, reading, scalarCount, divisions) }
    }

    /// Makes the next message the last one before the numbers start over, for tests.
    package mutating func skipToLastMessageNumber() { message = .max - 1 }

    /// Calls `body` with each character that forces UCS-2, in the order of code points.
    package func forEachOffender(_ body: (SurveyedOffender) -> Void) {
        characters.forEachCounted { value, slot, counts in
            guard let scalar = Unicode.Scalar(value) else { return }
            body(
                SurveyedOffender(
                    scalar: scalar,
                    messageCount: counts[0],
                    soleMessageCount: counts[1],
                    extraPartCount: counts[2],
                    soleExtraPartCount: counts[3],
                    extraCost: prices.isFlat
                        ? prices.cost(ofParts: counts[2])
                        : offenderCostSums.cost(ofSlot: slot, prices)
                )
            )
        }
    }

    /// The counts that a message adds to each of its forcing characters.
    private func counts(kindCount: Int, extraPartCount: Int) -> SurveyedCharacters.Counts {
        let sole = kindCount == 1 ? 1 : 0
        return SurveyedCharacters.Counts(1, sole, extraPartCount, sole * extraPartCount)
    }

    /// Adds what the extra parts of a message cost to the first slots.
    private mutating func addCosts(kindCount: Int, extraPartCount: Int) {
        guard sumsUpCosts, prices.isKnown(group), extraPartCount != 0 else { return }
        offenderCostSums.reserve(characters.counts.count, prices)
        let slots = slots
        let kinds = slots.span.extracting(first: kindCount)
        offenderCostSums.add(extraPartCount, prices, group: group, to: kinds)
    }

    private mutating func save(_ partCount: Int, tier: Int) {
        savedPartCounts[tier] += partCount
        guard sumsUpCosts, prices.isKnown(group), partCount != 0 else { return }
        savedCostSums.reserve(savedPartCounts.count, prices)
        let slot: InlineArray<1, UInt32> = [UInt32(tier)]
        savedCostSums.add(partCount, prices, group: group, to: slot.span)
    }
}

extension MessageSurvey {
    private mutating func nextMessage() -> UInt32 {
        message &+= 1
        if message == 0 {
            characters.forgetMessages()
            message = 1
        }
        return message
    }

    private mutating func read(_ utf8: Span<UInt8>, _ reading: inout SurveyReading) {
        // Of ASCII only its controls and the backtick force; all other characters have two octets.
        let slotCount = utf8.count / 2 + 0x40
        if slots.count < slotCount {
            slots.append(contentsOf: repeatElement(0, count: slotCount - slots.count))
        }
        while let unknown = reading.readOn(
            utf8,
            &characters.pages,
            &characters.entries,
            &slots
        ) {
            characters.learn(unknown)
        }
    }

    private mutating func addSavings(
        _ utf8: Span<UInt8>,
        _ plan: MessagePlan,
        _ reading: SurveyReading,
        _ scalarCount: Int,
        _ divisions: SurveyDivisions
    ) {
        // A text that stays in UCS-2 and loses no unit keeps its parts.
        if reading.any & (SurveyedCharacter.kept | SurveyedCharacter.shortening)
            == SurveyedCharacter.kept
        {
            return
        }
        if reading.any & SurveyedCharacter.contextual != 0 {
            addSavingsByCharacter(utf8, plan, reading, divisions)
            return
        }
        guard reading.common & SurveyedCharacter.tierMask != 0 else { return }
        let septetCount = scalarCount + reading.escapeCount + reading.replacementSeptetCount
        let isEscaped = reading.escapeCount > 0 || reading.any & SurveyedCharacter.escaped != 0
        guard
            let partCount = divisions.septets.partCount(
                unitCount: septetCount,
                pairCount: divisions.keptPairCount(isEscaped ? septetCount / 2 : 0)
            )
        else {
            addSavingsByCharacter(utf8, plan, reading, divisions)
            return
        }
        for tier in savedPartCounts.indices where reading.common >> UInt32(tier) & 1 == 1 {
            save(max(0, plan.partCount - partCount), tier: tier)
        }
    }

    /// Adds what is saved where neighbours decide, or where pairs stand.
    private mutating func addSavingsByCharacter(
        _ utf8: Span<UInt8>,
        _ plan: MessagePlan,
        _ reading: SurveyReading,
        _ divisions: SurveyDivisions
    ) {
        var saved: Int?
        // Each tier makes the changes of those before it, and more.
        for tier in savedPartCounts.indices.reversed() {
            if saved == nil || reading.any & SurveyedCharacter.changes(beyondTier: tier) != 0 {
                var savings = SurveyedSavings(reading, plan, tier: tier)
                savings.read(utf8, characters, &markRuns)
                guard savings.mayHelp else { return }
                saved = savings.savedPartCount(utf8, characters, &markRuns, planner, divisions)
            }
            saved = saved ?? savedPartCountByDefinition(utf8, plan, tier)
            save(saved ?? 0, tier: tier)
        }
    }
}

extension MessageSurvey {
    private mutating func addByDefinition(_ utf8: Span<UInt8>, _ plan: MessagePlan) {
        if plan.partCount > 1 { addSavingsByDefinition(utf8, plan) }
        guard plan.alphabet == .ucs2, let diagnosis = try? planner.diagnose(utf8: utf8) else {
            return
        }
        let kinds = diagnosis.offenders
        let extra = plan.partCount - diagnosis.partCountWithoutForcing
        let added = counts(kindCount: kinds.count, extraPartCount: extra)
        for kind in kinds {
            if characters.bits(of: kind.scalar.value) == 0 { characters.learn(kind.scalar.value) }
            let slot = SurveyedCharacters.slot(of: kind.scalar.value, characters.pages.span)
            characters.counts[slot] &+= added
            slots = [UInt32(truncatingIfNeeded: slot)]
            addCosts(kindCount: 1, extraPartCount: extra)
        }
    }

    private mutating func addSavingsByDefinition(_ utf8: Span<UInt8>, _ plan: MessagePlan) {
        for tier in savedPartCounts.indices {
            save(savedPartCountByDefinition(utf8, plan, tier), tier: tier)
        }
    }

    private func savedPartCountByDefinition(
        _ utf8: Span<UInt8>,
        _ plan: MessagePlan,
        _ tier: Int
    ) -> Int {
        let normalizer = Normalizer(NormalizationTables.tiers[tier], planner: planner)
        let after = try? normalizer.planNormalizing(utf8: utf8)
        return plan.partCount - (after ?? plan).partCount
    }

    /// The parts that a message of several would have if each forcing character cost one septet.
    private func partCountWithoutForcing(_ utf8: Span<UInt8>, _ plan: MessagePlan) -> Int {
        guard var filling = try? planner.emptyFilling(.gsm7Bit) else { return plan.partCount }
        utf8.forEachScalar(in: 0..<utf8.count) {
            filling.add(DefaultAlphabet.septets(of: $0)?.septetCount ?? 1)
        }
        return filling.closedPartCount + 1
    }
}

/// The counts of one character that forces UCS-2.
package struct SurveyedOffender {
    /// The character.
    package let scalar: Unicode.Scalar
    /// The messages it stands in.
    package let messageCount: Int
    /// The messages in which no other character forces UCS-2.
    package let soleMessageCount: Int
    /// The parts beyond those its messages would have if each forcing character cost one septet.
    package let extraPartCount: Int
    /// The same, over the messages in which it is the sole offender.
    package let soleExtraPartCount: Int
    /// The least and the most that its extra parts cost, in the units of the parts' prices.
    package let extraCost: SurveyedCost
}
