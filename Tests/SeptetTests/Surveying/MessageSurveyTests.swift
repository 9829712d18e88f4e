import Foundation
import Septet
import TestSupport
import Testing

/// A survey says what `Planner.diagnose` and `Normalizer` say, summed up.
@Suite struct MessageSurveyTests {
    /// The sums by the definitions.
    private struct Judge: Equatable {
        var offenders: [Unicode.Scalar: [Int]] = [:]
        var savedPartCounts = NormalizationTables.tiers.map { _ in 0 }
        var extraCosts: [Unicode.Scalar: SurveyedCost] = [:]
        var savedCosts = NormalizationTables.tiers.map { _ in MessageSurveyTests.noCost }

        mutating func add(_ text: String, _ planner: Planner, group: Int) throws {
            let diagnosis = try planner.diagnose(text)
            let plan = diagnosis.plan
            let kinds = diagnosis.offenders
            let extra = plan.partCount - diagnosis.partCountWithoutForcing
            let alone = kinds.count == 1 ? 1 : 0
            for kind in kinds {
                let added = [1, alone, extra, extra * alone]
                let sum = offenders[kind.scalar] ?? [0, 0, 0, 0]
                offenders[kind.scalar] = zip(sum, added).map { $0 + $1 }
                MessageSurveyTests.add(
                    extra,
                    group: group,
                    to: &extraCosts[kind.scalar, default: MessageSurveyTests.noCost]
                )
            }
            for (index, tier) in NormalizationTables.tiers.enumerated() {
                let after = try? Normalizer(tier, planner: planner).planNormalizing(
                    utf8: text.utf8Span.span
                )
                let saved = plan.partCount - (after ?? plan).partCount
                savedPartCounts[index] += saved
                MessageSurveyTests.add(saved, group: group, to: &savedCosts[index])
            }
        }
    }

    private static let noCost = SurveyedCost(least: [0, 0], most: [0, 0], unpricedPartCount: 0)

    /// Prices whose words add up to more than 64 bits at once; the first group has none.
    private static let prices: [(least: [UInt64], most: [UInt64])?] = {
        var prices: [(least: [UInt64], most: [UInt64])?] = [nil]
        for number in 0..<UInt64(5) {
            let low = UInt64.max - number
            prices.append((least: [low, number], most: [low, low]))
        }
        return prices
    }()

    private static func add(_ partCount: Int, group: Int, to cost: inout SurveyedCost) {
        guard let price = prices[group] else {
            cost.unpricedPartCount += partCount
            return
        }
        for word in 0..<2 {
            cost.least[word] += Int128(price.least[word]) * Int128(partCount)
            cost.most[word] += Int128(price.most[word]) * Int128(partCount)
        }
    }

    private static func surveyed(_ survey: borrowing MessageSurvey) -> Judge {
        var found = Judge()
        survey.forEachOffender {
            found.offenders[$0.scalar] = [
                $0.messageCount, $0.soleMessageCount, $0.extraPartCount, $0.soleExtraPartCount,
            ]
            found.extraCosts[$0.scalar] = $0.extraCost.least.isEmpty ? noCost : $0.extraCost
        }
        found.savedCosts = survey.savedCosts.map { $0.least.isEmpty ? noCost : $0 }
        found.savedPartCounts = survey.savedPartCounts
        return found
    }

    /// Compares the sums, and when they differ each text on its own, so that it is named.
    private func check(_ texts: [String], _ planner: Planner, _ note: Comment) throws {
        if try isAsDefined(texts, planner) { return }
        let culprits = try texts.filter { try !isAsDefined([$0], planner) }
        Issue.record("\(note): \(culprits.prefix(3).map(\.escaped)) of \(texts.count) texts")
    }

    private func isAsDefined(_ texts: [String], _ planner: Planner) throws -> Bool {
        var survey = MessageSurvey(planner, prices: SurveyPrices(wordCount: 2, Self.prices))
        var judge = Judge()
        for (number, text) in texts.enumerated() {
            guard let plan = try? planner.plan(text) else { continue }
            let group = number % Self.prices.count
            survey.add(validUTF8: text.utf8Span.span, plan, group: group)
            try judge.add(text, planner, group: group)
        }
        return judge == Self.surveyed(survey)
    }

