internal import Septet
internal import SeptetBilling

extension CampaignHTML {
    func writeEncodings(_ html: inout HTMLText) {
        let shares = report.encodings
        html.section(
            "Encoding",
            "One character outside GSM 7 bit takes a whole message into UCS-2, whose parts hold less than half."
        ) { html in
            html.stackedBar(
                Double(shares.first?.share.messageCount ?? 0),
                Double(shares.last?.share.messageCount ?? 0),
                description: shares.map {
                    "\(ReportWording.encoding($0.encoding)): "
                        + ReportWording.counted($0.share.messageCount, "message")
                }.joined(separator: ", ")
            )
            html.table(["Encoding"] + shareHeadings) { html in
                for (index, row) in shares.enumerated() {
                    html.row { html in
                        html.element("th", ["scope": "row"]) { html in
                            html.element("span", ["class": index == 0 ? "key one" : "key two"])
                            html.append(ReportWording.encoding(row.encoding))
                        }
                        html.cells(of: row.share, hasCost: hasCost)
                    }
                }
            }
        }
    }

    func writeHistogram(_ html: inout HTMLText) {
        guard !report.histogram.isEmpty else { return }
        html.section("Parts a message", "How many messages are cut into how many parts.") { html in
            html.columns(
                report.histogram.map { (String($0.partCount), $0.share.messageCount) },
                description: report.histogram.map {
                    "\(ReportWording.counted($0.share.messageCount, "message")) of \($0.partCount)"
                }.joined(separator: ", ")
            )
            let isDiffering = report.totals.differingMessageCount > 0
            let heading = isDiffering ? "Parts carried" : "Parts a message"
            html.table([heading] + shareHeadings) { html in
                for row in report.histogram {
                    html.row { html in
                        html.element("th", ["scope": "row"], text: String(row.partCount))
                        html.cells(of: row.share, hasCost: hasCost)
                    }
                }
            }
        }
    }

    func writeDestinations(_ html: inout HTMLText) {
        guard !report.destinations.isEmpty else { return }
        let most = report.destinations.map { expense($0.share) }.max() ?? 0
        html.section(
            "Countries",
            "A number shows its country and not its network, because numbers move between networks; so a cost may be a range."
        ) { html in
            let headings = ["Country", Self.priceHeading] + shareHeadings + [""]
            html.table(headings, spare: [Self.priceHeading]) { html in
                for row in report.destinations {
                    html.row { html in
                        html.element("th", ["scope": "row"]) { html in
                            html.append(ReportWording.country(row.group))
                            let networks = ReportWording.networks(row.group)
                            if !networks.isEmpty {
                                html.append(" ")
                                html.element("span", ["class": "name"], text: networks)
                            }
                        }
                        let price = row.group.price.map(ReportWording.price)
                        html.number(price ?? "not known", isSpare: true)
                        html.cells(of: row.share, hasCost: hasCost)
                        html.barCell(expense(row.share), of: most)
                    }
                }
            }
        }
    }

    func writeCharacters(_ html: inout HTMLText) {
        let all = report.expensiveCharacters
        guard !all.isEmpty else { return }
        let shown = all.prefix(Self.characterLimit)
        let most = shown.map(expense).max() ?? 0
        html.section(
            "Characters that cost most",
            "Extra parts are those beyond GSM 7 bit."
        ) { html in
            let headings = ["Character", "Messages", "Alone", "Extra parts", "Alone"]
            let costs = hasCost ? ["Extra \(currency)"] : []
            html.table(headings + costs + [""], spare: ["Alone"]) { html in
                for row in shown {
                    html.row { html in
                        html.element("th", ["scope": "row"]) { html in
                            html.element(
                                "span",
                                ["class": "character"],
                                text: ReportWording.picture(row.scalar)
                            )
                            html.element(
                                "span",
                                ["class": "name"],
                                text:
                                    "\(row.scalar.codePointName) \(row.scalar.displayName.lowercased())"
                            )
                        }
                        html.number(ReportWording.count(row.totals.messageCount))
                        html.number(
                            ReportWording.count(row.totals.messageCountAlone),
                            isSpare: true
                        )
                        html.number(ReportWording.count(row.totals.extraPartCount))
                        html.number(
                            ReportWording.count(row.totals.extraPartCountAlone),
                            isSpare: true
                        )
                        if hasCost { html.number(row.extraCost.map(ReportWording.amounts) ?? "–") }
                        html.barCell(expense(row), of: most, isSecond: true)
                    }
                }
            }
            if all.count > shown.count {
                html.element(
                    "p",
                    ["class": "name"],
                    text: "And \(ReportWording.counted(all.count - shown.count, "character")) more."
                )
            }
            html.element("p", ["class": "name"], text: ReportWording.characterNote)
        }
    }

