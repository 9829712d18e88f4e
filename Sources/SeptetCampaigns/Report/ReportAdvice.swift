internal import Septet
public import SeptetBilling
internal import SeptetLists
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

    /// Making every message a few characters shorter, or the few that are nearest to fewer parts.
    private var shorterTexts: CampaignAdvice? {
        // As many parts for each character as possible.
        let best = excessSteps.max { $0.partCount * $1.unitCount < $1.partCount * $0.unitCount }
        guard let best, best.partCount > 0 else { return nil }
        let characters = ReportWording.counted(best.unitCount, "character")
        let action =
            if let place = place(ofExcess: best) {
                "\(characters) fewer in \(place)"
            } else if best.partCount == 1, let row = row(withExcess: best.unitCount) {
                // Of a message that was fed by itself the row is known where it is among the longest.
                "\(characters) fewer in row \(ReportWording.count(row))'s message"
            } else {
                "Make \(best.partCount == 1 ? "a message" : "the text") \(characters) shorter"
            }
        return CampaignAdvice(action: action, partCount: best.partCount, cost: best.cost)
    }

    /// Where the characters stand that a step saves: in a cell of a row, or in the same cell of a few.
    ///
    /// `nil` when more rows are too long than are known.
    private func place(ofExcess step: ExcessStep) -> String? {
        let rows = excessRows.rows(withExcessUpTo: step.unitCount)
        guard !rows.isEmpty, rows.count == step.partCount else { return nil }
        let numbers = rows.map { ReportWording.count($0.row) }
        // The same cell of all, or their messages.
        let column = rows.allSatisfy { $0.column == rows[0].column } ? rows[0].column : nil
        let name = column.flatMap(columnName)
        guard numbers.count > 1 else { return "row \(numbers[0])'s \(name ?? "message")" }
        let listed =
            numbers.dropLast().joined(separator: ", ") + " and \(numbers[numbers.count - 1])"
        return "\(name.map { "the \($0)" } ?? "the messages") of rows \(listed)"
    }

    /// What a person calls a column of the list.
    private func columnName(_ column: Int) -> String? {
        guard let input, input.columns.indices.contains(column) else { return nil }
        let isNumber = input.headerLine == nil && (input.format == .csv || input.format == .xlsx)
        return isNumber ? "column \(column + 1)" : input.columns[column]
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
        guard let unitCount = Self.unitCount(of: plan) else { return }
        let place = group * Self.unitLimit + unitCount - 1
        if place >= counts.count { makeRoom((group + 1) * Self.unitLimit) }
        counts[place] += 1
    }

    /// How many units fewer save the last part of a message; `nil` when that is too many.
    @inline(__always)
    static func unitCount(of plan: MessagePlan) -> Int? {
        guard plan.partCount > 1 else { return nil }
        let unitCount = plan.division.excess(plan.unitCount, beyond: plan.partCount - 1)
        // Where pairs moved to the next part, fewer units may not be enough.
        guard unitCount > 0, unitCount <= Self.unitLimit, plan.dividedPartCount == plan.partCount
        else {
            return nil
        }
        return unitCount
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

/// The rows of messages that are a few units too long, and the cell that makes each of them so.
package struct ExcessRows: Sendable, Hashable {
    /// A row that is too long.
    struct Row: Sendable, Hashable {
        /// The row, counted from 1 behind the header.
        var row: Int
        /// The column of the list whose value is to blame; `nil` when none is.
        let column: Int?
        /// How many units fewer save a part.
        let unitCount: Int
    }

    /// How many rows of each number of units are kept: if there are more, the template is too long.
    static let limit = 3

    /// The rows by their units, from 1; each of them in the order of the list.
    private var kept: [[Row]] = []

    /// Begins with none.
    package init() {}

    /// Takes a row of which a part can be saved, where there is room.
    ///
    /// One more than the limit is kept, which says that there are others.
    ///
    /// - Parameter column: Finds the column to blame; asked for rows that are kept only.
    mutating func add(_ row: Int, unitCount: Int, column: () -> Int?) {
        if kept.isEmpty { kept = Array(repeating: [], count: ExcessTotals.unitLimit) }
        guard kept.indices.contains(unitCount - 1), kept[unitCount - 1].count <= Self.limit else {
            return
        }
        kept[unitCount - 1].append(Row(row: row, column: column(), unitCount: unitCount))
    }

    /// Takes the rows of the next block, which stand behind `rowOffset` others.
    mutating func merge(_ other: Self, rowOffset: Int) {
        for row in other.kept.joined() {
            add(row.row + rowOffset, unitCount: row.unitCount) { row.column }
        }
    }

    /// The rows that some units fewer, or less than those, make shorter by a part; none when there are
    /// more than the limit.
    func rows(withExcessUpTo unitCount: Int) -> [Row] {
        let rows = kept.prefix(unitCount).joined().sorted { $0.row < $1.row }
        return rows.count <= Self.limit ? rows : []
    }
}

/// The lengths of the values of a template's columns in the first rows of a block; the value that makes a
/// message long is compared with them.
struct UsualLengths: Sendable {
    private static let rowLimit = 16
    private var rowCount = 0
    private var octetCounts: [Int]
    private let columns: [Int]

    /// Begins with none.
    init(columns: [Int]) {
        self.columns = columns
        octetCounts = Array(repeating: 0, count: columns.count)
    }

    /// Forgets the rows.
    mutating func removeAll() {
        rowCount = 0
        for index in octetCounts.indices { octetCounts[index] = 0 }
    }

    /// Takes a row, while it is one of the first.
    @inline(__always)
    mutating func add(_ fields: Span<Range<Int>>) {
        guard rowCount < Self.rowLimit else { return }
        rowCount += 1
        for (index, column) in columns.enumerated() where column < fields.count {
            octetCounts[index] += fields[column].count
        }
    }

    /// The column whose value in a row is longest beside what is usual; of several the longest.
    ///
    /// `nil` when none has more units than are to be saved.
    func outstanding(_ row: Span<UInt8>, _ fields: Span<Range<Int>>, unitCount: Int) -> Int? {
        var best: (column: Int, excess: Int, octetCount: Int)?
        for (index, column) in columns.enumerated() where column < fields.count {
            let value = fields[column]
            let excess = value.count * max(1, rowCount) - octetCounts[index]
            guard excess >= 0, value.upperBound <= row.count,
                let units = try? Planner(choice: .ucs2).plan(utf8: row.extracting(value)),
                units.unitCount > unitCount
            else { continue }
            if let best, (best.excess, best.octetCount) >= (excess, value.count) { continue }
            best = (column, excess, value.count)
        }
        return best?.column
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
