package import Septet
package import SeptetJSON

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

extension JSONText {
    /// An inspection as one object.
    ///
    /// - Parameters:
    ///   - line: The line of the input that the message begins on.
    ///   - providers: Writes the member about providers, if any.
    package mutating func inspection(
        _ inspection: Inspection,
        line: Int = 1,
        providers: (inout Self) -> Void = { _ in }
    ) {
        object { json in
            json.member("line", line)
            json.members(of: inspection.plan)
            json.object("partsBy") { json in
                for (boundary, partCount) in inspection.partCounts {
                    json.member(boundary.rawValue, partCount)
                }
            }
            json.offenders(inspection.diagnosis.offenders)
            json.objects("segments", of: inspection.segments) { json, segment in
                json.member("text", inspection.text(of: segment))
                json.member("units", segment.layout.unitCount)
                json.member("stranded", segment.layout.end.strandedUnitCount)
                json.member("reason", segment.layout.end.jsonName)
            }
            providers(&json)
            json.objects("alternatives", of: inspection.alternatives) { json, alternative in
                json.members(of: alternative.plan)
                json.member("octets", alternative.plan.octetCount)
                json.member("chosen", alternative.isChosen)
            }
            json.lint(inspection.lint)
            json.array("advice") { $0.advice(inspection) }
        }
    }

    /// What can be done about the cost of a message, each as an object.
    private mutating func advice(_ inspection: Inspection) {
        let diagnosis = inspection.diagnosis
        if !diagnosis.offenders.isEmpty {
            object { json in
                json.member("action", "replace")
                json.offenders(diagnosis.offenders)
                json.member("partsBefore", diagnosis.plan.partCount)
                json.member("partsAfter", diagnosis.partCountWithoutForcing)
            }
        }
        if let shortening = inspection.shortening {
            object { json in
                json.member("action", "shorten")
                json.member("units", shortening.unitCount)
                json.member("partsBefore", diagnosis.plan.partCount)
                json.member("partsAfter", shortening.partCount)
            }
        }
        suggestions(of: inspection)
    }
}

extension SegmentLayout.End {
    /// The name of the end in JSON.
    package var jsonName: String {
        switch self {
        case .text: "end"
        case .full: "full"
        case .escapePair: "escapePair"
        case .surrogatePair: "surrogatePair"
        case .cluster: "cluster"
        }
    }
}

extension Alphabet {
    /// The name of the alphabet in JSON.
    package var jsonName: String {
        switch self {
        case .gsm7Bit: "gsm7"
        case .eightBitData: "8bit"
        case .ucs2: "ucs2"
        }
    }
}

extension JSONText {
    /// The members that every planning subcommand gives of a plan.
    package mutating func members(of plan: MessagePlan) {
        member("encoding", plan.alphabet.jsonName)
        member("units", plan.unitCount)
        member("parts", plan.partCount)
        member("unitsPerPart", plan.unitsPerPart)
        member("remaining", plan.remainingUnitCount)
        members(of: plan.shiftTables)
    }

    /// The members that name national tables, when there are any.
    package mutating func members(of tables: ShiftTables) {
        if let language = tables.locking {
            member("locking", language.englishName.lowercased())
        }
        if let language = tables.single {
            member("single", language.englishName.lowercased())
        }
    }

    /// The member that lists the characters which force UCS-2.
    package mutating func offenders(_ offenders: [Offender]) {
        objects("offenders", of: offenders) { json, offender in
            json.member("character", String(offender.scalar))
            json.member("scalar", offender.scalar.codePointName)
            json.member("count", offender.count)
        }
    }
}

extension JSONText {
    /// The result of a normalization as one object.
    package mutating func normalization(_ result: NormalizationResult, line: Int) {
        object { json in
            json.member("line", line)
            json.member("text", result.text)
            json.objects("replaced", of: result.replaced) { $0.members(of: $1) }
            json.costs(from: result.before, to: result.after)
        }
    }

    /// What could be replaced in a message, the smallest change first.
    package mutating func suggestions(of inspection: Inspection) {
        for (advice, suggestion) in inspection.suggestions {
            object { json in
                json.member("action", "normalize")
                json.array("tables", of: advice.tables.tables) { $0.value($1.rawValue) }
                json.objects("replacements", of: suggestion.items) { json, item in
                    json.members(of: item.replacement)
                    json.member("savedParts", item.savedPartCount)
                }
                json.costs(from: advice.before, to: suggestion.after)
            }
        }
    }

    /// What a person would not see in a message.
    package mutating func lint(_ lint: Lint) {
        objects("lint", of: lint.findings) { json, finding in
            json.member("kind", finding.kind.jsonName)
            json.member("scalar", finding.scalar.codePointName)
            json.member("name", finding.name)
            json.member("byte", finding.utf8Offset)
            if case .lookalike(let letter) = finding.kind {
                json.member("looksLike", String(letter))
            }
        }
    }

    private mutating func members(of replacement: Replacement) {
        member("from", replacement.from)
        member("to", replacement.to)
        member("count", replacement.count)
        member("table", replacement.table.rawValue)
    }

    /// The cost before, `null` when the text could not be planned, and after.
    private mutating func costs(from before: MessagePlan?, to after: MessagePlan) {
        member("encodingBefore", before?.alphabet.jsonName)
        member("encodingAfter", after.alphabet.jsonName)
        member("unitsBefore", before?.unitCount)
        member("unitsAfter", after.unitCount)
        member("partsBefore", before?.partCount)
        member("partsAfter", after.partCount)
    }
}

extension LintFinding.Kind {
    /// The name of the kind in JSON.
    fileprivate var jsonName: String {
        switch self {
        case .control: "control"
        case .invisible: "invisible"
        case .byteOrderMark: "byteOrderMark"
        case .direction: "direction"
        case .space: "space"
        case .lookalike: "lookalike"
        }
    }
}
