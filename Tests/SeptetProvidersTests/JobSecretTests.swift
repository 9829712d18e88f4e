import Foundation
import SeptetProviders
import TestSupport
import Testing

@Suite struct JobSecretTests {
    private static let secret = "S3cret+Token/%ü"

    /// Requests and refusals; `SECRET` stands for the secret.
    static let jobs: [String] = [
        #"{"provider":"unified","input":{"message":"Hi","destinations":["447911123456"],"source":"A","dlr":1,"account":{"username":"u","password":"SECRET"}}}"#,
        #"{"provider":"unified","input":{"message":"","destinations":[],"password":"SECRET"}}"#,
        #"{"provider":"unified","input":{"method":"POST","message":"Hi","destinations":["447911123456"],"source":"A","dlr":1,"options":{"password":"SECRET"}}}"#,
        #"{"provider":"cgsms","input":{"action":"send_sms","message":"Hi","recipients":"2348094309926","account":{"sub_account":"u","sub_account_pass":"SECRET"}}}"#,
        #"{"provider":"cgsms","input":{"action":"dance","account":{"sub_account":"u","sub_account_pass":"SECRET"}}}"#,
        #"{"provider":"cgsms","input":{"action":"account_info","method":"GET","account":{"sub_account":"u","sub_account_pass":"SECRET"}}}"#,
        #"{"provider":"smswords","input":{"endpoint":"credits","apiToken":"SECRET"}}"#,
        #"{"provider":"smswords","input":{"endpoint":"areas","apiToken":"SECRET"}}"#,
        #"{"provider":"smswords","input":{"endpoint":"campaigns","apiToken":"SECRET","campaign":{}}}"#,
        #"{"provider":"smspins","input":{"call":"telephones","apiKey":"SECRET"}}"#,
        #"{"provider":"smspins","input":{"call":"ncRequest","telephoneID":1,"zip":"x","apiKey":"SECRET"}}"#,
    ]

    /// What an HTTP client needs has the secret in the clear, and nothing else has.
    @Test(arguments: jobs)
    func onlyWhatAClientNeedsHasTheSecret(job: String) throws {
        let line = job.replacing("SECRET", with: Self.secret)
        let result = try JSONDecoder().decode(
            Expected.self,
            from: Data(JobRunner().run(line).utf8)
        )
        guard case .object(var members) = result else {
            Issue.record("no object")
            return
        }
        let needed = ["url", "headers", "body"].compactMap { members.removeValue(forKey: $0) }
        let encoded = PercentEncoding.string(of: Self.secret)
        func shows(_ value: Expected) -> Bool {
            "\(value)".contains(Self.secret) || "\(value)".contains(encoded)
        }
        #expect(!shows(.object(members)))
        #expect(members["error"] != nil || needed.contains(where: shows))
    }
}