    func writeSavings(_ html: inout HTMLText) {
        let most = report.savings.map { Double($0.partCount) }.max() ?? 0
        guard most > 0 else { return }
        html.section(
            "What replacing characters would save",
            "Each tier has those before it. Typographic replacements are not noticed, lossless ones keep the meaning, lossy ones are the nearest there is."
        ) { html in
            html.table(["Tier", "Parts"] + (hasCost ? [currency] : []) + [""]) { html in
                for row in report.savings {
                    html.row { html in
                        html.element("th", ["scope": "row"], text: row.table.rawValue)
                        html.number(ReportWording.count(row.partCount))
                        if hasCost { html.number(row.cost.map(ReportWording.amounts) ?? "–") }
                        html.barCell(Double(row.partCount), of: most)
                    }
                }
            }
            html.element("p", ["class": "name"], text: ReportWording.savingNote(report))
        }
    }

    func writeLongest(_ html: inout HTMLText) {
        let entries = report.totals.longest.entries.filter { $0.partCount > 1 }
        guard !entries.isEmpty else { return }
        html.section("Longest messages", "Rows are counted from 1 behind the header.") { html in
            html.table(["Row", "Parts", "Units"]) { html in
                for entry in entries {
                    html.row { html in
                        html.element("th", ["scope": "row"], text: ReportWording.count(entry.row))
                        html.number(String(entry.partCount))
                        html.number(ReportWording.count(entry.unitCount))
                    }
                }
            }
        }
    }

    func writePreviews(_ html: inout HTMLText) {
        guard !report.previews.isEmpty else { return }
        html.section("Finished messages", "Each box is a part as it is sent.") { html in
            for preview in report.previews {
                html.element("h3", text: ReportWording.heading(preview))
                for part in preview.parts {
                    html.element("p", ["class": "message"], text: part)
                }
            }
        }
    }

    func writeSources(_ html: inout HTMLText) {
        guard let sources = report.sources else { return }
        html.section(
            "What these figures belong to",
            "The same files and options give the same figures."
        ) {
            html in
            html.element("table", ["class": "sources"]) { html in
                for row in sources.rows {
                    html.row { html in
                        html.element("th", ["scope": "row"], text: row.name)
                        html.element("td", text: row.value)
                    }
                }
            }
        }
    }

    func writeRejected(_ html: inout HTMLText) {
        let rows = report.unsentRows
        guard !rows.isEmpty else { return }
        html.section(
            "Rows that are not sent",
            "These rows became no messages and are in no other figure."
        ) {
            html in
            html.table(["Reason", "Rows", "First"]) { html in
                for (label, rows) in rows {
                    html.row { html in
                        html.element("th", ["scope": "row"], text: label)
                        html.number(ReportWording.count(rows.count))
                        html.number(rows.place)
                    }
                }
            }
        }
    }

    private static let priceHeading = "Price of a part"

    private var hasCost: Bool { report.whole.cost != nil }

    private var currency: String { report.whole.cost?.currency ?? "" }

    private var shareHeadings: [String] {
        let isDiffering = report.totals.differingMessageCount > 0
        return ["Messages", isDiffering ? "Parts billed" : "Parts"] + (hasCost ? [currency] : [])
    }

    /// How long the bar of a share is: its cost, or its parts where there are no costs.
    private func expense(_ share: CampaignReport.Share) -> Double {
        expense(share.cost, share.partCount)
    }

    private func expense(_ character: CampaignReport.ExpensiveCharacter) -> Double {
        expense(character.extraCost, character.totals.extraPartCount)
    }

    private func expense(_ cost: Cost?, _ partCount: Int) -> Double {
        hasCost ? cost.map { Double($0.maximum.description) ?? 0 } ?? 0 : Double(partCount)
    }
}

extension HTMLText {
    fileprivate mutating func section(
        _ title: String,
        _ explanation: String,
        _ content: (inout HTMLText) -> Void
    ) {
        element("section") { html in
            html.element("h2", text: title)
            html.element("p", text: explanation)
            content(&html)
        }
    }

