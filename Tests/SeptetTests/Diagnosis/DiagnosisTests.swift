import Septet
import Testing

/// What a text would cost without the characters that force UCS-2.
@Suite struct DiagnosisTests {
    /// Each forcing character counts as one septet: both sides of the borders of parts.
    @Test(arguments: [(159, 3, 1), (160, 3, 2), (305, 5, 2), (306, 5, 3)])
    func forcingCharactersCountOneSeptet(plainCount: Int, partCount: Int, without: Int) throws {
        let text = "ż" + String(repeating: "a", count: plainCount)
        let diagnosis = try Planner().diagnose(text)
        #expect(diagnosis.plan.partCount == partCount)
        #expect(diagnosis.partCountWithoutForcing == without)
        #expect(diagnosis.offenders.map(\.scalar) == ["ż"])
    }

    /// Each character has a table, but no pair of tables has all: then those outside the default
    /// alphabet force, and the euro sign of its extension table does not.
    @Test func extensionTableBelongsToTheDefaultAlphabet() throws {
        let planner = Planner(languages: [.turkish, .hindi, .tamil])
        let diagnosis = try planner.diagnose("ğकத€")
        #expect(diagnosis.plan.alphabet == .ucs2)
        #expect(diagnosis.offenders.map(\.scalar) == ["ğ", "क", "த"])
    }

    @Test func nothingForcesWhereUCS2IsAskedFor() throws {
        let text = String(repeating: "a", count: 71)
        let diagnosis = try Planner(choice: .ucs2).diagnose(text)
        #expect(diagnosis.plan.partCount == 2)
        #expect(diagnosis.partCountWithoutForcing == 2)
        #expect(diagnosis.findings.isEmpty)
    }
}
