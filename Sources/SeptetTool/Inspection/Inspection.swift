internal import Septet

/// Everything `inspect` says about one message.
struct Inspection {
    /// A way to send the same text, and what it would cost.
    struct Alternative {
        let plan: MessagePlan
        /// Whether the plan is the one chosen.
        let isChosen: Bool
    }

    let text: String
    let planner: Planner
    let diagnosis: Diagnosis
    let segments: [Segment]

    /// The parts under each boundary policy; `nil` where there would be more than 255.
    let partCounts: [(boundary: BoundaryPolicy, partCount: Int?)]

    /// The encodings that could carry the text, cheapest first.
    let alternatives: [Alternative]

    /// What to cut off to save a part; `nil` for a single part.
    let shortening: Shortening?

    /// Whether more than half of the characters force UCS-2, so that replacing them is no advice.
    let isForeign: Bool

    var plan: MessagePlan { diagnosis.plan }

    init(utf8: [UInt8], _ planner: Planner) throws {
        self.planner = planner
        diagnosis = try planner.diagnose(utf8: utf8.span)
        let text = String(decoding: utf8, as: UTF8.self)
        self.text = text
        segments = try diagnosis.plan.segments(of: text)
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
    func text(of segment: Segment) -> String {
        let octets = Array(text.utf8)[segment.layout.utf8Range]
        return String(decoding: octets, as: UTF8.self)
    }

    /// Counted in grapheme clusters: an emoji of many scalars is one that can be left out.
    private static func isForeign(_ text: String, _ diagnosis: Diagnosis) -> Bool {
        let forcing = Set(
            diagnosis.findings.lazy.filter { $0.effect == .forcesUCS2 }.map(\.utf8Offset)
        )
        var offset = 0
        var forcingCount = 0
        for character in text {
            let end = offset + character.utf8.count
            if (offset..<end).contains(where: forcing.contains) { forcingCount += 1 }
            offset = end
        }
        return forcingCount * 2 > text.count
    }

    private static func alternatives(
        _ text: String,
        _ planner: Planner,
        _ chosen: MessagePlan
    ) -> [Alternative] {
        var candidates = [chosen]
        for languages in [.none] + NationalLanguage.allCases.map(NationalLanguages.init) + [.all] {
            var planner = planner
            planner.languages = languages
            planner.choice = .gsm7Bit
            candidates += [try? planner.plan(text)].compactMap { $0 }
        }
        var unicode = planner
        unicode.choice = .ucs2
        candidates += [try? unicode.plan(text)].compactMap { $0 }
        var distinct: [MessagePlan] = []
        for plan in candidates where !distinct.contains(plan) { distinct.append(plan) }
        return distinct.map { Alternative(plan: $0, isChosen: $0 == chosen) }
            .sorted {
                ($0.plan.partCount, $0.plan.octetCount) < ($1.plan.partCount, $1.plan.octetCount)
            }
    }
}
