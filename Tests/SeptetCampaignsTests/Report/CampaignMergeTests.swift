import Foundation
import Septet
import SeptetBilling
import SeptetCampaigns
import SeptetJSON
import SeptetNumbers
import Testing

/// A sum of results says what is known of all parts of a list, and nothing else.
@Suite struct CampaignMergeTests {
    /// The sum of some results as a JSON object.
    private static func sum(_ results: [[UInt8]]) throws -> [String: Any] {
        var merge = CampaignMerge()
        for result in results { try merge.add(result) }
        let json = try merge.json()
        return try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
    }

    /// Parts without a price cost nothing that is known, whatever a result without such parts says.
    @Test func costsOfPartsAreThoseOfTheWhole() throws {
        let prices = try PriceList(octets: Array("prefix,price,currency\n48,0.1,EUR\n".utf8))
        // The second has two parts because of its letter, and no price.
        let messages = [
            ("+48500500500", "ż"), ("+447900900123", String(repeating: "ż", count: 71)),
        ]
        func result(_ messages: some Sequence<(String, String)>) throws -> [UInt8] {
            var estimator = CampaignEstimator(CampaignSettings(prices: prices, numberRule: .any))
            for (recipient, text) in messages {
                try estimator.add(recipient: recipient, text: text)
            }
            return estimator.report().json()
        }
        let whole = try Self.sum([try result(messages)])
        let savings = try #require(whole["savings"] as? [String: Int])
        #expect(savings["lossy"] == 1)
        let costs = try #require(whole["savingCosts"] as? [String: Any])
        #expect(costs["lossy"] == nil && costs["typographic"] != nil)
        let offenders = try #require(whole["offenders"] as? [[String: Any]])
        #expect(offenders.map { $0["extraParts"] as? Int } == [1])
        #expect(offenders.allSatisfy { $0["extraCost"] == nil })
        let parts = try messages.map { try result([$0]) }
        for order in [parts, parts.reversed()] {
            let sum = try Self.sum(order)
            for name in ["savings", "savingCosts", "offenders", "cost", "unpricedParts"] {
                #expect(sum[name] as? NSObject == whole[name] as? NSObject, "\(name)")
            }
        }
    }

    private static func refusal(_ results: String...) -> CampaignMerge.MergeError? {
        var merge = CampaignMerge()
        do {
            for result in results { try merge.add(Array(result.utf8)) }
            return nil
        } catch {
            return error
        }
    }

    /// The result of some messages, each to a recipient and with a number of letters.
    private static func result(
        _ messages: [(recipient: String, letterCount: Int)],
        price: String? = nil,
        isMergeable: Bool = false
    ) throws -> [UInt8] {
        let prices = try price.map { PriceList(flat: try Amount($0), currency: "EUR") }
        var estimator = CampaignEstimator(
            CampaignSettings(prices: prices, numberRule: .any)
        )
        for (recipient, letterCount) in messages {
            let text = String(repeating: "a", count: letterCount)
            try estimator.add(recipient: recipient, text: text)
        }
        let report = estimator.report()
        var recipients = estimator.takeRecipients()
        return report.json(recipientSet: isMergeable ? recipients.serialized() : nil)
    }

    private static func recipients(_ sum: [String: Any]) throws -> [String: Any] {
        try #require(sum["recipients"] as? [String: Any])
    }

