/// Looks for the fewest kinds of changes that reach a goal.
///
/// A goal is a number of parts, or GSM 7 bit. In each mode (`RewritingMode`) the required kinds
/// must be changed and each useful one saves a fixed number of units, so among all sets of `n`
/// kinds the one with the `n` greatest savings has the fewest units. Hence, for n = 1, 2, …:
///
/// 1. That set is planned. If it reaches the goal it is an answer, since no smaller set did.
/// 2. If it does not, and even bare division of its units makes too many parts, no set of `n` kinds
///    reaches the goal in this mode: all others have at least as many units.
/// 3. Otherwise it depends on the units stranded before pairs, and so on where the pairs stand; the
///    other sets that pass the division are planned one by one. If the text has no pair, its parts
///    are those of the division, and this never happens.
///
/// Steps 1 and 2 take one plan for each mode, so the search is linear in the kinds. Step 3 could
/// take exponential time; it stops after `trialLimit` plans and reports that it did.
struct AdviceSearch {
    /// A set of changes that reaches the goal.
    struct Answer {
        let choice: RewritingChoice
        let isFewest: Bool
    }

    /// How many sets step 3 may plan.
    private static let trialLimit = 4_096

    private let rewriting: Rewriting
    private let modes: [RewritingMode]
    private let planner: Planner
    private let before: MessagePlan?

    init(
        _ rewriting: Rewriting,
        _ utf8: Span<UInt8>,
        _ planner: Planner,
        _ before: MessagePlan?
    ) {
        self.rewriting = rewriting
        self.planner = planner
        self.before = before
        modes = rewriting.isEmpty ? [] : RewritingMode.all(rewriting, of: utf8, planner)
    }

    /// The fewest parts that any changes make: in each mode those of all useful changes.
    func fewestParts(_ utf8: Span<UInt8>) -> Int? {
        modes.compactMap {
            choice($0.required + $0.useful.map { $0.kind }, utf8)?.plan.partCount
        }.min()
    }

    /// The smallest set of kinds that improves the text and makes at most `partCount` parts.
    ///
    /// Among several of that size, it is the one with the fewest parts and octets of those tried.
    func fewest(_ utf8: Span<UInt8>, within partCount: Int) -> Answer? {
        var trials = AdviceTrials(limit: Self.trialLimit)
        let largest = modes.map { $0.required.count + $0.useful.count }.max() ?? 0
        for count in 1..<largest + 1 {
            var best: RewritingChoice?
            var isUndecided: [(mode: RewritingMode, limit: Int)] = []
            for mode in modes {
                let useCount = count - mode.required.count
                guard (0...mode.useful.count).contains(useCount) else { continue }
                let limit = self.limit(of: mode, within: partCount)
                let uses = mode.useful.prefix(useCount)
                let saved = uses.reduce(0) { $0 + $1.savedUnitCount }
                guard mode.leastPartCount(saving: saved) <= limit else { continue }
                if let choice = attempt(mode.required + uses.map { $0.kind }, utf8, partCount) {
                    if best.map({ choice.isCheaper(than: $0) }) ?? true { best = choice }
                } else {
                    isUndecided.append((mode, limit))
                }
            }
            if planner.boundary == .pair {
                for (mode, limit) in isUndecided where best == nil {
                    let useCount = count - mode.required.count
                    best = trials.first(useCount, of: mode, within: limit) {
                        attempt($0, utf8, partCount)
                    }
                }
            }
            if let best {
                let isProven = count == 1 || planner.boundary != .grapheme
                return Answer(choice: best, isFewest: isProven && !trials.isCutShort)
            }
        }
        return nil
    }

    /// The most parts with which a mode is an improvement and makes at most `partCount`.
    private func limit(of mode: RewritingMode, within partCount: Int) -> Int {
        guard let before else { return partCount }
        let isTurn = mode.alphabet == .gsm7Bit && before.alphabet == .ucs2
        return min(partCount, isTurn ? before.partCount : before.partCount - 1)
    }

    private func attempt(
        _ kinds: [Int],
        _ utf8: Span<UInt8>,
        _ partCount: Int
    ) -> RewritingChoice? {
        guard let choice = choice(kinds, utf8), choice.plan.partCount <= partCount,
            choice.plan.isImprovement(on: before)
        else { return nil }
        return choice
    }

    /// The answer with what each of its changes saves.
    ///
    /// Complexity: a plan for each change.
    func suggestion(_ answer: Answer, _ utf8: Span<UInt8>) -> Suggestion {
        let after = answer.choice.plan
        let changed = rewriting.kinds.indices.filter { answer.choice.isChanged[$0] }
        let items = changed.map { kind in
            let without = choice(changed.filter { $0 != kind }, utf8)?.plan
            let partCount = without?.partCount ?? before?.partCount ?? after.partCount
            return Suggestion.Item(
                replacement: rewriting.kinds[kind].asReplacement,
                savedPartCount: partCount - after.partCount
            )
        }
        return Suggestion(items: items, after: after, isFewest: answer.isFewest)
    }

    private func choice(_ kinds: [Int], _ utf8: Span<UInt8>) -> RewritingChoice? {
        RewritingChoice(kinds, rewriting, utf8, planner)
    }
}

/// Tries sets of changes one by one, where only planning them shows whether they reach a goal.
struct AdviceTrials {
    /// How many sets may still be planned.
    private var leftCount: Int

    /// Whether there were more sets than could be tried.
    private(set) var isCutShort = false

    init(limit: Int) {
        leftCount = limit
    }

    /// Tries the sets of some useful kinds of a mode whose units could make few enough parts.
    ///
    /// - Parameters:
    ///   - count: How many of the useful kinds are changed.
    ///   - partCount: The parts that bare division must not exceed.
    ///   - attempt: Plans the required kinds with those given; `nil` when the goal is missed.
    mutating func first(
        _ count: Int,
        of mode: RewritingMode,
        within partCount: Int,
        _ attempt: ([Int]) -> RewritingChoice?
    ) -> RewritingChoice? {
        var chosen: [Int] = []
        return extend(&chosen, 0, from: 0, count, mode, partCount, attempt)
    }

    private mutating func extend(
        _ chosen: inout [Int],
        _ saved: Int,
        from start: Int,
        _ count: Int,
        _ mode: RewritingMode,
        _ partCount: Int,
        _ attempt: ([Int]) -> RewritingChoice?
    ) -> RewritingChoice? {
        let missing = count - chosen.count
        guard missing > 0 else {
            guard leftCount > 0 else {
                isCutShort = true
                return nil
            }
            leftCount -= 1
            return attempt(mode.required + chosen)
        }
        var next = start
        while next + missing <= mode.useful.count && !isCutShort {
            // Savings decrease along the row, so the rest can save no more than this.
            let most = mode.useful[next..<next + missing].reduce(saved) {
                $0 + $1.savedUnitCount
            }
            if mode.leastPartCount(saving: most) > partCount { return nil }
            let use = mode.useful[next]
            chosen.append(use.kind)
            let found = extend(
                &chosen,
                saved + use.savedUnitCount,
                from: next + 1,
                count,
                mode,
                partCount,
                attempt
            )
            chosen.removeLast()
            if let found { return found }
            next += 1
        }
        return nil
    }
}
