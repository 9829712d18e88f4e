import SeptetProviders
import Testing

@Suite struct CommandLineTests {
    private func request(
        _ text: String,
        _ credentials: SMSAPI.Credentials,
        _ method: PreparedRequest.Method = .post
    ) throws -> PreparedRequest {
        let preparation = SMSAPI.prepare(
            SMSAPI.Message(text, recipients: ["44123456789"]),
            account: SMSAPI.Account(credentials: credentials, method: method),
            now: Timestamp(secondsSince1970: 0)
        )
        return try #require(try preparation.get().first)
    }

    @Test func headerHasTheVariable() throws {
        #expect(
            try request("a'b $(rm) `x` \"${HOME}\"", .unknown).curlCommand == """
                curl --request POST --header 'Authorization: Bearer '"${SMSAPI_TOKEN}"'' \
                --header 'Content-Type: application/x-www-form-urlencoded' \
                --data-raw 'to=44123456789&message=a%27b%20%24%28rm%29%20%60x%60%20%22%24%7BHOME%7D%22\
                &encoding=utf-8&format=json' 'https://api.smsapi.com/sms.do'
                """
        )
    }

    @Test func addressHasTheVariable() throws {
        let credentials = SMSAPI.Credentials.parameter(Secret("x", variable: "T"))
        #expect(
            try request("a", credentials, .get).curlCommand == """
                curl --request GET 'https://api.smsapi.com/sms.do?access_token='"${T}"'&\
                to=44123456789&message=a&encoding=utf-8&format=json'
                """
        )
    }

    @Test func octetsAreNeverRead() throws {
        let request = try PreparedRequest(
            method: .post,
            origin: "https://example.com",
            path: [.text("a"), .secret(Secret("k/y", variable: "KEY"))],
            content: .octets(
                Array(#"{"m":"it's ${KEY} $(x)"}"#.utf8),
                mediaType: "application/json"
            )
        )
        #expect(
            try request.curlCommand == """
                curl --request POST --header 'Content-Type: application/json' \
                --data-raw '{"m":"it'\\''s ${KEY} $(x)"}' 'https://example.com/a/'"${KEY}"''
                """
        )
        #expect(request.url == "https://example.com/a/k%2Fy")
        #expect(request.redactedPath == "/a/***")
    }
}
