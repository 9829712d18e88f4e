internal import Septet
internal import SeptetBilling

/// The report as one HTML page that needs nothing beside it.
public struct CampaignHTML {
    /// Rows of a table of characters.
    static let characterLimit = 15

    let report: CampaignReport

    /// Prepares the page of a report.
    public init(_ report: CampaignReport) {
        self.report = report
    }

    /// The page.
    ///
    /// Every text of the input is escaped. Complexity: linear; allocates.
    public var text: String {
        var html = HTMLText()
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n")
        html.element("head") { html in
            html.void("meta", ["charset": "utf-8"])
            html.void(
                "meta",
                ["name": "viewport", "content": "width=device-width, initial-scale=1"]
            )
            html.element("title", text: "\(report.title): what the campaign costs")
            html.element("style") { $0.raw(HTMLStyle.text) }
        }
        html.element("body") { html in
            html.element("main") { html in
                html.element("header") { $0.element("h1", text: report.title) }
                writeAlerts(&html)
                writeFigures(&html)
                writeSummary(&html)
                writeWarnings(&html)
                html.element("div", ["class": "pair"]) { html in
                    html.element("div") { html in
                        writeEncodings(&html)
                        writeSavings(&html)
                    }
                    html.element("div") { html in writeHistogram(&html) }
                }
                writePreviews(&html)
                writeDestinations(&html)
                writeCharacters(&html)
                html.element("div", ["class": "pair"]) { html in
                    html.element("div") { html in writeLongest(&html) }
                    if !report.unsentRows.isEmpty {
                        html.element("div") { html in writeRejected(&html) }
                    }
                }
                writeSources(&html)
                html.element("footer", text: footer)
            }
        }
        html.raw("</html>\n")
        return html.text
    }

    /// Who made the page, and how to read its costs.
    private var footer: String {
        let made = "Made by septet."
        guard let cost = report.whole.cost, cost.exact == nil else { return made }
        return
            "\(made) Costs are exact sums; a range goes from the cheapest to the most expensive network."
    }

    /// What to do and what was counted; it stands behind the figures.
    private func writeSummary(_ html: inout HTMLText) {
        html.element("div", ["class": "summary"]) { html in
            if let advice = report.advice {
                html.element("p", ["class": "advice"], text: "What helps most: \(advice.sentence)")
            }
            html.element("p", text: ReportWording.summary(report))
            if let input = report.input {
                html.element("p", ["class": "name"], text: "The list: \(input.summary)")
            }
        }
    }

    private func writeFigures(_ html: inout HTMLText) {
        let whole = report.whole
        html.element("dl", ["class": "figures"]) { html in
            if let cost = whole.cost {
                html.figure("Cost", ReportWording.amounts(cost), costNote(cost), isWide: true)
            }
            if let bill = report.bill { writeBill(bill, &html) }
            html.figure(
                "Parts billed",
                ReportWording.count(whole.partCount),
                "\(ReportWording.average(whole)) a message"
            )
            html.figure("Messages", ReportWording.count(whole.messageCount), recipients)
            let rejected = report.totals.rejectedCount
            html.figure(
                "Rejected rows",
                ReportWording.count(rejected),
                rejected == 0 ? "none left out" : "not in the other figures"
            )
        }
    }

    /// The lines of the bill below the cost.
    private func writeBill(_ bill: CampaignReport.Bill, _ html: inout HTMLText) {
        if let allowance = bill.allowance {
            html.figure(
                "Free parts",
                "−\(ReportWording.amounts(allowance))",
                "\(allowance.currency), \(ReportWording.counted(bill.freePartCount, "part"))"
            )
        }
        if let tax = bill.tax, let percent = bill.taxPercent {
            html.figure("Tax", ReportWording.amounts(tax), "\(tax.currency), \(percent) %")
        }
        let unpriced = ReportWording.counted(report.whole.unpricedPartCount, "part")
        html.figure(
            "To pay",
            ReportWording.amounts(bill.total),
            bill.total.currency + (report.isFullyPriced ? "" : ", without \(unpriced)"),
            isWide: true
        )
    }

