import Septet
import TestSupport
import Testing

/// Advice is as small as any set of replacements that is as good, and says what each is worth.
@Suite struct AdviceTests {
    private static let batchCount = 8
    private static let textCount = 800

    /// Texts whose kinds are known without looking for them: pieces, and what tiers write.
    private struct Palette {
        /// A piece, and what each of `NormalizationTables.tiers` writes for it.
        typealias Piece = (text: String, replacements: [String?])

        static let pieces: [Piece] = [
            ("“", ["\"", "\"", "\""]), ("—", ["-", "-", "-"]), ("…", ["...", "...", "..."]),
            ("a\u{200B}", ["a", "a", "a"]), ("a\u{2060}", ["a", "a", "a"]),
            ("a\u{FEFF}", ["a", "a", "a"]), ("∣", ["|", "|", "|"]), ("ﬁ", [nil, "fi", "fi"]),
            ("𝐀", [nil, "A", "A"]), ("𝐁", [nil, "B", "B"]), ("🅊", [nil, "HV", "HV"]),
            ("🄐", [nil, "(A)", "(A)"]), ("z\u{302}", [nil, "ẑ", "z"]), ("ł", [nil, nil, "l"]),
            ("ő", [nil, nil, "ö"]),
        ]
        static let others = ["b", "b", " ", "€", "会", "😀", "🇩"]
    }

    /// The plans of a text under every set of kinds that may be replaced.
    private func plans(
        _ text: [String],
        _ kinds: [(from: String, to: String)],
        _ planner: Planner
    ) -> [(kindCount: Int, plan: MessagePlan?)] {
        (0..<1 << kinds.count).map { set in
            var replacements: [String: String] = [:]
            for (index, kind) in kinds.enumerated() where set >> index & 1 == 1 {
                replacements[kind.from] = kind.to
            }
            let rewritten = text.map { replacements[$0] ?? $0 }.joined()
            return (set.nonzeroBitCount, try? planner.plan(rewritten))
        }
    }

    private func randomText(_ random: inout SplitMix64) -> [String] {
        let kinds = (0...random.below(5)).map { _ in random.element(of: Palette.pieces).text }
        let isSendable = random.oneIn(2)
        let others = isSendable ? ["b", "€", " "] : Palette.others
        let filler = random.element(of: ["b", "b", "€"] + others + kinds)
        let border = random.element(of: [10, 66, 68, 70, 72, 134, 136, 153, 160, 202, 270])
        let length = max(1, border - random.below(6) + random.below(6))
        return (0..<length).map { _ in
            if random.oneIn(4) { return random.element(of: kinds) }
            return random.oneIn(8) ? random.element(of: others) : filler
        }
    }

    /// Fewer parts, or GSM 7 bit in place of UCS-2 for fewer octets.
    private func isImprovement(_ plan: MessagePlan, on before: MessagePlan) -> Bool {
        plan.partCount < before.partCount
            || plan.partCount == before.partCount && plan.alphabet == .gsm7Bit
                && before.alphabet == .ucs2 && plan.octetCount < before.octetCount
    }

    @Test(arguments: 0..<batchCount)
    func adviceEqualsBruteForce(batch: Int) throws {
        var random = Seed.generator("advice", batch)
        var foundCount = 0
        for number in 0..<Self.textCount / Self.batchCount {
            let text = randomText(&random)
            let tier = random.below(3)
            let planner = Planner(boundary: random.oneIn(4) ? .unit : .pair)
            let note: Comment = "\(Seed.note("advice", batch)) text \(number): \(text.joined())"
            let kinds = Palette.pieces.compactMap { piece in
                text.contains(piece.text)
                    ? piece.replacements[tier].map { (from: piece.text, to: $0) } : nil
            }
            let all = plans(text, kinds, planner)
            let before = try #require(all[0].plan)
            let good = all.filter { $0.plan.map { isImprovement($0, on: before) } ?? false }
            let advice = planner.advise(text.joined(), NormalizationTables.tiers[tier])
            #expect(advice.before == before, note)
            #expect((advice.smallest == nil) == good.isEmpty, note)
            guard let smallest = advice.smallest, let cheapest = advice.cheapest else { continue }
            foundCount += 1
            #expect(smallest.isFewest && cheapest.isFewest, note)
            #expect(smallest.items.count == good.map(\.kindCount).min(), note)
            #expect(isImprovement(smallest.after, on: before), note)
            let fewestParts = good.compactMap { $0.plan?.partCount }.min()
            #expect(cheapest.after.partCount == fewestParts, note)
            let best = good.filter { $0.plan?.partCount == fewestParts }
            #expect(cheapest.items.count == best.map(\.kindCount).min(), note)
            try checkItems(smallest, text, planner, note)
            try checkItems(cheapest, text, planner, note)
            for suggestion in advice.suggestions {
                let rewritten = advice.text(text.joined(), applying: suggestion)
                #expect(try planner.plan(rewritten) == suggestion.after, note)
            }
        }
        #expect(foundCount > Self.textCount / Self.batchCount / 4)
    }

