internal import ArgumentParser
internal import Foundation
internal import Septet
internal import SeptetCampaigns
internal import SeptetJSON

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Explains one message: its parts, its cuts, and the characters that cost."
    )

    @OptionGroup var textOptions: MessageTextOptions

    @OptionGroup var planningOptions: PlanningOptions

    @Option(
        help: ArgumentHelp(
            "Also show how this provider treats the text; may be repeated.",
            valueName: "NAME"
        )
    )
    var provider: [ProviderName] = []

    @Flag(help: "Print one JSON object instead of the page.")
    var json = false

    @Flag(help: "Print the page without colour.")
    var noColor = false

    func run() throws {
        var output = StandardOutput()
        do {
            let inspection = try Inspection(
                utf8: try textOptions.read(),
                planningOptions.planner
            )
            let answers = ProviderAnswer.answers(
                provider.map(\.provider),
                to: inspection.text
            )
            if json {
                var json = JSONText()
                json.inspection(inspection, answers)
                json.endLine()
                try output.write(json.octets)
            } else {
                let style = TerminalStyle(noColor: noColor)
                try output.write(InspectionPage(inspection, style).text)
                if !answers.isEmpty {
                    try output.write("\n" + ProviderPage(inspection.text, answers, style).text)
                }
            }
        } catch let error as PlanningError {
            throw textOptions.rejected(error)
        }
        try output.flush()
    }
}

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

    /// How much to cut off to need one part less; `nil` for a single part.
    let shortening: Shortening?

    /// Whether more than half of the characters force UCS-2, so that replacing them isn't advice.
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

/// How much to remove from the end of a text so that it needs one part less.
struct Shortening {
    /// The units that have to go.
    let unitCount: Int

    /// The parts then.
    let partCount: Int

    /// `nil` for a text of a single part.
    init?(_ text: String, _ plan: MessagePlan) {
        guard plan.partCount > 1 else { return nil }
        partCount = plan.partCount - 1
        guard partCount == 1 else {
            unitCount = plan.lastPartUnitCount
            return
        }
        // A message of one part has no concatenation in its header, and no header without others.
        let others = plan.headerOctetCount - plan.referenceWidth.elementOctetCount
        let capacity = plan.alphabet.unitsPerPart(headerOctets: others > 1 ? others : 0)
        var kept = 0
        for scalar in text.unicodeScalars {
            let next = kept + plan.unitCount(of: scalar)
            if next > capacity { break }
            kept = next
        }
        unitCount = plan.unitCount - kept
    }
}

extension MessagePlan {
    /// The units a character of the text takes.
    func unitCount(of scalar: Unicode.Scalar) -> Int {
        alphabet == .gsm7Bit
            ? shiftTables.septets(of: scalar)?.septetCount ?? 0 : UTF16.width(scalar)
    }
}

extension JSONText {
    /// An inspection as one object, with what providers make of the text when some were asked.
    mutating func inspection(_ inspection: Inspection, _ answers: [ProviderAnswer]) {
        object { json in
            json.member("line", 1)
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
            if !answers.isEmpty { json.providers(answers) }
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
    var jsonName: String {
        switch self {
        case .text: "end"
        case .full: "full"
        case .escapePair: "escapePair"
        case .surrogatePair: "surrogatePair"
        case .cluster: "cluster"
        }
    }
}