    /// What `--mergeable` writes can be merged, and the sum again, beyond the limit of replies too.
    @Test func largeResultsAreMerged() throws {
        let recipientCount = 960_000
        var set = RecipientSet()
        for index in 0..<recipientCount { set.add(Array("recipient \(index)".utf8).span) }
        let serialized = set.serialized()
        let text = try #require(serialized)
        var json = JSONText()
        json.object { json in
            json.member("messages", recipientCount)
            json.member("rejected", 0)
            json.member("parts", recipientCount)
            json.key("recipients")
            json.object { json in
                json.member("unique", recipientCount)
                json.member("duplicates", 0)
                json.member("isLowerBound", false)
                json.member("set", text)
            }
        }
        try #require(json.octets.count > 8 << 20)
        var merge = CampaignMerge()
        try merge.add(json.octets)
        try merge.add(json.octets)
        let sum = try merge.json()
        let recipients = #""recipients":{"unique":960000,"duplicates":960000,"isLowerBound":false,"#
        #expect(
            String(decoding: sum.prefix(400), as: UTF8.self).utf8.starts(
                with: #"{"messages":1920000,"#.utf8
            )
        )
        #expect(String(decoding: sum.prefix(400), as: UTF8.self).contains(recipients))
        var again = CampaignMerge()
        try again.add(sum)
        #expect(try again.json().count == sum.count)
    }

    @Test func partsWithoutPricesHaveNone() throws {
        let priced = try Self.result([("48500500500", 10), ("48501500500", 200)], price: "0.05")
        let unpriced = try Self.result([("48502500500", 170)])
        for results in [[priced, unpriced], [unpriced, priced]] {
            let sum = try Self.sum(results)
            #expect(sum["parts"] as? Int == 5)
            #expect(sum["unpricedParts"] as? Int == 2)
            let cost = try #require(sum["cost"] as? [String: Any])
            #expect(cost["min"] as? Double == 0.15)
            let warning = "The cost leaves out 2 parts to numbers whose price is not known."
            #expect((sum["warnings"] as? [String])?.contains(warning) == true)
        }
        let without = try Self.sum([unpriced, unpriced])
        #expect(without["unpricedParts"] == nil && without["cost"] == nil)
        #expect((without["warnings"] as? [String])?.contains { $0.contains("cost") } == false)
    }

    @Test func theSumOfTheMostDigitsIsAResultAgain() throws {
        for price in ["0.12345678901234567890123", "999999999999999999999999"] {
            let messages = (0..<50).map { (recipient: "485005005\($0 + 10)", letterCount: 100) }
            var sum = try Self.result(messages, price: price)
            for _ in 0..<20 {
                var merge = CampaignMerge()
                try merge.add(sum)
                try merge.add(sum)
                sum = try merge.json()
            }
            let text = String(decoding: sum, as: UTF8.self)
            let wanted = try Amount(price) * (50 << 20)
            #expect(text.contains(#""cost":{"currency":"EUR","min":\#(wanted),"max":\#(wanted)}"#))
        }
    }

    @Test(arguments: [
        (#""unique":1,"duplicates":0,"set":"AQEBAQE=""#, "recipients.set"),
        (#""unique":6,"duplicates":0,"set":"AQEBAQE=""#, "recipients.set"),
        (
            #""unique":5,"duplicatesAtMost":0,"isLowerBound":true,"set":"AQEBAQE=""#,
            "recipients.set"
        ),
        (#""unique":5,"duplicates":5"#, "recipients.duplicates"),
        (#""unique":10,"duplicates":0"#, "recipients.duplicates"),
        (
            #""unique":5,"duplicatesAtMost":2,"isLowerBound":true,"uniqueAtMost":8"#,
            "recipients.uniqueAtMost"
        ),
        (
            #""unique":5,"duplicatesAtMost":2,"isLowerBound":true,"uniqueAtMost":4"#,
            "recipients.uniqueAtMost"
        ),
    ])
    func recipientsThatContradictAreRefused(members: String, name: String) {
        let result = #"{"messages":9,"rejected":0,"parts":9,"recipients":{\#(members)}}"#
        #expect(Self.refusal(result) == .inconsistent(member: name))
    }

    @Test func recipientsThatFitAreTaken() {
        let fitting = #""unique":5,"duplicates":4,"isLowerBound":false,"set":"AQEBAQE=""#
        let result = #"{"messages":9,"rejected":0,"parts":9,"recipients":{\#(fitting)}}"#
        #expect(Self.refusal(result, result) == nil)
    }

    @Test(arguments: [
        (#""histogram":{"1":2,"256":1}"#, "histogram.256"),
        (#""histogram":{"0":2}"#, "histogram.0"),
        (#""histogram":{"a":2}"#, "histogram.a"), (#""encodings":{"gsm9":2}"#, "encodings.gsm9"),
        (#""savings":{"other":2}"#, "savings.other"),
        (#""rejectedReasons":{"other":2}"#, "rejectedReasons.other"),
        (#""countries":[{"country":"PL","messages":1}]"#, "countries.parts"),
        (#""countries":[{"country":"PL","messages":1,"parts":1,"x":1}]"#, "countries.x"),
        (#""offenders":[{"character":"ab","messages":1,"extraParts":1}]"#, "offenders.character"),
        (#""messages":17592186044417"#, "messages"), (#""partial":1"#, "partial"),
        (#""cost":{"currency":"EUR","min":1,"max":1e90}"#, "cost"),
    ])
    func whatNoEstimateWritesIsRefused(member: String, name: String) {
        let result = #"{"messages":9,"rejected":0,"parts":9,\#(member)}"#
        #expect(Self.refusal(result) == .malformed(member: name))
    }

    @Test func countsAreAddedUpToTheirLimitAndNoFurther() {
        let most = #"{"messages":\#(1 << 44),"rejected":0,"parts":9}"#
        let one = #"{"messages":1,"rejected":0,"parts":9}"#
        #expect(Self.refusal(most) == nil)
        #expect(Self.refusal(most, one) == .malformed(member: "messages"))
    }

    @Test func currenciesAreComparedByTheirOctets() {
        func result(_ currency: String) -> String {
            #"{"messages":1,"rejected":0,"parts":1,"cost":{"currency":"\#(currency)","min":1,"max":1}}"#
        }
        #expect(Self.refusal(result("\u{E9}"), result("\u{E9}")) == nil)
        #expect(
            Self.refusal(result("\u{E9}"), result("e\u{301}"))
                == .currenciesDiffer("\u{E9}", "e\u{301}")
        )
    }

    @Test func recipientsWithoutSetsAreARangeHoweverOftenTheyAreMerged() throws {
        let part = try Self.result([("48500500500", 1), ("48501500500", 1), ("48501500500", 1)])
        var merge = CampaignMerge()
        try merge.add(part)
        try merge.add(part)
        let both = try merge.json()
        for results in [[part, part, part], [both, part], [part, both]] {
            let recipients = try Self.recipients(Self.sum(results))
            #expect(recipients["unique"] as? Int == 2)
            #expect(recipients["uniqueAtMost"] as? Int == 6)
            #expect(recipients["duplicates"] == nil)
            #expect(recipients["duplicatesAtMost"] as? Int == 7)
            #expect(recipients["isLowerBound"] as? Bool == true)
        }
    }

    @Test func setsOfNamesAndNumbersAreMergedExactly() throws {
        let first = try Self.result(
            [("48500500500", 1), ("8yn0iYCKYHlIj4-BwPqk", 1), ("a@b", 1)],
            isMergeable: true
        )
        let second = try Self.result(
            [("+48 500 500 500", 1), ("GReLUrM4wMqfg9yzV3KQ", 1), ("a@b", 1), ("a@c", 1)],
            isMergeable: true
        )
        let recipients = try Self.recipients(Self.sum([first, second]))
        #expect(recipients["unique"] as? Int == 5)
        #expect(recipients["duplicates"] as? Int == 2)
        #expect(recipients["isLowerBound"] as? Bool == false)
    }

    @Test func messagesWithoutARecipientMakeTheCountALowerBound() throws {
        let known = try Self.result([("+48500500500", 1)], isMergeable: true)
        var estimator = CampaignEstimator()
        try estimator.add(text: "a")
        try estimator.add(text: "b")
        let unknown = estimator.report().json()
        let sum = try Self.sum([known, unknown])
        let recipients = try Self.recipients(sum)
        #expect(recipients["unique"] as? Int == 1)
        #expect(recipients["uniqueAtMost"] as? Int == 3)
        #expect(recipients["duplicatesAtMost"] as? Int == 2)
        #expect(recipients["isLowerBound"] as? Bool == true)
        let warning = "The recipients of 2 messages are not known."
        #expect(sum["warnings"] as? [String] == [warning])
        let nothing = try Self.sum([unknown, unknown])
        #expect(nothing["recipients"] == nil)
    }

    /// Recipients given up may have been met before, so their number is not a fact.
    @Test func duplicatesAreAtMostWhatWasNotKept() throws {
        var estimator = CampaignEstimator()
        try estimator.add(text: "a")
        let totals = estimator.totals
        var set = RecipientSet(octetLimit: 64 << 10, spillFolder: "/nowhere/at/all")
        for number in 0..<100_000 {
            let octets = Array("49171\(number &* 7_919 % 99_999_989)".utf8)
            set.add(octets.span)
        }
        let additionCount = set.additionCount
        let count = set.count()
        #expect(count.isLowerBound)
        let report = CampaignReport(
            title: "",
            totals: totals,
            recipients: (count, additionCount)
        )
        let most = additionCount - count.value
        #expect(report.duplicateCount == nil && report.duplicatesAtMost == most)
        let text = String(decoding: report.json(), as: UTF8.self)
        #expect(
            text.contains(
                #""unique":\#(count.value),"duplicatesAtMost":\#(most),"isLowerBound":true"#
            )
        )
        #expect(!text.contains(#""duplicates""#))
        #expect(
            CampaignHTML(report).text.contains("at most \(ReportWording.count(most)) duplicates")
        )
        let warning =
            "There may be more different recipients than counted: "
            + "there was no room to keep them all."
        #expect(report.warnings == [warning])
    }
}
