internal import Septet
package import SeptetBilling
internal import SeptetJSON

extension CampaignReport {
    /// The report as one JSON object, in UTF-8 without a line end.
    ///
    /// Amounts are numbers in exact decimals. Complexity: linear; allocates the result.
    ///
    /// - Parameter recipientSet: The set of recipients, from which results can be merged exactly.
    public func json(recipientSet: String? = nil) -> [UInt8] {
        var json = JSONText()
        json.report(self, recipientSet: recipientSet)
        return json.octets
    }
}

extension JSONText {
    fileprivate mutating func report(_ report: CampaignReport, recipientSet: String?) {
        object { json in
            json.member("messages", report.totals.messageCount)
            json.member("rejected", report.totals.rejectedCount)
            if report.isPartial { json.member("partial", true) }
            json.member("parts", report.totals.partCount)
            if report.whole.partCount != report.totals.partCount {
                json.member("billedParts", report.whole.partCount)
            }
            if report.totals.differingMessageCount > 0 {
                json.member("differingMessages", report.totals.differingMessageCount)
                json.member("extraBilledParts", report.totals.extraBilledPartCount)
                json.member("unbilledParts", report.totals.unbilledPartCount)
            }
            json.recipients(report, recipientSet)
            json.costs(report)
            json.encodings(report)
            json.histogram(report)
            json.countries(report)
            json.savings(report)
            json.offenders(report)
            json.longest(report.totals.longest)
            json.rejectedReasons(report)
            json.key("warnings")
            json.array { json in
                for warning in report.warnings { json.value(warning) }
            }
        }
    }

    /// A cost as a member; nothing when there is none.
    package mutating func costMember(_ key: String, _ cost: Cost?) {
        guard let cost else { return }
        self.key(key)
        object { json in
            json.member("currency", cost.currency)
            json.key("min")
            json.number(cost.minimum.description)
            json.key("max")
            json.number(cost.maximum.description)
        }
    }

    private mutating func recipients(_ report: CampaignReport, _ set: String?) {
        guard let recipients = report.recipients else { return }
        key("recipients")
        object { json in
            json.member("unique", recipients.value)
            // Where not all could be kept, fewer messages than these repeat a recipient.
            json.member(
                recipients.isLowerBound ? "duplicatesAtMost" : "duplicates",
                report.duplicatesAtMost ?? 0
            )
            json.member("isLowerBound", recipients.isLowerBound)
            if let set { json.member("set", set) }
        }
    }

    /// The cost of the whole and of each encoding.
    private mutating func costs(_ report: CampaignReport) {
        guard report.hasPrices else { return }
        costMember("cost", report.whole.cost)
        member("unpricedParts", report.whole.unpricedPartCount)
        guard report.whole.cost != nil else { return }
        key("encodingCosts")
        object { json in
            for row in report.encodings { json.costMember(row.encoding.rawValue, row.share.cost) }
        }
    }

    private mutating func encodings(_ report: CampaignReport) {
        key("encodings")
        object { json in
            for row in report.encodings {
                json.member(row.encoding.rawValue, row.share.messageCount)
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
                    json.networks(row.group)
                    if let price = row.group.price {
                        json.key("price")
                        json.object { json in
                            json.key("min")
                            json.number(price.lowerBound.description)
                            json.key("max")
                            json.number(price.upperBound.description)
                        }
                    }
                    json.share(row.share)
                }
            }
        }
    }

    /// The networks with a price of their own, where the list has any.
    private mutating func networks(_ group: PriceGroup) {
        guard group.networks.contains(where: { $0.code != nil || $0.name != nil }) else { return }
        key("networks")
        array { json in
            for network in group.networks {
                json.object { json in
                    if let code = network.code { json.member("mnc", code) }
                    if let name = network.name { json.member("name", name) }
                    json.key("price")
                    json.number(network.price.description)
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

    mutating func longest(_ longest: LongestMessages) {
        key("longest")
        array { json in
            for entry in longest.entries {
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
