import Septet
import TestSupport
import Testing

/// Octets that are not UTF-8 are refused at the octet where they stop being it.
@Suite struct InvalidUTF8Tests {
    /// Every class of Unicode Standard table 3-7 that is missing there, with what follows.
    private static let malformed: [[UInt8]] = [
        // Continuation octets without a lead.
        [0x80], [0xBF], [0x80, 0x80],
        // Leads that never occur.
        [0xC0, 0x80], [0xC1, 0xBF], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
        [0xFE], [0xFF], [0xFF, 0xFE],
        // Too long for their scalar.
        [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        // Surrogates.
        [0xED, 0xA0, 0x80], [0xED, 0xAF, 0xBF], [0xED, 0xB0, 0x80], [0xED, 0xBF, 0xBF],
        [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],
        // Above U+10FFFF.
        [0xF4, 0x90, 0x80, 0x80], [0xF7, 0xBF, 0xBF, 0xBF],
        // Cut off.
        [0xC3], [0xDF], [0xE2], [0xE2, 0x82], [0xF0], [0xF0, 0x9F], [0xF0, 0x9F, 0x98],
        // Continued by something else.
        [0xC3, 0x41], [0xE2, 0x41, 0x42], [0xE2, 0x82, 0x41], [0xF0, 0x9F, 0x98, 0x41],
        [0xC3, 0xC3, 0xA9], [0xE2, 0x82, 0xE2, 0x82, 0xAC],
    ]

    /// The last scalars before each gap, which are sound.
    private static let sound: [[UInt8]] = [
        [0x00], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF],
        [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    ]

    @Test(arguments: 0...64)
    func errorNamesTheFirstOctetOfWhatIsMalformed(padding: Int) {
        for filler in ["a", "é", "€", "😀"] {
            let before = Array(String(repeating: filler, count: padding).utf8)
            for octets in Self.malformed {
                for after in [[], [0x41], Array("😀".utf8)] {
                    // What is cut off must not be completed by what follows.
                    let utf8 = before + octets + after
                    for planner in Self.planners {
                        #expect(throws: PlanningError.invalidUTF8(utf8Offset: before.count)) {
                            try planner.plan(utf8: utf8.span)
                        }
                    }
                }
            }
        }
    }

    private static let planners = [
        Planner(), Planner(languages: .all, boundary: .grapheme, choice: .gsm7Bit),
    ]

    @Test func neighboursOfTheGapsAreSound() throws {
        for octets in Self.sound {
            for padding in 0...8 {
                let utf8 = [UInt8](repeating: 0x41, count: padding) + octets
                let text = try #require(String(validating: utf8, as: UTF8.self))
                #expect(try Planner().plan(utf8: utf8.span) == Planner().plan(text))
            }
        }
    }

    @Test func firstOfSeveralErrorsIsNamed() {
        let utf8: [UInt8] = [0x41, 0xC3, 0xA9, 0xFF, 0x41, 0xFE]
        #expect(throws: PlanningError.invalidUTF8(utf8Offset: 3)) {
            try MessagePlan(utf8: utf8.span)
        }
    }

    @Test func randomOctetsAreRefusedWhereTheStandardLibraryRefusesThem() {
        var random = Seed.generator("octets")
        var refusedCount = 0
        for number in 0..<4_000 {
            let utf8 = (0..<random.below(12)).map { _ in
                random.oneIn(2) ? UInt8(random.below(128)) : UInt8(128 + random.below(128))
            }
            // The longest prefix that is sound and after which nothing can be added.
            let isSound = String(validating: utf8, as: UTF8.self) != nil
            let soundCount = (0...utf8.count).last { count in
                String(validating: utf8[..<count], as: UTF8.self) != nil
            }
            var found: PlanningError?
            do {
                _ = try Planner().plan(utf8: utf8.span)
            } catch {
                found = error
            }
            let expected = isSound ? nil : PlanningError.invalidUTF8(utf8Offset: soundCount ?? 0)
            refusedCount += isSound ? 0 : 1
            #expect(found == expected, "\(Seed.note("octets", number)) \(utf8)")
        }
        #expect(refusedCount > 1_000)
    }
}
