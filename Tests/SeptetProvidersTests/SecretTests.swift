import Foundation
import SeptetProviders
import Testing

@Suite struct SecretTests {
    /// A value that percent-encoding changes, so that both of its forms are looked for.
    static let value = "S3cret+Token/%ü"
    static let md5 = "0123456789abcdef0123456789abcdef"

    private static func shows(_ text: String) -> Bool {
        text.contains(value) || text.contains(PercentEncoding.string(of: value))
            || text.contains(md5)
    }

    private static func everythingPrinted(_ subject: Any) -> [String] {
        var dumped = ""
        dump(subject, to: &dumped)
        var texts = [
            String(describing: subject), String(reflecting: subject), "\(subject)", dumped,
        ]
        var pending = [Mirror(reflecting: subject)]
        while let mirror = pending.popLast() {
            for child in mirror.children {
                texts.append("\(child.value)")
                pending.append(Mirror(reflecting: child.value))
            }
        }
        return texts
    }

    private static let credentials: [SMSAPI.Credentials] = [
        .bearer(Secret(value, variable: "A")), .parameter(Secret(value, variable: "B")),
        .password(username: "me", md5: Secret(md5, variable: "C")),
    ]

    @Test func theHelperSeesSecrets() {
        #expect(Self.shows("x\(Self.value)y"))
        #expect(Self.everythingPrinted([Self.value]).allSatisfy(Self.shows))
    }

    @Test(arguments: credentials, PreparedRequest.Method.allCases)
    func nothingPrintedShowsASecret(
        credentials: SMSAPI.Credentials,
        method: PreparedRequest.Method
    ) throws {
        let account = SMSAPI.Account(credentials: credentials, method: method)
        let message = SMSAPI.Message("Hello", recipients: ["44123456789"])
        let preparation = SMSAPI.prepare(
            message,
            account: account,
            now: Timestamp(secondsSince1970: 0)
        )
        let request = try #require(preparation.requests.first)
        let calls = try #require(Provider.smsapi.calls)
        let added = calls.prepare(
            call: "add_user",
            options: ["add_user": "sub", "pass": Self.md5],
            account: ProviderAccount(["token": Self.value])
        )
        let addition = try #require(added.requests.first)
        #expect(Self.shows(String(decoding: addition.body, as: UTF8.self)))
        let refused = SMSAPI.prepare(
            SMSAPI.Message("", recipients: []),
            account: account,
            now: Timestamp(secondsSince1970: 0)
        )
        let mail = try SMSAPI.Mail(
            username: "me",
            md5: Secret(Self.md5, variable: "E"),
            message: message
        )
        var texts = [
            request.description, request.debugDescription, request.redactedURL,
            request.redactedPath, try request.curlCommand, mail.redactedSubject,
            addition.description, try addition.curlCommand,
        ]
        texts += addition.parameters.flatMap { [$0.text, $0.redactedWire, $0.description] }
        texts += request.parameters.flatMap { [$0.text, $0.redactedWire, $0.description] }
        let subjects: [Any] = [
            credentials, account, preparation, request, refused, mail, added, addition,
            Secret(Self.value, variable: "F"),
        ]
        texts += subjects.flatMap(Self.everythingPrinted)
        #expect(texts.count > 60)
        for text in texts {
            #expect(!Self.shows(text), "\(text)")
        }
        // The request itself must carry what it hides.
        let sent =
            request.url + String(decoding: request.body, as: UTF8.self)
            + request.headers.map(\.value).joined()
        #expect(Self.shows(sent))
    }

    @Test func encodedSecretIsThreeAsterisks() throws {
        let encoded = try JSONEncoder().encode([Secret(Self.value, variable: "A")])
        #expect(String(decoding: encoded, as: UTF8.self) == #"["***"]"#)
    }

    @Test(arguments: ["token", "access_token", "password"])
    func resultsShowSecretsOnlyInTheRequest(member: String) throws {
        let secret = member == "password" ? Self.md5 : Self.value
        for (message, method) in [("Hello", "POST"), ("Hello", "GET"), ("", "POST")] {
            let line = """
                {"provider":"smsapi","input":{"message":"\(message)","recipients":"44123456789",\
                "username":\(member == "password" ? "\"me\"" : "null"),"\(member)":"\(secret)",\
                "options":{"method":"\(method)"}}}
                """
            let result = Data(JobRunner().run(line).utf8)
            var object = try #require(
                try JSONSerialization.jsonObject(with: result) as? [String: Any]
            )
            let hasRequest = object["url"] != nil
            #expect(hasRequest == !message.isEmpty)
            for name in ["url", "body", "headers"] {
                object[name] = nil
            }
            let rest = try JSONSerialization.data(
                withJSONObject: object,
                options: .withoutEscapingSlashes
            )
            #expect(!Self.shows(String(decoding: rest, as: UTF8.self)))
        }
    }

    @Test func faultOfAJobRepeatsNoValue() {
        let line = """
            {"provider":"smsapi","input":{"access_token":{"a":"\(Self.value)"},"message":"x"}}
            """
        let result = JobRunner().run(line)
        #expect(result.contains("invalidJob"), "\(result)")
        #expect(!Self.shows(result))
    }

    @Test func unknownSecretIsItsVariable() {
        #expect(Secret(nil, variable: "TOKEN").reveal() == "${TOKEN}")
        #expect(!Secret(nil, variable: "TOKEN").isKnown)
        #expect(Secret("x", variable: "TOKEN").reveal() == "x")
    }
}
