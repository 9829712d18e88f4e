internal import Septet
internal import SeptetEstimates
internal import SeptetProviders

extension JSONText {
    /// A campaign as one object.
    ///
    /// - Parameter recipients: The set of its recipients, from which another run can go on.
    mutating func campaign(_ conclusion: CampaignConclusion, recipients: String? = nil) {
        let report = conclusion.report
        let totals = report.totals
        object { json in
            json.member("messages", totals.messageCount)
            json.member("rejected", totals.rejectedCount)
            if conclusion.signalNumber != nil { json.member("partial", true) }
            json.member("parts", totals.partCount)
            if totals.billedPartCount != totals.partCount {
                json.member("billedParts", totals.billedPartCount)
            }
            json.key("encodings")
            json.object { json in
                json.member("gsm7", totals.gsm7BitCount)
                json.member("ucs2", totals.ucs2Count)
            }
            json.key("histogram")
            json.object { json in
                for (parts, messages) in totals.messageCountByPartCount.sorted(by: <) {
                    json.member(String(parts), messages)
                }
            }
            json.rejects(totals)
            json.recipients(report, recipients)
            if let cost = report.whole.cost { json.cost(cost) }
            json.countries(report)
            json.longest(totals.longest)
            json.savings(totals.savings)
            json.offenders(report)
            json.key("warnings")
            json.array { json in
                for warning in report.warnings { json.value(warning) }
            }
        }
    }

    private mutating func rejects(_ totals: CampaignTotals) {
        guard totals.rejectedCount > 0 else { return }
        key("rejects")
        object { json in
            for reason in RejectionReason.allCases {
                guard let count = totals.rejectedCounts[reason] else { continue }
                json.member(reason.rawValue, count)
            }
        }
    }

    private mutating func recipients(_ report: CampaignReport, _ set: String?) {
        guard let recipients = report.recipients else { return }
        key("recipients")
        object { json in
            json.member("unique", recipients.value)
            json.member("duplicates", report.duplicateCount ?? 0)
            if recipients.isLowerBound { json.member("isLowerBound", true) }
            if let set { json.member("set", set) }
        }
    }

    private mutating func countries(_ report: CampaignReport) {
        guard !report.destinations.isEmpty else { return }
        key("countries")
        array { json in
            for destination in report.destinations {
                json.object { json in
                    json.key("country")
                    if let country = destination.group.country {
                        json.value(country)
                    } else {
                        json.null()
                    }
                    json.member("mcc", destination.group.mobileCountryCodes)
                    json.member("networks", destination.group.networks.count)
                    json.member("messages", destination.share.messageCount)
                    json.member("parts", destination.share.partCount)
                    if let cost = destination.share.cost { json.cost(cost) }
                }
            }
        }
    }

    private mutating func longest(_ longest: LongestMessages) {
        key("longest")
        array { json in
            for message in longest.entries {
                json.object { json in
                    json.member("row", message.row)
                    json.member("parts", message.partCount)
                    json.member("units", message.unitCount)
                }
            }
        }
    }

    private mutating func offenders(_ report: CampaignReport) {
        key("offenders")
        array { json in
            for dear in report.dearCharacters {
                json.object { json in
                    json.member("character", String(dear.scalar))
                    json.member("scalar", dear.scalar.codePointName)
                    json.member("messages", dear.totals.messageCount)
                    json.member("extraParts", dear.totals.extraPartCount)
                    json.member("messagesAlone", dear.totals.messageCountAlone)
                    json.member("extraPartsAlone", dear.totals.extraPartCountAlone)
                    if let cost = dear.extraCost { json.cost(cost, key: "extraCost") }
                }
            }
        }
    }
}
