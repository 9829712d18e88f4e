import Septet
import Testing

/// The snippets of the articles in Septet.docc, compiled and run; `Scripts/check docs` holds them together.
@Suite struct ArticleTests {
    @Test func countAndExplain() throws {
        let curly = "If you aren’t home, we’ll leave it with a neighbour."
        let plan = try MessagePlan(curly)
        print(plan.alphabet, plan.unitCount, plan.partCount, plan.remainingUnitCount)

        let planner = Planner(languages: [.turkish], boundary: .grapheme)
        let turkish = try planner.plan("Yağmur yağıyor, şemsiyeni al")
        print(turkish.alphabet, turkish.shiftTables.locking?.englishName ?? "default table")

        let diagnosis = try planner.diagnose(curly)
        for offender in diagnosis.offenders { print(offender.scalar, offender.count) }
        let advice = planner.advise(curly, .typographic)
        if let suggestion = advice.cheapest {
            print(advice.text(curly, applying: suggestion), suggestion.after.partCount)
        }

        for segment in try plan.segments(of: curly, messageNumber: 42) {
            print(Hexadecimal.string(of: segment.userData), segment.layout.userDataLength)
        }

        #expect((plan.alphabet, plan.unitCount, plan.partCount) == (.ucs2, 52, 1))
        #expect(turkish.shiftTables.locking == .turkish)
        #expect(diagnosis.offenders.map(\.count) == [2])
    }

    @Test func errorsAreSentences() {
        do {
            _ = try Planner(choice: .gsm7Bit).plan("Zażółć")
        } catch {
            print(error)
        }
    }
}
