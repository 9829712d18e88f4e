import Septet
import SeptetBilling
@testable import SeptetProviders
import TestSupport
import Testing

/// The count of parts without a request, beside that of the request.
@Suite struct BilledPartCountTests {
    private func partCount(_ provider: Provider, _ text: String) -> Int? {
        provider.billedPartCount(of: TextMeasure(text))
    }

    @Test func lineBreaksOfSMSAPICountTwoAtTheBorderOfAPart() {
        func text(_ count: Int, _ lineBreak: String) -> String {
            String(repeating: "a", count: count) + lineBreak
        }
        for lineBreak in ["\n", "\r", "\r\n"] {
            #expect(partCount(.smsapi, text(158, lineBreak)) == 1)
            #expect(partCount(.smsapi, text(159, lineBreak)) == 2)
            #expect(partCount(.smsapi, text(304, lineBreak)) == 2)
            #expect(partCount(.smsapi, text(305, lineBreak)) == 3)
        }
        // In Unicode they count once.
        #expect(partCount(.smsapi, String(repeating: "ł", count: 69) + "\n") == 1)
        #expect(partCount(.smsapi, String(repeating: "ł", count: 70) + "\n") == 2)
    }

    @Test func pagesOfCheapGlobalSMSHaveBothSides() {
        func counts(_ counts: [Int], _ character: Character) -> [Int?] {
            counts.map { partCount(.cheapGlobalSMS, String(repeating: character, count: $0)) }
        }
        #expect(counts([0, 160, 161, 305, 306], "a") == [1, 1, 2, 2, 3])
        // A code point of the extension table is one character, not two.
        #expect(counts([160, 161], "€") == [1, 2])
        #expect(counts([72, 73, 144, 145], "会") == [1, 2, 2, 3])
        // So is one beyond U+FFFF.
        #expect(counts([72, 73], "😀") == [1, 2])
    }

    @Test func whatIsNotDocumentedIsNotCounted() {
        let long = String(repeating: "a", count: 161)
        #expect(Provider.named("smspins")?.billedPartCount(of: TextMeasure(long)) == .some(nil))
        #expect(partCount(.smswords, long) == 2)
        #expect(Provider.named("unified")?.billedPartCount(of: TextMeasure(long)) == 2)
    }

    @Test(arguments: 0..<4)
    func countsAreThoseOfTheEstimates(number: Int) throws {
        let tables = try ReferenceTables()
        var texts = RandomText(tables, Seed.generator("billed parts", number))
        var breaks = Seed.generator("billed line breaks", number)
        var differing: Set<String> = []
        for _ in 0..<300 {
            var text = texts.next()
            for _ in 0..<breaks.below(3) { text += breaks.element(of: ["\n", "\r", "\r\n"]) }
            let measure = TextMeasure(text)
            for provider in Provider.all {
                let message = Message(text: text, recipients: ["48500500500"])
                guard let estimated = provider.prepare(message).estimate.billedPartCount else {
                    continue
                }
                let counted = provider.billedPartCount(text)
                if provider.description == nil {
                    #expect(provider.billedPartCount(of: measure) == counted)
                }
                #expect(counted == estimated, "\(provider.name): \(text.debugDescription)")
                if counted != measure.partCount { differing.insert(provider.name) }
            }
            guard let plan = measure.plan else { continue }
            #expect(TextMeasure(validUTF8: text.utf8Span.span, plan) == measure)
            #expect(measure.scalarCount == text.unicodeScalars.count)
        }
        #expect(differing.isSuperset(of: ["smsapi", "cgsms"]))
    }
}
