internal import ArgumentParser
internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists
internal import SeptetProviders

struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        _superCommandName: SeptetCommand.name,
        abstract: "Compares what was estimated with what was billed, and explains differences.",
        discussion: """
            The bill is CSV with a header, or NDJSON: parts (or segments, units), text, and if there are \
            any id and recipient. Results of septet reply are read too. Texts may stand in another file, \
            with the same id. A row that cannot be read is reported and makes the exit status 65.
            """
    )

    @Argument(
        help: ArgumentHelp("The bill: an invoice's CSV, replies or reports.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @Option(
        help: ArgumentHelp("The messages, by the id of the bill.", valueName: "FILE"),
        completion: .file()
    )
    var messages: String?

    @Option(help: ArgumentHelp("The provider; without it the standard's parts.", valueName: "NAME"))
    var provider: ProviderName?

    @Option(help: ProviderFile.help)
    var providerFile: ProviderFile?

    @OptionGroup var routeOptions: RouteOptions

    @Flag(help: "Print one JSON object instead of the page.")
    var json = false

    func validate() throws {
        if provider != nil && providerFile != nil {
            throw ValidationError("--provider and --provider-file exclude each other.")
        }
        try routeOptions.require(hasProvider: provider != nil || providerFile != nil)
    }

    func run() throws {
        let described = try providerFile?.provider()
        let provider = provider?.provider ?? described
        var isAnyRejected = false
        var texts = BillTable()
        if let messages {
            texts = try BillTable(messages, needsParts: false)
        }
        let bill = try BillTable(file ?? "-", needsParts: true)
        isAnyRejected = isAnyRejected || bill.isAnyRejected
        if bill.rows.isEmpty && !bill.isAnyRejected {
            StandardError.report("\(bill.name): no row has the parts of a message")
            isAnyRejected = true
        }
        var byID: [[UInt8]: BillRow] = [:]
        for row in texts.rows {
            let id = Array((row.id ?? "").utf8)
            let earlier = byID[id]
            if !id.isEmpty && earlier == nil {
                byID[id] = row
            } else if id.isEmpty {
                texts.reject(row.line, "the message has no id")
            } else if !(earlier?.text ?? "").utf8.elementsEqual((row.text ?? "").utf8) {
                texts.reject(row.line, "an earlier message has this id and another text")
            }
        }
        isAnyRejected = isAnyRejected || texts.isAnyRejected
        let billedIDs = Set(bill.rows.compactMap { $0.id.map { Array($0.utf8) } })
        let unbilledCount = byID.keys.count { !billedIDs.contains($0) }
        if unbilledCount > 0 {
            StandardError.report(
                "\(texts.name): the bill lacks \(counted(unbilledCount, "message")) of this file"
            )
        }
        let billing = provider?.billing(route: routeOptions.billedRoute)
        var items: [Reconciliation.Item] = []
        var seen: Set<[UInt8]> = []
        for row in bill.rows {
            let message = row.id.flatMap { byID[Array($0.utf8)] }
            guard let ownText = row.text ?? message?.text, let billed = row.partCount else {
                StandardError.report("\(bill.name):\(row.line): there is no text for this row")
                isAnyRejected = true
                continue
            }
            let text = routeOptions.route.written(ownText)
            let recipient = row.recipient ?? message?.recipient
            let country = recipient.flatMap { Provider.country(ofRecipient: $0) }
            var estimated =
                billing?.partCount(ofText: text, country: country) ?? TextMeasure(text).partCount
            if let recipient, provider?.sendsRepeatedOnce ?? false {
                let key = Array("\(recipient)\u{0}\(text)".utf8)
                if !seen.insert(key).inserted { estimated = 0 }
            }
            items.append(
                Reconciliation.Item(
                    line: row.line,
                    id: row.id,
                    text: text,
                    recipient: recipient,
                    estimatedPartCount: estimated,
                    billedPartCount: billed
                )
            )
        }
        var output = StandardOutput()
        let result = Reconciliation(items)
        try output.write(json ? ReconciliationPage.json(result) : ReconciliationPage.page(result))
        try output.flush()
        if isAnyRejected { throw ExitStatus.inputRejected }
    }
}

