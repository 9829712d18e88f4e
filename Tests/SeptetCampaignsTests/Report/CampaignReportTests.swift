import Septet
import SeptetBilling
@testable import SeptetCampaigns
import SeptetProviders
import Testing

@Suite struct CampaignReportTests {
    /// Four messages to three countries, one of them without a price.
    static func report(title: String = "list.csv", isPartial: Bool = false) throws -> CampaignReport
    {
        let prices = try PriceList(
            octets: Array(
                """
                prefix,country,mcc,mnc,price,currency
                49,DE,262,,0.07,EUR
                48,PL,260,01,0.02,EUR
                48,PL,260,02,0.03,EUR
                """.utf8
            )
        )
        var settings = CampaignSettings()
        settings.prices = prices
        var estimator = CampaignEstimator(settings)
        try estimator.add(recipient: "+49 171 3920042", text: String(repeating: "a", count: 161))
        try estimator.add(recipient: "48500500500", text: "ż" + String(repeating: "a", count: 100))
        try estimator.add(recipient: "48501501501", text: "<b>&\"’")
        try estimator.add(recipient: "+33612345678", text: "a")
        estimator.reject(.malformedQuotes)
        let totals = estimator.totals
        var recipients = estimator.takeRecipients()
        let additionCount = recipients.additionCount
        let count = recipients.count()
        return CampaignReport(
            title: title,
            totals: totals,
            prices: prices,
            recipients: (count, additionCount),
            isPartial: isPartial
        )
    }

    private static func text(_ cost: Cost?) -> String { cost.map(ReportWording.cost) ?? "none" }

    @Test func sharesAddUpToTheWhole() throws {
        let report = try Self.report()
        #expect(report.whole.messageCount == 4)
        #expect(report.whole.partCount == 6)
        #expect(report.whole.unpricedPartCount == 1)
        #expect(Self.text(report.whole.cost) == "0.20–0.23 EUR")
        let encodings = report.encodings.map {
            "\($0.encoding) \($0.share.messageCount) \($0.share.partCount) \(Self.text($0.share.cost))"
        }
        #expect(encodings == ["gsm7 2 3 0.14 EUR", "ucs2 2 3 0.06–0.09 EUR"])
        let histogram = report.histogram.map {
            "\($0.partCount) \($0.share.messageCount) \(Self.text($0.share.cost))"
        }
        #expect(histogram == ["1 2 0.02–0.03 EUR", "2 2 0.18–0.20 EUR"])
    }

    @Test func destinationsComeByCost() throws {
        let report = try Self.report()
        let rows = report.destinations.map {
            "\(ReportWording.country($0.group)) \($0.share.partCount) \(Self.text($0.share.cost))"
        }
        #expect(rows == ["Germany 2 0.14 EUR", "Poland 3 0.06–0.09 EUR", "France 1 none"])
        #expect(report.recipients?.value == 4)
        #expect(report.duplicateCount == 0)
    }

    @Test func whatIsDearHasItsPrice() throws {
        let report = try Self.report()
        let characters = report.expensiveCharacters.map {
            "\($0.scalar) \($0.totals.extraPartCount) \(Self.text($0.extraCost))"
        }
        #expect(characters == ["ż 1 0.02–0.03 EUR", "’ 0 0.00 EUR"])
        let savings = report.savings.map { "\($0.table) \($0.partCount) \(Self.text($0.cost))" }
        #expect(
            savings == ["typographic 0 0.00 EUR", "lossless 0 0.00 EUR", "lossy 1 0.02–0.03 EUR"]
        )
    }

    /// Fewer extra parts to a more expensive country come first; without prices parts decide.
    @Test(arguments: [true, false])
    func charactersComeByCost(hasPrices: Bool) throws {
        let prices = try PriceList(
            octets: Array("prefix,price,currency\n48,0.01,EUR\n49,0.09,EUR\n".utf8)
        )
        var estimator = CampaignEstimator(CampaignSettings(prices: hasPrices ? prices : nil))
        let rest = String(repeating: "a", count: 100)
        for (recipient, character) in [
            ("48500500500", "ż"), ("48501501501", "ż"), ("491713920042", "ł"),
        ] {
            try estimator.add(recipient: recipient, text: character + rest)
        }
        let report = estimator.report()
        #expect(report.expensiveCharacters.map(\.scalar) == (hasPrices ? ["ł", "ż"] : ["ż", "ł"]))
        #expect(report.expensiveCharacters.map(\.totals.extraPartCount).reduce(0, +) == 3)
        var merge = CampaignMerge()
        try merge.add(report.json())
        let merged = try merge.json()
        let part = #""offenders":[{"character":"\#(hasPrices ? "ł" : "ż")""#
        #expect(String(decoding: merged, as: UTF8.self).contains(part))
    }

    @Test func warningsSayWhatIsMissing() throws {
        let report = try Self.report(isPartial: true)
        #expect(
            report.warnings == [
                "These are partial figures: the counting was stopped before the end.",
                "The cost leaves out 1 part to numbers whose price is not known.",
                "2 numbers without a plus were read as international.",
            ]
        )
    }

    @Test func withoutPricesThereAreNoCosts() throws {
        var estimator = CampaignEstimator()
        try estimator.add(text: "ż")
        let report = CampaignReport(title: "x", totals: estimator.totals)
        #expect(report.whole.cost == nil)
        #expect(report.destinations.isEmpty)
        #expect(report.expensiveCharacters.first?.extraCost == nil)
        #expect(report.warnings.isEmpty)
        #expect(!CampaignHTML(report).text.contains("<dt>Cost"))
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1234, "-1,234"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func countsHaveTheirThousandsApart(count: Int, wanted: String) {
        #expect(ReportWording.count(count) == wanted)
    }
}
