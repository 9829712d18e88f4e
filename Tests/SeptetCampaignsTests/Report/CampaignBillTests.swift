import Septet
import SeptetBilling
import SeptetCampaigns
import SeptetNumbers
import Testing

/// Free parts, tax, fees, and what would help most.
@Suite struct CampaignBillTests {
    private static func prices(_ text: String) throws -> PriceList {
        try PriceList(octets: Array(text.utf8))
    }

    private static func picture(_ cost: Cost?) -> String {
        cost.map { "\($0.minimum)...\($0.maximum) \($0.currency)" } ?? "none"
    }

    private static func report(
        _ messages: [(recipient: String, text: String)],
        _ prices: PriceList?
    ) throws -> CampaignReport {
        var estimator = CampaignEstimator(CampaignSettings(prices: prices))
        for message in messages {
            try estimator.add(recipient: message.recipient, text: message.text)
        }
        return estimator.report()
    }

    @Test func freePartsAndTaxAreLinesOfTheirOwn() throws {
        let flat = PriceList(flat: try Amount("0.05"), currency: "EUR")
        var report = try Self.report(Array(repeating: ("+48500500500", "Hi"), count: 10), flat)
        #expect(report.bill == nil)
        report.terms.freePartCount = 4
        report.terms.taxPercent = try Amount("23")
        let bill = try #require(report.bill)
        #expect(Self.picture(report.whole.cost) == "0.50...0.50 EUR")
        #expect(bill.freePartCount == 4)
        #expect(Self.picture(bill.allowance) == "0.20...0.20 EUR")
        #expect(Self.picture(bill.net) == "0.30...0.30 EUR")
        #expect(bill.tax?.minimum == (try Amount("0.069")))
        #expect(bill.total.exact == (try Amount("0.369")))
        report.terms.freePartCount = 1_000
        report.terms.taxPercent = nil
        #expect(report.bill?.freePartCount == 10)
        #expect(report.bill?.total.exact == .zero)
        #expect(report.bill?.tax == nil)
    }

    /// Which parts are free isn't known, so the bill is between two.
    @Test func freePartsOfSeveralPricesAreARange() throws {
        let list = try Self.prices("country,price,currency\nPL,0.02,EUR\nGB,0.05,EUR\n")
        var report = try Self.report(
            [("+48500500500", "a"), ("+48500500501", "a"), ("+447900900123", "a")],
            list
        )
        report.terms.freePartCount = 1
        let bill = try #require(report.bill)
        #expect(Self.picture(bill.allowance) == "0.02...0.05 EUR")
        #expect(Self.picture(bill.total) == "0.04...0.07 EUR")
        report.terms.freePartCount = 2
        #expect(report.bill.map { Self.picture($0.total) } == "0.02...0.05 EUR")
    }

    @Test(arguments: [
        ("8.1", "0.00405"), ("0", "0"), ("100", "0.05"), ("0.5", "0.00025"), ("19.00", "0.0095"),
    ])
    func taxIsExact(percent: String, wanted: String) throws {
        let flat = PriceList(flat: try Amount("0.05"), currency: "EUR")
        var report = try Self.report([("+48500500500", "Hi")], flat)
        report.terms.taxPercent = try Amount(percent)
        #expect(report.bill?.tax?.exact == (try Amount(wanted)))
    }

    /// The fees of a provider's description are added to flat prices and to a list, also beside its own fees.
    @Test func feesOfAProviderAreByDestination() throws {
        let numbers = [("+12125550100", "a"), ("+12045550100", "a")]
        for (list, cost, fees) in [
            (
                PriceList(flat: try Amount("0.0079"), currency: "USD"), "0.0188...0.0198 USD",
                "0.003...0.004 USD"
            ),
            (
                try Self.prices(
                    "country,price,fee,currency\nUS,0.0079,0.001,USD\nCA,0.0079,,USD\n"
                ),
                "0.0198...0.0208 USD", "0.004...0.005 USD"
            ),
        ] {
            let fee = try Amount("0.003")...Amount("0.004")
            let charged = list.adding(fees: "Own's fees") { $0 == "US" ? fee : nil }
            let report = try Self.report(numbers, charged)
            #expect(report.whole.cost.map(Self.picture) == cost)
            #expect(report.fees.map(Self.picture) == fees)
            #expect(charged.notes == ["Own's fees are added to the price of each part."])
            #expect(list.adding(fees: "Own's fees") { _ in nil }.notes.isEmpty)
        }
    }

