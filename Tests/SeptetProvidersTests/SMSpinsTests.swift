import SeptetProviders
import Testing

@Suite struct SMSpinsTests {
    private static let account = SMSpins.Account(
        key: Secret("k3y/secret", variable: SMSpins.keyVariable)
    )

    private static let calls: [SMSpins.Call] = [
        .telephones, .request(telephoneID: "1"), .status(requestID: "1"),
        .cancel(requestID: "1"), .smsesByTelephone(telephoneID: "1"),
        .autocheck(telephoneID: "1", action: "enable"),
        .changeNumber(telephoneID: "1", zip: "02134"), .numberChanges,
        .numberChangeStatus(requestID: "1"), .cancelNumberChange(requestID: "1"),
    ]

    @Test func keyIsPrintedNowhere() throws {
        for call in Self.calls {
            let preparation = SMSpins.prepare(call, account: Self.account)
            let request = try #require(preparation.requests.first)
            #expect(request.url.hasPrefix("https://smspins.com/apiv2/k3y%2Fsecret/"))
            #expect(request.method == .get)
            var dumped = ""
            dump(preparation, to: &dumped)
            let shown = [
                dumped, "\(preparation)", "\(request)", String(reflecting: Self.account),
                request.redactedURL, request.redactedPath, try request.curlCommand,
            ]
            for text in shown {
                #expect(!text.contains("k3y"), "\(text)")
            }
            #expect(try request.curlCommand.contains("\"${SMSPINS_API_KEY}\""))
        }
    }

    @Test func everyCallHasAnAddressOfItsOwn() {
        let addresses = Self.calls.compactMap { SMSpins.prepare($0).requests.first?.redactedPath }
        #expect(addresses.count == 10)
        #expect(Set(addresses).count == 10)
    }

    @Test func nothingCanBeSent() {
        let message = Message(text: "Hello", recipients: ["2123451356"])
        let preparation = Provider.named("smspins")?.prepare(message)
        #expect(preparation?.estimate.predictedError == .unsupported(.sendText))
    }

    @Test func midnightFollowsSummerTime() {
        for (now, end) in [
            ("2018-07-01T03:59:59Z", "2018-07-01T04:00:00Z"),
            ("2018-07-01T04:00:00Z", "2018-07-02T04:00:00Z"),
            ("2018-03-11T05:00:00Z", "2018-03-12T04:00:00Z"),
            ("2018-11-04T04:30:00Z", "2018-11-05T05:00:00Z"),
            ("2018-12-31T23:00:00Z", "2019-01-01T05:00:00Z"),
        ] {
            let moment = Timestamp(iso8601: now)
            #expect(moment.map { SMSpins.autoCheckEnd(after: $0).description } == end)
        }
    }

    @Test func piecesPutTogetherAreTheOriginal() {
        for raw in ["a", "a|b", "|", "||a|", "e\u{301}|\u{301}x", "a|\r\n|b"] {
            let texts = SMSpins.Texts(raw)
            #expect(texts.pieces.joined(separator: "|") == raw)
            #expect(texts.isAmbiguous == raw.unicodeScalars.contains("|"))
        }
        #expect(SMSpins.Texts(nil).pieces.isEmpty)
    }

    @Test(arguments: [
        "", "{", "[]", #"{"success":true}"#, #"{"success":true,"data":[]}"#,
        #"{"success":true,"data":[1,2]}"#, #"{"success":true,"data":{"request_id":null}}"#,
        #"{"success":true,"data":{"request_id":true,"status":"PENDING"}}"#,
        #"{"success":true,"data":{"request_id":1,"status":"PENDING","smses":["a"]}}"#,
        #"{"success":true,"data":{"request_id":1,"status":"PENDING","ended_at":5}}"#,
        #"{"success":"perhaps","data":null}"#,
    ])
    func damagedRepliesAreErrors(text: String) {
        #expect(throws: ReplyError.self) { try SMSpins.CheckStatus.read(Array(text.utf8)) }
    }

    @Test func longAndDeepRepliesAreErrors() {
        #expect(throws: ReplyError.self) {
            try SMSpins.Telephone.readList([UInt8](repeating: 0x20, count: 10 << 20))
        }
        #expect(throws: ReplyError.nestedTooDeeply(offset: 64, limit: 64)) {
            try SMSpins.ReceivedTexts.readList([UInt8](repeating: 0x5B, count: 100_000))
        }
    }
}
