@testable import Septet
import Testing

@Suite struct SurveyedCharacterTests {
    /// A survey looks at the neighbours of no other characters.
    @Test func charactersThatDependOnNeighboursAreContextual() {
        for value in UInt32(0)...0x10_FFFF where Unicode.Scalar(value) != nil {
            let isContextual =
                SurveyedCharacter(of: value).bits & SurveyedCharacter.contextual != 0
            if ReplacementEntry(of: value).isInvisible || CanonicalComposition.isMark(value) {
                #expect(isContextual, "\(value)")
            }
        }
    }
}
