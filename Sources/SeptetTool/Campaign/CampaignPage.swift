internal import Septet
internal import SeptetEstimates
internal import SeptetProviders

/// The totals of a campaign as a page for a person.
struct CampaignPage {
    private static let offenderCount = 10

    private let conclusion: CampaignConclusion
    private let style: TerminalStyle

    private var report: CampaignReport { conclusion.report }
    private var totals: CampaignTotals { conclusion.report.totals }

    init(_ conclusion: CampaignConclusion, _ style: TerminalStyle) {
        self.conclusion = conclusion
        self.style = style
    }

    /// The whole page, ending in a line feed.
    var text: String {
        [summary, encodings, histogram, offenders, savings(totals, style)]
            .filter { !$0.isEmpty }
            .map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    private var summary: [String] {
        var lines = [
            style.bold("Campaign"),
            row("messages", number(totals.messageCount)),
            row("parts", number(totals.partCount), "what is billed"),
        ]
        if totals.messageCount > 0 {
            lines.append(row("parts a message", average))
        }
        if let cost = report.whole.cost {
            let least = cost.exact == nil ? "\(cost.minimum) to " : ""
            lines.append("  cost  ".padded(to: 20) + "\(least)\(cost.maximum) \(cost.currency)")
        }
        if let recipients = report.recipients {
            lines.append(row("recipients", number(recipients.value), "each counted once"))
        }
        if let duplicates = report.duplicateCount, duplicates > 0 {
            lines.append(row("duplicates", number(duplicates), "recipients met before"))
        }
        if conclusion.signalNumber != nil {
            lines.append(style.alarming("  partial: stopped before the end of the input"))
        }
        if totals.rejectedCount > 0 {
            lines.append(
                style.alarming(
                    row("rejected", number(totals.rejectedCount), "not counted above")
                )
            )
        }
        return lines
    }

    /// Parts a message, rounded to hundredths.
    private var average: String {
        let count = totals.messageCount
        let hundredths = (totals.partCount * 100 + count / 2) / count
        let digits = String(hundredths % 100)
        return "\(hundredths / 100).\(digits.count == 1 ? "0" : "")\(digits)"
    }

    private var encodings: [String] {
        guard totals.messageCount > 0 else { return [] }
        return [style.bold("Encoding")]
            + bars([("GSM 7 bit", totals.gsm7BitCount), ("UCS-2", totals.ucs2Count)])
    }

    private var histogram: [String] {
        guard totals.messageCount > 0 else { return [] }
        return [style.bold("Parts a message")]
            + bars(
                totals.messageCountByPartCount.sorted(by: <).map { parts, messages in
                    (counted(parts, "part"), messages)
                }
            )
    }

    private func bars(_ rows: [(label: String, count: Int)]) -> [String] {
        let total = rows.reduce(0) { $0 + $1.count }
        let shares = Shares(of: rows.map(\.count))
        let room = max(10, style.columnCount - 46)
        let eighthBlocks = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return rows.indices.map { index in
            let (label, count) = rows[index]
            let eighths = Int(Double(count) / Double(total) * Double(room * 8))
            let bar = String(repeating: "█", count: eighths / 8) + eighthBlocks[eighths % 8]
            let line = row(label, number(count)) + shares.text(index).rightAligned(in: 9)
            return count == 0 ? line : line + "  " + style.good(bar.isEmpty ? "▏" : bar)
        }
    }

    private var offenders: [String] {
        let all = totals.sortedOffenders
        guard !all.isEmpty else { return [] }
        let shown = all.prefix(Self.offenderCount)
        let columns = [
            column("all", shown.map(\.totals.messageCount)),
            column("alone", shown.map(\.totals.messageCountAlone)),
            column("all", shown.map(\.totals.extraPartCount)),
            column("alone", shown.map(\.totals.extraPartCountAlone)),
        ]
        let widths = columns.map { $0[0].count }
        let title =
            "messages".rightAligned(in: widths[0] + widths[1])
            + "extra parts".rightAligned(in: widths[2] + widths[3])
        var lines = [
            style.bold("Characters that force UCS-2"),
            style.faint("  " + "".padded(to: 11) + title),
            style.faint(
                "  " + "character".padded(to: 11) + columns.map { $0[0] }.joined() + "  name"
            ),
        ]
        for (index, (scalar, _)) in shown.enumerated() {
            let line =
                "  " + Character(scalar).picture.padded(to: 3) + scalar.codePointName.padded(to: 8)
                + columns.map { $0[index + 1] }.joined() + "  "
            let name = scalar.displayName.cut(to: style.columnCount - line.columnCount)
            lines.append(line + style.faint(name))
        }
        if all.count > Self.offenderCount {
            lines.append(style.faint("  and \(all.count - Self.offenderCount) more (see --json)"))
        }
        lines.append(
            style.faint("  Extra parts are those beyond GSM 7 bit. Alone: no other kind forces it.")
        )
        return lines
    }

    /// A heading and numbers, all as wide as the widest of them and two spaces.
    private func column(_ heading: String, _ numbers: [Int]) -> [String] {
        let cells = [heading] + numbers.map { number($0) }
        let width = 2 + (cells.map(\.count).max() ?? 0)
        return cells.map { $0.rightAligned(in: max(8, width)) }
    }

    private func row(_ label: String, _ value: String, _ remark: String = "") -> String {
        "  " + label.padded(to: 18) + value.rightAligned(in: 12)
            + (remark.isEmpty ? "" : "  " + style.faint(remark))
    }

    /// A number with its thousands set apart.
    private func number(_ number: Int) -> String {
        var digits = String(number)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = String(digits.dropLast(3))
        }
        return ([Substring(digits)] + groups).joined(separator: ",")
    }
}
