internal import Septet
internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetNumbers
internal import SeptetProviders

/// The report of a campaign as a page for a person.
struct EstimatePage {
    private static let offenderCount = 10
    private static let countryCount = 12
    private static let longestCount = 5
    private static let duplicates = "messages to a recipient that already had one"

    private let report: CampaignReport
    private let style: TerminalStyle

    init(_ report: CampaignReport, _ style: TerminalStyle) {
        self.report = report
        self.style = style
    }

    /// The whole page, ending in a line feed.
    var text: String {
        [
            alerts, summary, encodings, histogram, countries, offenders, savings, longest, previews,
            rejected, sources,
        ]
        .filter { !$0.isEmpty }
        .map { $0.joined(separator: "\n") + "\n" }
        .joined(separator: "\n")
    }

    private var totals: CampaignTotals { report.totals }

    private var alerts: [String] {
        report.alerts.flatMap { alert in
            alert.wrapped(to: style.columnCount, behind: "  ! ").map(style.alarming)
        }
    }

    private var summary: [String] {
        // What it costs comes first, because that is the question.
        var lines = [style.bold("Campaign")]
        if let cost = report.whole.cost { lines += costLines(cost) }
        lines += [
            row("parts", ReportWording.count(report.whole.partCount), "what is billed"),
            row("messages", ReportWording.count(totals.messageCount)),
        ]
        if totals.messageCount > 0 {
            lines.append(row("parts a message", ReportWording.average(report.whole)))
        }
        if let recipients = report.recipients {
            let remark = recipients.isLowerBound ? "at least" : "each counted once"
            lines.append(row("recipients", ReportWording.count(recipients.value), remark))
            let duplicates = report.duplicateRowCount
            if duplicates > 0 {
                let isDropped = totals.rows.dropsDuplicates
                let bound = recipients.isLowerBound && !isDropped ? "at most; " : ""
                let saving = report.duplicateSaving.map(report.droppingDuplicates(saves:))
                lines.append(
                    row(
                        "duplicates",
                        ReportWording.count(duplicates),
                        bound + (saving ?? Self.duplicates)
                    )
                )
            }
        }
        if totals.rejectedCount > 0 {
            let count = ReportWording.count(totals.rejectedCount)
            lines.append(style.alarming(row("rejected", count, "not counted above")))
        }
        for (label, kind) in [("excluded", RowTotals.Kind.excluded), ("blank rows", .blank)] {
            let rows = report.rows(kind)
            guard rows.count > 0 else { continue }
            lines.append(row(label, ReportWording.count(rows.count), "not counted above"))
        }
        if let input = report.input {
            let label = "  " + "list".padded(to: 18)
            lines += input.summary.wrapped(to: style.columnCount - 2, behind: label)
        }
        if let advice = report.advice {
            lines += "What helps most: \(advice.sentence)"
                .wrapped(to: style.columnCount - 2, behind: "  ").map(style.good)
        }
        for warning in report.warnings + report.remarks {
            lines += warning.wrapped(to: style.columnCount, behind: "  ! ").map(style.expensive)
        }
        return lines
    }

    /// The cost: exact, or the least and the most.
    private func costLines(_ cost: Cost) -> [String] {
        let currency = cost.currency.shown
        // Without all prices even an exact sum isn't what the campaign costs.
        let unpriced = ReportWording.counted(report.whole.unpricedPartCount, "part")
        let remark = report.isFullyPriced ? currency : "\(currency), without \(unpriced)"
        var lines: [String]
        if let exact = cost.exact {
            lines = [style.bold(row("cost", ReportWording.amount(exact), remark))]
        } else {
            lines = [
                style.bold(row("cost at least", ReportWording.amount(cost.minimum), remark)),
                style.bold(row("cost at most", ReportWording.amount(cost.maximum), remark)),
            ]
        }
        if let fees = report.fees {
            lines.append(row("of it fees", ReportWording.amounts(fees), currency))
        }
        guard let bill = report.bill else { return lines }
        if let allowance = bill.allowance {
            let parts = ReportWording.counted(bill.freePartCount, "part")
            lines.append(
                row("less free parts", ReportWording.amounts(allowance), "\(currency), \(parts)")
            )
        }
        if let tax = bill.tax, let percent = bill.taxPercent {
            lines.append(row("tax \(percent) %", ReportWording.amounts(tax), currency))
        }
        lines.append(style.bold(row("to pay", ReportWording.amounts(bill.total), remark)))
        return lines
    }

    private var encodings: [String] {
        guard totals.messageCount > 0 else { return [] }
        return [style.bold("Encoding")]
            + bars(report.encodings.map { (ReportWording.encoding($0.encoding), $0.share) })
    }

    private var histogram: [String] {
        guard totals.messageCount > 0 else { return [] }
        return [style.bold("Parts a message")]
            + bars(report.histogram.map { (counted($0.partCount, "part"), $0.share) })
    }

