import Septet
import SeptetCharsets
import SeptetProviders
import Testing

/// What several threads share: tables made at first use.
///
/// ThreadSanitizer watches these tests.
@Suite struct ThreadTests {
    private static let taskCount = 8

    @Test func tablesOfCharsetsAreSharedByThreads() async throws {
        let text = Array("Zażółć gęślą jaźń".utf8)
        let results = try await inTasks {
            try ["ISO-8859-2", "windows-1250", "GB18030", "ISO-2022-JP"].map { name in
                let charset = try Charset(name: name)
                let octets = try Transcoder.convert(
                    text,
                    from: .utf8,
                    to: charset,
                    onFault: .substitute("?")
                )
                return try Transcoder.convert(octets, from: charset, to: .utf8)
            }
        }
        #expect(Set(results).count == 1)
    }

    @Test func plansAndRewritingsAreSharedByThreads() async throws {
        let text = String(repeating: "Zażółć “gęślą” jaźń € 😀 ", count: 12)
        let results = try await inTasks {
            let planner = Planner(languages: .all, boundary: .grapheme)
            let plan = try planner.plan(text)
            let after = try Normalizer(.lossy, planner: planner).normalize(text).after
            return [plan, after, try Planner().diagnose(text).plan]
        }
        #expect(Set(results).count == 1)
    }

    @Test func jobsAreDoneByThreads() async throws {
        let job =
            #"{"provider":"smsapi","input":{"endpoint":"sms.do","message":"ż","recipients":["44123456789"],"now":0}}"#
        let runner = JobRunner(now: Timestamp(secondsSince1970: 0))
        let results = try await inTasks { runner.run(job) }
        #expect(Set(results).count == 1)
    }

    private func inTasks<Result: Sendable>(
        _ body: @escaping @Sendable () throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for _ in 0..<Self.taskCount { group.addTask { try body() } }
            var results: [Result] = []
            for try await result in group { results.append(result) }
            return results
        }
    }
}
