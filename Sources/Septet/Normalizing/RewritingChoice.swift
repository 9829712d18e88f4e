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
    /// shorter text never has more parts: any cut of the longer one is a cut of the shorter.
    /// (Where clusters are kept whole a change may merge two, so that is not certain there; the
    /// outcome is planned and weighed all the same, so that it is never dearer.)
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
                let useful = mode.useful.prefix(usefulCount).map(\.kind)
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
    /// Whether a text with this plan is worth changing another into it.
    ///
    /// Fewer parts are; so are as many parts with fewer units of the same alphabet, or with fewer
    /// octets when UCS-2 has become GSM 7 bit. A plan is worth changing what has none.
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
