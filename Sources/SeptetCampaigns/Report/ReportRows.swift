internal import SeptetBilling
internal import SeptetJSON
public import SeptetLists
internal import SeptetNumbers

extension CampaignReport {
    /// How many rows the list has, blank ones included.
    public var rowCount: Int {
        totals.messageCount + totals.rejectedCount + rows(.blank).count + rows(.excluded).count
            + (totals.rows.dropsDuplicates ? rows(.duplicate).count : 0)
    }

    /// The rows of a kind.
    public func rows(_ kind: RowTotals.Kind) -> RowTotals.Rows {
        totals.rows.byKind[kind] ?? RowTotals.Rows()
    }

    /// The messages to recipients that had one before; at most, when not all recipients could be
    /// kept.
    public var duplicateRowCount: Int {
        totals.rows.dropsDuplicates ? rows(.duplicate).count : duplicatesAtMost ?? 0
    }

    /// The first messages to their recipients; all messages when recipients are not known.
    public var sentRowCount: Int {
        totals.messageCount - (totals.rows.dropsDuplicates ? 0 : duplicateRowCount)
    }

    /// The rows that aren't sent, kind by kind, with what a person calls the kind.
    package var unsentRows: [(label: String, rows: RowTotals.Rows)] {
        var unsent: [(label: String, rows: RowTotals.Rows)] = []
        for (kind, rows) in totals.rows.byKind
        where kind != .duplicate || totals.rows.dropsDuplicates {
            unsent.append((kind.label, rows))
        }
        if input == nil {
            // An estimator that is fed message by message knows reasons only.
            unsent = totals.rejectedCounts.map { reason, count in
                (ReportWording.reason(reason), RowTotals.Rows(count: count))
            }
        }
        return unsent.sorted { ($1.rows.count, $0.label) < ($0.rows.count, $1.label) }
    }

    /// What leaving out the messages to recipients that had one before saves, or has saved.
    package var duplicateSaving: String? {
        guard duplicates.messageCount > 0, !totals.rows.lacksDuplicates else { return nil }
        let money = duplicates.cost.map { " and \(ReportWording.cost($0))" } ?? ""
        return ReportWording.counted(duplicates.partCount, "part") + money
    }

    /// What dropping duplicates saves, or has saved.
    package func droppingDuplicates(saves saving: String) -> String {
        totals.rows.dropsDuplicates
            ? "left out, which saves \(saving)" : "dropping them saves \(saving)"
    }

    /// That no column has the recipients, where there are several columns.
    var missingRecipients: [String] {
        guard let input, input.recipientColumn == nil else { return [] }
        guard input.format.hasColumns else {
            // Of a template that takes nothing of the lines all messages are alike.
            return input.textColumns.isEmpty && totals.messageCount > 0
                ? [
                    "The lines of the list aren't numbers, and the message takes nothing of them: each line "
                        + "counts as a message. --input csv or --recipient NAME says that it has columns."
                ] : []
        }
        var sentence = "No column has the numbers of the recipients; there are: "
        sentence += ColumnNames.listing(input.columns) + ". Name it with --recipient NAME"
        if !input.otherSheets.isEmpty {
            sentence += ", or another sheet with --sheet NAME: "
            sentence += ColumnNames.listing(input.otherSheets)
        }
        return [sentence + "."]
    }
}

extension RowTotals.Kind {
    /// What a person calls the kind.
    package var label: String {
        switch self {
        case .blank: "blank"
        case .excluded: "excluded"
        case .duplicate: "duplicates, left out"
        case .empty: ReportWording.reason(.noRecipient)
        case .notANumber(let reason): reason.description
        case .damaged(let reason): ReportWording.reason(reason)
        }
    }
}

extension RowTotals.Rows {
    /// The lines of the first rows, for a person: `lines 2, 5, 9 …`.
    package var place: String {
        guard !firstLines.isEmpty else { return "" }
        let lines = firstLines.map(ReportWording.count).joined(separator: ", ")
        return (firstLines.count == 1 && count == 1 ? "line " : "lines ") + lines
            + (count > firstLines.count ? " …" : "")
    }
}

