import SeptetBilling
import SeptetProviders
import Testing

@Suite struct SMSwordsTests {
    private static let account = SMSwords.Account(
        token: Secret("t0ken&1", variable: SMSwords.tokenVariable)
    )

    private var campaign: SMSwords.Campaign {
        var campaign = SMSwords.Campaign(message: "API test message")
        campaign.targetMode = "location"
        campaign.countryCode = "DE"
        campaign.industryID = 5
        campaign.recurring = "monthly"
        campaign.dateFrom = "2017-03-01"
        campaign.dateTo = "2017-05-01"
        campaign.time = "10:00"
        campaign.name = "API test campaign"
        campaign.volume = 1000
        campaign.senderID = 12
        campaign.reference = "1"
        return campaign
    }

    private func answer(_ text: String, to name: String) throws -> String {
        let calls = try #require(Provider.smswords.calls)
        return String(decoding: try calls.answer(Array(text.utf8), to: name), as: UTF8.self)
    }

    /// An `error` beside `data` is not a failure (SW-5).
    @Test func dataBesideAnErrorIsASuccess() throws {
        #expect(try answer(#"{"error":"old","data":[]}"#, to: "credits") == #"{"credits":[]}"#)
        let failed = try answer(#"{"error":"new"}"#, to: "credits")
        #expect(failed == #"{"error":{"messages":["new"]}}"#)
    }

    @Test func tokenIsPrintedNowhere() throws {
        let created = SMSwords.prepare(campaign, .create, account: Self.account)
        let listed = try #require(Provider.smswords.calls)
            .prepare(call: "campaigns", account: ProviderAccount(["apiToken": "t0ken&1"]))
        for preparation in [created, listed] {
            let request = try #require(preparation.requests.first)
            #expect(request.url.contains("api_token=t0ken%261"))
            var dumped = ""
            dump(preparation, to: &dumped)
            let shown = [
                dumped, "\(preparation)", "\(request)", String(reflecting: Self.account),
                request.redactedURL, try request.curlCommand,
            ]
            for text in shown {
                #expect(!text.contains("t0ken"), "\(text)")
            }
            #expect(try request.curlCommand.contains("\"${SMSWORDS_API_TOKEN}\""))
        }
    }

    @Test func tokenInALinkIsNotKept() throws {
        let reply = """
            {"data": [], "meta": {"pagination": {"links":
            {"next": "https://smswords.net/api/v1/credits?api_token=SECRET&page=2"}}}}
            """
        let list = try answer(reply, to: "credits")
        #expect(list == #"{"credits":[],"nextPage":2,"previousPage":null}"#)
        let job =
            "{\"provider\":\"smswords\",\"input\":{\"parse\":\"credits\",\"body\":\(quoted(reply))}}"
        #expect(!JobRunner().run(job).contains("SECRET"))
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\\\"").replacing("\n", with: " ") + "\""
    }

    @Test func monthlyInstancesAgreeWithACount() throws {
        // Counted day by day: the first day of each month, or its last where it is shorter.
        var campaign = campaign
        for first in ["2016-01-29", "2016-01-31", "2017-02-28", "2017-12-01"] {
            let start = try #require(CalendarDate(first))
            var days = 0
            for offset in 0..<800 {
                let day = start.adding(days: offset)
                let length = CalendarDate.dayCount(ofMonth: day.month, year: day.year)
                days += day.day == min(start.day, length) ? 1 : 0
                campaign.dateFrom = first
                campaign.dateTo = day.description
                #expect(campaign.instances?.count == days, "\(first) to \(day)")
                #expect(campaign.instances?.dates(limit: 1000).count == days)
            }
        }
    }

    @Test func instancesOfTheWholeCalendarAreCounted() {
        var campaign = campaign
        campaign.recurring = "weekly"
        campaign.dateFrom = "0001-01-01"
        campaign.dateTo = "9999-12-31"
        #expect(campaign.instances?.count == 521_723)
        #expect(campaign.instances?.dates(limit: 400).count == 400)
        campaign.recurring = "monthly"
        #expect(campaign.instances?.count == 9999 * 12)
    }

    @Test func costIsExact() throws {
        let cost = try #require(SMSwords.prepare(campaign, .calculateCost).estimate.cost)
        #expect(cost.exact == Amount(3000))
        var long = campaign
        long.message = String(repeating: "a", count: 161)
        let range = try #require(SMSwords.prepare(long, .calculateCost).estimate.cost)
        #expect(range.exact == nil)
        #expect((range.minimum, range.maximum) == (Amount(3000), Amount(6000)))
    }

    @Test func extremeReportsDoNotTrap() throws {
        let reply = """
            {"data": {"id": 1, "cost": "-9223372036854775808", "instances": [
            {"id": 1, "report": {"refunded": -9223372036854775808}},
            {"id": 2, "report": {"refunded": -9223372036854775808}}]}}
            """
        let record = try answer(reply, to: "campaign")
        #expect(record.contains(#""netCost":9223372036854775808,"#), "\(record)")
    }

    @Test(arguments: [
        "", "[", "[]", "null", "3", #"{"data":3}"#, #"{"data":[{"id":"x"}]}"#,
        #"{"data":{"id":1,"instances":3}}"#, #"{"data":{"id":1,"cost":"free"}}"#,
        #"{"data":{"id":1,"city":{"data":[]}}}"#, #"{"data":{"id":1,"fta_id":[[1]]}}"#,
        #"{"data":{"id":1,"instances":[{"id":1,"date":{"date":"2017-13-01 00:00:00"}}]}}"#,
    ])
    func damagedRepliesAreErrors(text: String) {
        #expect(throws: ReplyError.self) { try answer(text, to: "campaigns") }
    }
}
