internal import Septet
internal import SeptetCampaigns
internal import SeptetJSON

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