    /// A price that all groups share is multiplied at the end; the sums are the same.
    @Test(arguments: 0..<4)
    func flatPricesAddUpAsOthersDo(batch: Int) throws {
        var random = Seed.generator("flat survey", batch)
        let keys = try NormalizationRow.tiers.flatMap { try NormalizationRow.rows(of: $0) }
            .map(\.scalar)
        let planner = Planner()
        let price = Self.prices[2]
        var flat = MessageSurvey(planner, prices: SurveyPrices(wordCount: 2, [price, price]))
        var grouped = MessageSurvey(
            planner,
            prices: SurveyPrices(wordCount: 2, [price, price, nil])
        )
        for number in 0..<200 {
            let text = spiced("", keys, &random)
            let plan = try planner.plan(text)
            flat.add(validUTF8: text.utf8Span.span, plan, group: number % 2)
            grouped.add(validUTF8: text.utf8Span.span, plan, group: number % 2)
        }
        let (found, wanted) = (Self.surveyed(flat), Self.surveyed(grouped))
        #expect(found == wanted)
        #expect(found.savedPartCounts.contains { $0 > 0 } && found.extraCosts.count > 10)
    }

    private static let planners = [
        Planner(), Planner(boundary: .unit), Planner(referenceWidth: .sixteenBit),
        Planner(boundary: .grapheme), Planner(languages: .all), Planner(choice: .ucs2),
        Planner(choice: .gsm7Bit), Planner(elementOctetCount: 5),
    ]

    @Test(arguments: 0..<16)
    func randomTextsAreSurveyedAsDefined(batch: Int) throws {
        let codec = try Reference.codec()
        var random = Seed.generator("survey", batch)
        var texts = RandomText(codec.tables, Seed.generator("survey texts", batch))
        let keys = try NormalizationRow.tiers.flatMap { try NormalizationRow.rows(of: $0) }
            .map(\.scalar)
        // The planners of HTTP providers most of the time.
        let planner = Self.planners[batch < 10 ? batch % 3 : batch % Self.planners.count]
        for number in 0..<8 {
            let campaign = (0..<25).map { _ in
                spiced(random.oneIn(3) ? texts.next() : "", keys, &random)
            }
            try check(campaign, planner, "\(Seed.note("survey", batch)) campaign \(number)")
        }
    }

