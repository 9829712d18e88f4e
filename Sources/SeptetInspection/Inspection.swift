package import Septet

/// Everything `septet inspect` and the page say about one message.
package struct Inspection {
    /// A way to send the same text, and what it would cost.
    package struct Alternative {
        package let plan: MessagePlan
        /// Whether the plan is the one chosen.
        package let isChosen: Bool
    }

    package let text: String
    package let planner: Planner
    package let diagnosis: Diagnosis
    package let segments: [Segment]

    /// The parts under each boundary policy; `nil` where there would be more than 255.
    package let partCounts: [(boundary: BoundaryPolicy, partCount: Int?)]

    /// The encodings that could carry the text, cheapest first.
    package let alternatives: [Alternative]

    /// How much to cut off to need one part less; `nil` for a single part.
    package let shortening: Shortening?

    /// Whether more than half of the characters force UCS-2, so that replacing them isn't advice.
    package let isForeign: Bool

    package var plan: MessagePlan { diagnosis.plan }

    /// Plans a text and explains it.
    ///
    /// Throws when it cannot be planned. Complexity: as for `Planner.diagnose`, and a plan for each
    /// national language; allocates.
    package init(utf8: [UInt8], _ planner: Planner) throws(MessageEncodingError) {
        self.planner = planner
        let text = String(decoding: utf8, as: UTF8.self)
        self.text = text
        do {
            diagnosis = try planner.diagnose(utf8: utf8.span)
        } catch {
            throw .planning(error)
        }
        do {
            segments = try diagnosis.plan.segments(of: text, messageNumber: 0)
        } catch {
            throw .segmentation(error)
        }
        partCounts = BoundaryPolicy.allCases.map { boundary in
            var planner = planner
            planner.boundary = boundary
            return (boundary, try? planner.plan(text).partCount)
        }
        shortening = Shortening(text, diagnosis.plan)
        isForeign = Self.isForeign(text, diagnosis)
        alternatives = Self.alternatives(text, planner, diagnosis.plan)
    }

    /// The text of a segment.
    package func text(of segment: Segment) -> String {
        let octets = Array(text.utf8)[segment.layout.utf8Range]
        return String(decoding: octets, as: UTF8.self)
    }

    /// Counted in grapheme clusters: an emoji of many scalars is one that can be left out.
    private static func isForeign(_ text: String, _ diagnosis: Diagnosis) -> Bool {
        var forcing = diagnosis.findings.filter { $0.effect == .forcesUCS2 }[...]
        var offset = 0
        var forcingCount = 0
        for character in text {
            offset += character.utf8.count
            guard let first = forcing.first, first.utf8Offset < offset else { continue }
            forcingCount += 1
            while let next = forcing.first, next.utf8Offset < offset { forcing.removeFirst() }
        }
        return forcingCount * 2 > text.count
    }

    private static func alternatives(
        _ text: String,
        _ planner: Planner,
        _ chosen: MessagePlan
    ) -> [Alternative] {
        var candidates = [chosen]
        var choices: [NationalLanguages] = [[]]
        for language in NationalLanguage.allCases { choices.append(NationalLanguages([language])) }
        for languages in choices + [.all] {
            var planner = planner
            planner.languages = languages
            planner.choice = .gsm7Bit
            if let plan = try? planner.plan(text) { candidates.append(plan) }
        }
        var unicode = planner
        unicode.choice = .ucs2
        if let plan = try? unicode.plan(text) { candidates.append(plan) }
        var distinct: [MessagePlan] = []
        for plan in candidates where !distinct.contains(plan) { distinct.append(plan) }
        return distinct.map { Alternative(plan: $0, isChosen: $0 == chosen) }
            .sorted {
                ($0.plan.partCount, $0.plan.octetCount) < ($1.plan.partCount, $1.plan.octetCount)
            }
    }
}

/// How much to remove from the end of a text so that it needs one part less.
package struct Shortening {
    /// The units that have to go.
    package let unitCount: Int

    /// The parts then.
    package let partCount: Int

    /// `nil` for a text of a single part.
    package init?(_ text: String, _ plan: MessagePlan) {
        guard plan.partCount > 1 else { return nil }
        partCount = plan.partCount - 1
        guard partCount == 1 else {
            unitCount = plan.lastPartUnitCount
            return
        }
        // A message of one part has no concatenation in its header, and no header without others.
        let others = plan.headerOctetCount - plan.referenceWidth.elementOctetCount
        let capacity = plan.alphabet.unitsPerPart(headerOctetCount: others > 1 ? others : 0)
        var kept = 0
        for scalar in text.unicodeScalars {
            let next = kept + plan.unitCount(of: scalar)
            if next > capacity { break }
            kept = next
        }
        unitCount = plan.unitCount - kept
    }
}

extension Inspection {
    /// What a person would not see.
    package var lint: Lint { Lint(text) }

    /// What could be replaced, by tier, and in each tier the smallest change first.
    package var suggestions: [(advice: Advice, suggestion: Suggestion)] {
        planner.adviseByTier(text).flatMap { advice in
            advice.suggestions.map { (advice, $0) }
        }
    }
}

extension MessagePlan {
    /// The units a character of the text takes.
    package func unitCount(of scalar: Unicode.Scalar) -> Int {
        alphabet == .gsm7Bit
            ? shiftTables.septets(of: scalar)?.septetCount ?? 0 : UTF16.width(scalar)
    }
}
