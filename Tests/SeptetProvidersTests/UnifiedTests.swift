import SeptetProviders
import Testing

@Suite struct UnifiedTests {
    private static let account = Unified.Account(
        username: "reseller",
        password: Secret("s3cret&pass", variable: Unified.passwordVariable),
        origin: "http://sms.example.com:8080"
    )

    private func message(_ text: String) -> Unified.Message {
        Unified.Message(.text(text), destinations: ["+447911123456"], source: "Acme")
    }

    @Test func passwordIsPrintedNowhere() throws {
        let preparation = Unified.prepare(message("Hello"), account: Self.account)
        let request = try #require(preparation.requests.first)
        #expect(request.url.contains("password=s3cret%26pass"))
        var dumped = ""
        dump(preparation, to: &dumped)
        let shown = [
            dumped, "\(preparation)", "\(request)", String(reflecting: request),
            String(reflecting: Self.account), request.redactedURL, try request.curlCommand,
        ]
        for text in shown {
            #expect(!text.contains("s3cret"), "\(text)")
        }
        #expect(try request.curlCommand.contains("\"${UNIFIED_PASSWORD}\""))
    }

    @Test func bothSidesOfEveryLimit() {
        func parts(_ count: Int, _ character: Character, type: Int) -> Int? {
            var message = message(String(repeating: character, count: count))
            message.type = type
            return Unified.prepare(message).estimate.billedPartCount
        }
        #expect([140, 141, 306, 307].map { parts($0, "a", type: 1) } == [1, 2, 2, 3])
        #expect([160, 161, 306, 307].map { parts($0, "a", type: 0) } == [1, 2, 2, 3])
        #expect([70, 71, 134, 135].map { parts($0, "я", type: 2) } == [1, 2, 2, 3])
        #expect([70, 71, 134, 135].map { parts($0, "a", type: 6) } == [1, 2, 2, 3])
        #expect([160, 161, 306, 307].map { parts($0, "ã", type: 5) } == [1, 2, 2, 3])
        #expect([140, 141, 306, 307].map { parts($0, "ã", type: 7) } == [1, 2, 2, 3])
        #expect(parts(5, "a", type: 4) == nil)
    }

    @Test func everyTypeHasAnEncodingOfItsOwnKind() {
        #expect(Unified.MessageType.allCases.map(\.rawValue) == [0, 1, 2, 4, 5, 6, 7])
        #expect(Unified.MessageType(rawValue: 3) == nil)
        #expect(Unified.MessageType.automatic(for: "a", isFlash: true) == .flash)
        #expect(Unified.MessageType.automatic(for: "ã", isFlash: true) == .unicodeFlash)
    }

    @Test func clockOfTwelveHoursNamesEachMinute() throws {
        for minute in 0..<1440 {
            let moment = Timestamp(secondsSince1970: 1_709_164_800 + minute * 60)
            let text = Unified.Schedule(at: moment).timeText
            let fields = text.split { $0 == ":" || $0 == " " }
            let hour = try #require(Int(fields[0]))
            #expect((1...12).contains(hour) && text.count == 8)
            #expect(hour % 12 + (fields[2] == "pm" ? 12 : 0) == minute / 60)
            #expect(Int(fields[1]) == minute % 60)
        }
    }

    @Test func scheduleNeedsAZone() {
        #expect(Unified.Schedule(iso8601: "2018-03-03T03:45:00") == nil)
        #expect(Unified.Schedule(iso8601: "03/03/2018 03:45 am") == nil)
    }

    @Test func chargeIsComparedWithAnEstimate() throws {
        let fields = try FormFields(
            encoded: "sMessageId=a&sStatus=DELIVRD&iCostPerSms=0.015&iCharge=0.0300"
        )
        let report = try Unified.DeliveryReport(fields)
        #expect(report.charges(partCount: 2) == true)
        #expect(report.charges(partCount: 1) == false)
        let bare = try Unified.DeliveryReport(FormFields(encoded: "sMessageId=a&sStatus=EXPIRED"))
        #expect(bare.charges(partCount: 1) == nil)
    }

    @Test(arguments: [
        ("", 0), ("OK", 0), ("1701|48500100200|b,x", 19), ("  \n?", 3), ("-1701", 0), ("１７０１", 0),
        (",1701", 0),
    ])
    func brokenReplyNamesItsPlace(text: String, offset: Int) {
        #expect(throws: ReplyError.syntax(offset: offset, wanted: "response code")) {
            try Unified.SubmitReply(Array(text.utf8))
        }
    }

    @Test func hostileRepliesAreErrors() throws {
        #expect(throws: ReplyError.self) {
            try Unified.SubmitReply([UInt8](repeating: 0x31, count: 10 << 20))
        }
        #expect(throws: ReplyError.invalidUTF8(offset: 2)) {
            try Unified.SubmitReply([0x31, 0x37, 0xFF])
        }
        let many = String(repeating: "1706|1,", count: 100_000)
        #expect(try Unified.SubmitReply(Array(many.utf8)).results.count == 100_000)
    }
}
