import Testing

/// One message from the command line.
@Suite struct RequestCommandTests {
    private static func arguments(
        _ provider: String,
        _ text: String,
        _ more: String...
    ) -> [String] {
        [
            "request", "--provider", provider, "--to", "48500500500", "--from", "Septet",
            "--text", text,
        ] + more
    }

    @Test func resultHasTheRequest() async throws {
        let result = try await BuiltCommand.run(Self.arguments("SMSAPI", "a+b é"))
        #expect(result.status == 0)
        let object = try result.object()
        #expect(try object.string("provider") == "smsapi")
        #expect(try object.string("encoding") == "gsm7")
        #expect(
            try object.string("body")
                == "to=48500500500&message=a%2Bb%20%C3%A9&from=Septet&encoding=utf-8&format=json"
        )
    }

    @Test func foreseenErrorIsAResult() async throws {
        let result = try await BuiltCommand.run(Self.arguments("smsapi", "ż", "--flash"))
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(try result.object().object("error").integer("code") == 17)
    }

    @Test func providerThatSendsNothingSaysSo() async throws {
        let result = try await BuiltCommand.run(Self.arguments("smspins", "a"))
        #expect(result.status == 0)
        #expect(
            try result.object().object("error").string("local") == "unsupportedCapability"
        )
    }

    @Test(arguments: ["smsapi", "unified", "cgsms"])
    func curlLineHasVariables(provider: String) async throws {
        let text = #"it's "$(id)" ${HOME} `x` + % & ż"#
        let result = try await BuiltCommand.run(Self.arguments(provider, text, "--curl"))
        #expect(result.status == 0)
        try #require(result.lines.count == 1)
        let line = result.lines[0]
        #expect(line.hasPrefix("curl --request "))
        // What bash makes of the line with curl in another's place.
        let shown = try await BuiltCommand.shell(
            #"curl() { printf '<%s>' "$@"; }; eval "$LINE""#,
            environment: [
                "LINE": line, "SMSAPI_TOKEN": "S3cret", "UNIFIED_USERNAME": "S3cret",
                "UNIFIED_PASSWORD": "S3cret", "CGSMS_SUB_ACCOUNT": "S3cret",
                "CGSMS_SUB_ACCOUNT_PASS": "S3cret",
            ]
        )
        #expect(shown.status == 0)
        #expect(shown.output.contains("S3cret"))
        #expect(!shown.output.contains("${"))
        #expect(!shown.output.contains("uid="))
    }

    @Test func curlOfARefusedMessageIsAnError() async throws {
        let result = try await BuiltCommand.run(Self.arguments("smsapi", "ż", "--flash", "--curl"))
        #expect(result.status == 65)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("septet: smsapi: error 17: "))
    }

    @Test func warningsOfCurlGoToStandardError() async throws {
        let result = try await BuiltCommand.run(
            Self.arguments("smsapi", #"a\nb"#, "--escaped", "--to", "12", "--curl")
        )
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
        #expect(result.lines[0].contains("message=a%0Ab"))
        #expect(result.errors.hasPrefix("septet: smsapi: invalidRecipient: "))
    }

    @Test func recipientsAreDivided() async throws {
        let result = try await BuiltCommand.run([
            "request", "--provider", "smsapi", "--text", "a", "--to", "48500500500,48500500501",
            "--to", "48500500502",
        ])
        #expect(
            try result.object().object("params").string("to")
                == "48500500500,48500500501,48500500502"
        )
    }

    @Test(arguments: [
        ["--provider", "nobody", "--text", "a"], ["--provider", "smsapi"], ["--curl"],
        ["--text", "a"], ["jobs", "--provider", "smsapi", "--text", "a"], ["--escaped"],
    ])
    func misuse(arguments: [String]) async throws {
        let result = try await BuiltCommand.run(["request"] + arguments)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
    }
}
