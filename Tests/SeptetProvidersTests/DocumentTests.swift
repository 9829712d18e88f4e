import SeptetProviders
import Testing

/// The snippets of docs/providers, compiled and run; `Scripts/check docs` holds them together.
@Suite struct DocumentTests {
    @Test func personalMessages() throws {
        let token = "token"
        let now = Timestamp(secondsSince1970: 1_700_000_000)
        var message = SMSAPI.Message("Hello [%1%]", recipients: ["48600111222", "48500111222"])
        message.parameters[1] = ["Ann", "Łucja"]
        let account = SMSAPI.Account(credentials: .bearer(Secret(token, variable: "SMSAPI_TOKEN")))
        let preparation = SMSAPI.prepare(message, account: account, now: now)
        let parts = preparation.estimate.totalBilledPartCount
        for request in try preparation.get() {
            #expect(!request.redactedURL.contains(token))
        }

        #expect(parts == 2)
    }
}
