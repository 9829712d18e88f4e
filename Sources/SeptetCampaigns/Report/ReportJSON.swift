internal import Septet
package import SeptetBilling
internal import SeptetJSON

extension CampaignReport {
    /// The report as one JSON object, in UTF-8 without a line end.
    ///
    /// Amounts are numbers in exact decimals. Complexity: linear; allocates the result.
    ///
    /// - Parameter recipientSet: The set of recipients, from which results can be merged exactly; with it
    ///   what a sum of results doesn't have is left out: advice, finished messages and sources.
    public func json(recipientSet: String? = nil) -> [UInt8] {
        var json = JSONText()
        json.report(self, recipientSet: recipientSet)
        return json.octets
    }
}

extension JSONText {
    fileprivate mutating func report(_ report: CampaignReport, recipientSet: String?) {
        object { json in
            json.suggestion(NumberFigures(report))
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
            if report.recipients != nil {
                json.numbers(NumberFigures(report), hasSample: recipientSet != nil)
            }
            json.costs(report)
            json.bill(report)
            // Results to be merged lack what a sum of them cannot have.
            if recipientSet == nil, let advice = report.advice {
                json.object("advice") { json in
                    json.member("text", advice.sentence)
                    json.member("parts", advice.partCount)
                    json.costMember("cost", advice.cost)
                }
            }
            json.object("encodings") { json in
                for row in report.encodings {
                    json.member(row.encoding.rawValue, row.share.messageCount)
                }
            }
            json.object("histogram") { json in
                for row in report.histogram {
                    json.member(String(row.partCount), row.share.messageCount)
                }
            }
            json.countries(report)
            json.savings(report)
            json.offenders(report)
            json.longest(report.totals.longest)
            let reasons = report.totals.rejectedCounts.sorted { $0.key.rawValue < $1.key.rawValue }
            json.object("rejectedReasons") { json in
                for (reason, count) in reasons { json.member(reason.rawValue, count) }
            }
            if !report.flaws.isEmpty {
                json.objects("flaws", of: report.flaws) { json, flaw in
                    json.flaw(flaw)
                }
            }
            if recipientSet == nil { json.previews(report) }
            json.input(report)
            json.rows(report)
            json.array("warnings", of: report.warnings) { $0.value($1) }
            if !report.remarks.isEmpty {
                json.array("remarks", of: report.remarks) { $0.value($1) }
            }
            if recipientSet == nil { json.sources(report) }
        }
    }

    /// A cost as a member; nothing without a cost.
    package mutating func costMember(_ key: String, _ cost: Cost?) {
        guard let cost else { return }
        object(key) { json in
            json.member("currency", cost.currency)
            json.member("min", number: cost.minimum.description)
            json.member("max", number: cost.maximum.description)
        }
    }

