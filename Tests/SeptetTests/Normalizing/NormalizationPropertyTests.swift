@testable import Septet
import TestSupport
import Testing

/// No tier and no advice ever makes a text cost more, and a rewritten text stays as it is.
@Suite struct NormalizationPropertyTests {
    private static let textCount = 100_000
    private static let batchCount = 20

    @Test(arguments: 0..<batchCount)
    func randomTextsNeverBecomeDearer(batch: Int) throws {
        let codec = try Reference.codec()
        var random = Seed.generator("normalization", batch)
        var texts = RandomText(codec.tables, Seed.generator("normalization texts", batch))
        let keys = try NormalizationRow.tiers.flatMap { try NormalizationRow.rows(of: $0) }
            .map(\.scalar)
        var changedCount = 0
        for number in 0..<Self.textCount / Self.batchCount {
            // Most texts are short, so that there are many; the others end near borders of parts.
            var text = random.oneIn(8) ? texts.next() : ""
            spice(&text, keys, &random)
            let note: Comment =
                "\(Seed.note("normalization", batch)) text \(number): \(text.escaped)"
            let planner = randomPlanner(&random)
            let tables = NormalizationTables(rawValue: UInt8(1 + random.below(7)) << 1)
            changedCount += try checkNeverDearer(text, tables, planner, note) ? 1 : 0
        }
        #expect(changedCount > Self.textCount / Self.batchCount / 4)
    }

    /// SMSAPI's table goes first whatever it costs; after the tiers nothing is left for it.
    @Test(arguments: 0..<8)
    func aSecondPassBesideSMSAPIChangesNothing(batch: Int) throws {
        let codec = try Reference.codec()
        var random = Seed.generator("smsapi", batch)
        var texts = RandomText(codec.tables, Seed.generator("smsapi texts", batch))
        var keys = try NormalizationTable.allCases.flatMap { try NormalizationRow.rows(of: $0) }
            .map(\.scalar)
        keys += Array(
            repeating: "\u{308}\u{301}\u{327}\u{330}\u{328}\u{30C}".unicodeScalars,
            count: 60
        )
        .joined()
        var bothCount = 0
        for number in 0..<2_500 {
            var text = random.oneIn(8) ? texts.next() : ""
            spice(&text, keys, &random)
            let note: Comment = "\(Seed.note("smsapi", batch)) text \(number): \(text.escaped)"
            let tables = NormalizationTables(rawValue: UInt8(random.below(8)) << 1 | 1)
            let normalizer = Normalizer(tables, planner: randomPlanner(&random))
            guard let result = try? normalizer.normalize(text) else { continue }
            #expect(result.after == (try normalizer.planner.plan(result.text)), note)
            let again = try normalizer.normalize(result.text)
            #expect(again.text.utf8.elementsEqual(result.text.utf8), note)
            #expect(again.replaced.isEmpty, note)
            let found = Set(result.replaced.map(\.table))
            bothCount += found.contains(.smsapi) && found.count > 1 ? 1 : 0
        }
        #expect(bothCount > 100)
    }

    @Test func whatATierWritesIsSMSAPIsAsWell() throws {
        let text = "a\u{308} \u{17B} a\u{308}"
        let result = try Normalizer([.smsapi, .lossless]).normalize(text)
        #expect(result.text == "a Z a")
        #expect(
            result.replaced == [
                Replacement(from: "\u{17B}", to: "Z", count: 1, table: .smsapi),
                Replacement(from: "a\u{308}", to: "\u{E4}", count: 2, table: .lossless),
                Replacement(from: "\u{E4}", to: "a", count: 2, table: .smsapi),
            ]
        )
    }

    /// Each pass composes one mark, which SMSAPI takes off again.
    @Test func marksOnMarksEnd() throws {
        let text = String(repeating: "a" + String(repeating: "\u{308}", count: 30) + "b", count: 40)
        let result = try Normalizer([.smsapi, .lossless]).normalize(text)
        #expect(result.text == String(repeating: "ab", count: 40))
        #expect(result.replaced.map(\.count).allSatisfy { $0 == 40 || $0 == 40 * 30 })
    }

    /// Puts characters of the tables among the others.
    private func spice(
        _ text: inout String,
        _ keys: [Unicode.Scalar],
        _ random: inout SplitMix64
    ) {
        var scalars = Array(text.unicodeScalars)
        let others = Array("abc 1😀会ن🇩e\u{301}\u{FE0F}\u{200D}".unicodeScalars)
        let filler = random.element(of: others + ["a", "a", "a", "a"])
        for _ in 0..<random.below(90) where random.oneIn(2) { scalars.append(filler) }
        for _ in 0..<random.below(7) {
            let key = random.oneIn(4) ? random.element(of: others) : random.element(of: keys)
            for _ in 0...(random.oneIn(3) ? random.below(30) : 0) {
                scalars.insert(key, at: random.below(scalars.count + 1))
            }
        }
        text = String(String.UnicodeScalarView(scalars))
    }

    private func randomPlanner(_ random: inout SplitMix64) -> Planner {
        Planner(
            languages: random.oneIn(50) ? NationalLanguages([.turkish, .portuguese]) : [],
            boundary: random.oneIn(4) ? random.element(of: BoundaryPolicy.allCases) : .pair,
            referenceWidth: random.oneIn(4) ? .sixteenBit : .eightBit,
            choice: random.oneIn(12) ? .ucs2 : .cheapest
        )
    }
}

/// Checks one text: cost, count of changes, a second time, and advice.
///
/// - Returns: Whether the text was changed.
func checkNeverDearer(
    _ text: String,
    _ tables: NormalizationTables,
    _ planner: Planner,
    _ note: Comment
) throws -> Bool {
    guard let before = try? planner.plan(text) else { return false }
    let result = try Normalizer(tables, planner: planner).normalize(text)
    let after = result.after
    #expect(result.before == before, note)
    #expect(after == (try planner.plan(result.text)), note)
    #expect(after.partCount <= before.partCount, note)
    if after.alphabet == before.alphabet { #expect(after.unitCount <= before.unitCount, note) }
    if after.partCount == before.partCount { #expect(after.octetCount <= before.octetCount, note) }
    let isChanged = !result.text.unicodeScalars.elementsEqual(text.unicodeScalars)
    #expect(isChanged == !result.replaced.isEmpty, note)
    #expect(result.replaced.allSatisfy { $0.count > 0 && tables.contains($0.table) }, note)
    if isChanged {
        #expect(
            (before.partCount, before.octetCount, before.unitCount) != (
                after.partCount, after.octetCount, after.unitCount
            ),
            note
        )
    }
    let again = try Normalizer(tables, planner: planner).normalize(result.text)
    #expect(again.text.unicodeScalars.elementsEqual(result.text.unicodeScalars), note)
    let advice = planner.advise(text, tables)
    for suggestion in advice.suggestions {
        #expect(suggestion.after.partCount <= before.partCount, note)
        #expect(!suggestion.items.isEmpty, note)
        if planner.boundary != .grapheme {
            #expect(suggestion.after.partCount >= after.partCount, note)
        }
    }
    if let cheapest = advice.cheapest {
        #expect(after.partCount <= cheapest.after.partCount, note)
    } else {
        #expect(after.partCount == before.partCount, note)
    }
    return isChanged
}
