import Foundation
import SeptetProviders
import Testing

/// Nothing that a job holds becomes a header, an address or a command of its own.
@Suite struct InjectionTests {
    private static func result(_ job: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(JobRunner().run(job).utf8))
                as? [String: Any]
        )
    }

    private static func error(_ job: String) throws -> [String: Any] {
        let result = try result(job)
        #expect(result["url"] == nil && result["headers"] == nil, "\(result)")
        return try #require(result["error"] as? [String: Any], "\(result)")
    }

    /// A job of each provider that has a request; ORIGIN and SECRET stand for what is tried.
    private static let jobs = [
        #"{"provider":"smsapi","input":{"message":"m","recipients":["44123456789"],"token":"SECRET","origin":"ORIGIN"}}"#,
        #"{"provider":"smsapi","input":{"message":"m","recipients":["44123456789"],"access_token":"SECRET","origin":"ORIGIN"}}"#,
        #"{"provider":"smsapi","input":{"message":"m","recipients":["44123456789"],"username":"SECRET","password":"0123456789abcdef0123456789abcdef","origin":"ORIGIN"}}"#,
        #"{"provider":"smsapi","input":{"endpoint":"user.do","options":{"credits":1,"token":"SECRET","origin":"ORIGIN"}}}"#,
        #"{"provider":"unified","input":{"username":"u","password":"SECRET","message":"S","destinations":"447700900001","source":"R","dlr":1,"origin":"ORIGIN"}}"#,
        #"{"provider":"unified","input":{"username":"SECRET","password":"p","message":"S","destinations":"447700900001","source":"R","dlr":1,"origin":"ORIGIN"}}"#,
        #"{"provider":"cgsms","input":{"account":{"sub_account":"s","sub_account_pass":"SECRET"},"action":"send_sms","message":"Hi","recipients":"2348094309926","origin":"ORIGIN"}}"#,
        #"{"provider":"cgsms","input":{"account":{"sub_account":"SECRET","sub_account_pass":"p"},"action":"account_info","origin":"ORIGIN"}}"#,
        #"{"provider":"smswords","input":{"endpoint":"credits","apiToken":"SECRET","origin":"ORIGIN"}}"#,
        #"{"provider":"smspins","input":{"call":"telephones","apiKey":"SECRET","origin":"ORIGIN"}}"#,
    ]

    private static func job(_ job: String, origin: String, secret: String) -> String {
        job.replacing("ORIGIN", with: origin).replacing("SECRET", with: secret)
    }

    @Test(arguments: jobs)
    func goodOriginsAreTaken(job: String) throws {
        for origin in [
            "https://api.example.com", "HTTP://server:80", "http://127.0.0.1:65535",
            "http://[::1]:8080",
            "http://sms_gateway", "https://xn--bcher-kva.example/",
        ] {
            let result = try Self.result(Self.job(job, origin: origin, secret: "s"))
            let url = try #require(result["url"] as? String, "\(origin): \(result)")
            let bare = origin.hasSuffix("/") ? String(origin.dropLast()) : origin
            #expect(url.hasPrefix(bare + "/"))
            #expect(!url.hasPrefix(bare + "//"))
        }
    }

    @Test(arguments: jobs)
    func otherOriginsAreRefused(job: String) throws {
        for origin in [
            "", "file:///etc/passwd", "javascript:alert(1)", "ftp://a", "//a", "a", "http:/a",
            "http://", "https://:80",
            "http://a b", "http://a\\tb", "http://a#b", "http://a?b", "http://a/b", "http://a//b",
            "http://u@a",
            "http://user:pa55@a", "http://a\\r\\nEvil: 1", "http://a\\u0000", "http://a:",
            "http://a:0", "http://a:65536",
            "http://a:8o", "http://a:1:2", "http://[::1", "http://[]", "http://[a]",
            "http://[::1]x", "http://.a",
            "http://a'\u{0301}", "http://bücher", "http://a\\\\b", "http://a%2eb", "http://a${IFS}",
            "http://a`b`",
            " http://a", "http:/\u{0301}/a",
        ] {
            let error = try Self.error(Self.job(job, origin: origin, secret: "s"))
            #expect(error["field"] as? String == "origin", "\(origin): \(error)")
            #expect(error["local"] as? String == "invalidValue", "\(origin)")
            #expect(!"\(error)".contains("pa55"))
        }
    }

    @Test(arguments: jobs)
    func controlCharactersInCredentialsAreRefused(job: String) throws {
        for control in ["\\r\\nEvil: 1", "\\n", "\\r", "\\u0000", "\\u001b", "\\u007f"] {
            let line = Self.job(
                job,
                origin: "https://api.example.com",
                secret: "S3cr3t\(control)x"
            )
            let error = try Self.error(line)
            #expect(error["local"] as? String == "invalidValue", "\(error)")
            #expect(error["field"] != nil)
            #expect(!JobRunner().run(line).contains("S3cr3t"), "\(error)")
        }
    }

    @Test(arguments: ["username", "password"])
    func mailHeadersTakeNoControlCharacter(member: String) throws {
        for control in ["\\r\\nBcc: evil@x", "\\n", "\\u0000"] {
            let other = member == "username" ? "password" : "username"
            let line = """
                {"provider":"smsapi","input":{"endpoint":"mail2sms","message":"Hi","recipients":["48500500500"],\
                "\(member)":"S3cr3t\(control)","\(other)":"x"}}
                """
            let error = try Self.error(line)
            #expect(error["field"] as? String == member)
            #expect(!JobRunner().run(line).contains("S3cr3t"))
        }
    }

    @Test func mailHasItsSecretInTheHeadersOnly() throws {
        var result = try Self.result(
            """
            {"provider":"smsapi","input":{"endpoint":"mail2sms","message":"Hi","recipients":["48500500500"],\
            "username":"me","password":"S3cr3t"}}
            """
        )
        let headers = try #require(result.removeValue(forKey: "headers") as? [String: String])
        #expect(headers == ["To": "sms.do@smsapi.com", "Subject": "me@S3cr3t"])
        #expect(!"\(result)".contains("S3cr3t"))
        #expect(result["redactedSubject"] as? String == "me@***")
        #expect(result["subject"] == nil)
    }

    /// A mail has no place for these, so they are errors and not left out.
    @Test func mailHasNoOtherParameters() throws {
        for (option, value) in [
            ("test", "1"), ("date", "1800000000"), ("param1", "\"Ann\""), ("flash", "1"),
            ("fast", "1"),
            ("nonsense", "1"),
        ] {
            let error = try Self.error(
                """
                {"provider":"smsapi","input":{"endpoint":"mail2sms","message":"Hi","recipients":["48500500500"],\
                "username":"me","password":"x","options":{"\(option)":\(value)}}}
                """
            )
            #expect(error["field"] as? String == option, "\(error)")
        }
        let binary = try Self.error(
            """
            {"provider":"smsapi","input":{"endpoint":"mail2sms","binary":{"bodyHex":"616263",\
            "udhHex":"0605040b8423f0"},"recipients":["48500500500"],"username":"me","password":"x"}}
            """
        )
        #expect(binary["field"] as? String == "binary", "\(binary)")
    }

    @Test func requestsAreWrittenOfGoodPartsOnly() {
        func make(
            path: [PreparedRequest.PathSegment] = [.text("a")],
            content: PreparedRequest.Content = .empty,
            bearer: Secret? = nil
        ) -> String? {
            do throws(PredictedError) {
                _ = try PreparedRequest(
                    method: .post,
                    origin: "https://example.com",
                    path: path,
                    content: content,
                    bearer: bearer
                )
                return nil
            } catch {
                return error.field
            }
        }
        #expect(make() == nil)
        #expect(make(path: [.text("a\r\nb")]) == "path")
        #expect(make(path: [.text("..")]) == "path")
        #expect(make(path: [.text("a"), .text(".")]) == "path")
        #expect(make(path: [.secret(Secret("..", variable: "K"))]) == "path")
        #expect(make(path: [.secret(Secret("a\n", variable: "K"))]) == "K")
        #expect(make(content: .octets([], mediaType: "a/b\r\nEvil: 1")) == "contentType")
        #expect(make(bearer: Secret("a\rb", variable: "T")) == "token")
        #expect(make(bearer: Secret(nil, variable: "T")) == nil)
        #expect(make(bearer: Secret(nil, variable: "T\u{16}E")) == "token")
    }
}