    private mutating func recipients(_ report: CampaignReport, _ set: String?) {
        guard let recipients = report.recipients else { return }
        object("recipients") { json in
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

    /// The lines of the bill below the cost.
    private mutating func bill(_ report: CampaignReport) {
        guard let bill = report.bill else { return }
        if bill.allowance != nil {
            object("freeParts") { json in
                json.member("parts", bill.freePartCount)
                json.costMember("cost", bill.allowance)
            }
        }
        if let percent = bill.taxPercent {
            object("tax") { json in
                json.member("percent", number: percent.description)
                json.costMember("cost", bill.tax)
            }
        }
        costMember("total", bill.total)
    }

    /// A flaw of texts, of one result or of several.
    mutating func flaw(_ flaw: CampaignReport.Flaw) {
        member("kind", flaw.flaw.rawValue)
        member("messages", flaw.messageCount)
        member("parts", flaw.partCount)
        costMember("cost", flaw.cost)
    }

    private mutating func previews(_ report: CampaignReport) {
        guard !report.previews.isEmpty else { return }
        objects("previews", of: report.previews) { json, preview in
            json.member("kind", preview.kind.rawValue)
            json.member("row", preview.row)
            json.member("line", preview.line)
            if let recipient = preview.recipient { json.member("recipient", recipient) }
            json.member("encoding", MessageEncoding(preview.alphabet).rawValue)
            json.member("units", preview.unitCount)
            json.array("parts", of: preview.parts) { $0.value($1) }
            json.costMember("cost", preview.cost)
        }
    }

    private mutating func sources(_ report: CampaignReport) {
        guard let sources = report.sources else { return }
        object("sources") { json in
            json.member("list", sources.list)
            if let template = sources.template { json.member("template", template) }
            if let prices = sources.prices { json.member("prices", prices) }
            if let date = sources.pricesDate { json.member("pricesDate", date) }
            if let provider = sources.provider { json.member("provider", provider) }
            json.array("options", of: sources.options) { $0.value($1) }
            json.member("moment", sources.moment)
        }
    }

    /// The cost of the whole and of each encoding.
    private mutating func costs(_ report: CampaignReport) {
        guard report.hasPrices else { return }
        costMember("cost", report.whole.cost)
        costMember("fees", report.fees)
        member("unpricedParts", report.whole.unpricedPartCount)
        guard report.whole.cost != nil else { return }
        object("encodingCosts") { json in
            for row in report.encodings { json.costMember(row.encoding.rawValue, row.share.cost) }
        }
    }

    private mutating func countries(_ report: CampaignReport) {
        guard !report.destinations.isEmpty else { return }
        objects("countries", of: report.destinations) { json, row in
            json.member("country", row.group.country)
            json.member("name", ReportWording.country(row.group))
            json.array("mcc", of: row.group.mobileCountryCodes) { $0.value($1) }
            json.networks(row.group)
            if let price = row.group.price {
                json.object("price") { json in
                    json.member("min", number: price.lowerBound.description)
                    json.member("max", number: price.upperBound.description)
                }
            }
            if let fee = row.group.fee {
                json.object("fee") { json in
                    json.member("min", number: fee.lowerBound.description)
                    json.member("max", number: fee.upperBound.description)
                }
            }
            json.member("messages", row.share.messageCount)
            json.member("parts", row.share.partCount)
            json.costMember("cost", row.share.cost)
        }
    }

    /// The networks with a price of their own, where the list has any.
    private mutating func networks(_ group: PriceGroup) {
        guard group.networks.contains(where: { $0.code != nil || $0.name != nil }) else { return }
        objects("networks", of: group.networks) { json, network in
            if let code = network.code { json.member("mnc", code) }
            if let name = network.name { json.member("name", name) }
            json.member("price", number: network.price.description)
            if let fee = network.fee { json.member("fee", number: fee.description) }
        }
    }

    private mutating func savings(_ report: CampaignReport) {
        object("savings") { json in
            for row in report.savings { json.member(row.table.rawValue, row.partCount) }
        }
        guard report.whole.cost != nil else { return }
        object("savingCosts") { json in
            for row in report.savings { json.costMember(row.table.rawValue, row.cost) }
        }
    }

    private mutating func offenders(_ report: CampaignReport) {
        objects("offenders", of: report.expensiveCharacters) { json, row in
            json.member("character", String(row.scalar))
            json.member("scalar", row.scalar.codePointName)
            json.member("messages", row.totals.messageCount)
            json.member("extraParts", row.totals.extraPartCount)
            json.member("messagesAlone", row.totals.messageCountAlone)
            json.member("extraPartsAlone", row.totals.extraPartCountAlone)
            json.costMember("extraCost", row.extraCost)
        }
    }

    /// The longest messages of a report or a merge.
    mutating func longest(_ longest: LongestMessages) {
        objects("longest", of: longest.entries) { json, entry in
            json.member("row", entry.row)
            json.member("parts", entry.partCount)
            json.member("units", entry.unitCount)
        }
    }
}