extension ListInput {
    /// What the list turned out to be, in a line.
    public var summary: String {
        var parts: [String] = []
        switch format {
        case .lines: parts.append("lines")
        case .ndjson: parts.append("JSON objects, one a line")
        case .json: parts.append("a JSON array")
        case .csv:
            parts.append("CSV with " + (delimiter == .tab ? "tabs" : "\"\(delimiter ?? .comma)\""))
        case .xlsx:
            let others =
                otherSheets.isEmpty
                ? "" : " (not \(ColumnNames.listing(otherSheets)); --sheet chooses)"
            parts.append("sheet \"\(sheet ?? "")\"" + others)
        }
        if format != .xlsx { parts[0] += " in \(charset)" }
        if let headerLine {
            if headerLine > 1 { parts.append("header in line \(headerLine)") }
        } else if format == .csv || format == .xlsx {
            parts.append("no header")
        }
        if let recipientColumn {
            let others =
                otherNumberColumns.isEmpty
                ? ""
                : " (not \(ColumnNames.listing(otherNumberColumns)); --recipient chooses)"
            parts.append("recipients in \"\(recipientColumn)\"" + others)
        }
        if !textColumns.isEmpty && format.hasColumns {
            parts.append("text from \(ColumnNames.listing(textColumns))")
        }
        return parts.joined(separator: ", ")
    }
}

extension JSONText {
    /// The member `input`: what the list turned out to be.
    mutating func input(_ report: CampaignReport) {
        guard let input = report.input else { return }
        object("input") { json in
            json.member("format", input.format.rawValue)
            json.member("delimiter", input.delimiter?.description)
            json.member("charset", input.charset)
            if let sheet = input.sheet { json.member("sheet", sheet) }
            if !input.otherSheets.isEmpty {
                json.array("otherSheets", of: input.otherSheets) { $0.value($1) }
            }
            json.member("headerLine", input.headerLine)
            json.member("recipientColumn", input.recipientColumn)
            if !input.otherNumberColumns.isEmpty {
                json.array("otherNumberColumns", of: input.otherNumberColumns) { $0.value($1) }
            }
            json.array("textColumns", of: input.textColumns) { $0.value($1) }
            if input.format.hasColumns { json.array("columns", of: input.columns) { $0.value($1) } }
        }
    }

    /// The member `rows`: what became of each row.
    ///
    /// Kinds are disjoint, and `all` is their sum.
    mutating func rows(_ report: CampaignReport) {
        guard report.input != nil else { return }
        let totals = report.totals.rows
        object("rows") { json in
            json.member("all", report.rowCount)
            json.member("sent", report.sentRowCount)
            json.object("duplicate") { json in
                json.member("rows", report.duplicateRowCount)
                json.array("lines", of: report.rows(.duplicate).firstLines) { $0.value($1) }
                json.member("dropped", totals.dropsDuplicates)
                if !totals.lacksDuplicates {
                    json.member("parts", report.duplicates.partCount)
                    json.costMember("cost", report.duplicates.cost)
                }
            }
            json.rows(
                "notANumber",
                totals.rows(\.isNotANumber),
                totals.byKind.compactMap { kind, rows in
                    if case .notANumber(let reason) = kind { (reason.name, rows) } else { nil }
                }
            )
            json.rows("empty", report.rows(.empty))
            json.rows("excluded", report.rows(.excluded))
            json.rows("blank", report.rows(.blank))
            json.rows(
                "damaged",
                totals.rows(\.isDamage),
                totals.byKind.compactMap { kind, rows in
                    if case .damaged(let reason) = kind { (reason.rawValue, rows) } else { nil }
                }
            )
        }
    }

    private mutating func rows(
        _ key: String,
        _ rows: RowTotals.Rows,
        _ reasons: [(name: String, rows: RowTotals.Rows)]? = nil
    ) {
        object(key) { json in
            json.member("rows", rows.count)
            json.array("lines", of: rows.firstLines) { $0.value($1) }
            guard let reasons else { return }
            json.object("reasons") { json in
                for reason in reasons.sorted(by: { $0.name < $1.name }) {
                    json.rows(reason.name, reason.rows)
                }
            }
        }
    }
}
