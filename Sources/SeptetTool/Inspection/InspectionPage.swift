internal import Septet

/// An inspection as a page for a person.
struct InspectionPage {
    private let inspection: Inspection
    private let style: TerminalStyle

    init(_ inspection: Inspection, _ style: TerminalStyle) {
        self.inspection = inspection
        self.style = style
    }

    private var plan: MessagePlan { inspection.plan }
    private var diagnosis: Diagnosis { inspection.diagnosis }

    /// The whole page, ending in a line feed.
    var text: String {
        ([verdict, parts, characters, lint(inspection, style), change, alternatives] as [[String]])
            .filter { !$0.isEmpty }
            .map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    private var verdict: [String] {
        let title = [
            plan.encodingName, counted(plan.unitCount, plan.unitName),
            counted(plan.partCount, "part"),
        ].joined(separator: " · ")
        let last = plan.partCount > 1 ? "the last part" : "the part"
        var lines = [
            style.bold(title),
            "\(counted(plan.remainingUnitCount, plan.unitName)) of \(plan.unitsPerPart) left in \(last)",
        ]
        if plan.shiftTables != .default {
            lines.append(
                style.dear(
                    "Only for providers that accept a user data header with language tables."
                )
            )
        }
        return lines
    }

    private var parts: [String] {
        let findings = Dictionary(
            diagnosis.findings.map { ($0.utf8Offset, $0.effect) },
            uniquingKeysWith: { first, _ in first }
        )
        var lines: [String] = []
        for segment in inspection.segments {
            let layout = segment.layout
            let title = "Part \(layout.sequence) of \(plan.partCount)"
            let size = "\(layout.unitCount) of \(plan.unitsPerPart) \(plan.unitName)s"
            lines.append(style.bold(title) + style.faint("  \(size)  ") + layout.end.explanation)
            lines += PartPicture(inspection.text, layout.utf8Range, plan, findings, style)
                .rows(indent: "  ")
        }
        return lines
    }

    private var characters: [String] {
        table(.forcesUCS2, "Forces UCS-2 (▲): not in the GSM 7 bit alphabet")
            + table(.costsTwoSeptets, "Costs two septets (²)")
            + table(.costsTwoUnits, "Costs two UTF-16 units (²)")
    }

    private var change: [String] {
        guard !diagnosis.offenders.isEmpty else { return [] }
        let kinds = diagnosis.offenders.count
        let what = kinds == 1 ? "this character" : "these \(kinds) characters"
        let after = diagnosis.partCountWithoutForcing
        let effect =
            after < plan.partCount
            ? "\(counted(after, "part")) instead of \(plan.partCount)"
            : "\(counted(after, "part")), as now"
        return [
            style.bold("What to change"),
            "  With GSM 7 bit characters in place of \(what): " + style.good(effect) + ".",
        ] + advice(inspection, style)
    }

    private var alternatives: [String] {
        var lines = [style.bold("Other ways")]
        let rules = inspection.partCounts.map { boundary, partCount in
            let count = partCount.map(String.init) ?? "over \(MessagePlan.maximumPartCount)"
            return "\(boundary.explanation) \(count)"
        }
        lines.append("  parts by rule: " + rules.joined(separator: ", "))
        for alternative in inspection.alternatives {
            let plan = alternative.plan
            let line =
                "  " + plan.encodingName.padded(to: 44)
                + counted(plan.partCount, "part").rightAligned(in: 9)
                + counted(plan.octetCount, "octet").rightAligned(in: 13)
            lines.append(alternative.isChosen ? line + style.good("  chosen") : line)
        }
        return lines
    }

    private func table(_ effect: CharacterFinding.Effect, _ title: String) -> [String] {
        let findings = diagnosis.findings.filter { $0.effect == effect }
        guard !findings.isEmpty else { return [] }
        var order: [Unicode.Scalar] = []
        var counts: [Unicode.Scalar: Int] = [:]
        for finding in findings {
            if counts[finding.scalar] == nil { order.append(finding.scalar) }
            counts[finding.scalar, default: 0] += 1
        }
        return [style.bold(title)]
            + order.map { scalar in
                let name = scalar.properties.nameAlias ?? scalar.properties.name ?? ""
                let picture = Character(scalar).picture
                return "  " + picture.padded(to: 4) + scalar.codePointName.padded(to: 9)
                    + "×\(counts[scalar] ?? 0)".padded(to: 7) + style.faint(name)
            }
    }

    private func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}

extension MessagePlan {
    /// The encoding with its tables, for a person.
    var encodingName: String {
        switch alphabet {
        case .ucs2: "UCS-2"
        case .eightBitData: "8-bit data"
        case .gsm7Bit:
            switch (shiftTables.locking?.englishName, shiftTables.single?.englishName) {
            case (nil, nil): "GSM 7 bit"
            case (let locking?, nil): "GSM 7 bit, \(locking) locking shift"
            case (nil, let single?): "GSM 7 bit, \(single) single shift"
            case (let locking?, let single?):
                "GSM 7 bit, \(locking) locking and \(single) single shift"
            }
        }
    }

    /// What one unit is called.
    var unitName: String {
        switch alphabet {
        case .gsm7Bit: "septet"
        case .eightBitData: "octet"
        case .ucs2: "UTF-16 unit"
        }
    }
}

extension BoundaryPolicy {
    /// What the rule does, for a person.
    fileprivate var explanation: String {
        switch self {
        case .unit: "bare division"
        case .pair: "pairs kept whole"
        case .grapheme: "grapheme clusters kept whole"
        }
    }
}

extension SegmentLayout.End {
    /// Why a part ends, for a person.
    fileprivate var explanation: String {
        switch self {
        case .text: ""
        case .full: "full"
        case .escapePair: "1 septet left over: an escape pair is never cut"
        case .surrogatePair: "1 unit left over: a surrogate pair is never cut"
        case .cluster(let count):
            "\(count) unit\(count == 1 ? "" : "s") left over: a grapheme cluster is kept whole"
        }
    }
}
