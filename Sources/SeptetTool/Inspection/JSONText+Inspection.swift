internal import Septet
internal import SeptetCampaigns
internal import SeptetJSON

extension JSONText {
    /// An inspection as one object, with what providers make of the text when some were asked.
    mutating func inspection(_ inspection: Inspection, _ answers: [ProviderAnswer]) {
        object { json in
            json.member("line", 1)
            json.members(of: inspection.plan)
            json.key("partsBy")
            json.object { json in
                for (boundary, partCount) in inspection.partCounts {
                    json.key(boundary.rawValue)
                    if let partCount { json.value(partCount) } else { json.null() }
                }
            }
            json.offenders(inspection.diagnosis.offenders)
            json.key("segments")
            json.array { json in
                for segment in inspection.segments {
                    json.object { json in
                        json.member("text", inspection.text(of: segment))
                        json.member("units", segment.layout.unitCount)
                        json.member("stranded", segment.layout.end.strandedUnitCount)
                        json.member("reason", segment.layout.end.jsonName)
                    }
                }
            }
            if !answers.isEmpty { json.providers(answers) }
            json.key("alternatives")
            json.array { json in
                for alternative in inspection.alternatives {
                    json.object { json in
                        json.members(of: alternative.plan)
                        json.member("octets", alternative.plan.octetCount)
                        json.member("chosen", alternative.isChosen)
                    }
                }
            }
            json.lint(inspection.lint)
            json.key("advice")
            json.array { json in
                defer { json.suggestions(of: inspection) }
                let diagnosis = inspection.diagnosis
                if !diagnosis.offenders.isEmpty {
                    json.object { json in
                        json.member("action", "replace")
                        json.offenders(diagnosis.offenders)
                        json.member("partsBefore", diagnosis.plan.partCount)
                        json.member("partsAfter", diagnosis.partCountWithoutForcing)
                    }
                }
                if let shortening = inspection.shortening {
                    json.object { json in
                        json.member("action", "shorten")
                        json.member("units", shortening.unitCount)
                        json.member("partsBefore", diagnosis.plan.partCount)
                        json.member("partsAfter", shortening.partCount)
                    }
                }
            }
        }
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
