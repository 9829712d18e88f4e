import SeptetBilling
import SeptetProviders
import Testing

/// Unified Communications: what its description says, beside the cases of Vectors/providers.
@Suite struct UnifiedTests {
    private static let account = ProviderAccount(
        ["username": "reseller", "password": "s3cret&pass"],
        origin: "http://sms.example.com:8080"
    )

    private let provider: Provider

    init() throws { provider = try #require(Provider.named("unified")) }

    private func message(_ text: String, _ options: NamedTexts = [:]) -> Message {
        Message(text: text, recipients: ["+447911123456"], sender: "Acme", options: options)
    }

    @Test func passwordIsPrintedNowhere() throws {
        let preparation = provider.prepare(message("Hello"), account: Self.account)
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
        func parts(_ count: Int, _ letter: String, type: Int) -> Int? {
            var options: NamedTexts = ["type": String(type)]
            if type == 4 { options["url"] = "http://a.example/" }
            let message = message(String(repeating: letter, count: count), options)
            return provider.prepare(message).estimate.billedPartCount
        }
        #expect([140, 141, 306, 307].map { parts($0, "a", type: 1) } == [1, 2, 2, 3])
        #expect([160, 161, 306, 307].map { parts($0, "a", type: 0) } == [1, 2, 2, 3])
        #expect([70, 71, 134, 135].map { parts($0, "я", type: 2) } == [1, 2, 2, 3])
        #expect([70, 71, 134, 135].map { parts($0, "a", type: 6) } == [1, 2, 2, 3])
        #expect([160, 161, 306, 307].map { parts($0, "ã", type: 5) } == [1, 2, 2, 3])
        #expect([140, 141, 306, 307].map { parts($0, "ã", type: 7) } == [1, 2, 2, 3])
        #expect(parts(5, "a", type: 4) == nil)
        // There is no such type, so its text has no size.
        #expect(parts(5, "a", type: 3) == nil)
    }

    @Test(arguments: [("a", false, "0"), ("a", true, "1"), ("ã", false, "2"), ("ã", true, "6")])
    func textChoosesItsType(text: String, isFlash: Bool, type: String) throws {
        var message = message(text)
        message.isFlash = isFlash
        let request = try #require(provider.prepare(message).requests.first)
        #expect(request.parameters.first { $0.name == "type" }?.text == type)
    }

    /// An encoding that a message insists on decides about the type, too.
    @Test func encodingOfAMessageIsAType() throws {
        var message = message("a")
        message.encoding = .ucs2
        let request = try #require(provider.prepare(message).requests.first)
        #expect(request.parameters.map(\.text).contains("2"))
        #expect(request.parameters.first { $0.name == "message" }?.text == "0061")
        // The option travels, so it decides.
        message.options["type"] = "0"
        let other = try #require(provider.prepare(message).requests.first)
        #expect(other.parameters.first { $0.name == "message" }?.text == "a")
        message.content = .text("я")
        #expect(provider.prepare(message).estimate.predictedError?.code == .provider(1705))
    }

    @Test func clockOfTwelveHoursNamesEachMinute() throws {
        for minute in 0..<1440 {
            let options: NamedTexts = ["scheduleAt": String(1_709_164_800 + minute * 60)]
            let request = try #require(provider.prepare(message("a", options)).requests.first)
            #expect(request.redactedPath == "/bulksms/schedulemsg")
            let text = try #require(request.parameters.first { $0.name == "time" }).text
            let fields = text.split { $0 == ":" || $0 == " " }
            let hour = try #require(Int(fields[0]))
            #expect((1...12).contains(hour) && text.count == 8)
            #expect(hour % 12 + (fields[2] == "pm" ? 12 : 0) == minute / 60)
            #expect(Int(fields[1]) == minute % 60)
        }
    }

    @Test(arguments: ["2018-03-03T03:45:00", "03/03/2018 03:45 am", "", " "])
    func scheduleNeedsAZone(text: String) {
        let preparation = provider.prepare(message("a", ["scheduleAt": text]))
        #expect(preparation.estimate.predictedError?.field == "scheduleAt", "\(text)")
        #expect(preparation.requests.isEmpty)
    }

    @Test func methodIsTheAccounts() throws {
        var account = Self.account
        account.method = .post
        let request = try #require(provider.prepare(message("a"), account: account).requests.first)
        #expect(request.method == .post && request.query.isEmpty && !request.body.isEmpty)
        let twilio = try #require(Provider.named("twilio"))
        var other = ProviderAccount(["account_sid": "a", "auth_token": "b"])
        other.method = .get
        let error = twilio.prepare(message("a"), account: other).estimate.predictedError
        #expect(error?.field == "method")
    }

    @Test(arguments: [
        ("", 0), ("OK", 0), ("1701|48500100200|b,x", 19), ("  \n?", 3), ("-1701", 0), ("１７０１", 0),
        (",1701", 0),
    ])
    func brokenReplyNamesItsPlace(text: String, offset: Int) {
        #expect(throws: ReplyError.syntax(offset: offset, wanted: "response code")) {
            try provider.reply(Array(text.utf8))
        }
        // The status says enough.
        #expect(throws: Never.self) { try provider.reply(Array(text.utf8), status: 502) }
    }

    @Test func hostileRepliesAreErrors() throws {
        #expect(throws: ReplyError.self) {
            try provider.reply([UInt8](repeating: 0x31, count: 10 << 20))
        }
        #expect(throws: ReplyError.invalidUTF8(offset: 2)) {
            try provider.reply([0x31, 0x37, 0xFF])
        }
        let many = String(repeating: "1706|1,", count: 100_000)
        #expect(try provider.reply(Array(many.utf8)).recipients.count == 100_000)
    }

    /// A batch is broken off when the credit runs out.
    @Test func restOfABatchIsNotSubmitted() throws {
        let numbers = ["+447911123456", "447911123457", "x"]
        func rest(_ reply: String) throws -> [String] {
            try provider.reply(Array(reply.utf8)).notSubmitted(of: numbers)
        }
        #expect(try rest("1701|447911123456|a,1025|447911123457") == ["x"])
        #expect(try rest("1703") == numbers)
        #expect(try rest("Scheduled|7") == [])
        #expect(try provider.reply(Array("Scheduled|7".utf8)).id == "7")
        // What SMPP calls a code stands for its meaning where the document lists none.
        #expect(try provider.reply(Array("88".utf8)).error?.meaning == "ESME_RTHROTTLED")
    }
}
