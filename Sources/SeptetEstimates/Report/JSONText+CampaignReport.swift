internal import Septet
public import SeptetProviders

extension JSONText {
    /// The report of a campaign as one object.
    ///
    /// Amounts are strings, so that no reader takes them for binary floating point.
    public mutating func report(_ report: CampaignReport) {
        object { json in
            json.member("messages", report.totals.messageCount)
            json.member("rejected", report.totals.rejectedCount)
            json.member("parts", report.totals.partCount)
            json.member("wireParts", report.totals.wirePartCount)
            json.member("differing", report.totals.differingMessageCount)
            json.recipients(report)
            json.encodings(report)
            json.histogram(report)
            json.costMember("cost", report.whole.cost)
            if report.whole.cost != nil {
                json.member("unpricedParts", report.whole.unpricedPartCount)
            }
            json.countries(report)
            json.savings(report)
            json.offenders(report)
            json.longest(report)
            json.rejectedReasons(report)
            json.key("warnings")
            json.array { json in
                for warning in report.warnings { json.value(warning) }
            }
        }
    }

    /// A cost as a member; nothing when there is none.
    public mutating func costMember(_ key: String, _ cost: Cost?) {
        guard let cost else { return }
        self.key(key)
        object { json in
            json.member("currency", cost.currency)
            json.member("min", cost.minimum.description)
            json.member("max", cost.maximum.description)
        }
    }

    private mutating func recipients(_ report: CampaignReport) {
        guard let recipients = report.recipients else { return }
        key("recipients")
        object { json in
            json.member("unique", recipients.value)
            json.member("duplicates", report.duplicateCount ?? 0)
            json.member("isLowerBound", recipients.isLowerBound)
        }
    }

    private mutating func encodings(_ report: CampaignReport) {
        key("encodings")
        object { json in
            for row in report.encodings {
                json.member(row.encoding.rawValue, row.share.messageCount)
            }
        }
        key("encodingShares")
        array { json in
            for row in report.encodings {
                json.object { json in
                    json.member("encoding", row.encoding.rawValue)
                    json.share(row.share)
                }
            }
        }
    }

    private mutating func histogram(_ report: CampaignReport) {
        key("histogram")
        object { json in
            for row in report.histogram {
                json.member(String(row.partCount), row.share.messageCount)
            }
        }
    }

    private mutating func countries(_ report: CampaignReport) {
        guard !report.destinations.isEmpty else { return }
        key("countries")
        array { json in
            for row in report.destinations {
                json.object { json in
                    json.key("country")
                    if let country = row.group.country { json.value(country) } else { json.null() }
                    json.member("name", ReportWording.country(row.group))
                    json.member("mcc", row.group.mobileCountryCodes)
                    if let price = row.group.price {
                        json.key("price")
                        json.object { json in
                            json.member("min", price.lowerBound.description)
                            json.member("max", price.upperBound.description)
                        }
                    }
                    json.share(row.share)
                }
            }
        }
    }

    private mutating func savings(_ report: CampaignReport) {
        key("savings")
        object { json in
            for row in report.savings { json.member(row.table.rawValue, row.partCount) }
        }
        guard report.whole.cost != nil else { return }
        key("savingCosts")
        object { json in
            for row in report.savings { json.costMember(row.table.rawValue, row.cost) }
        }
    }

    private mutating func offenders(_ report: CampaignReport) {
        key("offenders")
        array { json in
            for row in report.dearCharacters {
                json.object { json in
                    json.member("character", String(row.scalar))
                    json.member("scalar", row.scalar.codePointName)
                    json.member("messages", row.totals.messageCount)
                    json.member("extraParts", row.totals.extraPartCount)
                    json.member("messagesAlone", row.totals.messageCountAlone)
                    json.member("extraPartsAlone", row.totals.extraPartCountAlone)
                    json.costMember("extraCost", row.extraCost)
                }
            }
        }
    }

    private mutating func longest(_ report: CampaignReport) {
        key("longest")
        array { json in
            for entry in report.totals.longest.entries {
                json.object { json in
                    json.member("row", entry.row)
                    json.member("parts", entry.partCount)
                    json.member("units", entry.unitCount)
                }
            }
        }
    }

    private mutating func rejectedReasons(_ report: CampaignReport) {
        key("rejectedReasons")
        object { json in
            let counts = report.totals.rejectedCounts.sorted { $0.key.rawValue < $1.key.rawValue }
            for (reason, count) in counts { json.member(reason.rawValue, count) }
        }
    }

    private mutating func share(_ share: CampaignReport.Share) {
        member("messages", share.messageCount)
        member("parts", share.partCount)
        costMember("cost", share.cost)
    }
}
