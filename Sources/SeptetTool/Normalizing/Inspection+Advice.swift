internal import Septet
internal import SeptetCampaigns

extension Inspection {
    /// What a person would not see.
    var lint: Lint { Lint(text) }

    /// What could be replaced, by tier, and in each tier the smallest change first.
    var suggestions: [(advice: Advice, suggestion: Suggestion)] {
        planner.adviseByTier(text).flatMap { advice in
            advice.suggestions.map { (advice, $0) }
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
        let alone = lint.isSoleCauseOfUCS2 ? ": this alone forces UCS-2" : ""
        return [style.bold(title) + style.alarming(alone)]
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
