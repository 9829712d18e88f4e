import SeptetProviders
import Testing

@Suite struct JobOutcomeTests {
    private func outcome(_ line: String) -> JobOutcome {
        JobRunner(now: Timestamp(secondsSince1970: 0)).outcome(of: Array(line.utf8))
    }

    @Test func doneJobHasNoRejection() {
        for line in [
            #"{"provider":"smsapi","input":{"message":"a","recipients":"48500500500"}}"#,
            #"{"provider":"smsapi","input":{"message":"","recipients":"48500500500"}}"#,
            #"{"provider":"smsapi","input":{"parse":"sms.do","body":"nonsense"}}"#,
        ] {
            #expect(outcome(line).rejection == nil)
            #expect(outcome(line).result == JobRunner().run(Array(line.utf8)))
        }
    }

    @Test func unreadableJobSaysWhy() {
        #expect(outcome(#"{"provider":"smsapi"}"#).rejection == "'input' is missing")
        #expect(outcome("x").rejection == "expected a value at byte 0")
        let unknown = outcome(#"{"provider":"S3cret","input":{}}"#).rejection
        #expect(unknown?.hasPrefix("no provider has this name; there are smsapi, ") == true)
    }

    @Test func lineThatIsNoJobHasAResult() {
        let outcome = JobOutcome(rejected: "longer than \"16\" bytes")
        #expect(outcome.rejection == "longer than \"16\" bytes")
        #expect(
            String(decoding: outcome.result, as: UTF8.self)
                == #"{"error":{"local":"invalidJob","message":"longer than \"16\" bytes"}}"#
        )
    }
}