    /// The plan of a suggestion is that of the text with its items replaced, all or all but one.
    private func checkItems(
        _ suggestion: Suggestion,
        _ text: [String],
        _ planner: Planner,
        _ note: Comment
    ) throws {
        let items = suggestion.items.map(\.replacement)
        func plan(_ items: [Replacement]) throws -> MessagePlan {
            let rewritten = text.map { piece in
                items.reduce(piece) { text, item in
                    var scalars = Array(text.unicodeScalars)
                    let from = Array(item.from.unicodeScalars)
                    guard scalars.suffix(from.count) == from[...] else { return text }
                    scalars.replaceSubrange((scalars.count - from.count)..., with: [])
                    return String(String.UnicodeScalarView(scalars)) + item.to
                }
            }
            return try planner.plan(rewritten.joined())
        }
        #expect(try plan(items) == suggestion.after, note)
        for (index, item) in suggestion.items.enumerated() {
            let others = items.indices.filter { $0 != index }.map { items[$0] }
            let without = try plan(others).partCount
            #expect(item.savedPartCount == without - suggestion.after.partCount, note)
        }
    }

    @Test func twoCharactersCostTwoParts() throws {
        let text = String(repeating: "a", count: 150) + "“”"
        let advice = Planner().advise(text, .typographic)
        let smallest = try #require(advice.smallest)
        #expect(advice.before?.partCount == 3)
        #expect(smallest.after.partCount == 1)
        #expect(smallest.items.map(\.savedPartCount) == [2, 2])
        #expect(advice.suggestions.count == 1)
    }

    @Test func theSmallestComesBeforeTheCheapest() throws {
        let text = "“”" + String(repeating: "a", count: 68) + "\u{200B}" + "b"
        let advice = Planner().advise(text + String(repeating: "c", count: 63), .typographic)
        #expect(advice.before?.partCount == 3)
        #expect(advice.suggestions.map(\.items.count) == [1, 3])
        #expect(advice.suggestions.map(\.after.partCount) == [2, 1])
    }

    @Test func everyTierAddsToTheOneBefore() {
        let advice = Planner().adviseByTier("“ł” and more")
        #expect(advice.map(\.tables) == [[.typographic, .lossless, .lossy]])
        #expect(Planner().adviseByTier("“ and more").map(\.tables) == [.typographic])
        #expect(Planner().adviseByTier("会“").isEmpty)
        #expect(Planner().adviseByTier("plain").isEmpty)
        #expect(Planner().advise("plain", .smsapi).suggestions.isEmpty)
    }

    /// Sixteen kinds that each save one unit, pairs everywhere: more sets than can be tried.
    @Test func whatIsTooMuchToTryIsSaidSo() throws {
        let removed = (0x2060...0x2064).map { $0 } + (0x206A...0x206F).map { $0 } + [0xAD, 0x200B]
        let marks = removed.compactMap { UInt32($0) }.compactMap(Unicode.Scalar.init)
        let pairs = String(repeating: "😀", count: 40)
        let text = marks.map { "a\($0)" }.joined() + pairs + pairs
        let advice = Planner().advise(text, .typographic)
        for suggestion in advice.suggestions {
            #expect(suggestion.after.partCount < advice.before?.partCount ?? 0)
        }
    }
}