    /// The currency, and how certain the cost is.
    private func costNote(_ cost: Cost) -> String {
        var note = cost.currency
        if let fees = report.fees { note += ", \(ReportWording.amounts(fees)) of it fees" }
        guard report.isFullyPriced else {
            let unpriced = ReportWording.counted(report.whole.unpricedPartCount, "part")
            return "\(note), without \(unpriced) whose price is not known"
        }
        return note + (cost.exact == nil ? ", by the networks of the numbers" : ", exactly")
    }

    /// How many recipients there are.
    private var recipients: String {
        guard let count = report.recipients else { return "" }
        let least = count.isLowerBound ? "at least " : ""
        let different = least + ReportWording.counted(count.value, "recipient")
        guard let most = report.duplicatesAtMost, most > 0 else { return different }
        let duplicates = ReportWording.counted(most, "duplicate")
        let saving =
            report.duplicateSaving.map { ", \(report.droppingDuplicates(saves: $0))" } ?? ""
        return "\(different), \(count.isLowerBound ? "at most " : "")\(duplicates)\(saving)"
    }

    private func writeAlerts(_ html: inout HTMLText) {
        guard !report.alerts.isEmpty else { return }
        html.element("ul", ["class": "warnings"]) { html in
            for alert in report.alerts { html.element("li", text: alert) }
        }
    }

    private func writeWarnings(_ html: inout HTMLText) {
        let sentences = report.warnings + report.remarks
        guard !sentences.isEmpty else { return }
        html.element("ul", ["class": "warnings"]) { html in
            for warning in sentences { html.element("li", text: warning) }
        }
    }
}

extension HTMLText {
    fileprivate mutating func figure(
        _ name: String,
        _ value: String,
        _ note: String,
        isWide: Bool = false
    ) {
        element("div", ["class": isWide ? "wide" : "narrow"]) { html in
            html.element("dt", text: name)
            html.element("dd", text: value)
            if !note.isEmpty { html.element("dd", ["class": "note"], text: note) }
        }
    }
}

/// Writes HTML: elements are closed, and all text is escaped.
struct HTMLText {
    /// What has been written.
    private(set) var text = ""

    /// Writes an element with its attributes in their order.
    ///
    /// - Parameters:
    ///   - name: The name, which is taken as it is, as are those of the attributes.
    ///   - content: Writes what is inside.
    mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        _ content: (inout HTMLText) -> Void = { _ in }
    ) {
        open(name, attributes)
        text += ">"
        content(&self)
        text += "</\(name)>"
        if Self.blocks.contains(Array(name.utf8)) { text += "\n" }
    }

    /// Writes an element whose content is a text.
    mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        text content: String
    ) {
        element(name, attributes) { $0.append(content) }
    }

    /// Writes an element that has no content and is not closed.
    mutating func void(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        open(name, attributes)
        text += ">\n"
    }

    /// Writes text.
    mutating func append(_ content: String) {
        text += Self.escaped(content)
    }

    /// Writes what is HTML or style already; never a text of the input.
    mutating func raw(_ markup: StaticString) {
        text += "\(markup)"
    }

    private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        text += "<\(name)"
        for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
    }

    /// A text in which nothing is markup, neither in an element nor in an attribute.
    ///
    /// Controls, which HTML forbids, are shown by their pictures.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\u{0}"..."\u{1F}":
                result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? " ")
            case "\u{7F}"..."\u{9F}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let blocks = Set(
        [
            "section", "h1", "h2", "p", "table", "thead", "tbody", "tr", "caption", "svg", "header",
            "main", "footer", "head", "body", "style", "title", "div", "dl", "ul", "li",
        ].map { Array($0.utf8) }
    )
}

