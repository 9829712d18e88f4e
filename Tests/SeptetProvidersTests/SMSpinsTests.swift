import Foundation
import SeptetProviders
import Testing

/// SMSpins: requests and answers of a description.
@Suite struct SMSpinsTests {
    private static let account = ProviderAccount(["apiKey": "k3y/secret"])

    private static let calls: [(name: String, options: NamedTexts)] = [
        ("telephones", [:]), ("request", ["telephoneID": "1"]), ("status", ["requestID": "1"]),
        ("cancel", ["requestID": "1"]), ("smsesByTelephone", ["telephoneID": "1"]),
        ("autocheck", ["telephoneID": "1", "action": "enable"]),
        ("ncRequest", ["telephoneID": "1", "zip": "02134"]), ("ncRequests", [:]),
        ("ncStatus", ["requestID": "1"]), ("ncCancel", ["requestID": "1"]),
    ]

    private func description() throws -> ProviderDescription {
        try #require(Provider.named("smspins")?.description)
    }

    @Test func keyIsPrintedNowhere() throws {
        for call in Self.calls {
            let preparation = try description().prepare(
                call: call.name,
                options: call.options,
                account: Self.account
            )
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

    @Test func everyCallHasAnAddressOfItsOwn() throws {
        let description = try description()
        let addresses = Self.calls.compactMap {
            description.prepare(call: $0.name, options: $0.options, account: Self.account)
                .requests.first?.redactedPath
        }
        #expect(addresses.count == 10)
        #expect(Set(addresses).count == 10)
    }

    @Test func nothingIsSentWithoutItsParts() throws {
        let description = try description()
        for call in Self.calls {
            let keyless = description.prepare(
                call: call.name,
                options: call.options,
                account: ProviderAccount()
            )
            #expect(keyless.requests.isEmpty)
            #expect(keyless.estimate.predictedError?.field == "apiKey")
            guard let name = call.options.sorted.first?.name else { continue }
            for value in ["", " ", "-1", "1/2", "+1", "\u{661}"] {
                var options = call.options
                options[name] = value
                let preparation = description.prepare(
                    call: call.name,
                    options: options,
                    account: Self.account
                )
                #expect(preparation.requests.isEmpty, "\(call.name) \(name) \"\(value)\"")
                #expect(preparation.estimate.predictedError?.field == name)
            }
        }
    }

    @Test func nothingCanBeSent() {
        let message = Message(text: "Hello", recipients: ["2123451356"])
        let preparation = Provider.named("smspins")?.prepare(message)
        #expect(preparation?.estimate.predictedError == .unsupported(.sendText))
    }

    @Test func midnightFollowsSummerTime() throws {
        for (now, end) in [
            ("2018-07-01T03:59:59Z", "2018-07-01T04:00:00Z"),
            ("2018-07-01T04:00:00Z", "2018-07-02T04:00:00Z"),
            ("2018-03-11T05:00:00Z", "2018-03-12T04:00:00Z"),
            ("2018-11-04T04:30:00Z", "2018-11-05T05:00:00Z"),
            ("2018-12-31T23:00:00Z", "2019-01-01T05:00:00Z"),
        ] {
            let result = JobRunner().run(
                #"{"provider":"smspins","input":{"call":"autocheck","apiKey":"K","telephoneID":1,"action":"enable","now":"\#(now)"}}"#
            )
            #expect(result.contains(#""endsAt":"\#(end)""#), "\(result)")
        }
    }

    @Test func piecesPutTogetherAreTheOriginal() throws {
        struct Texts: Decodable {
            let texts: [String]
            let raw: String?
            let ambiguous: Bool
        }
        let encoder = JSONEncoder()
        for raw in ["a", "a|b", "|", "||a|", "e\u{301}|\u{301}x", "a|\r\n|b"] {
            let value = String(decoding: try encoder.encode(raw), as: UTF8.self)
            let body = #"{"success":true,"data":[{"request_id":1,"smses":\#(value)}]}"#
            let answer = try description().answer(Array(body.utf8), to: "smses")
            let read = try JSONDecoder().decode([String: [Texts]].self, from: Data(answer))
            let texts = try #require(read["messages"]?.first)
            #expect(Array(texts.texts.joined(separator: "|").utf8) == Array(raw.utf8))
            #expect(texts.raw == raw)
            #expect(texts.ambiguous == raw.unicodeScalars.contains("|"))
        }
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
        #expect(throws: ReplyError.self) {
            try description().answer(Array(text.utf8), to: "status")
        }
    }

    @Test func longAndDeepRepliesAreErrors() {
        #expect(throws: ReplyError.self) {
            try description().answer([UInt8](repeating: 0x20, count: 10 << 20), to: "telephones")
        }
        #expect(throws: ReplyError.nestedTooDeeply(offset: 64, limit: 64)) {
            try description().answer([UInt8](repeating: 0x5B, count: 100_000), to: "smses")
        }
        #expect(throws: ReplyError.missing(path: "answers.of.x")) {
            try description().answer([], to: "x")
        }
    }
}
