internal import Septet
internal import SeptetBilling
internal import SeptetLists
internal import SeptetNumbers

/// The report as one table of comma-separated values, RFC 4180, for spreadsheets.
///
/// Each row is a section, what it is about, and the same six measures, so that a spreadsheet can
/// filter, sum and chart any of them. Sections: `total`, `fees`, `free parts`, `tax`, `to pay`, `source`, `encoding`, `parts`, `country`,
/// `no texts`, `number`, `character`, `saving`, `longest`, `rejected`.
public struct CampaignTable {
    private static let header = [
        "section", "key", "name", "messages", "parts", "cost minimum", "cost maximum", "currency",
    ]

    private let report: CampaignReport

    /// Prepares the table of a report.
    public init(_ report: CampaignReport) {
        self.report = report
    }

    /// The table, with CR LF at the end of each line.
    ///
    /// Complexity: linear; allocates.
    public var text: String {
        var octets: [UInt8] = []
        for row in rows { CSVCell.appendRecord(row, to: &octets) }
        return String(decoding: octets, as: UTF8.self)
    }

    private var rows: [[String]] {
        var rows = [Self.header, row("total", "", report.title, report.whole)]
        if let fees = report.fees { rows.append(measures("fees", "", "", nil, nil, fees)) }
        if let bill = report.bill {
            if let allowance = bill.allowance {
                rows.append(measures("free parts", "", "", nil, bill.freePartCount, allowance))
            }
            if let tax = bill.tax, let percent = bill.taxPercent {
                rows.append(measures("tax", percent.description, "percent", nil, nil, tax))
            }
            rows.append(measures("to pay", "", "", nil, nil, bill.total))
        }
        for row in report.sources?.rows ?? [] {
            rows.append(measures("source", row.name, row.value, nil, nil, nil))
        }
        for row in report.encodings {
            let name = ReportWording.encoding(row.encoding)
            rows.append(self.row("encoding", row.encoding.rawValue, name, row.share))
        }
        for row in report.histogram {
            rows.append(self.row("parts", String(row.partCount), "", row.share))
        }
        for row in report.destinations {
            let codes = row.group.mobileCountryCodes.map(String.init).joined(separator: " ")
            let key = [row.group.country ?? "", codes].filter { !$0.isEmpty }.joined(separator: " ")
            rows.append(self.row("country", key, ReportWording.destination(row.group), row.share))
        }
        for row in report.unreachable {
            rows.append(
                measures(
                    "no texts",
                    row.kind.description,
                    row.kind.plural,
                    row.messageCount,
                    row.partCount,
                    row.cost
                )
            )
        }
        for (reason, count) in report.totals.numbers.faultCounts.sorted(by: {
            $0.key.name < $1.key.name
        }) {
            rows.append(measures("number", reason.name, reason.description, count, nil, nil))
        }
        for row in report.expensiveCharacters {
            rows.append(
                measures(
                    "character",
                    row.scalar.codePointName,
                    row.scalar.displayName,
                    row.totals.messageCount,
                    row.totals.extraPartCount,
                    row.extraCost
                )
            )
        }
        for row in report.savings {
            rows.append(measures("saving", row.table.rawValue, "", nil, row.partCount, row.cost))
        }
        for entry in report.totals.longest.entries {
            let units = "\(entry.unitCount) units"
            rows.append(measures("longest", "row \(entry.row)", units, 1, entry.partCount, nil))
        }
        for (reason, count) in report.totals.rejectedCounts.sorted(by: {
            $0.key.rawValue < $1.key.rawValue
        }) {
            let name = ReportWording.reason(reason)
            rows.append(measures("rejected", reason.rawValue, name, count, nil, nil))
        }
        return rows
    }

    private func row(
        _ section: String,
        _ key: String,
        _ name: String,
        _ share: CampaignReport.Share
    ) -> [String] {
        measures(section, key, name, share.messageCount, share.partCount, share.cost)
    }

    private func measures(
        _ section: String,
        _ key: String,
        _ name: String,
        _ messageCount: Int?,
        _ partCount: Int?,
        _ cost: Cost?
    ) -> [String] {
        [
            section, key, name, messageCount.map(String.init) ?? "",
            partCount.map(String.init) ?? "", cost?.minimum.description ?? "",
            cost?.maximum.description ?? "", cost?.currency ?? "",
        ]
    }
}
