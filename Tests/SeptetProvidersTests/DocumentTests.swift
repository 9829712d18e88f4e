import Foundation
import SeptetProviders
import TestSupport
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

    @Test func callsOfAWrittenProvider() throws {
        let token = "token"
        let body = Array("Points: 1.50".utf8)
        let calls = Provider.smsapi.calls
        let asked = calls?.prepare(call: "credits", account: ProviderAccount(["token": token]))
        let points = try calls?.answer(body, to: "credits")
        #expect(asked?.requests.first?.path == [.text("user.do")])
        #expect(
            points.map { String(decoding: $0, as: UTF8.self) }
                == #"{"points":"1.50","credits":"1.50"}"#
        )
    }

    @Test func ownProvider() throws {
        let octets = Array(
            try Data(
                contentsOf: PackageFolder.root.appending(path: "Examples/own-provider/own.json")
            )
        )
        let token = "secret"
        let body = Array(#"{"messages":[{"id":"m1","to":"447700900123","parts":1}]}"#.utf8)
        let provider = try Provider(description: octets)
        let account = ProviderAccount(["token": token])
        let message = Message(text: "Hello", recipients: ["+447700900123"], sender: "Acme")
        let requests = try provider.prepare(message, account: account).get()
        let reply = try provider.reply(body, status: 200)
        #expect(requests.count == 1)
        #expect(reply.recipients.first?.partCount == 1)
    }

    @Test func accessorsForClients() throws {
        let provider = try #require(Provider.named("vonage"))
        let account = ProviderAccount(["api_key": "k", "api_secret": "s"])
        let message = Message(text: "Hello", recipients: ["+447700900123"], sender: "Acme")
        let request = try #require(try provider.prepare(message, account: account).get().first)
        #expect(request.scheme == "https" && request.authority == "rest.nexmo.com")
        #expect(request.target == "/sms/json" && !request.lacksSecret)
    }
}
