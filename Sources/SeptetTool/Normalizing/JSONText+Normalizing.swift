internal import Septet
internal import SeptetCampaigns
internal import SeptetJSON

extension JSONText {
    /// The result of a normalization as one object.
    mutating func normalization(_ result: NormalizationResult, line: Int) {
        object { json in
            json.member("line", line)
            json.member("text", result.text)
            json.objects("replaced", of: result.replaced) { $0.members(of: $1) }
            json.costs(from: result.before, to: result.after)
        }
    }

    /// What could be replaced in a message, the smallest change first.
    mutating func suggestions(of inspection: Inspection) {
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
    mutating func lint(_ lint: Lint) {
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
