import SeptetProviders
import Testing

@Suite struct CheapGlobalSMSTests {
    private static let account = CheapGlobalSMS.Account(
        subAccount: "001_mysub1",
        password: Secret("pa55&w0Rd", variable: CheapGlobalSMS.passwordVariable),
        defaultDialCode: "234"
    )
    private static let now = Timestamp(secondsSince1970: 1_500_000_000)

    private func prepare(_ message: CheapGlobalSMS.Message) -> Preparation {
        CheapGlobalSMS.prepare(message, account: Self.account, now: Self.now)
    }

    @Test func passwordIsPrintedNowhere() throws {
        let message = CheapGlobalSMS.Message("Hello", recipients: ["08086689567"])
        let action = CheapGlobalSMS.prepare(.accountInfo, account: Self.account)
        for preparation in [prepare(message), action] {
            let request = try #require(preparation.requests.first)
            #expect(String(decoding: request.body, as: UTF8.self).contains("=pa55%26w0Rd&"))
            var dumped = ""
            dump(preparation, to: &dumped)
            let shown = [
                dumped, "\(preparation)", "\(request)", String(reflecting: Self.account),
                request.redactedURL, try request.curlCommand,
            ]
            for text in shown {
                #expect(!text.contains("pa55"), "\(text)")
            }
            #expect(try request.curlCommand.contains("\"${CGSMS_SUB_ACCOUNT_PASS}\""))
        }
    }

    @Test func bothSidesOfEveryPage() {
        func pages(_ count: Int, _ character: Character, unicode: Int? = nil) -> Int? {
            let text = String(repeating: character, count: count)
            var message = CheapGlobalSMS.Message(text, recipients: ["2348086689567"])
            message.unicode = unicode
            return prepare(message).estimate.billedPartCount
        }
        #expect([1, 160, 161, 305, 306, 450, 451].map { pages($0, "a") } == [1, 1, 2, 2, 3, 3, 4])
        #expect([1, 72, 73, 144, 145].map { pages($0, "会") } == [1, 1, 2, 2, 3])
        #expect([72, 73].map { pages($0, "a", unicode: 1) } == [1, 2])
    }

    @Test func everyRecipientIsInOneBatch() throws {
        let numbers = (0..<12_345).map { String(2_348_000_000_000 + $0) }
        var message = CheapGlobalSMS.Message("Hi", recipients: numbers)
        #expect(prepare(message).requests.isEmpty)
        message.splits = true
        let batches = prepare(message).requests.map { request in
            request.parameters.first { $0.name == "recipients" }?.text
                .split(separator: ",").map(String.init) ?? []
        }
        #expect(batches.map(\.count) == [5000, 5000, 2345])
        #expect(batches.flatMap { $0 } == numbers)
    }

    @Test func groupsGoWithTheFirstBatchOnly() {
        var message = CheapGlobalSMS.Message(
            "Hi",
            recipients: (0..<5001).map { String(2_348_000_000_000 + $0) }
        )
        message.splits = true
        message.contactGroups = ["default"]
        let groups = prepare(message).requests.map { request in
            request.parameters.contains { $0.name == "contact_groups" }
        }
        #expect(groups == [true, false])
    }

    @Test func answersAreValuesOrErrors() throws {
        let sent = try CheapGlobalSMS.SendReply.read(Array(#"{"batch_id":"1_1","total":"2"}"#.utf8))
        #expect(try sent.get().recipientCount == 2)
        let failed = try CheapGlobalSMS.TotalReply.read(
            Array(#"{"error":"insufficient credit","error_code":"1"}"#.utf8)
        )
        #expect {
            try failed.get()
        } throws: { error in
            (error as? CheapGlobalSMS.Failure)?.kind == .insufficientCredit
        }
    }

    @Test(arguments: [
        #"{"total":19,"records":[3]}"#, #"{"total":19,"records":{}}"#,
        #"{"total":"many","records":[]}"#, #"{"records":[{"status":"good"}]}"#,
        #"{"records":[{"time_sent":"99999999999999999999"}]}"#, #"[[[["#, "", "null",
    ])
    func damagedListsAreErrors(text: String) {
        #expect(throws: ReplyError.self) {
            try CheapGlobalSMS.SMSRecord.readList(Array(text.utf8))
        }
    }

    @Test func damagedCallbacksAreErrors() {
        for text in [#"[{"sms_id":"1"}]"#, #"[{"status":1}]"#, "[1]", "[", "{}"] {
            #expect(throws: ReplyError.self) {
                try CheapGlobalSMS.DeliveryReport.read(json: Array(text.utf8))
            }
        }
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: ReplyError.nestedTooDeeply(offset: 64, limit: 64)) {
            try CheapGlobalSMS.DeliveryReport.read(json: deep)
        }
    }
}
