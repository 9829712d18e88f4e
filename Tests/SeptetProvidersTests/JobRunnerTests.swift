import Foundation
import SeptetProviders
import TestSupport
import Testing

@Suite struct JobRunnerTests {
    @Test(arguments: [
        ("", #"{"error":{"local":"invalidJob","#),
        ("[]", #"{"error":{"local":"invalidJob","field":"the whole","#),
        ("{", #"{"error":{"local":"invalidJob","#),
        (#"{"provider":"smsapi"}"#, #""error":{"local":"invalidJob","field":"input","#),
        (#"{"provider":"nowhere","input":{}}"#, #""error":{"local":"unknownProvider""#),
        (#"{"provider":"smsapi","input":3}"#, #""error":{"local":"invalidJob","field":"input""#),
    ])
    func badJobHasAResultThatSaysWhy(line: String, wanted: String) {
        let result = JobRunner().run(line)
        #expect(result.contains(wanted), "\(result)")
        #expect(!result.contains("\n"))
    }

    @Test func invalidUTF8HasItsOffset() {
        let line = Array(#"{"provider":""#.utf8) + [0xC3, 0x28]
        let result = String(decoding: JobRunner().run(line), as: UTF8.self)
        #expect(result.contains(#""offset":13"#), "\(result)")
    }

    @Test func resultNamesItsJob() {
        let result = JobRunner().run(#"{"provider":"nowhere","name":"n1","input":{}}"#)
        #expect(result.hasPrefix(#"{"provider":"nowhere","name":"n1","#), "\(result)")
    }

    /// Damaged jobs reach every reader with values of the wrong kind; each has a JSON result.
    @Test func damagedJobsHaveResults() throws {
        let jobs = try ProviderCase.own().map { try $0.line }.filter { $0.count < 2000 }
        #expect(jobs.count > 200)
        var state: UInt64 = 20_261_122
        func random(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, limit)
        }
        let pieces = [
            "null", "0", "-1", "1e9", "99999999999999999999", "[]", "{}", "\"\"", "true", "\"|\"",
            "[[]]", "[1,\"a\",null]", "\"[%1%]\"",
        ].map { Array($0.utf8) }
        var resultCount = 0
        for _ in 0..<6000 {
            var job = jobs[random(below: jobs.count)]
            // A value after a colon is replaced, so that most jobs stay JSON.
            let colons = job.indices.filter { job[$0] == UInt8(ascii: ":") }
            let start = colons[random(below: colons.count)] + 1
            let end =
                job[start...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") }
                ?? job.endIndex
            job.replaceSubrange(start..<end, with: pieces[random(below: pieces.count)])
            let result = Data(JobRunner(now: Timestamp(secondsSince1970: 0)).run(job))
            let object = try JSONSerialization.jsonObject(with: result) as? [String: Any]
            resultCount += object == nil ? 0 : 1
        }
        #expect(resultCount == 6000)
    }
}