    /// Messages with their share of all, their cost where it is known, and a bar.
    private func bars(_ rows: [(label: String, share: CampaignReport.Share)]) -> [String] {
        let shares = Shares(of: rows.map(\.share.messageCount))
        let costs = rows.map { $0.share.cost.map(ReportWording.amounts) ?? "" }
        let costWidth = costs.map(\.count).max() ?? 0
        let most = rows.reduce(0) { $0 + $1.share.messageCount }
        return rows.indices.map { index in
            let (label, share) = rows[index]
            var line =
                row(label, ReportWording.count(share.messageCount))
                + shares.text(index).rightAligned(in: 9)
            if costWidth > 0 { line += costs[index].rightAligned(in: costWidth + 2) }
            let room = max(4, style.columnCount - 46 - (costWidth > 0 ? costWidth + 2 : 0))
            let bar = bar(Double(share.messageCount) / Double(max(1, most)), room: room)
            return share.messageCount == 0
                ? line.withoutTrailingSpaces : line + "  " + style.good(bar)
        }
    }

    /// A bar of a share of some columns, in eighths of one; at least one eighth.
    private func bar(_ share: Double, room: Int) -> String {
        let eighthBlocks = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        let eighths = max(1, Int(share * Double(room * 8)))
        return String(repeating: "█", count: eighths / 8) + eighthBlocks[eighths % 8]
    }

    private var countries: [String] {
        guard !report.destinations.isEmpty else { return [] }
        let shown = report.destinations.prefix(Self.countryCount)
        let names = shown.map { ReportWording.destination($0.group).shown.cut(to: 24) }
        let nameWidth = max(11, names.map(\.columnCount).max() ?? 0)
        let columns = [
            column("messages", shown.map { ReportWording.count($0.share.messageCount) }),
            column("parts", shown.map { ReportWording.count($0.share.partCount) }),
            column(
                report.whole.cost?.currency.shown ?? "",
                shown.map { $0.share.cost.map(ReportWording.amounts) ?? "no price" }
            ),
        ]
        let isCost = report.whole.cost != nil
        let most = shown.map { $0.share.maximum(isCost) }.max() ?? 0
        let heading = "country".padded(to: nameWidth) + columns.map { $0[0] }.joined()
        var lines = [style.bold("Countries"), style.faint("  " + heading)]
        for (index, destination) in shown.enumerated() {
            let line =
                "  " + names[index].padded(to: nameWidth)
                + columns.map { $0[index + 1] }.joined()
            let room = style.columnCount - line.columnCount - 2
            let share = most > 0 ? destination.share.maximum(isCost) / most : 0
            let hasBar = room >= 4 && (share > 0 || !isCost)
            lines.append(hasBar ? line + "  " + style.good(bar(share, room: room)) : line)
        }
        return lines + more(report.destinations.count - shown.count)
    }

    private var offenders: [String] {
        let all = report.expensiveCharacters
        guard !all.isEmpty else { return [] }
        let shown = all.prefix(Self.offenderCount)
        var columns = [
            column("all", shown.map { ReportWording.count($0.totals.messageCount) }),
            column("alone", shown.map { ReportWording.count($0.totals.messageCountAlone) }),
            column("all", shown.map { ReportWording.count($0.totals.extraPartCount) }),
            column("alone", shown.map { ReportWording.count($0.totals.extraPartCountAlone) }),
        ]
        let widths = columns.map { $0[0].count }
        let title =
            "messages".rightAligned(in: widths[0] + widths[1])
            + "extra parts".rightAligned(in: widths[2] + widths[3])
        if let currency = report.whole.cost?.currency {
            let costs = shown.map { $0.extraCost.map(ReportWording.amounts) ?? "" }
            columns.append(column(currency.shown, costs))
        }
        // Names cut to their first words say nothing.
        let hasNames = style.columnCount - 15 - columns.reduce(0) { $0 + $1[0].count } >= 24
        var lines = [
            style.bold("Characters that force UCS-2"),
            style.faint("  " + "".padded(to: 11) + title),
            style.faint(
                "  " + "character".padded(to: 11) + columns.map { $0[0] }.joined()
                    + (hasNames ? "  name" : "")
            ),
        ]
        for (index, character) in shown.enumerated() {
            let scalar = character.scalar
            let line =
                "  " + Character(scalar).picture.padded(to: 3) + scalar.codePointName.padded(to: 8)
                + columns.map { $0[index + 1] }.joined() + "  "
            let name = scalar.displayName.cut(to: style.columnCount - line.columnCount)
            lines.append(hasNames ? line + style.faint(name) : line.withoutTrailingSpaces)
        }
        let note = "Extra parts are those beyond GSM 7 bit. \(ReportWording.characterNote)"
        return lines + more(all.count - shown.count)
            + note.wrapped(to: style.columnCount, behind: "  ").map(style.faint)
    }

