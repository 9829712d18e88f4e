internal import Septet
public import SeptetBilling
internal import SeptetNumbers

/// The one thing that would make a campaign cheaper than all others, in a sentence with what it saves.
public struct CampaignAdvice: Sendable, Hashable {
    /// What to do, without what it saves: `Replace – and ’ in the template`.
    public let action: String

    /// The parts saved.
    public let partCount: Int

    /// What they cost; `nil` when that is not known.
    public let cost: Cost?

    /// The whole sentence.
    public var sentence: String {
        let money = cost.map { " and \(ReportWording.cost($0))" } ?? ""
        return "\(action): \(ReportWording.counted(partCount, "part"))\(money) less."
    }
}

extension CampaignReport {
    /// What would help most; `nil` when nothing would.
    ///
    /// Replacing characters comes before what changes the words or the list, unless that saves more
    /// than twice as much. Complexity: linear in the kinds of characters and messages.
    public var advice: CampaignAdvice? {
        let others = [shorterTexts, fewerNumbers].compactMap(\.self)
        let best = others.max { Self.isLess($0, $1) }
        guard let replaced = replacedCharacters else { return best }
        guard let best, best.partCount > 2 * replaced.partCount else { return replaced }
        return best
    }

    private static func isLess(_ left: CampaignAdvice, _ right: CampaignAdvice) -> Bool {
        (left.cost?.maximum ?? .zero, left.partCount) < (
            right.cost?.maximum ?? .zero, right.partCount
        )
    }

    /// Replacing characters by the gentlest tier that saves something.
    private var replacedCharacters: CampaignAdvice? {
        guard let tier = savings.firstIndex(where: { $0.partCount > 0 }) else { return nil }
        let tables = NormalizationTables.tiers[tier].tables
        let characters = expensiveCharacters.filter { character in
            tables.contains { $0.replacement(for: character.scalar) != nil }
        }
        guard !characters.isEmpty else { return nil }
        let shown = characters.prefix(3).map { ReportWording.spoken($0.scalar) }
        let names =
            characters.count > shown.count
            ? shown.joined(separator: ", ")
                + " and \(ReportWording.counted(characters.count - shown.count, "other character"))"
            : shown.count > 1
                ? shown.dropLast().joined(separator: ", ") + " and \(shown[shown.count - 1])"
                : shown[0]
        let inTemplate = characters.count { templateCharacters.contains($0.scalar) }
        let place =
            inTemplate == characters.count
            ? "in the template"
            : inTemplate == 0 ? "in the list" : "in the template and in the list"
        return CampaignAdvice(
            action: "Replace \(names) \(place)",
            partCount: savings[tier].partCount,
            cost: savings[tier].cost
        )
    }

    /// Making every message a few characters shorter, or the one that is nearest to fewer parts.
    private var shorterTexts: CampaignAdvice? {
        let steps = excessSteps
        // As many parts for each character as possible.
        let best = steps.max { $0.partCount * $1.unitCount < $1.partCount * $0.unitCount }
        guard let best, best.partCount > 0 else { return nil }
        let characters = ReportWording.counted(best.unitCount, "character")
        // Of a single one the row is known where it is among the longest.
        let row = best.partCount == 1 ? row(withExcess: best.unitCount) : nil
        let which = row.map { "row \(ReportWording.count($0))'s message" }
        return CampaignAdvice(
            action:
                "Make \(which ?? (best.partCount == 1 ? "a message" : "the text")) \(characters) shorter",
            partCount: best.partCount,
            cost: best.cost
        )
    }

    /// The row of a message that is so many units too long for fewer parts.
    private func row(withExcess unitCount: Int) -> Int? {
        let divisions = [Planner.Choice.gsm7Bit, .ucs2].compactMap { choice in
            try? Planner(choice: choice).plan("").division
        }
        return totals.longest.entries.first { entry in
            divisions.contains { division in
                entry.partCount > 1
                    && division.excess(entry.unitCount, beyond: entry.partCount - 1) == unitCount
                    && entry.unitCount <= entry.partCount * division.capacity
            }
        }?.row
    }

    /// Leaving out numbers that cannot receive texts.
    private var fewerNumbers: CampaignAdvice? {
        guard let kind = unreachable.first else { return nil }
        return CampaignAdvice(
            action: "Leave out \(ReportWording.count(kind.messageCount)) \(kind.kind.plural), "
                + "which cannot receive texts",
            partCount: kind.partCount,
            cost: kind.cost
        )
    }
}

/// How many messages would have a part less if they were some units shorter.
public struct ExcessTotals: Sendable, Hashable {
    /// Longer steps are not counted: few texts can be made so much shorter.
    static let unitLimit = 20

    /// For each group the messages with each excess, from one unit on.
    private var counts: [Int] = []

    /// Begins with none.
    public init() {}

    /// Counts a message whose last part can be saved; others are passed over.
    @inline(__always)
    mutating func add(_ plan: MessagePlan, group: Int) {
        guard plan.partCount > 1 else { return }
        let unitCount = plan.division.excess(plan.unitCount, beyond: plan.partCount - 1)
        // Where pairs moved to the next part, fewer units may not be enough.
        guard unitCount > 0, unitCount <= Self.unitLimit, plan.dividedPartCount == plan.partCount
        else {
            return
        }
        let place = group * Self.unitLimit + unitCount - 1
        if place >= counts.count { makeRoom((group + 1) * Self.unitLimit) }
        counts[place] += 1
    }

    private mutating func makeRoom(_ count: Int) {
        counts.append(contentsOf: repeatElement(0, count: max(0, count - counts.count)))
    }

    /// Adds the counts of other messages.
    mutating func merge(_ other: Self) {
        makeRoom(other.counts.count)
        for place in other.counts.indices { counts[place] += other.counts[place] }
    }

    /// What each number of units fewer saves, costs included.
    func steps(_ prices: PriceList?) -> [ExcessStep] {
        var steps: [ExcessStep] = []
        var saved = ShareSum()
        for unitCount in 1...Self.unitLimit {
            let places = stride(from: unitCount - 1, to: counts.count, by: Self.unitLimit)
            let found = places.filter { counts[$0] > 0 }
            guard !found.isEmpty else { continue }
            for place in found { saved.add((0, counts[place]), place / Self.unitLimit, prices) }
            steps.append(
                ExcessStep(
                    unitCount: unitCount,
                    partCount: saved.share.partCount,
                    cost: saved.share.cost
                )
            )
        }
        return steps
    }
}

extension PartDivision {
    /// How many units there are more than some parts hold, at least one part.
    @inline(__always)
    fileprivate func excess(_ unitCount: Int, beyond partCount: Int) -> Int {
        unitCount - (partCount == 1 ? singleCapacity : partCount * capacity)
    }
}

/// What texts that are some units shorter save.
struct ExcessStep: Sendable, Hashable {
    /// How many units shorter.
    let unitCount: Int
    /// The parts saved.
    let partCount: Int
    /// What they cost, as far as prices are known.
    let cost: Cost?
}
