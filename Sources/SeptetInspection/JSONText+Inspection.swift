package import Septet
package import SeptetJSON

extension JSONText {
    /// An inspection as one object.
    ///
    /// - Parameter providers: Writes the member about providers, if any.
    package mutating func inspection(
        _ inspection: Inspection,
        providers: (inout Self) -> Void = { _ in }
    ) {
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
