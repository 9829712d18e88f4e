internal import Septet
internal import SeptetCampaigns
internal import SeptetInspection

/// An inspection as a page for a person.
struct InspectionPage {
    private static let kindCount = 20

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
        let sections = [
            verdict, parts, characters(.forcesUCS2, "Characters that force UCS-2 (▲)"),
            characters(.costsTwoSeptets, "Characters that cost two septets (²)"),
            characters(.costsTwoUnits, "Characters that cost two UTF-16 units (²)"),
            lint(inspection, style), change,
            encodings, borders,
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    private var verdict: [String] {
        let title = [
            plan.encodingName, counted(plan.unitCount, plan.unitName),
            counted(plan.partCount, "part"),
        ].joined(separator: " · ")
        let room = "\(plan.remainingUnitCount) of \(counted(plan.unitsPerPart, plan.unitName)) left"
        var lines = [style.bold(title), plan.partCount > 1 ? room + " in the last part" : room]
        if plan.shiftTables != .default {
            lines.append(
                style.expensive(
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
            let size = "\(layout.unitCount) of \(counted(plan.unitsPerPart, plan.unitName))"
            let reason = layout.end.explanation
            lines.append(
                style.bold(title) + style.faint("  " + size) + (reason.isEmpty ? "" : ", " + reason)
            )
            lines += PartPicture(inspection.text, layout.utf8Range, plan, findings, style)
                .rows(indent: "  ")
        }
        return lines
    }

    private var change: [String] {
        var lines: [String] = []
        let after = diagnosis.partCountWithoutForcing
        if inspection.isForeign && inspection.suggestions.isEmpty {
            lines.append("  Most of the text is outside the GSM 7 bit alphabet: it needs UCS-2.")
        } else if !diagnosis.offenders.isEmpty {
            let kinds = diagnosis.offenders.count
            let what = kinds == 1 ? "this character" : "these \(kinds) characters"
            lines.append("  GSM 7 bit characters in place of \(what): " + effect(after))
        }
        if let shortening = inspection.shortening {
            let units = counted(shortening.unitCount, plan.unitName)
            lines.append("  \(units) less at the end: " + effect(shortening.partCount))
        }
        lines += advice(inspection, style)
        return lines.isEmpty ? [] : [style.bold("What to change")] + lines
    }

    private func effect(_ partCount: Int) -> String {
        partCount < plan.partCount
            ? style.good("\(counted(partCount, "part")) instead of \(plan.partCount)")
            : counted(plan.partCount, "part") + ", as now"
    }

    private var encodings: [String] {
        let alternatives = inspection.alternatives
        let width = alternatives.map { $0.plan.encodingName.count }.max() ?? 0
        return [style.bold("Encodings")]
            + alternatives.map { alternative in
                let plan = alternative.plan
                let line =
                    "  " + plan.encodingName.padded(to: width)
                    + counted(plan.partCount, "part").rightAligned(in: 11)
                    + counted(plan.octetCount, "octet").rightAligned(in: 14)
                return alternative.isChosen ? line + style.good("  chosen") : line
            }
    }

    private var borders: [String] {
        guard plan.partCount > 1 else { return [] }
        return [style.bold("Borders between parts")]
            + inspection.partCounts.map { boundary, partCount in
                let count = partCount.map { counted($0, "part") }
                let line =
                    "  " + boundary.explanation.padded(to: 28)
                    + (count ?? "over \(MessagePlan.maximumPartCount)").rightAligned(in: 11)
                return boundary == plan.boundary ? line + style.good("  chosen") : line
            }
    }

    private func characters(_ effect: CharacterFinding.Effect, _ title: String) -> [String] {
        var order: [Unicode.Scalar] = []
        var counts: [Unicode.Scalar: Int] = [:]
        for finding in diagnosis.findings where finding.effect == effect {
            if counts[finding.scalar] == nil { order.append(finding.scalar) }
            counts[finding.scalar, default: 0] += 1
        }
        guard !order.isEmpty else { return [] }
        var lines = [style.bold(title)]
        for scalar in order.prefix(Self.kindCount) {
            let line =
                "  " + Character(scalar).picture.padded(to: 4)
                + scalar.codePointName.padded(to: 10) + "×\(counts[scalar] ?? 0)".padded(to: 6)
            lines.append(
                line + style.faint(scalar.displayName.cut(to: style.columnCount - line.columnCount))
            )
        }
        if order.count > Self.kindCount {
            lines.append(style.faint("  and \(order.count - Self.kindCount) more (see --json)"))
        }
        return lines
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
                locking == single
                    ? "GSM 7 bit, \(locking) locking and single shift"
                    : "GSM 7 bit, \(locking) locking, \(single) single shift"
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
        case .unit: "anywhere (bare division)"
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
        case .escapePair: "1 left over: an escape pair is never cut"
        case .surrogatePair: "1 left over: a surrogate pair is never cut"
        case .cluster(let count): "\(count) left over: a grapheme cluster is kept whole"
        }
    }
}

extension InspectionPage {
    /// Lines that say what to replace, and what that saves.
    func advice(_ inspection: Inspection, _ style: TerminalStyle) -> [String] {
        inspection.suggestions.flatMap { advice, suggestion in
            let tables = advice.tables.tables.map(\.rawValue).joined(separator: ", ")
            return ["  " + style.bold(tables) + ": " + style.good(effect(advice, suggestion))]
                + suggestion.items.map { row($0, suggestion, style) }
        }
    }

    /// Lines about what a person would not see; none when there is nothing.
    func lint(_ inspection: Inspection, _ style: TerminalStyle) -> [String] {
        let lint = inspection.lint
        guard !lint.findings.isEmpty else { return [] }
        let title = "Not what it looks like"
        let cause = lint.isSoleCauseOfUCS2 ? ": nothing else forces UCS-2" : ""
        return [style.bold(title) + style.alarming(cause)]
            + lint.findings.map { finding in
                let line =
                    "  " + finding.scalar.codePointName.padded(to: 9)
                    + "byte \(finding.utf8Offset)".padded(to: 11) + finding.kind.explanation
                let column = line.padded(to: 56)
                let name = finding.name.cut(to: style.columnCount - column.columnCount)
                return name.isEmpty ? line : column + style.faint(name)
            }
    }

    private func effect(_ advice: Advice, _ suggestion: Suggestion) -> String {
        let after = suggestion.after
        let parts = "\(after.partCount) part\(after.partCount == 1 ? "" : "s")"
        let effect = after.encodingName + ", " + parts
        guard let before = advice.before else { return effect }
        // Room in the last part says something only while the parts are as many.
        return after.partCount < before.partCount
            ? "\(effect) instead of \(before.partCount)"
            : "\(effect) as now, \(after.remainingUnitCount) \(after.unitName)s left "
                + "instead of \(before.remainingUnitCount)"
    }

    private func row(
        _ item: Suggestion.Item,
        _ suggestion: Suggestion,
        _ style: TerminalStyle
    ) -> String {
        let replacement = item.replacement
        let from = replacement.from.map(\.picture).joined()
        let to = replacement.to.isEmpty ? "(nothing)" : replacement.to.map(\.picture).joined()
        let line = "    " + from.padded(to: 4) + "→ " + to.padded(to: 10)
        let count = "×\(replacement.count)"
        // Where every change is needed each saves as much as all; only the others are worth a word.
        guard item.savedPartCount > 0, suggestion.items.count > 1 else { return line + count }
        let parts = suggestion.after.partCount + item.savedPartCount
        return line + count.padded(to: 6) + style.faint("without it \(parts) parts")
    }
}

extension NormalizationTable {
    /// What the table changes, for a person.
    var explanation: String {
        switch self {
        case .smsapi: "the provider's list"
        case .typographic: "what a reader would not notice"
        case .lossless: "what is equal in meaning"
        case .lossy: "accents and letters by their nearest"
        }
    }
}

extension LintFinding.Kind {
    /// What is odd about the character, for a person.
    fileprivate var explanation: String {
        switch self {
        case .control: "control character"
        case .invisible: "shows nothing"
        case .byteOrderMark: "byte order mark"
        case .direction: "turns the direction of writing"
        case .space: "looks like a space or line break"
        case .lookalike(let letter): "looks like the Latin letter \(letter)"
        }
    }
}

/// Draws the text of one part: a ruler in units, the text, and marks under the expensive characters.
struct PartPicture {
    /// What is drawn of one grapheme cluster.
    private struct Cell {
        let picture: String
        let columnCount: Int
        let unitCount: Int
        let effect: CharacterFinding.Effect?
    }

    private let cells: [Cell]
    private let style: TerminalStyle

    /// - Parameters:
    ///   - range: The octets of the text that travel in the part.
    ///   - findings: What was found in the whole text.
    init(
        _ text: String,
        _ range: Range<Int>,
        _ plan: MessagePlan,
        _ findings: [Int: CharacterFinding.Effect],
        _ style: TerminalStyle
    ) {
        self.style = style
        let part = String(decoding: Array(text.utf8)[range], as: UTF8.self)
        var cells: [Cell] = []
        var offset = range.lowerBound
        for character in part {
            var unitCount = 0
            var effect: CharacterFinding.Effect?
            for scalar in character.unicodeScalars {
                unitCount += plan.unitCount(of: scalar)
                if let found = findings[offset], effect != .forcesUCS2 { effect = found }
                offset += UTF8.width(scalar)
            }
            let picture = character.picture
            cells.append(
                Cell(
                    picture: picture,
                    columnCount: max(1, picture.columnCount),
                    unitCount: unitCount,
                    effect: effect
                )
            )
        }
        self.cells = cells
    }

    /// The rows of the picture, each not wider than the terminal.
    func rows(indent: String) -> [String] {
        let room = style.columnCount - indent.columnCount - 1
        var rows: [String] = []
        var start = 0
        var unitCount = 0
        while start < cells.count {
            var end = start
            var columns = 0
            while end < cells.count && columns + cells[end].columnCount <= room {
                columns += cells[end].columnCount
                end += 1
            }
            end = max(end, start + 1)
            rows += row(cells[start..<end], &unitCount).map { indent + $0 }
            start = end
        }
        return rows
    }

    private func row(_ cells: ArraySlice<Cell>, _ unitCount: inout Int) -> [String] {
        var ruler = ""
        var text = ""
        var marks = ""
        var hasMarks = false
        var columns = 0
        for cell in cells {
            let tens = unitCount / 10
            unitCount += cell.unitCount
            columns += cell.columnCount
            text += colored(cell)
            if unitCount / 10 > tens {
                let label = "\(unitCount / 10 * 10)┘"
                if label.count + ruler.count <= columns {
                    ruler += label.rightAligned(in: columns - ruler.count)
                }
            }
            let mark = mark(cell)
            hasMarks = hasMarks || mark != " "
            marks += mark + String(repeating: " ", count: cell.columnCount - 1)
        }
        return (ruler.isEmpty ? [] : [style.faint(ruler)]) + [text]
            + (hasMarks ? [style.faint(marks.withoutTrailingSpaces)] : [])
    }

    private func colored(_ cell: Cell) -> String {
        switch cell.effect {
        case .forcesUCS2: style.alarming(cell.picture)
        case .costsTwoSeptets, .costsTwoUnits: style.expensive(cell.picture)
        case nil: cell.picture
        }
    }

    private func mark(_ cell: Cell) -> String {
        switch cell.effect {
        case .forcesUCS2: "▲"
        case .costsTwoSeptets, .costsTwoUnits: "²"
        case nil: " "
        }
    }
}
