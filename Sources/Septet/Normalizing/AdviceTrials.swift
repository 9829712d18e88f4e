/// Tries sets of changes one by one, where only planning them tells whether they reach a goal.
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
            // Savings fall along the row, so what follows can save no more than this.
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
