import Septet
import SeptetBilling
@testable import SeptetCampaigns
import SeptetProviders
import TestSupport
import Testing

/// Parts that a provider bills beside those that are carried.
@Suite struct CampaignBillingTests {
    /// More, fewer and as many parts as CheapGlobalSMS bills.
    private static let texts = [
        String(repeating: "a", count: 306), String(repeating: "会", count: 72), "short",
    ]

    private static func settings(_ name: String) -> CampaignSettings {
        var settings = CampaignSettings(prices: PriceList(flat: Amount(1), currency: "EUR"))
        settings.billing = Provider.named(name)?.billing
        return settings
    }

    private static func totals(
        _ texts: [String],
        _ settings: CampaignSettings
    ) throws -> CampaignTotals {
        var estimator = CampaignEstimator(settings)
        for text in texts { try estimator.add(text: text) }
        return estimator.totals
    }

    @Test func bothCountsAreKeptAndMerge() throws {
        let settings = Self.settings("cgsms")
        var totals = try Self.totals(Self.texts, settings)
        totals.merge(try Self.totals([Self.texts[0]], settings))
        #expect(totals.partCount == 2 + 2 + 1 + 2)
        #expect(totals.billedPartCount == 3 + 1 + 1 + 3)
        #expect(totals.differingMessageCount == 3)
        #expect(totals.extraBilledPartCount == 2)
        #expect(totals.unbilledPartCount == 1)
    }

    @Test func costsAndWarningsGoByBilledParts() throws {
        let settings = Self.settings("cgsms")
        let totals = try Self.totals(Self.texts, settings)
        let report = CampaignReport(title: "", totals: totals, prices: settings.prices)
        #expect(report.whole.cost?.exact == Amount(5))
        // The sums are equal, the messages are not.
        #expect(
            report.warnings == [
                "2 messages are billed as another number of parts than the standard carries: "
                    + "5 are billed, 5 are carried (1 more, 1 fewer)."
            ]
        )
        let plain = try Self.totals(Self.texts, CampaignSettings())
        #expect(CampaignReport(title: "", totals: plain).warnings.isEmpty)
        #expect(plain.differingMessageCount == 0)
    }

    @Test func carriedAndBilledPartsHaveHeadingsOfTheirOwn() throws {
        let settings = Self.settings("cgsms")
        let differing = CampaignReport(title: "", totals: try Self.totals(Self.texts, settings))
        #expect(CampaignHTML(differing).text.contains(">Parts carried</th>"))
        #expect(CampaignHTML(differing).text.contains(">Parts billed</th>"))
        let plain = CampaignReport(
            title: "",
            totals: try Self.totals(Self.texts, CampaignSettings())
        )
        #expect(CampaignHTML(plain).text.contains(">Parts a message</th>"))
        #expect(!CampaignHTML(plain).text.contains(">Parts billed</th>"))
    }

    @Test func nationalTablesAreNotTheProviders() throws {
        // 100 septets with the Turkish table, 100 characters of UCS-2 without.
        let text = String(repeating: "ğ", count: 100)
        var settings = Self.settings("smsapi")
        settings.planner = Planner(languages: .all)
        let totals = try Self.totals([text], settings)
        #expect(totals.partCount == 1)
        #expect(totals.billedPartCount == 2)
    }

    @Test(arguments: Provider.all.map(\.name))
    func eachTextIsBilledAsTheProviderDoes(name: String) throws {
        let settings = Self.settings(name)
        let provider = try #require(Provider.named(name))
        var texts = RandomText(try ReferenceTables(), Seed.generator("billed campaign", name.count))
        for _ in 0..<100 {
            let text = texts.next()
            let measure = TextMeasure(text)
            guard measure.fitsOneMessage else { continue }
            let totals = try Self.totals([text], settings)
            let expected = provider.billedPartCount(text) ?? measure.partCount
            #expect(totals.billedPartCount == expected, "\(text.debugDescription)")
        }
    }
}