    /// A table whose first column names the rows; all others but the last without a name are numbers.
    ///
    /// - Parameter spare: The columns that a narrow page does without.
    fileprivate mutating func table(
        _ headings: [String],
        spare: [String] = [],
        _ rows: (inout HTMLText) -> Void
    ) {
        element("div", ["class": "scroll"]) { html in
            html.element("table") { html in
                html.element("thead") { html in
                    html.element("tr") { html in
                        for (index, heading) in headings.enumerated() {
                            if heading.isEmpty {
                                html.element("td")
                            } else if index == 0 {
                                html.element("th", ["scope": "col"], text: heading)
                            } else {
                                let kind = spare.contains(heading) ? "number spare" : "number"
                                html.element("th", ["scope": "col", "class": kind], text: heading)
                            }
                        }
                    }
                }
                html.element("tbody", [:], rows)
            }
        }
    }

    fileprivate mutating func row(_ cells: (inout HTMLText) -> Void) {
        element("tr", [:], cells)
    }

    fileprivate mutating func number(_ text: String, isSpare: Bool = false) {
        element("td", ["class": isSpare ? "number spare" : "number"], text: text)
    }

    fileprivate mutating func barCell(_ part: Double, of whole: Double, isSecond: Bool = false) {
        element("td", ["class": "bar"]) { $0.bar(part, of: whole, isSecond: isSecond) }
    }

    fileprivate mutating func cells(of share: CampaignReport.Share, hasCost: Bool) {
        number(ReportWording.count(share.messageCount))
        number(ReportWording.count(share.partCount))
        if hasCost { number(share.cost.map(ReportWording.amounts) ?? "–") }
    }
}

/// The charts of the HTML page, each a picture with a description; the numbers stand beside it.
extension HTMLText {
    /// A bar of a share of a whole, as wide as its place.
    mutating func bar(_ part: Double, of whole: Double, isSecond: Bool = false) {
        let width = whole > 0 ? max(part > 0 ? 0.6 : 0, part / whole * 100) : 0
        element(
            "svg",
            [
                "viewBox": "0 0 100 10", "height": "10", "preserveAspectRatio": "none",
                "aria-hidden": "true",
            ]
        ) { svg in
            svg.element("rect", ["class": "track", "width": "100", "height": "10"])
            svg.element(
                "rect",
                [
                    "class": isSecond ? "second" : "first", "width": Self.digits(width),
                    "height": "10",
                ]
            )
        }
    }

    /// Two shares of a whole side by side.
    mutating func stackedBar(_ first: Double, _ second: Double, description: String) {
        let whole = max(first + second, 1)
        element(
            "svg",
            [
                "viewBox": "0 0 100 12", "height": "22", "preserveAspectRatio": "none",
                "role": "img", "aria-label": description,
            ]
        ) { svg in
            svg.element("rect", ["class": "track", "width": "100", "height": "12"])
            let width = first / whole * 100
            svg.element("rect", ["class": "first", "width": Self.digits(width), "height": "12"])
            svg.element(
                "rect",
                [
                    "class": "second", "x": Self.digits(width),
                    "width": Self.digits(second / whole * 100), "height": "12",
                ]
            )
        }
    }

    /// Columns over a line, with what each is of below it and how high it is above.
    mutating func columns(_ values: [(label: String, value: Int)], description: String) {
        let highest = Double(values.map(\.value).max() ?? 1)
        let step = 520.0 / Double(max(values.count, 6))
        element("svg", ["viewBox": "0 0 520 180", "role": "img", "aria-label": description]) {
            svg in
            for (index, column) in values.enumerated() {
                let height = max(column.value > 0 ? 1.5 : 0, Double(column.value) / highest * 124)
                let left = Double(index) * step
                svg.element(
                    "rect",
                    [
                        "class": "first", "rx": "2", "x": Self.digits(left + step * 0.14),
                        "y": Self.digits(148 - height), "width": Self.digits(step * 0.72),
                        "height": Self.digits(height),
                    ]
                )
                // Labels that would run into one another are left to the table.
                guard step >= 34 || index % Int(34 / step + 1) == 0 else { continue }
                let middle = Self.digits(left + step / 2)
                if step >= 34 {
                    svg.element(
                        "text",
                        ["x": middle, "y": Self.digits(142 - height), "text-anchor": "middle"],
                        text: ReportWording.count(column.value)
                    )
                }
                svg.element(
                    "text",
                    ["class": "faint", "x": middle, "y": "166", "text-anchor": "middle"],
                    text: column.label
                )
            }
            svg.element("path", ["class": "axis", "d": "M0 148.5H520"])
        }
    }

    /// A coordinate with two digits behind the point, whatever the locale.
    private static func digits(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let fraction = String(hundredths % 100)
        return "\(hundredths / 100).\(fraction.count == 1 ? "0" : "")\(fraction)"
    }
}
