import Septet
import SeptetBilling
import SeptetCampaigns
import SeptetLists
import SeptetNumbers
import SeptetProviders
import Testing

@Suite struct CampaignWalkTests {
    @Test(arguments: calls) func hostileArguments(call: HostileCall) { call.run() }

    static let calls: [HostileCall] = totals + templates + prices + recipients + reports

    private static let totals: [HostileCall] = [
        HostileCall("CampaignEstimator.init(_:)") {
            var estimator = CampaignEstimator(Planner(elementOctetCount: .min))
            each(Hostile.texts) { try estimator.add(text: $0) }
        },
        HostileCall("CampaignEstimator.add(recipient:text:)") {
            var estimator = CampaignEstimator(Planner(languages: .all, boundary: .grapheme))
            each(Hostile.texts + [Hostile.long]) { try estimator.add(recipient: $0, text: $0) }
            _ = estimator.totals.sortedOffenders
        },
        HostileCall("CampaignEstimator.add(recipient:utf8:)") {
            let prices = PriceList(flat: Amount(.max), currency: "EUR")
            var estimator = CampaignEstimator(CampaignSettings(prices: prices))
            each(Hostile.octets) { try estimator.add(recipient: $0.span, utf8: $0.span) }
        },
        HostileCall("CampaignEstimator.report(title:)") {
            var estimator = hostileEstimator()
            each(Hostile.texts) { _ = estimator.report(title: $0).warnings }
        },
        HostileCall("CampaignEstimator.merge(_:)") {
            var estimator = hostileEstimator()
            for _ in 0..<3 { estimator.merge(hostileEstimator()) }
            _ = estimator.report().savings
        },
        HostileCall("CampaignSettings.init(_:prices:billing:numbers:numberRule:)") {
            let planner = Planner(elementOctetCount: .min)
            for count in Hostile.numbers {
                let billing = PartBilling { _ in count }
                let settings = CampaignSettings(planner, prices: .empty, billing: billing)
                var estimator = CampaignEstimator(settings)
                each(Hostile.texts) { try estimator.add(text: $0) }
            }
        },
        HostileCall("CampaignTotals.sum(_:)") { _ = hostileTotals().sum { $0.partCount } },
        HostileCall("MessageKind.init(group:alphabet:partCount:billedPartCount:)") {
            Hostile.eachPair { group, count in
                _ = MessageKind(group: group, alphabet: .ucs2, partCount: count)
            }
        },
        HostileCall("CampaignMerge.add(_:)") {
            let results = Hostile.numbers.map { number in
                Array(#"{"messages":\#(number),"rejected":\#(number),"parts":\#(number)}"#.utf8)
            }
            each(results + Hostile.octets) { result in
                var merge = CampaignMerge()
                for _ in 0..<3 { try merge.add(result) }
                _ = try merge.json()
            }
        },
        HostileCall("CampaignMerge.json(withRecipientSet:)") {
            var estimator = CampaignEstimator()
            each(Hostile.texts) { try estimator.add(recipient: $0, text: $0) }
            each([[], estimator.mergeableJSON()]) { result in
                var merge = CampaignMerge()
                try merge.add(result)
                _ = (
                    try merge.json(withRecipientSet: false), try merge.json(withRecipientSet: true)
                )
            }
        },
        HostileCall("CampaignEstimator.add(utf8:)") {
            var estimator = CampaignEstimator()
            each(Hostile.octets) { try estimator.add(utf8: $0.span) }
            _ = estimator.totals.rejectedCount
        },
        HostileCall("CampaignEstimator.reject(_:)") {
            var estimator = CampaignEstimator()
            for _ in 0..<3 { estimator.reject(.tooManyParts) }
        },
        HostileCall("CampaignTotals.merge(_:)") {
            var totals = hostileTotals()
            for _ in 0..<40 { totals.merge(totals) }
            _ = (totals.rejectedCount, totals.savings.namedCounts)
        },
        HostileCall("RejectionReason.init(_:)") {
            _ = RejectionReason(
                PlanningError.tooManyParts(partCount: .max, alphabet: .ucs2, unitCount: .max)
            )
            _ = RejectionReason(RecordError.invalidUTF8(utf8Offset: .min))
        },
        HostileCall("LongestMessages.Entry.init(row:partCount:unitCount:)") {
            Hostile.eachPair { _ = LongestMessages.Entry(row: $0, partCount: $1, unitCount: $0) }
        },
        HostileCall("LongestMessages.add(_:)") {
            var longest = LongestMessages()
            Hostile.eachPair { row, count in
                longest.add(LongestMessages.Entry(row: row, partCount: count, unitCount: row))
            }
        },
        HostileCall("LongestMessages.merge(_:rowOffset:)") {
            var longest = LongestMessages()
            Hostile.eachPair { row, offset in
                var other = LongestMessages()
                other.add(LongestMessages.Entry(row: row, partCount: 1, unitCount: 1))
                longest.merge(other, rowOffset: offset)
            }
        },
    ]

    private static func hostileTotals() -> CampaignTotals {
        var estimator = CampaignEstimator()
        each(Hostile.octets) { try estimator.add(utf8: $0.span) }
        return estimator.totals
    }

    private static func hostileEstimator() -> CampaignEstimator {
        let prices = PriceList(flat: Amount(.max), currency: "")
        var estimator = CampaignEstimator(CampaignSettings(prices: prices))
        each(Hostile.octets) { try estimator.add(recipient: $0.span, utf8: $0.span) }
        return estimator
    }

    private static let sources = Hostile.texts + ["{{a}}", "{{a|€}}x", "{{a}}{{a}}", "[%param1%]"]

    private static let templates: [HostileCall] = [
        HostileCall("MessageTemplate.init(_:syntax:)") {
            each(sources) { _ = try MessageTemplate($0).fields }
            each(sources) { _ = try MessageTemplate($0, syntax: .hostile).fields }
        },
        HostileCall("TemplateSyntax.placeholders(_:)") {
            let syntax = TemplateSyntax.placeholders { octets in
                { offset in
                    TemplatePlaceholder(range: offset..<octets.count, content: .column(""))
                }
            }
            each(Hostile.texts + ["[", "[["]) { _ = try MessageTemplate($0, syntax: syntax) }
        },
        HostileCall("TemplatePlaceholder.init(range:content:)") {
            for bound in Hostile.numbers {
                _ = TemplatePlaceholder(range: bound..<bound, content: .shortLink(""))
            }
        },
        HostileCall("MessageTemplate.init(utf8:syntax:)") {
            each(Hostile.octets) { _ = try MessageTemplate(utf8: $0) }
        },
        HostileCall("MessageTemplate.text(_:)") {
            each(sources) { text in
                let template = try MessageTemplate(text)
                each(Hostile.texts) { _ = try template.text(["a": $0, $0: $0]) }
            }
        },
        HostileCall("MessageTemplate.init(messageColumn:)") {
            each(Hostile.texts) { _ = MessageTemplate(messageColumn: $0).fields }
        },
        HostileCall("MessageTemplate.remarks(columns:)") {
            let foreign = [
                "{%", "((", "${", "*|", "<<a", "[[a]", "%%a%%", "{é}", "#a#", "{}", "[]",
            ]
            each(sources + foreign + [foreign.joined()]) { text in
                _ = try MessageTemplate(text).remarks(columns: Hostile.texts + ["a", "A", ""])
            }
        },
        HostileCall("CompiledTemplate.init(_:columns:planner:)") {
            each(sources) { text in
                let planner = Planner(elementOctetCount: .max)
                let template = try MessageTemplate(text)
                _ = try CompiledTemplate(template, columns: Hostile.texts, planner: planner)
                _ = try CompiledTemplate(template, columns: ["a"], planner: planner)
            }
        },
        HostileCall("CompiledTemplate.plan(row:fields:)") {
            eachRow { template, row, fields in
                _ = try template.plan(row: row.span, fields: fields.span)
            }
        },
        HostileCall("CompiledTemplate.plan(row:fields:buffer:)") {
            var buffer: [UInt8] = []
            eachRow { template, row, fields in
                _ = try template.plan(row: row.span, fields: fields.span, buffer: &buffer)
            }
        },
        HostileCall("CompiledTemplate.expand(row:fields:into:)") {
            var buffer: [UInt8] = []
            eachRow { $0.expand(row: $1.span, fields: $2.span, into: &buffer) }
        },
        HostileCall("ColumnLengths.init(_:_:canForceUCS2:)") {
            Hostile.eachPair(Hostile.fewNumbers) { first, second in
                let range = min(first, second)...max(first, second)
                let column = ColumnLengths("a", range, canForceUCS2: true)
                each(["{{a}}", "{{a}}{{a|€€}}ż"]) { text in
                    _ = try TemplateLint(MessageTemplate(text), columns: [column])
                }
            }
        },
        HostileCall("ColumnLengths.init(_:firstValue:)") {
            each(Hostile.octets) { _ = ColumnLengths("", firstValue: $0.span) }
        },
        HostileCall("ColumnLengths.init(declaration:)") {
            let declarations = ["a=1...9", "a=9-1", "a=-1", "=", "a=99999999999999999999", "a=1:u"]
            each(Hostile.texts + declarations) { _ = try ColumnLengths(declaration: $0) }
        },
        HostileCall("ColumnLengths.include(_:)") {
            var column = ColumnLengths("a", Int.min...Int.max)
            each(Hostile.octets) { column.include($0.span) }
        },
        HostileCall("TemplateLint.init(_:columns:planner:billing:)") {
            each(sources) { text in
                let column = ColumnLengths("a", 0...Int.max)
                let planner = Planner(languages: .all, elementOctetCount: .max)
                _ = try TemplateLint(MessageTemplate(text), columns: [column, column])
                _ = try TemplateLint(MessageTemplate(text), columns: [column], planner: planner)
            }
        },
    ]

    /// Calls `body` with ranges that lie in a row, and with those that do not.
    private static func eachRow(
        _ body: (CompiledTemplate, [UInt8], [Range<Int>]) throws -> Void
    ) {
        let ranges = [0..<0, 0..<1, 1..<3, -5 ..< -1, -1..<2, 5..<Int.max, Int.min..<Int.max]
        each([Planner(), Planner(languages: .all, boundary: .grapheme)]) { planner in
            let template = try MessageTemplate("ż{{a}}€{{b|x}}")
            let columns = ["a", "b"]
            let compiled = try CompiledTemplate(template, columns: columns, planner: planner)
            each(Hostile.octets) { row in
                each(ranges) { range in
                    try body(compiled, row, [range])
                    try body(compiled, row, [0..<0, range, range])
                }
            }
        }
    }

    private static let prices: [HostileCall] = [
        HostileCall("PriceList.init(octets:currency:)") {
            each(Hostile.octets) { _ = try PriceList(octets: $0, currency: "\u{0}") }
            each(["price\n1e24\n", "prefix,price\n,,\n", "mcc,mnc,price\n999999999999,x,1\n"]) {
                _ = try PriceList(octets: Array($0.utf8), currency: "EUR")
            }
        },
        HostileCall("PriceList.init(_:currency:)") {
            each(Hostile.octets) {
                _ = try PriceList(SMSAPI.PriceListReply($0).entries, currency: "")
            }
            Hostile.eachPair { price, line in
                let entry = PriceEntry(price: Amount(price), line: line)
                _ = try? PriceList([entry, entry], currency: "")
            }
            each(Hostile.texts) { text in
                let price = Amount(1)
                _ = try? PriceList([PriceEntry(prefix: text, price: price)], currency: text)
                _ = try? PriceList(
                    [PriceEntry(country: text, mobileCountryCode: text, price: price)],
                    currency: ""
                )
            }
        },
        HostileCall(
            "PriceEntry.init(prefix:country:mobileCountryCode:networkCode:networkName:price:line:)"
        ) {
            each(Hostile.texts) { text in
                let entry = PriceEntry(
                    prefix: text,
                    country: text,
                    mobileCountryCode: text,
                    networkCode: text,
                    networkName: text,
                    price: Amount(.min),
                    line: .max
                )
                _ = try PriceList([entry], currency: text)
            }
        },
        HostileCall("PartBilling.init(_:)") {
            for count in Hostile.numbers { _ = PartBilling { _ in count } }
        },
        HostileCall("PartBilling.partCount(of:)") {
            for count in Hostile.numbers {
                let billing = PartBilling { _ in count }
                each(Hostile.texts) { _ = billing.partCount(of: TextMeasure($0)) }
            }
        },
        HostileCall("PartBilling.init(ofText:)") {
            for count in Hostile.numbers {
                var estimator = CampaignEstimator(
                    CampaignSettings(
                        prices: .empty,
                        billing: PartBilling(ofText: { _, _ in count })
                    )
                )
                each(Hostile.texts) { try estimator.add(recipient: $0, text: $0) }
            }
        },
        HostileCall("PartBilling.partCount(ofText:country:)") {
            let byRoute = Provider.all.map { $0.billing(route: Route(isSwitchOn: true)) }
            for billing in byRoute + [PartBilling { _ in nil }] {
                each(Hostile.texts) { _ = billing.partCount(ofText: $0, country: $0) }
            }
        },
        HostileCall("PriceList.init(flat:currency:)") {
            each(Hostile.numbers) { number in
                _ = PriceList(flat: Amount(number), currency: "").halfAsMuchAgain.groups
            }
        },
        HostileCall("PriceList.groupIndex(of:)") {
            for list in [PriceList.empty, PriceList.smswordsCredits] {
                each(Hostile.octets.map { Array("+".utf8) + $0 } + [Array("+44 79009".utf8)]) {
                    _ = list.groupIndex(of: try NumberReader().read($0.span))
                }
            }
        },
        HostileCall("PriceList.cost(group:messageCount:partCount:)") {
            let list = PriceList(flat: Amount(7), currency: "EUR")
            Hostile.eachPair { group, count in
                _ = list.cost(group: group, messageCount: count, partCount: count)
                _ = list.cost(group: 0, messageCount: group, partCount: count)
            }
        },
    ]

    private static let recipients: [HostileCall] = [
        HostileCall("RecipientSet.init(octetLimit:spillFolder:)") {
            each(Hostile.numbers.filter { $0 < 1 << 30 }) { number in
                var set = RecipientSet(octetLimit: number, spillFolder: "/nowhere/\u{0}")
                for octets in Hostile.octets { set.add(octets.span) }
                _ = set.count()
            }
        },
        HostileCall("RecipientSet.add(_:_:)") {
            var set = RecipientSet()
            each(Hostile.octets) { set.add($0.span) }
            _ = (set.count(), set.serialized())
        },
        HostileCall("RecipientSet.add(_:)") {
            var set = RecipientSet()
            each(["+4912345678901234567", "+0012", "+682123"]) { text in
                if let number = PhoneNumber(e164: text) { set.add(number) }
            }
            _ = (set.count(), set.serialized())
        },
        HostileCall("RecipientSet.merge(_:)") {
            var set = RecipientSet()
            set.merge(RecipientSet(octetLimit: .min))
            _ = set.count()
        },
        HostileCall("RecipientSet.merge(serialized:)") {
            each(Hostile.texts) { text in
                var set = RecipientSet()
                try set.merge(serialized: text)
                _ = set.count()
            }
        },
    ]

    private static let reports: [HostileCall] = [
        HostileCall(
            "CampaignReport.init(title:totals:country:prices:input:recipients:isPartial:remarks:)"
        ) {
            each(Hostile.texts) { _ = hostileReport($0) }
            var recipients = RecipientSet()
            let count = recipients.count()
            each(Hostile.numbers) { additionCount in
                let report = CampaignReport(
                    title: "",
                    totals: hostileTotals(),
                    recipients: (count, additionCount),
                    remarks: Hostile.texts
                )
                _ = (report.duplicateCount, report.warnings, report.rowCount)
            }
        },
        HostileCall("CampaignReport.rows(_:)") {
            let report = hostileReport("")
            for kind in [RowTotals.Kind.blank, .excluded, .duplicate, .empty] {
                _ = report.rows(kind).firstLines
            }
            _ = report.rows(.damaged(RejectionReason(RecordError.invalidUTF8(utf8Offset: .min))))
        },
        HostileCall("RowTotals.Rows.init(count:)") {
            each(Hostile.numbers) { _ = RowTotals.Rows(count: $0).firstLines }
        },
        HostileCall("CampaignReport.BillTerms.init(freePartCount:taxPercent:)") {
            Hostile.eachPair { count, percent in
                for taxPercent in [nil, Amount(percent)] {
                    var report = hostileReport("a")
                    report.terms = CampaignReport.BillTerms(
                        freePartCount: count,
                        taxPercent: taxPercent
                    )
                    _ = report.bill
                }
            }
        },
        HostileCall(
            "ReportSources.init(list:template:prices:pricesDate:provider:options:moment:)"
        ) {
            each(Hostile.texts) { text in
                var report = hostileReport(text)
                report.sources = ReportSources(
                    list: text,
                    template: text,
                    prices: text,
                    pricesDate: text,
                    provider: text,
                    options: [text, text],
                    moment: text
                )
                _ = (CampaignHTML(report).text, CampaignTable(report).text, report.json())
            }
        },
        HostileCall("CampaignHTML.init(_:)") {
            each(Hostile.texts) { _ = CampaignHTML(hostileReport($0)).text }
        },
        HostileCall("CampaignTable.init(_:)") {
            each(Hostile.texts) { _ = CampaignTable(hostileReport($0)).text }
        },
        HostileCall("CampaignReport.json(recipientSet:)") {
            each(Hostile.texts) { _ = hostileReport($0).json(recipientSet: $0) }
        },
    ]

    private static func hostileReport(_ title: String) -> CampaignReport {
        let totals = hostileTotals()
        return CampaignReport(
            title: title,
            totals: totals,
            prices: PriceList(flat: Amount(.max), currency: title)
        )
    }
}

extension TemplateSyntax {
    /// Finds placeholders that lie anywhere.
    fileprivate static let hostile = placeholders { octets in
        { offset in
            let ends = [Int.min, -1, 0, offset, offset + 1, octets.count, Int.max]
            let end = max(ends[octets.count % ends.count], .min + 1)
            let range = min(offset, end)..<max(offset, end)
            return TemplatePlaceholder(range: range, content: .column("\(end)"))
        }
    }
}