/// One row of a bill or of messages.
private struct BillRow {
    var line: Int
    var id: String?
    var text: String?
    var recipient: String?
    var partCount: Int?
}

/// The rows of a file: CSV with a header, or NDJSON.
private struct BillTable {
    private(set) var rows: [BillRow] = []
    private(set) var isAnyRejected = false
    private(set) var name = "-"

    private static var names: [(WritableKeyPath<BillRow, String?>, [String])] {
        [
            (
                \.id,
                [
                    "id", "sid", "message_id", "messageid", "message-id", "uuid", "message_uuid",
                    "messageuuid",
                ]
            ),
            (\.text, ["text", "message", "body", "content", "messagebody"]),
            (\.recipient, ["recipient", "to", "phone", "number", "destination", "msisdn"]),
        ]
    }
    private static let partNames = [
        "parts", "billed", "billedparts", "billed_parts", "segments", "num_segments", "numsegments",
        "units",
        "messagecount", "totalmessageparts", "pages",
    ]

    init() {}

    init(_ path: String, needsParts: Bool) throws {
        name = path
        let limit = ByteSource.octetLimit
        let octets: [UInt8]
        if path.utf8.elementsEqual("-".utf8) {
            octets = try ByteSource.standardInput().readToEnd(limit: limit)
        } else {
            octets = try ByteSource(path: path).readToEnd(limit: limit)
        }
        let first = octets.first { $0 > 0x20 }
        if first == UInt8(ascii: "{") {
            readObjects(octets, needsParts)
        } else {
            try readTable(octets, needsParts)
        }
    }

    mutating func reject(_ line: Int, _ reason: String) {
        StandardError.report("\(name):\(line): \(reason)")
        isAnyRejected = true
    }

    private mutating func readTable(_ octets: [UInt8], _ needsParts: Bool) throws {
        guard (try? UTF8Span(validating: octets.span)) != nil else {
            reject(1, "the file is not UTF-8")
            return
        }
        var table = PriceTable(octets, keepsSpaces: true)
        do throws(PriceListError) {
            guard let header = try table.next() else { return }
            let names = header.cells.map {
                String(decoding: $0.utf8.map(\.asciiLowercased), as: UTF8.self)
            }
            let partColumn = Self.column(Self.partNames, names)
            if needsParts, partColumn == nil {
                reject(
                    header.line,
                    "the header has no column for the parts, such as parts or segments"
                )
                return
            }
            while let row = try table.next() {
                guard row.cells.count == names.count else {
                    reject(row.line, "\(row.cells.count) cells, \(names.count) in the header")
                    continue
                }
                var bill = BillRow(line: row.line)
                for (member, known) in Self.names {
                    if let column = Self.column(known, names) {
                        bill[keyPath: member] = row.cells[column]
                    }
                }
                if let partColumn {
                    guard let count = Int(row.cells[partColumn]), count >= 0 else {
                        reject(row.line, "the parts are not a whole number")
                        continue
                    }
                    bill.partCount = count
                }
                rows.append(bill)
            }
        } catch {
            StandardError.report("\(name): \(error)")
            throw ExitStatus.inputRejected
        }
    }

    private mutating func readObjects(_ octets: [UInt8], _ needsParts: Bool) {
        var leftOutCount = 0
        for (index, line) in octets.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        {
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            do throws(JSONFault) {
                let node = try JSONNode(octets: Array(line))
                // Results of replies and reports have their recipients in a list.
                let list = node["reports"] ?? node["recipients"] ?? node["messages"]
                for element in list?.oneOrMore() ?? [node] {
                    let row = try row(element, index + 1)
                    // Refused recipients and reports of what is on its way have no parts.
                    if needsParts, row.partCount == nil {
                        leftOutCount += 1
                    } else {
                        rows.append(row)
                    }
                }
            } catch {
                reject(index + 1, error.description)
            }
        }
        if leftOutCount > 0 {
            StandardError.report("\(name): left out, because they have no parts: \(leftOutCount)")
        }
    }

