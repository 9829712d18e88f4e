/// What to replace in a text so that it costs less, and what each replacement saves.
public struct Advice: Sendable, Hashable {
    /// The tiers whose replacements were considered.
    public let tables: NormalizationTables

    /// The plan of the text as it is; `nil` when it cannot be planned.
    public let before: MessagePlan?

    /// The fewest kinds of characters whose replacement lowers the part count, or turns UCS-2 into
    /// GSM 7 bit with fewer octets; `nil` when nothing does.
    public let smallest: Suggestion?

    /// The fewest kinds whose replacement makes as few parts as any replacement can.
    ///
    /// The same as `smallest` when more kinds save no more parts, or when there is only one way.
    public let cheapest: Suggestion?

    /// The suggestions that differ, the smallest first.
    public var suggestions: [Suggestion] {
        guard let smallest, let cheapest else { return [] }
        return smallest == cheapest ? [smallest] : [smallest, cheapest]
    }

    /// The text the advice is about, with the replacements of a suggestion made.
    ///
    /// Its plan is the suggestion's `after`. In another text, kinds that are not there are not
    /// replaced. Complexity: linear; allocates the result.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - suggestion: One of this advice's.
    public func text(_ text: String, applying suggestion: Suggestion) -> String {
        let utf8 = text.utf8Span.span
        let rewriting = RewritingSearch.forTiers(utf8, tables)
        let isChanged = rewriting.kinds.map { kind in
            suggestion.items.contains { $0.replacement.from.utf8.elementsEqual(kind.source) }
        }
        return String(decoding: rewriting.text(utf8, changing: isChanged), as: UTF8.self)
    }
}

extension Planner {
    /// Finds the fewest replacements that make a text cheaper.
    ///
    /// The answer is exact under `BoundaryPolicy.pair` and `.unit`; see `Suggestion.isFewest`.
    /// Complexity: linear in the text for each kind of character found, and where stranded units
    /// decide, up to 4,096 plans of it; allocates.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - tables: The tiers that may be used; SMSAPI's table is left out.
    public func advise(_ text: String, _ tables: NormalizationTables) -> Advice {
        advise(validated: text.utf8Span.span, tables)
    }

    /// Finds the fewest replacements in raw UTF-8; as for a `String`, or throws where it is not
    /// UTF-8.
    public func advise(
        utf8: Span<UInt8>,
        _ tables: NormalizationTables
    ) throws(PlanningError) -> Advice {
        _ = try Kernel.chosen.scan(validating: utf8)
        return advise(validated: utf8, tables)
    }

    /// Advice for each tier with those before it, as long as a further tier saves more.
    ///
    /// Complexity: as for `advise`, three times.
    public func adviseByTier(_ text: String) -> [Advice] {
        var result: [Advice] = []
        for tables in NormalizationTables.tiers {
            let advice = advise(text, tables)
            guard let cheapest = advice.cheapest else { continue }
            if let last = result.last?.cheapest, !cheapest.isBetter(than: last) { continue }
            result.append(advice)
        }
        return result
    }

    private func advise(validated utf8: Span<UInt8>, _ tables: NormalizationTables) -> Advice {
        let before = try? plan(validUTF8: utf8)
        let tiers = tables.subtracting(.smsapi)
        // One part in the default alphabet is as cheap as a text can be.
        if let before, before.alphabet == .gsm7Bit, before.shiftTables == .default {
            return Advice(tables: tiers, before: before, smallest: nil, cheapest: nil)
        }
        let rewriting = RewritingSearch.forTiers(utf8, tiers)
        let search = AdviceSearch(rewriting, utf8, self, before)
        let limit = before?.partCount ?? MessagePlan.maximumPartCount
        guard let smallest = search.fewest(utf8, within: limit),
            let fewestParts = search.fewestParts(utf8)
        else {
            return Advice(tables: tiers, before: before, smallest: nil, cheapest: nil)
        }
        let cheapest =
            smallest.choice.plan.partCount <= fewestParts
            ? smallest : search.fewest(utf8, within: fewestParts) ?? smallest
        return Advice(
            tables: tiers,
            before: before,
            smallest: search.suggestion(smallest, utf8),
            cheapest: search.suggestion(cheapest, utf8)
        )
    }
}

extension MessagePlan {
    /// Whether there are fewer parts, or UCS-2 has become GSM 7 bit with fewer octets.
    func isImprovement(on before: MessagePlan?) -> Bool {
        guard let before else { return true }
        return partCount < before.partCount || turnsIntoGSM(from: before)
    }
}

/// Replacements that together make a text cheaper.
public struct Suggestion: Sendable, Hashable {
    /// One replacement, and what it is worth among the others.
    public struct Item: Sendable, Hashable {
        /// What is replaced.
        public let replacement: Replacement

        /// How many parts it saves: the parts if only this replacement is not made, less those with
        /// all.
        ///
        /// Often each of several replacements is needed; then each saves as much as all together.
        public let savedPartCount: Int
    }

    /// The replacements, in the order of the text.
    public let items: [Item]

    /// The plan of the text with all of them made.
    public let after: MessagePlan

    /// Whether it is proven that no smaller set of kinds is as good.
    ///
    /// Always `true` under `BoundaryPolicy.unit`, and under `.pair` unless the text has so many
    /// pairs and kinds that too many sets would have to be tried. Under `.grapheme` a change can
    /// merge clusters, so it is only `true` for a single kind.
    public let isFewest: Bool

    /// Whether this leaves fewer parts than `other`, or as many and GSM 7 bit instead of UCS-2.
    func isBetter(than other: Self) -> Bool {
        after.partCount < other.after.partCount
            || after.partCount == other.after.partCount && after.turnsIntoGSM(from: other.after)
    }
}