    /// A text with characters of the tables, most of them from one tier.
    private func spiced(
        _ text: String,
        _ keys: [Unicode.Scalar],
        _ random: inout SplitMix64
    ) -> String {
        var scalars = Array(text.unicodeScalars)
        let odd = "abc 1€[😀会नक्षि🇩e\u{301}a\u{323}\u{302}☺\u{FE0F}\u{200D}\u{0}\u{1}`"
        let others = Array(odd.unicodeScalars)
        let fillers = Array("ażя\u{2019}½e\u{937}".unicodeScalars)
        let filler = random.element(of: fillers)
        let key = random.element(of: keys)
        for _ in 0..<random.below(200) { scalars.append(random.oneIn(9) ? key : filler) }
        for _ in 0..<random.below(4) {
            let inserted = random.oneIn(2) ? random.element(of: keys) : random.element(of: others)
            scalars.insert(inserted, at: random.below(scalars.count + 1))
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Texts of little but characters whose neighbours matter, so that most tiers change something and
    /// pairs stand on borders.
    @Test(arguments: 0..<8)
    func crowdedTextsAreSurveyedAsDefined(batch: Int) throws {
        var random = Seed.generator("crowded survey", batch)
        let keys = try NormalizationRow.tiers.flatMap { try NormalizationRow.rows(of: $0) }
            .map(\.scalar).filter { $0.value >= 0x300 }
        let odd = "a1é[€żя ½☺™👨👩🇩😀𝐀🄀नकषœ"
        let marks = "\u{301}\u{302}\u{323}\u{93C}\u{94D}\u{FE0F}\u{FE0E}\u{200D}\u{200B}\u{200F}"
        let others = Array((odd + marks).unicodeScalars)
        for number in 0..<6 {
            let campaign = (0..<25).map { _ in
                // Few kinds, so that all of them may be replaced.
                let kinds = (0...random.below(6)).map { _ in
                    random.oneIn(2) ? random.element(of: keys) : random.element(of: others)
                }
                var view = String.UnicodeScalarView()
                for _ in 0..<60 + random.below(300) { view.append(random.element(of: kinds)) }
                return String(view)
            }
            let planner = Self.planners[batch % 3]
            try check(campaign, planner, "\(Seed.note("crowded survey", batch)) campaign \(number)")
        }
    }

    @Test(arguments: [
        "ok ☺\u{FE0F} ", "™\u{FE0F} ", "1\u{FE0F}\u{20E3} ", "👨\u{200D}👩\u{200D}👧 ", "क\u{93C}षि ",
        "न\u{93C} ", "e\u{301}ż", "a\u{323}\u{302}\u{301}\u{300}", "½ ", "1½ ", "я½ ", "𝐀 ", "🄀 ",
        "\u{200B}ż", "ש\u{200F}! ", "ż\u{200F}! ", "각", "\u{1100}\u{1161}\u{11A8}", "\u{301}ż ",
        "ǆ[",
        "\u{C}ż", "…", "…\u{FE0E}", "\u{FE0F}",
    ])
    func contextsAreJudgedByTheDefinitions(piece: String) throws {
        // One part and several, alone and among characters of each tier and of none.
        let texts = ["", "a", "ż", "’", "½", "я", "[€"].flatMap { other in
            [1, 36, 77].map { count in
                other + String(repeating: piece, count: count) + other
            }
        }
        for planner in Self.planners.prefix(4) { try check(texts, planner, "\(planner)") }
    }

    @Test func partsAreCountedAtEveryLengthAroundBorders() throws {
        // Escape pairs at odd places strand septets, and division alone would miss it.
        for filler in ["a", "[", "a[", "[[a"] {
            let texts = [150, 151, 152, 153, 160, 161, 304, 305, 306, 307, 457, 458, 459].map {
                "ż" + String(String(repeating: filler, count: $0).prefix($0))
            }
            try check(texts, Planner(), "\(filler)")
            try check(texts, Planner(boundary: .unit), "\(filler)")
        }
    }

    @Test func theMessageNumberMayWrap() throws {
        var survey = MessageSurvey(Planner())
        let plan = try Planner().plan("żż")
        survey.add(validUTF8: "żż".utf8Span.span, plan)
        survey.skipToLastMessageNumber()
        for _ in 0..<3 { survey.add(validUTF8: "żż".utf8Span.span, plan) }
        #expect(Self.surveyed(survey).offenders == ["ż": [4, 4, 0, 0]])
    }
}

/// What holds for random texts holds for real ones, when corpora stand beside the package.
@Suite(.enabled(if: SharedFolder.exists)) struct MessageSurveyCorpusTests {
    @Test(arguments: SharedFolder.files("corpora", ending: ".txt"))
    func realTextsAreSurveyedAsDefined(file: String) throws {
        let url = SharedFolder.url.appending(path: "corpora").appending(path: file)
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
        let step = max(1, lines.count / 250)
        var survey = MessageSurvey(Planner())
        var saved = NormalizationTables.tiers.map { _ in 0 }
        var extra = 0
        for index in stride(from: 0, to: lines.count, by: step) {
            let text = String(lines[index])
            guard let plan = try? Planner().plan(text) else { continue }
            survey.add(validUTF8: text.utf8Span.span, plan)
            let diagnosis = try Planner().diagnose(text)
            extra +=
                diagnosis.offenders.count * (plan.partCount - diagnosis.partCountWithoutForcing)
            for (tier, tables) in NormalizationTables.tiers.enumerated() {
                let after = try Normalizer(tables).planNormalizing(utf8: text.utf8Span.span)
                saved[tier] += plan.partCount - after.partCount
            }
            try #require(survey.savedPartCounts == saved, "\(file):\(index + 1)")
        }
        var found = 0
        survey.forEachOffender { found += $0.extraPartCount }
        #expect(found == extra)
    }
}
