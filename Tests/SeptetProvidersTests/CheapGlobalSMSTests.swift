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
        let action = try #require(Provider.cheapGlobalSMS.calls).prepare(
            call: "account_info",
            account: ProviderAccount([
                "sub_account": "001_mysub1", "sub_account_pass": "pa55&w0Rd",
            ])
        )
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

    private func answer(_ text: String, to name: String) throws -> String {
        let calls = try #require(Provider.cheapGlobalSMS.calls)
        return String(decoding: try calls.answer(Array(text.utf8), to: name), as: UTF8.self)
    }

    @Test func answersAreValuesOrErrors() throws {
        let sent = try answer(#"{"batch_id":"1_1","total":"2"}"#, to: "send_sms")
        #expect(sent == #"{"batchID":"1_1","total":2}"#)
        let failed = try answer(
            #"{"error":"insufficient credit","error_code":"1"}"#,
            to: "stop_sms"
        )
        #expect(
            failed
                == #"{"error":{"code":1,"kind":"insufficientCredit","message":"insufficient credit"}}"#
        )
    }

    /// The author's program reads `contacts`; without a total the records are counted.
    @Test func listsHaveRecordsAndPages() throws {
        let list = try answer(
            #"{"contacts":[{"contact_id":1,"phone":"","firstname":"","time":0}],"p":"2"}"#,
            to: "fetch_contacts"
        )
        #expect(list == #"{"records":[{"id":"1","phone":""}],"total":1,"page":2}"#)
    }

    @Test(arguments: [
        #"{"total":19,"records":[3]}"#, #"{"total":19,"records":{}}"#,
        #"{"total":"many","records":[]}"#, #"{"records":[{"status":"good"}]}"#,
        #"{"records":[{"time_sent":"99999999999999999999"}]}"#, #"[[[["#, "", "null",
    ])
    func damagedListsAreErrors(text: String) {
        #expect(throws: ReplyError.self) { try answer(text, to: "fetch_sms") }
    }

    @Test func damagedCallbacksAreErrors() throws {
        let calls = try #require(Provider.cheapGlobalSMS.calls)
        for text in [#"[{"sms_id":"1"}]"#, #"[{"status":1}]"#, "[1]", "[", "{}", "null"] {
            #expect(throws: ReplyError.self) { try answer(text, to: "callback") }
            let form = FormFields([FormFields.Field(name: "result", value: text)])
            #expect(throws: ReplyError.self) { try calls.answer(form, to: "callback") }
        }
        #expect(throws: ReplyError.missing(path: "result")) {
            try calls.answer(FormFields([]), to: "callback")
        }
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: ReplyError.nestedTooDeeply(offset: 64, limit: 64)) {
            try answer(deep, to: "callback")
        }
    }
}
