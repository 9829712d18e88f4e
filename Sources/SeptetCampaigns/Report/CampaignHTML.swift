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
                writeHead(&html)
                writeAlerts(&html)
                writeFigures(&html)
                writeWarnings(&html)
                html.element("div", ["class": "pair"]) { html in
                    html.element("div") { html in
                        writeEncodings(&html)
                        writeSavings(&html)
                    }
                    html.element("div") { html in writeHistogram(&html) }
                }
                writeDestinations(&html)
                writeCharacters(&html)
                html.element("div", ["class": "pair"]) { html in
                    html.element("div") { html in writeLongest(&html) }
                    if report.totals.rejectedCount > 0 {
                        html.element("div") { html in writeRejected(&html) }
                    }
                }
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
            "\(made) Costs are exact sums; a range goes from the cheapest to the dearest network."
    }

    private func writeHead(_ html: inout HTMLText) {
        html.element("header") { html in
            html.element("h1", text: report.title)
            html.element("p", text: ReportWording.summary(report))
        }
    }

    private func writeFigures(_ html: inout HTMLText) {
        let whole = report.whole
        html.element("dl", ["class": "figures"]) { html in
            if let cost = whole.cost {
                let note =
                    cost.exact == nil
                    ? "\(cost.currency), by the networks of the numbers"
                    : "\(cost.currency), exactly"
                html.figure("Cost", ReportWording.amounts(cost), note, isWide: true)
            }
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

    /// How many recipients there are.
    private var recipients: String {
        guard let count = report.recipients else { return "" }
        let least = count.isLowerBound ? "at least " : ""
        let different = least + ReportWording.counted(count.value, "recipient")
        guard let most = report.duplicatesAtMost, most > 0 else { return different }
        let duplicates = ReportWording.counted(most, "duplicate")
        return "\(different), \(count.isLowerBound ? "at most " : "")\(duplicates)"
    }

    private func writeAlerts(_ html: inout HTMLText) {
        guard !report.alerts.isEmpty else { return }
        html.element("ul", ["class": "warnings"]) { html in
            for alert in report.alerts { html.element("li", text: alert) }
        }
    }

    private func writeWarnings(_ html: inout HTMLText) {
        guard !report.warnings.isEmpty else { return }
        html.element("ul", ["class": "warnings"]) { html in
            for warning in report.warnings { html.element("li", text: warning) }
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
