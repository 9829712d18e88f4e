import Foundation
import Testing

/// Streams of jobs: order, bad jobs, exit statuses.
@Suite struct JobStreamTests {
    static let good = #"{"provider":"smsapi","input":{"message":"a","recipients":"48500500500"}}"#
    static let refused = #"{"provider":"smsapi","input":{"message":"","recipients":"48500500500"}}"#

    @Test func badJobsAreResultsAndNamed() async throws {
        let jobs = [
            #"{"provider":"smsapi","name":"first","input":{"message":"a","recipients":1}}"#,
            "no JSON",
            #"{"provider":"nobody","name":"third","input":{}}"#,
            #"{"provider":"smsapi","name":"fourth"}"#,
            #"{"provider":"smsapi","name":"fifth","input":{"message":["a"]}}"#,
            Self.refused,
            #"[{"provider":"smsapi"}]"#,
        ]
        let result = try await BuiltCommand.run(
            ["request"],
            input: jobs.joined(separator: "\n")
        )
        #expect(result.status == 65)
        let results = try result.objects()
        try #require(results.count == jobs.count)
        #expect(try results[0].integer("parts") == 1)
        let local = try results[1...4].map { try $0.object("error").string("local") }
        #expect(local == ["invalidJob", "unknownProvider", "invalidJob", "invalidJob"])
        #expect(try results[3].object("error").string("field") == "input")
        #expect(try results[3].string("name") == "fourth")
        #expect(try results[4].object("error").string("field") == "message")
        #expect(try results[5].object("error").integer("code") == 11)
        for (line, number) in zip(result.errorLines, [2, 3, 4, 5, 7]) {
            #expect(line.hasPrefix("septet: <stdin>:\(number): "))
        }
        #expect(result.errorLines.count == 5)
    }

    @Test func errorOfAProviderIsAResult() async throws {
        let result = try await BuiltCommand.run(["request"], input: Self.refused)
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(try result.object().object("error").integer("code") == 11)
    }

    @Test(arguments: ["ERROR:102", "nonsense", ""])
    func replyWithAnErrorIsAResult(body: String) async throws {
        let job = #"{"provider":"smsapi","input":{"parse":"sms.do","body":"\#(body)"}}"#
        let result = try await BuiltCommand.run(["reply"], input: job)
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(try result.object().keys.contains("error"))
    }

    @Test func blankLinesAreNoJobs() async throws {
        let input = "\u{FEFF}\(Self.good)\r\n\r\n \t\n\n\(Self.good)\n"
        let result = try await BuiltCommand.run(["request"], input: input)
        #expect(result.status == 0)
        #expect(try result.objects().count == 2)
    }

    @Test func invalidUTF8HasAPlace() async throws {
        let octets = Array(#"{"provider":"smsapi","name":"a"#.utf8) + [0xFF] + Array(#""}"#.utf8)
        let result = try await BuiltCommand.run(["reply"], input: octets)
        #expect(result.status == 65)
        #expect(result.errors == "septet: <stdin>:1: invalid UTF-8 at byte 30\n")
        #expect(try result.object().object("error").integer("offset") == 30)
    }

    @Test func jobsComeFromAFile() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("jobs.ndjson", "\(Self.good)\nx\n")
        let result = try await BuiltCommand.run(["request", file.path])
        #expect(result.status == 65)
        #expect(try result.objects().count == 2)
        #expect(result.errors.hasPrefix("septet: \(file.path):2: "))
        let missing = try await BuiltCommand.run(["reply", file.path + "x"])
        #expect(missing.status == 66)
        #expect(missing.output.isEmpty)
    }

    @Test func eachResultIsWrittenBeforeTheNextJobIsRead() async throws {
        let script = """
            coproc SEPTET_JOBS { "$SEPTET" request; }
            for name in one two; do
                echo "${JOB/NAME/$name}" >&"${SEPTET_JOBS[1]}"
                IFS= read -r -t 30 line <&"${SEPTET_JOBS[0]}" || exit 9
                echo "$line"
            done
            """
        let job = #"{"provider":"smsapi","name":"NAME","input":{"message":"a","recipients":1}}"#
        let result = try await BuiltCommand.shell(script, environment: ["JOB": job])
        #expect(try result.objects().map { try $0.string("name") } == ["one", "two"])
    }

    @Test(arguments: ["request", "reply"])
    func badJobRepeatsNoSecret(command: String) async throws {
        let jobs = """
            {"provider":"smsapi","input":{"token":{"a":"S3cret"},"message":"x","recipients":1}}
            {"provider":"smsapi","input":{"access_token":"S3cret"
            {"provider":"cgsms","input":{"account":"S3cret"}}
            {"provider":"S3cret","input":{"parse":["S3cret"]}}
            {"provider":"unified","input":{"parse":["S3cret"]}}
            """
        let result = try await BuiltCommand.run([command], input: jobs)
        #expect(result.status == 65)
        #expect(result.errorLines.count >= 4)
        #expect(!result.errors.contains("S3cret"))
    }
}
