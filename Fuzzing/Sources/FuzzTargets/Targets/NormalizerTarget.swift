internal import Septet

extension FuzzTarget {
    /// A rewritten text never costs more, is planned as it says, and does not change the next time.
    static let normalizer = FuzzTarget("normalizer") { input in
        let tables = NormalizationTables(rawValue: input.octet() & 0x0E)
        let planner = Planner(fuzzing: &input)
        let utf8 = input.rest()
        let normalizer = Normalizer(tables, planner: planner)
        let before = outcome { () throws(PlanningError) in try planner.plan(utf8: utf8.span) }
        let result = outcome { () throws(PlanningError) in
            try normalizer.normalize(utf8: utf8.span)
        }
        switch (before, result) {
        case (.failure(.invalidUTF8(let offset)), .failure(.invalidUTF8(let same))):
            require(offset == same, "both name the same offset")
        case (.success, .failure(let error)): fatalError("a text lost its plan: \(error)")
        case (_, .success(let result)):
            check(result, normalizer, utf8)
        case (.failure, .failure): break
        }
        let priced = outcome { () throws(PlanningError) in
            try normalizer.planNormalizing(utf8: utf8.span)
        }
        require((try? priced.get()) == (try? result.get().after), "the price is that of the result")
    }

    private static func check(
        _ result: NormalizationResult,
        _ normalizer: Normalizer,
        _ utf8: [UInt8]
    ) {
        let after = try? normalizer.planner.plan(result.text)
        require(after == result.after, "the plan is that of the new text")
        if let before = result.before {
            require(result.after.partCount <= before.partCount, "no part more")
            require(
                result.after.partCount < before.partCount
                    || result.after.octetCount <= before.octetCount,
                "no octet more"
            )
        }
        require(
            result.replaced.isEmpty == result.text.utf8.elementsEqual(utf8),
            "what is replaced is said, and only that"
        )
        require(result.replaced.allSatisfy { $0.count > 0 }, "each kind is there")
        let again = try? normalizer.normalize(result.text)
        require(again?.text.utf8.elementsEqual(result.text.utf8) == true, "twice changes no more")
    }
}