    private var savings: [String] {
        guard report.savings.contains(where: { $0.partCount > 0 }) else { return [] }
        let texts = report.savings.map { $0.cost.map(ReportWording.cost) ?? "" }
        let costs =
            texts.contains { !$0.isEmpty } ? column("", texts).dropFirst().map(\.self) : texts
        // What the tiers do is worth a word where there is room for it.
        let longest = report.savings.map(\.table.explanation.count).max() ?? 0
        let hasRoom = 34 + (costs.first?.count ?? 0) + longest <= style.columnCount
        return [style.bold("Parts saved by replacing characters")]
            + report.savings.indices.map { index in
                let saving = report.savings[index]
                let name = (index == 0 ? "" : "+ ") + saving.table.rawValue
                let count = ReportWording.count(saving.partCount).rightAligned(in: 12)
                let line = "  " + name.padded(to: 18) + style.good(count) + costs[index]
                let explanation = saving.table.explanation
                return hasRoom ? line + "  " + style.faint(explanation) : line
            }
            + [style.faint("  " + ReportWording.savingNote(report))]
    }

    private var longest: [String] {
        let entries = totals.longest.entries.filter { $0.partCount > 1 }.prefix(Self.longestCount)
        guard !entries.isEmpty else { return [] }
        return [style.bold("Longest messages")]
            + entries.map { entry in
                let row = "row \(ReportWording.count(entry.row))"
                let units = "\(ReportWording.count(entry.unitCount)) units"
                return self.row(row, counted(entry.partCount, "part"), units)
            }
    }

    private var previews: [String] {
        guard !report.previews.isEmpty else { return [] }
        var lines = [style.bold("Finished messages")]
        for preview in report.previews {
            lines += ReportWording.heading(preview).wrapped(to: style.columnCount, behind: "  ")
            for part in preview.parts {
                lines += part.wrapped(to: style.columnCount, behind: "    | ").map(style.faint)
            }
        }
        return lines
    }

    private var sources: [String] {
        guard let sources = report.sources else { return [] }
        return [style.bold("These figures belong to")]
            + sources.rows.flatMap { row in
                row.value.wrapped(
                    to: style.columnCount,
                    behind: "  " + row.name.padded(to: 10)
                )
            }
    }

    private var rejected: [String] {
        let rows = report.unsentRows
        guard !rows.isEmpty else { return [] }
        return [style.bold("Rows that are not sent")]
            + rows.map { label, rows in
                "  " + ReportWording.count(rows.count).rightAligned(in: 12) + "  " + label
                    + style.faint(rows.place.isEmpty ? "" : "  " + rows.place)
            }
    }

    private func more(_ count: Int) -> [String] {
        count > 0 ? [style.faint("  and \(ReportWording.count(count)) more (see --json)")] : []
    }

    /// A heading and cells, all as wide as the widest of them and two spaces.
    private func column(_ heading: String, _ texts: [String]) -> [String] {
        let cells = [heading] + texts
        let width = 2 + (cells.map(\.count).max() ?? 0)
        return cells.map { $0.rightAligned(in: max(8, width)) }
    }

    private func row(_ label: String, _ value: String, _ remark: String = "") -> String {
        "  " + label.padded(to: 18) + value.rightAligned(in: 12)
            + (remark.isEmpty ? "" : "  " + style.faint(remark))
    }
}

extension CampaignReport.Share {
    /// What a bar shows: the most it can cost, nothing where that isn't known; its parts where no price
    /// is known at all.
    fileprivate func maximum(_ isCost: Bool) -> Double {
        isCost ? cost.map { Double($0.maximum.description) ?? 0 } ?? 0 : Double(partCount)
    }
}

extension String {
    /// The words of a text, without what could act on a terminal, in lines of some columns: the first
    /// behind a label, the others behind as many spaces.
    fileprivate func wrapped(to columns: Int, behind label: String) -> [String] {
        let room = columns - label.columnCount
        var lines: [String] = []
        for word in shown.words {
            if let last = lines.last, last.columnCount + 1 + word.columnCount <= room {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(word)
            }
        }
        let indent = String(repeating: " ", count: label.columnCount)
        return lines.enumerated().map { ($0 == 0 ? label : indent) + $1 }
    }
}

/// Shares of a whole in tenths of a percent that add up to exactly 100 %.
struct Shares {
    /// The share of each count, in tenths of a percent.
    let tenths: [Int]

    /// Rounds each share down and distributes the rest to those that lost most.
    init(of counts: [Int]) {
        let total = counts.reduce(0, +)
        guard total > 0 else {
            tenths = counts.map { _ in 0 }
            return
        }
        var tenths: [Int] = []
        var losses: [Int] = []
        for count in counts {
            // In full width: a count of messages times 1000 fits into two words.
            let (tenth, loss) = total.dividingFullWidth(count.multipliedFullWidth(by: 1000))
            tenths.append(tenth)
            losses.append(loss)
        }
        let missing = 1000 - tenths.reduce(0, +)
        let byLoss = losses.indices.sorted { (losses[$1], $0) < (losses[$0], $1) }
        for index in byLoss.prefix(missing) { tenths[index] += 1 }
        self.tenths = tenths
    }

    /// A share with its unit: `22.3 %`.
    func text(_ index: Int) -> String {
        "\(tenths[index] / 10).\(tenths[index] % 10) %"
    }
}
