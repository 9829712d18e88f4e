import SeptetProviders
import Testing

@Suite struct JobRunnerTests {
    @Test(arguments: [
        ("", #"{"error":{"local":"invalidJob","#),
        ("[]", #"{"error":{"local":"invalidJob","field":"the whole","#),
        ("{", #"{"error":{"local":"invalidJob","#),
        (#"{"provider":"smsapi"}"#, #""error":{"local":"invalidJob","field":"input","#),
        (#"{"provider":"nobody","input":{}}"#, #""error":{"local":"unknownProvider""#),
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
        let result = JobRunner().run(#"{"provider":"nobody","name":"n1","input":{}}"#)
        #expect(result.hasPrefix(#"{"provider":"nobody","name":"n1","#), "\(result)")
    }
}
