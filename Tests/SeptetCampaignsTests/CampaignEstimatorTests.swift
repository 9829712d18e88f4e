import Septet
import SeptetBilling
import SeptetCampaigns
import SeptetProviders
import Testing

/// A campaign that a sender feeds, without any file.
@Suite struct CampaignEstimatorTests {
    /// The snippet of README.md, compiled and run; `Scripts/check docs` holds the two together.
    @Test func snippet() throws {
        let recipients = [
            (phone: "+48500500500", columns: ["name": "Ola", "city": "Łódź"]),
            (phone: "+491713920042", columns: ["name": "", "city": "Köln"]),
        ]
        let template = try MessageTemplate("Hi {{name|friend}}, see you in {{city}}!")
        let prices = PriceList(flat: try Amount("0.05"), currency: "EUR")
        var campaign = CampaignEstimator(CampaignSettings(prices: prices))
        for recipient in recipients {
            let text = try template.text(recipient.columns)
            try campaign.add(recipient: recipient.phone, text: text)
        }
        let report = campaign.report()
        print(report.whole.partCount, report.whole.cost?.maximum ?? .zero)  // 2 0.10
        print(report.expensiveCharacters.map(\.scalar))  // "ó", "Ł", "ź"

        #expect(report.whole.partCount == 2)
        #expect(report.whole.cost?.maximum.description == "0.10")
        #expect(report.expensiveCharacters.map(\.scalar) == ["ó", "Ł", "ź"])
        #expect(report.recipients?.value == 2)
    }

    @Test func estimatorsOfSeveralThreadsBecomeOne() throws {
        let settings = CampaignSettings(prices: PriceList(flat: Amount(1), currency: "EUR"))
        let messages = (0..<60).map { index in
            (phone: "+485005005\(10 + index % 40)", text: String(repeating: "ż", count: index * 7))
        }
        var whole = CampaignEstimator(settings)
        var first = CampaignEstimator(settings)
        var second = CampaignEstimator(settings)
        for (index, message) in messages.enumerated() {
            try whole.add(recipient: message.phone, text: message.text)
            if index < 25 {
                try first.add(recipient: message.phone, text: message.text)
            } else {
                try second.add(recipient: message.phone, text: message.text)
            }
        }
        first.merge(second)
        #expect(first.report(title: "x") == whole.report(title: "x"))
        #expect(first.report().recipients?.value == 40)
        // Rows go on behind those of both.
        try first.add(recipient: "+12125550100", text: String(repeating: "ż", count: 1_000))
        try whole.add(recipient: "+12125550100", text: String(repeating: "ż", count: 1_000))
        #expect(first.report() == whole.report())
        #expect(first.report().totals.longest.entries.first?.row == 61)
    }

    @Test func aRecipientOfNoMessageIsNotCounted() throws {
        var campaign = CampaignEstimator()
        try campaign.add(recipient: "+48500500500", text: "hi")
        let long = String(repeating: "x", count: 40_000)
        let error = PlanningError.tooManyParts(
            partCount: 262,
            alphabet: .gsm7Bit,
            unitCount: 40_000
        )
        #expect(throws: CampaignEstimator.Refusal.text(error)) {
            try campaign.add(recipient: "+48500500501", text: long)
        }
        let report = campaign.report()
        #expect(report.totals.rejectedCount == 1)
        #expect(report.recipients?.value == 1)
        #expect(report.duplicateCount == 0)
    }

    @Test func withoutRecipientsThereIsNoCountOfThem() throws {
        var campaign = CampaignEstimator()
        try campaign.add(text: "hi")
        #expect(campaign.report().recipients == nil)
    }

    @Test func templatesAreFilledInByName() throws {
        let template = try MessageTemplate("{{a|x}}-{{b}}{{a}}")
        #expect(try template.text(["a": "{{b}}", "b": "", "c": "no"]) == "{{b}}-{{b}}")
        #expect(try template.text(["a": "", "b": "ż"]) == "x-ż")
        #expect(throws: TemplateError.unknownColumn("b", nearest: "a", utf8Offset: 8)) {
            try template.text(["a": "1"])
        }
    }
}