    private func row(_ node: JSONNode, _ line: Int) throws(JSONFault) -> BillRow {
        var row = BillRow(line: line)
        for (name, member) in try node.members() where member.value != .null {
            let lower = String(decoding: name.utf8.map(\.asciiLowercased), as: UTF8.self)
            for (path, known) in Self.names
            where row[keyPath: path] == nil && Self.column(known, [lower]) != nil {
                row[keyPath: path] = try member.text()
            }
            if Self.column(Self.partNames, [lower]) != nil { row.partCount = try member.integer() }
        }
        return row
    }

    private static func column(_ known: [String], _ names: [String]) -> Int? {
        for name in known {
            if let index = names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) {
                return index
            }
        }
        return nil
    }
}

/// What a reconciliation shows.
private enum ReconciliationPage {
    private static let shownLineCount = 20

    static func page(_ result: Reconciliation) -> [UInt8] {
        let surplus = result.billedPartCount - result.estimatedPartCount
        var lines = [
            "messages   \(result.messageCount)",
            "estimated  \(counted(result.estimatedPartCount, "part"))",
            "billed     \(counted(result.billedPartCount, "part"))"
                + (surplus == 0
                    ? "" : ", \(abs(surplus)) \(surplus > 0 ? "more" : "fewer") than estimated"),
        ]
        guard !result.differences.isEmpty else {
            lines.append("Every message was billed as estimated.")
            return Array((lines.joined(separator: "\n") + "\n").utf8)
        }
        lines += [
            "",
            "\(counted(result.differences.count, "message")) billed otherwise. What would explain it:",
        ]
        for fit in result.fits.prefix(5) {
            let against =
                fit.contradictedCount == 0 ? "" : " (contradicts \(fit.contradictedCount))"
            lines.append("  \(fit.explainedCount): \(fit.explanation.sentence)\(against)")
        }
        if result.unexplainedCount > 0 {
            lines.append("  \(result.unexplainedCount): no rule that is known here")
        }
        lines += ["", "line     estimated  billed  rule"]
        for difference in result.differences.prefix(shownLineCount) {
            let item = difference.item
            let cells = [
                "\(item.line)".padded(to: 9), "\(item.estimatedPartCount)".rightAligned(in: 9),
                "\(item.billedPartCount)".rightAligned(in: 8),
            ]
            lines.append(cells.joined() + "  " + (difference.explanations.first?.sentence ?? "—"))
        }
        let more = result.differences.count - shownLineCount
        if more > 0 { lines.append("and \(more) more; --json has all") }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    static func json(_ result: Reconciliation) -> [UInt8] {
        var json = JSONText()
        json.object { json in
            json.member("messages", result.messageCount)
            json.member("estimatedParts", result.estimatedPartCount)
            json.member("billedParts", result.billedPartCount)
            json.member("differences", result.differences.count)
            json.member("unexplained", result.unexplainedCount)
            json.objects("rules", of: result.fits) { json, fit in
                json.member("rule", fit.explanation.rawValue)
                json.member("meaning", fit.explanation.sentence)
                json.member("explains", fit.explainedCount)
                json.member("contradicts", fit.contradictedCount)
            }
            json.objects("lines", of: result.differences) { json, difference in
                json.member("line", difference.item.line)
                if let id = difference.item.id { json.member("id", id) }
                if let recipient = difference.item.recipient { json.member("recipient", recipient) }
                json.member("estimated", difference.item.estimatedPartCount)
                json.member("billed", difference.item.billedPartCount)
                json.array("rules", of: difference.explanations) { $0.value($1.rawValue) }
            }
        }
        json.endLine()
        return json.octets
    }
}