    @Test func feesArePartOfTheCostAndApart() throws {
        let list = try Self.prices(
            "country,price,fee,currency\nUS,0.0079,0.003,USD\nCA,0.0075,,USD\n"
        )
        let report = try Self.report(
            [("+12125550100", "a"), ("+12125550101", "a"), ("+12045550100", "a")],
            list
        )
        #expect(report.whole.cost?.exact == (try Amount("0.0293")))
        #expect(report.fees?.exact == (try Amount("0.006")))
        let json = String(decoding: report.json(), as: UTF8.self)
        #expect(json.contains(#""fees":{"currency":"USD","min":0.006,"max":0.006}"#))
        #expect(json.contains(#""fee":{"min":0.003,"max":0.003}"#))
        #expect(CampaignHTML(report).text.contains("USD, 0.006 of it fees, exactly"))
        #expect(CampaignTable(report).text.contains("fees,,,,,0.006,0.006,USD\r\n"))
        var merge = CampaignMerge()
        try merge.add(report.json())
        try merge.add(report.json())
        let sum = String(decoding: try merge.json(), as: UTF8.self)
        #expect(sum.contains(#""fees":{"currency":"USD","min":0.012,"max":0.012}"#))
    }

    /// "Exactly" is said only where every part has a price.
    @Test func aCostIsExactOnlyWithAllPrices() throws {
        let list = try Self.prices("country,price,currency\nPL,0.02,EUR\n")
        let all = try Self.report([("+48500500500", "a")], list)
        #expect(all.isFullyPriced)
        #expect(CampaignHTML(all).text.contains("EUR, exactly"))
        let some = try Self.report([("+48500500500", "a"), ("+447900900123", "a")], list)
        #expect(!some.isFullyPriced)
        let page = CampaignHTML(some).text
        #expect(!page.contains("exactly"))
        #expect(page.contains("EUR, without 1 part whose price is not known"))
    }

