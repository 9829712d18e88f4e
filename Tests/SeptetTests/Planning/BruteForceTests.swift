import Septet
import TestSupport
import Testing

/// The engine's plan is the cheapest there is: the reference tries every pair of tables.
@Suite struct BruteForceTests {
    private static let textCount = 24_000
    private static let batchCount = 24

    @Test(arguments: 0..<batchCount)
    func planIsTheCheapestOfAll(batch: Int) throws {
        let codec = try Reference.codec()
        var random = Seed.generator("cheapest", batch)
        var texts = RandomText(codec.tables, Seed.generator("cheapest texts", batch))
        let all = RandomSettings(languages: NationalLanguage.allCases.map { Int($0.rawValue) })
        var plannedCount = 0
        for number in 0..<Self.textCount / Self.batchCount {
            let settings = all.next(&random)
            let text = texts.next()
            let expected = codec.plan(text, settings)
            let plan: MessagePlan
            do {
                plan = try Planner(settings).plan(text)
            } catch {
                let note: Comment =
                    "\(Seed.note("cheapest", batch)) text \(number): \(settings) \(text.escaped)"
                check(error, text, settings, expected, note)
                continue
            }
            plannedCount += 1
            if plan.summary != expected?.summary {
                Issue.record(
                    """
                    \(Seed.note("cheapest", batch)) text \(number): \(settings)
                    \(text.escaped)
                    found \(plan.summary), expected \(expected?.summary ?? [:])
                    """
                )
            }
        }
        // Most texts must have a plan, or the comparison says nothing.
        #expect(plannedCount > Self.textCount / Self.batchCount / 2)
    }

    /// A text is refused only when the reference finds nothing either.
    private func check(
        _ error: PlanningError,
        _ text: String,
        _ settings: ReferenceSettings,
        _ expected: ReferencePlan?,
        _ note: Comment
    ) {
        switch error {
        case .notEncodable(let scalar, let offset):
            #expect(settings.choice == .gsm7Bit, note)
            #expect(expected == nil, note)
            let utf8 = Array(text.utf8)
            #expect(utf8[offset...].starts(with: String(scalar).utf8), note)
        case .noRoomBesideHeader, .noRoomBesideSpare: #expect(expected == nil, note)
        case .tooManyParts(let partCount, let alphabet, let unitCount):
            #expect(partCount == expected?.unitCounts.count, note)
            #expect(alphabet == expected?.alphabet, note)
            #expect(unitCount == expected?.unitCount, note)
            #expect(partCount > 255, note)
        case .invalidUTF8: Issue.record(note)
        }
    }

    /// Messages of many parts, whose sums no narrow counter holds.
    @Test(arguments: 0..<6)
    func longTextsAreCountedWithoutOverflow(batch: Int) throws {
        let codec = try Reference.codec()
        var random = Seed.generator("long", batch)
        var texts = RandomText(codec.tables, Seed.generator("long texts", batch))
        let all = RandomSettings(languages: NationalLanguage.allCases.map { Int($0.rawValue) })
        let kinds: [RandomText.Kind] = [
            .gsm, .extensionHeavy, .latin, .indic, .national, .longCluster,
        ]
        for number in 0..<12 {
            var settings = all.next(&random)
            settings.elements =
                random.oneIn(2) ? [] : [0x7F, 120] + [UInt8](repeating: 0, count: 120)
            settings.choice = .cheapest
            if settings.languages.count > 4 { settings.languages.removeLast(9) }
            let kind = random.element(of: kinds)
            let scalarCount = settings.elements.isEmpty ? 6_000 : 900
            var text = ""
            while text.unicodeScalars.count < scalarCount { text += texts.next(kind) }
            let note: Comment = "\(Seed.note("long", batch)) text \(number) \(settings) \(kind)"
            let expected = try #require(codec.plan(text, settings), note)
            if expected.unitCounts.count > 255 {
                let error = PlanningError.tooManyParts(
                    partCount: expected.unitCounts.count,
                    alphabet: expected.alphabet,
                    unitCount: expected.unitCount
                )
                #expect(throws: error, note) {
                    try Planner(settings).plan(text)
                }
            } else {
                #expect(try Planner(settings).plan(text).summary == expected.summary, note)
            }
        }
    }

    @Test func firstCharacterThatNoTablesCarryIsNamed() throws {
        let codec = try Reference.codec()
        var random = Seed.generator("not encodable")
        var texts = RandomText(codec.tables, Seed.generator("not encodable texts"))
        let all = RandomSettings(languages: NationalLanguage.allCases.map { Int($0.rawValue) })
        var refusedCount = 0
        for number in 0..<3_000 {
            var settings = all.next(&random)
            settings.choice = .gsm7Bit
            settings.elements = []
            if settings.languages.count > 4 { settings.languages.removeLast(9) }
            let scalars = Array(
                texts.next(random.oneIn(2) ? .national : .mixed).unicodeScalars.prefix(60)
            )
            let expected = scalars.indices.first { last in
                codec.encodings(settings).allSatisfy { encoding in
                    scalars[...last].contains { codec.units(of: $0, encoding) == nil }
                }
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            let text = String(view)
            var found: PlanningError?
            do {
                _ = try Planner(settings).plan(text)
            } catch {
                found = error
            }
            let offset = scalars[..<(expected ?? 0)].reduce(0) { $0 + String($1).utf8.count }
            let wanted = expected.map {
                PlanningError.notEncodable(scalars[$0], utf8Offset: offset)
            }
            #expect(found == wanted, "\(Seed.note("not encodable")) text \(number) \(settings)")
            refusedCount += found == nil ? 0 : 1
        }
        #expect(refusedCount > 300)
    }
}

extension String {
    /// The text with every scalar outside ASCII written as its number, for failures.
    var escaped: String {
        unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
    }
}
