/// Rewrites texts so that they cost less, and only then.
///
/// The changes that the tiers allow are weighed by their savings. Either the text turns into GSM 7
/// bit, with every change that takes; or its encoding stays, and only changes that save units are
/// made. The cheapest of these outcomes has the fewest parts, then octets, then changes. It is
/// chosen only if there are fewer parts, or as many and
///
/// - UCS-2 has become GSM 7 bit with fewer octets, or
/// - the alphabet has stayed and there are fewer units.
///
/// Otherwise nothing is changed. SMSAPI's table is applied before all that, whatever it costs,
/// because the provider does so, and again to what the tiers have written.
public struct Normalizer: Sendable, Hashable {
    /// The tables that may be used.
    public var tables: NormalizationTables

    /// The planner that counts.
    public var planner: Planner

    /// Makes a normalizer that counts with the default planner unless another is given.
    public init(_ tables: NormalizationTables, planner: Planner = Planner()) {
        self.tables = tables
        self.planner = planner
    }

    /// Rewrites a text.
    ///
    /// Throws only when the rewritten text cannot be planned. Complexity: linear in the text and
    /// in the changes found; with national languages also in the pairs of tables. A text that
    /// needs nothing allocates nothing but the result.
    public func normalize(_ text: String) throws(PlanningError) -> NormalizationResult {
        let utf8 = text.utf8Span.span
        return try normalize(validated: utf8) { text }
    }

    /// Rewrites raw UTF-8; as for a `String`, or throws where it is not UTF-8.
    public func normalize(utf8: Span<UInt8>) throws(PlanningError) -> NormalizationResult {
        _ = try Kernel.chosen.scan(validating: utf8)
        return try normalize(validated: utf8) {
            // The octets are there while the closure runs.
            unsafe utf8.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
        }
    }

    /// What a text would cost if it were rewritten.
    ///
    /// Throws and complexity as for `normalize`; the text is only written where it changes.
    public func planNormalizing(utf8: Span<UInt8>) throws(PlanningError) -> MessagePlan {
        guard !tables.contains(.smsapi) else { return try normalize(utf8: utf8).after }
        _ = try Kernel.chosen.scan(validating: utf8)
        let plan = Result { () throws(PlanningError) in try planner.plan(validUTF8: utf8) }
        if let (choice, _) = choice(utf8, try? plan.get()) { return choice.plan }
        return try plan.get()
    }

    private func normalize(
        validated utf8: Span<UInt8>,
        _ string: () -> String
    ) throws(PlanningError) -> NormalizationResult {
        let before = Result { () throws(PlanningError) in try planner.plan(validUTF8: utf8) }
        guard var latest = rewrite(utf8, before) else {
            return NormalizationResult(
                text: string(),
                replaced: [],
                before: try? before.get(),
                after: try before.get()
            )
        }
        // The tiers can write a character that SMSAPI replaces, such as "ä" for a letter and a
        // mark. This ends: SMSAPI's table writes only ASCII, and tiers only change other
        // characters.
        while tables.contains(.smsapi), let next = rewrite(latest.text.span, latest.plan) {
            latest.text = next.text
            latest.plan = next.plan
            latest.add(next.kinds)
        }
        return NormalizationResult(
            text: String(decoding: latest.text, as: UTF8.self),
            replaced: latest.kinds.map { $0.asReplacement },
            before: try? before.get(),
            after: try latest.plan.get()
        )
    }

    /// A text that was changed, and what was changed in it.
    private struct Rewritten {
        var text: [UInt8]
        var plan: Result<MessagePlan, PlanningError>
        var kinds: [RewritingKind]

        /// Adds kinds; one that was changed before is counted with it.
        mutating func add(_ others: [RewritingKind]) {
            var places: [RewritingKind.Key: Int] = [:]
            for (place, kind) in kinds.enumerated() { places[kind.key] = place }
            for other in others {
                if let place = places[other.key] {
                    kinds[place].count += other.count
                } else {
                    kinds.append(other)
                }
            }
        }
    }

    /// Applies SMSAPI's table, then the changes of the tiers that pay; `nil` if nothing changes.
    private func rewrite(
        _ utf8: Span<UInt8>,
        _ plan: Result<MessagePlan, PlanningError>
    ) -> Rewritten? {
        let copied =
            tables.contains(.smsapi) ? RewritingSearch.forSMSAPI(utf8) : Rewriting()
        guard !copied.isEmpty else { return reduce(utf8, plan) }
        let isChanged = [Bool](repeating: true, count: copied.kinds.count)
        let text = copied.text(utf8, changing: isChanged)
        let after = Result { () throws(PlanningError) in try planner.plan(validUTF8: text.span) }
        guard var reduced = reduce(text.span, after) else {
            return Rewritten(text: text, plan: after, kinds: copied.kinds)
        }
        reduced.kinds = copied.kinds + reduced.kinds
        return reduced
    }

    /// Makes the changes of the tiers that pay; `nil` when none does.
    private func reduce(
        _ utf8: Span<UInt8>,
        _ plan: Result<MessagePlan, PlanningError>
    ) -> Rewritten? {
        guard let (choice, kinds) = choice(utf8, try? plan.get()) else { return nil }
        return Rewritten(
            text: choice.text,
            plan: .success(choice.plan),
            kinds: kinds.indices.filter { choice.isChanged[$0] }.map { kinds[$0] }
        )
    }

    /// The changes of the tiers that pay, and the kinds there are; `nil` when none pays.
    private func choice(
        _ utf8: Span<UInt8>,
        _ given: MessagePlan?
    ) -> (choice: RewritingChoice, kinds: [RewritingKind])? {
        // The tiers touch nothing that the default alphabet has.
        let isDone = given.map { $0.alphabet == .gsm7Bit && $0.shiftTables == .default } ?? false
        guard !isDone, !tables.subtracting(.smsapi).isEmpty else { return nil }
        let rewriting = RewritingSearch.forTiers(utf8, tables)
        guard let choice = RewritingChoice(rewriting, utf8, planner, given) else { return nil }
        return (choice, rewriting.kinds)
    }
}

/// A rewritten text, what was changed in it, and what that saved.
public struct NormalizationResult: Sendable, Hashable {
    /// The rewritten text.
    public let text: String

    /// What was replaced, by kind, in the order of first appearance.
    public let replaced: [Replacement]

    /// The plan of the text as it was given; `nil` when it could not be planned.
    ///
    /// A text that was too long, or not in the requested alphabet, can become sendable.
    public let before: MessagePlan?

    /// The plan of the rewritten text.
    public let after: MessagePlan

    /// Describes a rewriting.
    package init(
        text: String,
        replaced: [Replacement],
        before: MessagePlan?,
        after: MessagePlan
    ) {
        self.text = text
        self.replaced = replaced
        self.before = before
        self.after = after
    }
}