    @Test func aBillCannotBeMerged() throws {
        let flat = PriceList(flat: try Amount("0.05"), currency: "EUR")
        var report = try Self.report([("+48500500500", "Hi")], flat)
        report.terms.freePartCount = 1
        var merge = CampaignMerge()
        #expect(throws: CampaignMerge.MergeError.billed(member: "freeParts")) {
            try merge.add(report.json())
        }
    }

    // MARK: What would help most

    @Test func charactersOfTheTemplateAreNamedWithWhatTheyCost() throws {
        let flat = PriceList(flat: try Amount("0.05"), currency: "EUR")
        let text = "Don’t miss it – " + String(repeating: "a", count: 80)
        var report = try Self.report(Array(repeating: ("+48500500500", text), count: 10), flat)
        report.templateCharacters = Set(text.unicodeScalars)
        #expect(
            report.advice?.sentence
                == "Replace – and ’ in the template: 10 parts and 0.50 EUR less."
        )
        report.templateCharacters = ["’"]
        #expect(report.advice?.action == "Replace – and ’ in the template and in the list")
        report.templateCharacters = []
        #expect(report.advice?.action == "Replace – and ’ in the list")
        #expect(
            String(decoding: report.json(), as: UTF8.self).contains(
                #""advice":{"text":"Replace – and ’ in the list: 10 parts and 0.50 EUR less.","parts":10,"#
            )
        )
    }

    @Test func shorterTextsAreProposedWithTheFewestCharacters() throws {
        let flat = PriceList(flat: try Amount("0.05"), currency: "EUR")
        func messages(_ lengths: [Int]) -> [(String, String)] {
            lengths.map { ("+48500500500", String(repeating: "a", count: $0)) }
        }
        let many = try Self.report(
            messages(Array(repeating: 165, count: 20) + [161, 180, 10]),
            flat
        )
        #expect(
            many.advice?.sentence
                == "Make the text 5 characters shorter: 21 parts and 1.05 EUR less."
        )
        let one = try Self.report(messages([10, 20, 172]), flat)
        #expect(
            one.advice?.sentence
                == "12 characters fewer in row 3's message: 1 part and 0.05 EUR less."
        )
        let three = try Self.report(messages([307]), nil)
        #expect(three.advice?.sentence == "1 character fewer in row 1's message: 1 part less.")
        #expect(try Self.report(messages([160, 306, 200]), flat).advice == nil)
    }

    @Test func sourcesArePrintedAlike() throws {
        var report = try Self.report([("+48500500500", "Hi")], nil)
        report.sources = ReportSources(
            list: "list.csv",
            template: "t<xt",
            prices: "prices.csv",
            pricesDate: "2026-11-30",
            provider: "SMSAPI",
            options: ["--country PL"],
            moment: "2026-11-30T19:10:22Z"
        )
        let json = String(decoding: report.json(), as: UTF8.self)
        #expect(
            json.contains(
                #""sources":{"list":"list.csv","template":"t<xt","prices":"prices.csv","#
                    + #""pricesDate":"2026-11-30","provider":"SMSAPI","options":["--country PL"],"#
                    + #""moment":"2026-11-30T19:10:22Z"}"#
            )
        )
        let html = CampaignHTML(report).text
        #expect(html.contains("prices.csv, of 2026-11-30"))
        #expect(html.contains("t&lt;xt"))
        #expect(CampaignTable(report).text.contains("source,counted,2026-11-30T19:10:22Z,,,,,\r\n"))
    }

    // MARK: Flaws

    /// Texts that have a part more because of what an export left behind.
    @Test(
        "What exports left behind is remarked with what it costs",
        arguments: [
            ("Tom &amp; Jerry", TextFlaw.htmlEntities), ("it&#39;s", .htmlEntities),
            ("a&nbsp;b", .htmlEntities), ("CafÃ©", .misreadUTF8), ("donâ€™t", .misreadUTF8),
            ("a\\nb", .literalEscapes), ("a\r\nb", .carriageReturns),
        ]
    )
    func flawsAreRemarked(flawed: String, flaw: TextFlaw) throws {
        let flat = PriceList(flat: try Amount("0.05"), currency: "EUR")
        // As long as one part can be, flaw included; a character more makes a second part.
        var text = flawed
        while try Planner().plan(text).partCount == 1 { text += "a" }
        let report = try Self.report([("+48500500500", text), ("+48500500501", "Hi")], flat)
        #expect(report.flaws.map(\.flaw) == [flaw])
        #expect(report.flaws.map(\.messageCount) == [1])
        #expect(report.flaws.map(\.partCount) == [1])
        #expect(report.flaws.first?.cost?.exact == (try Amount("0.05")))
        #expect(report.warnings.contains { $0.hasSuffix("saves 1 part and 0.05 EUR.") })
        var merge = CampaignMerge()
        try merge.add(report.json())
        try merge.add(report.json())
        #expect(
            String(decoding: try merge.json(), as: UTF8.self).contains(#""messages":2,"parts":2,"#)
        )
    }

    @Test(arguments: [
        ("Caf&eacute;", 1), ("CafÃ©", 1), ("a\\nb", 1), ("a\r\nb", 0), ("CafÃ©&amp;\\n", 3),
    ])
    func flawsOfOnePartSaveNone(text: String, kindCount: Int) throws {
        let report = try Self.report([("+48500500500", text)], nil)
        #expect(report.flaws.count == kindCount)
        #expect(report.flaws.allSatisfy { $0.messageCount == 1 && $0.partCount == 0 })
    }

    @Test(arguments: [
        "Tom & Jerry", "a & b; c", "AT&T; R&D", "C:\\data", "ÃO São João", "Â é", "a\rb",
        "&unknown;",
        "Ñandú", "&#9;", "100 € – ’", "\\",
    ])
    func soundTextsHaveNoFlaws(text: String) throws {
        #expect(try Self.report([("+48500500500", text)], nil).flaws.isEmpty)
    }
}