/// How the HTML page looks: light and dark as the reader's system is, and on paper.
enum HTMLStyle {
    static let text: StaticString = """

        :root {
          color-scheme: light dark;
          --ground: #f6f7f9; --card: #ffffff; --ink: #1b2330; --faint: #5b6675; --line: #e0e4ea;
          --first: #2563a8; --second: #c2640c; --track: #e9edf2; --warn: #fff4dc; --warn-ink: #7a4a00;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #11151b; --card: #1a2029; --ink: #e7ebf0; --faint: #9aa6b5; --line: #2c3541;
            --first: #6aa9ec; --second: #f0a04b; --track: #28313d; --warn: #3a2d12; --warn-ink: #ffd88a;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 32px 24px 48px; }
        .summary { margin: 0 0 16px; } .summary p { color: var(--faint); margin: 0 0 4px; }
        .summary .advice { color: var(--ink); font-size: 17px; font-weight: 600; }
        h1 { font-size: 28px; line-height: 1.2; margin: 0 0 20px; overflow-wrap: anywhere; }
        h2 { font-size: 18px; margin: 0 0 4px; }
        .figures { display: grid; gap: 12px; margin: 0 0 16px;
          grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); }
        .figures div, section { background: var(--card); border: 1px solid var(--line);
          border-radius: 10px; }
        .figures div { padding: 14px 18px; display: flex; flex-direction: column; }
        .figures .wide { grid-column: span 2; }
        dt { color: var(--faint); font-size: 13px; }
        dd { margin: 0; font-size: 26px; font-weight: 650; line-height: 1.25; overflow-wrap: anywhere;
          font-variant-numeric: tabular-nums; }
        dd.note { font-size: 13px; font-weight: 400; color: var(--faint); margin-top: auto; }
        .warnings { background: var(--warn); color: var(--warn-ink); border-radius: 10px;
          margin: 0 0 16px; padding: 12px 18px 12px 36px; }
        section { padding: 20px 22px; margin: 0 0 16px; }
        .pair { display: grid; gap: 0 16px; align-items: start; grid-template-columns: repeat(auto-fit, minmax(min(400px, 100%), 1fr)); }
        section > p { margin: 0 0 12px; color: var(--faint); font-size: 14px; max-width: 96ch; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: 6px 10px 6px 0; text-align: left; vertical-align: baseline; }
        thead th { font-size: 13px; font-weight: 600; color: var(--faint);
          border-bottom: 1px solid var(--line); white-space: nowrap; }
        tbody th { font-weight: 500; min-width: 9em; }
        tbody tr + tr > * { border-top: 1px solid var(--line); }
        .number { text-align: right; white-space: nowrap; }
        tr > :last-child { padding-right: 0; }
        thead td { border-bottom: 1px solid var(--line); }
        td.bar { width: 26%; min-width: 90px; padding-right: 0; vertical-align: middle; }
        .name { color: var(--faint); font-size: 13px; }
        .message { white-space: pre-wrap; overflow-wrap: anywhere; 
          margin: 4px 0 0; padding: 6px 10px; background: var(--track); border-radius: 6px; }
        h3 { font-size: 14px; margin: 14px 0 0; }
        .sources th { text-align: left; font-weight: 500; } 
        .sources td { text-align: left; overflow-wrap: anywhere; }
        .character { font-size: 20px; line-height: 1; float: left; }
        .character + .name { display: block; margin-left: 38px; }
        svg { display: block; width: 100%; }
        svg[role] { margin-bottom: 8px; }
        .track { fill: var(--track); } .first { fill: var(--first); } .second { fill: var(--second); }
        .axis { stroke: var(--line); } svg text { fill: var(--ink); font-size: 12px; }
        svg text.faint { fill: var(--faint); }
        .key { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 8px; }
        .key.one { background: var(--first); } .key.two { background: var(--second); }
        footer { color: var(--faint); font-size: 13px; }
        @media (max-width: 640px) {
          body { font-size: 13px; } main { padding: 20px 12px; } section { padding: 16px 14px; }
          .figures .wide { grid-column: span 2; } .pair { display: block; }
          dd { font-size: 22px; } th, td { padding-right: 8px; } tbody th { min-width: 0; }
          .spare, td.bar, thead td, th > .name { display: none; }
          .character + .name { display: block; }
        }
        @media print {
          :root { --ground: #fff; --card: #fff; --ink: #000; --faint: #444; --line: #bbb;
            --first: #2563a8; --second: #c2640c; --track: #eee; --warn: #fff; --warn-ink: #000; }
          body, section > p { font-size: 11px; } main { max-width: none; padding: 0; }
          dt, dd.note, thead th, .name, footer { font-size: 10px; } dd { font-size: 18px; }
          .character { font-size: 13px; } h2 { font-size: 14px; }
          .figures { grid-template-columns: 2fr 1fr 1fr 1fr; } .figures .wide { grid-column: auto; }
          section, .figures div { break-inside: avoid; border-color: #bbb; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }

        """
}
