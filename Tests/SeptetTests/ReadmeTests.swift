import Septet
import Testing

/// The snippets of README.md, compiled and run; `Scripts/check docs` holds the two together.
@Suite struct ReadmeTests {
    @Test func snippet() throws {
        let text = "Cena: 5 € [promo]"
        let plan = try MessagePlan(text)  // GSM 7 bit, 20 septets, 1 part, 140 septets free
        let octets = try Planner().encoded(text, messageNumber: 42)  // each part as it is sent

        for segment in try plan.segments(of: text, messageNumber: 42) {
            print(Hexadecimal.string(of: segment.userData), segment.layout.userDataLength)
        }

        let planner = Planner(languages: [.turkish, .portuguese], boundary: .grapheme)
        let diagnosis = try planner.diagnose("Yağmur yağıyor ☂️")
        print(diagnosis.plan.partCount, diagnosis.offenders.map(\.scalar))

        #expect(octets.plan.partCount == 1)
        #expect(plan.alphabet == .gsm7Bit)
        #expect((plan.unitCount, plan.partCount, plan.remainingUnitCount) == (20, 1, 140))
        #expect(diagnosis.offenders.map(\.scalar) == ["\u{2602}", "\u{FE0F}"])
    }
}
