import Septet
import SeptetBilling
import SeptetCampaigns
import Testing

/// Costs are exact for every price that is accepted.
@Suite struct ExactCostTests {
    /// Two parts in UCS-2, one without the letter.
    private static let text = "ł" + String(repeating: "a", count: 100)

    private static func amounts(_ cost: Cost?) -> [String] {
        cost.map { ["\($0.minimum)", "\($0.maximum)"] } ?? []
    }

    @Test(arguments: [
        ("0.05", 1, "0.05"), ("0.05000000000000", 1, "0.05000000000000"),
        ("0.018000000000000002", 3, "0.054000000000000006"),
        ("1.099511627776", 2, "2.199023255552"),
        ("999999999999999999999999", 1_000, "999999999999999999999999000"),
        ("0.99999999999999999999999", 1_001, "1000.99999999999999999998999"),
    ])
    func whatACharacterCostsIsExact(price: String, messageCount: Int, wanted: String) throws {
        let prices = PriceList(flat: try Amount(price), currency: "EUR")
        var estimator = CampaignEstimator(CampaignSettings(prices: prices))
        for _ in 0..<messageCount { try estimator.add(text: Self.text) }
        let report = estimator.report()
        #expect(Self.amounts(report.expensiveCharacters.first?.extraCost) == [wanted, wanted])
        #expect(Self.amounts(report.savings.last?.cost) == [wanted, wanted])
        let whole = try Amount(price) * (2 * messageCount)
        #expect(report.whole.cost == Cost(whole, currency: "EUR"))
    }

    @Test func theFinestAndTheHighestPriceStandBesideEachOther() throws {
        let list = "prefix,price\n48,100000000000000000000000\n49,0.00000000000000000000001\n"
        let prices = try PriceList(octets: Array(list.utf8), currency: "EUR")
        var estimator = CampaignEstimator(CampaignSettings(prices: prices))
        for recipient in ["48500500500", "491711234567"] {
            try estimator.add(recipient: recipient, text: Self.text)
        }
        let report = estimator.report()
        let cost = ["200000000000000000000000.00000000000000000000002"]
        #expect(Self.amounts(report.whole.cost) == cost + cost)
        let extra = ["100000000000000000000000.00000000000000000000001"]
        #expect(Self.amounts(report.expensiveCharacters.first?.extraCost) == extra + extra)
        #expect(try report.whole.cost.map { try $0.maximum > Amount("2e23") } == true)
    }

    @Test func thePriceOfAMessageIsTheLeastThatItsPartsCost() throws {
        var estimator = CampaignEstimator(CampaignSettings(prices: .smswordsCredits))
        try estimator.add(text: Self.text)
        let report = estimator.report()
        #expect(Self.amounts(report.whole.cost) == ["1", "2"])
        #expect(Self.amounts(report.expensiveCharacters.first?.extraCost) == ["0", "1"])
    }

    /// Nothing is said of an unknown cost; a part of it that is known is said.
    @Test func whatHasNoPriceCostsNotNothing() throws {
        let prices = try PriceList(octets: Array("prefix,price\n48,0.05\n".utf8), currency: "EUR")
        var estimator = CampaignEstimator(CampaignSettings(prices: prices))
        for (recipient, letter) in [
            ("491711234567", "ż"), ("48500500500", "ł"), ("491721234567", "ł"),
        ] {
            let text = letter + String(repeating: "a", count: 100)
            try estimator.add(recipient: recipient, text: text)
        }
        let report = estimator.report()
        let costs = Dictionary(
            uniqueKeysWithValues: report.expensiveCharacters.map {
                ($0.scalar, Self.amounts($0.extraCost))
            }
        )
        #expect(costs == ["ż": [], "ł": ["0.05", "0.05"]])
        #expect(Self.amounts(report.savings.last?.cost) == ["0.05", "0.05"])
    }

    @Test func moreDigitsThanArePricesAreRefusedWithTheirLimit() throws {
        let digits = String(repeating: "1", count: 25)
        #expect(throws: PriceListError.tooManyDigits(digitCount: 25, limit: 24, line: 2)) {
            try PriceList(octets: Array("price\n\(digits)\n".utf8), currency: "EUR")
        }
        let error = PriceListError.tooManyDigits(digitCount: 25, limit: 24, line: 2)
        #expect("\(error)" == "line 2: a price of 25 digits, more than 24")
    }
}
