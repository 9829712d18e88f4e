import Foundation
import SeptetProviders
import TestSupport
import Testing

/// The snippets of the article in SeptetProviders.docc, compiled and run; `Scripts/check docs` holds them together.
@Suite struct ArticleTests {
    /// What an HTTP client does with a request.
    private func send(_ request: PreparedRequest) async throws -> (status: Int, octets: [UInt8]) {
        let (method, url) = (request.method.rawValue, request.url)
        let (headers, body) = (request.headers, request.body)
        #expect(
            method == "POST" && url.utf8.starts(with: "https://".utf8) && !headers.isEmpty
                && !body.isEmpty
        )
        return (200, Array("OK:1460969715572091219:0.16:48500500500".utf8))
    }

    @Test func sendThroughAProvider() async throws {
        let provider = Provider.smsapi
        let account = ProviderAccount(["token": "…"])
        let message = Message(text: "Cena: 5 €", recipients: ["48500500500"], sender: "Shop")
        let preparation = provider.prepare(message, account: account)
        print(preparation.estimate.billedPartCount ?? 0, preparation.estimate.warnings)

        for request in try preparation.get() {
            let (status, octets) = try await send(request)
            let reply = try provider.reply(octets, status: status)
            for recipient in reply.recipients { print(recipient.id ?? "", recipient.status ?? "") }
            if let error = reply.error { print(error, error.retry == .later) }
        }
        #expect(preparation.requests.count == 1)
    }

    private let accounts = ["smsapi": ProviderAccount(["token": "…"])]

    /// The snippet of docs/providers/describing.md.
    @Test func answersAreDecoded() throws {
        struct Telephones: Decodable {
            struct Telephone: Decodable { let telephoneID, telephone: String }
            let telephones: [Telephone]
        }
        let file = Array(
            try Data(contentsOf: PackageFolder.root.appending(path: "Providers/smspins.json"))
        )
        let account = ProviderAccount(["apiKey": "k"])
        let body = Array(
            #"{"success":true,"data":[{"telephone_id":23354,"telephone":"2123451356"}]}"#.utf8
        )
        let description = try ProviderDescription(file)
        let request = try description.prepare(call: "telephones", account: account).get().first
        let octets = try description.answer(body, to: "telephones")
        let telephones = try JSONDecoder().decode(Telephones.self, from: Data(octets)).telephones
        #expect(request?.url == "https://smspins.com/apiv2/k/bulk_sms/telephones")
        #expect(telephones.map(\.telephoneID) == ["23354"])
    }

    private func prepare(_ name: String, _ text: String, to: [String]) -> Preparation? {
        Provider.named(name)?.prepare(
            Message(text: text, recipients: to),
            account: accounts[name] ?? ProviderAccount()
        )
    }

    @Test func providersByTheirNames() throws {
        #expect(try prepare("smsapi", "Hi", to: ["48500500500"])?.get().count == 1)
        #expect(prepare("unified", "Hi", to: ["48500500500"])?.requests.isEmpty == true)
        #expect(prepare("none", "Hi", to: []) == nil)
    }

    @Test func reports() throws {
        let provider = Provider.smsapi

        let query = "MsgId=1234&status=404&to=48500500500"
        for report in try provider.reports(.form(FormFields(encoded: query))) {
            print(report.id ?? "", report.state, report.isFinal)
        }
        let reports = try provider.reports(.form(FormFields(encoded: query)))
        #expect(reports.map(\.state) == [.delivered] && reports.map(\.id) == ["1234"])
    }
}
