internal import Septet
internal import SeptetEstimates

/// The totals of a campaign as a page for a person.
struct CampaignPage {
    private static let offenderCount = 10

    private let totals: CampaignTotals
    private let style: TerminalStyle

    init(_ totals: CampaignTotals, _ style: TerminalStyle) {
        self.totals = totals
        self.style = style
    }

    /// The whole page, ending in a line feed.
    var text: String {
        ([summary, encodings, histogram, offenders, savings(totals, style)] as [[String]])
            .filter { !$0.isEmpty }
            .map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    private var summary: [String] {
        var lines = [
            style.bold("Campaign"),
            row("messages", totals.messageCount),
            row("parts", totals.partCount, "what is billed"),
        ]
        if totals.messageCount > 0 {
            let hundredths = totals.partCount * 100 / totals.messageCount
            let digits = String(hundredths % 100)
            let average = "\(hundredths / 100).\(digits.count == 1 ? "0" : "")\(digits)"
            lines.append("  \("parts a message".padded(to: 18))\(average.rightAligned(in: 12))")
        }
        if totals.rejectedCount > 0 {
            lines.append(style.alarming(row("rejected", totals.rejectedCount, "not counted above")))
        }
        return lines
    }

    private var encodings: [String] {
        guard totals.messageCount > 0 else { return [] }
        return [style.bold("Encoding")]
            + [("GSM 7 bit", totals.gsm7BitCount), ("UCS-2", totals.ucs2Count)].map {
                bar($0, $1, of: totals.messageCount)
            }
    }

    private var histogram: [String] {
        guard totals.messageCount > 0 else { return [] }
        return [style.bold("Parts a message")]
            + totals.messageCountByPartCount.sorted(by: <).map { parts, messages in
                bar(parts == 1 ? "1 part" : "\(parts) parts", messages, of: totals.messageCount)
            }
    }

    private var offenders: [String] {
        let all = totals.sortedOffenders
        guard !all.isEmpty else { return [] }
        var lines = [
            style.bold("Characters that force UCS-2"),
            style.faint(
                "  character" + "messages".rightAligned(in: 13) + "alone".rightAligned(in: 9)
                    + "extra parts".rightAligned(in: 13) + "alone".rightAligned(in: 9) + "  name"
            ),
        ]
        for (scalar, totals) in all.prefix(Self.offenderCount) {
            let picture = Character(scalar).picture
            let name = scalar.properties.name ?? scalar.properties.nameAlias ?? ""
            let line =
                "  " + picture.padded(to: 3) + scalar.codePointName.padded(to: 8)
                + number(totals.messageCount, 11) + number(totals.messageCountAlone, 9)
                + number(totals.extraPartCount, 13) + number(totals.extraPartCountAlone, 9) + "  "
            lines.append(line + style.faint(name.cut(to: style.columnCount - line.columnCount)))
        }
        if all.count > Self.offenderCount {
            lines.append(style.faint("  and \(all.count - Self.offenderCount) more (see --json)"))
        }
        lines.append(
            style.faint(
                "  Extra parts: beyond those in GSM 7 bit; alone: of messages it forces by itself."
            )
        )
        return lines
    }

    private func row(_ label: String, _ count: Int, _ remark: String = "") -> String {
        "  " + label.padded(to: 18) + number(count, 12)
            + (remark.isEmpty ? "" : "  " + style.faint(remark))
    }

    private func bar(_ label: String, _ count: Int, of total: Int) -> String {
        let percent = count * 1000 / total
        let share = "\(percent / 10).\(percent % 10) %"
        let room = max(10, style.columnCount - 46)
        let eighths = count * room * 8 / total
        let blocks = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        let drawn = String(repeating: "█", count: eighths / 8) + blocks[eighths % 8]
        return "  " + label.padded(to: 18) + number(count, 12) + share.rightAligned(in: 9) + "  "
            + style.good(drawn.isEmpty && count > 0 ? "▏" : drawn)
    }

    /// A number with its thousands set apart.
    private func number(_ number: Int, _ columns: Int) -> String {
        var digits = String(number)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = String(digits.dropLast(3))
        }
        return ([Substring(digits)] + groups).joined(separator: ",").rightAligned(in: columns)
    }
}

extension String {
    /// The beginning of the text that fits into a number of columns.
    func cut(to columns: Int) -> String {
        columnCount <= columns ? self : String(prefix(Swift.max(0, columns - 1))) + "…"
    }
}
