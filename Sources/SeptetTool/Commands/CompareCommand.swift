internal import ArgumentParser
internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists
internal import SeptetNumbers
internal import SeptetProviders

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        _superCommandName: SeptetCommand.name,
        abstract: "Shows one text at all providers: encoding, parameters, bills and warnings.",
        discussion: """
            Nothing is sent, and no account is needed. Without --to and --from an example number \
            and name are used, because some providers require them.
            """
    )

    @OptionGroup var textOptions: MessageTextOptions

    @Option(
        help: ArgumentHelp("Compare only these providers; may be repeated.", valueName: "NAME")
    )
    var provider: [ProviderName] = []

    @Option(help: ProviderFile.help)
    var providerFile: [ProviderFile] = []

    @OptionGroup var routeOptions: RouteOptions

    @Option(
        help: ArgumentHelp(
            "A price list: as of estimate, or with a column provider for prices of each.",
            valueName: "FILE"
        ),
        completion: .file()
    )
    var prices: String?

    @Option(help: ArgumentHelp("The currency of prices that have none.", valueName: "CODE"))
    var currency: String?

    func validate() throws {
        if currency != nil && prices == nil {
            throw ValidationError("--currency goes with --prices.")
        }
    }

    @Option(
        help: ArgumentHelp(
            "Telephone numbers with country code, separated by commas.",
            valueName: "NUMBERS"
        )
    )
    var to: [String] = []

    @Option(help: ArgumentHelp("The sender name or number.", valueName: "SENDER"))
    var from: String?

    @Flag(help: "A message that is shown at once and not kept.")
    var flash = false

    @Flag(help: "Print one JSON object instead of the page.")
    var json = false

    @Flag(help: "Print the page without colour.")
    var noColor = false

    func run() throws {
        let text = String(decoding: try textOptions.read(), as: UTF8.self)
        let recipients = to.flatMap { $0.split(atOctet: UInt8(ascii: ",")) }.filter { !$0.isEmpty }
        let message = Message(
            text: text,
            recipients: recipients.isEmpty ? [ProviderAnswer.exampleRecipient] : recipients,
            sender: from ?? ProviderAnswer.exampleSender,
            isFlash: flash,
            route: routeOptions.route
        )
        let described = try providerFile.map { try $0.provider() }
        let providers =
            provider.isEmpty && described.isEmpty
            ? Provider.all : provider.map(\.provider) + described
        let prices = try prices.map { try ComparedPrices(path: $0, currency: currency) }
        let answers = providers.map { provider in
            var answer = ProviderAnswer(provider, message)
            answer.cost = prices?.cost(of: answer)
            if answer.cost != nil { answer.nameFees() }
            return answer
        }
        var output = StandardOutput()
        if json {
            let standard = TextMeasure(text)
            var json = JSONText()
            json.object { json in
                json.member("text", text)
                json.member("encoding", standard.encoding.rawValue)
                json.member("units", standard.unitCount)
                json.member("parts", standard.partCount)
                json.providers(answers)
            }
            json.endLine()
            try output.write(json.octets)
        } else {
            try output.write(ProviderPage(text, answers, TerminalStyle(noColor: noColor)).text)
        }
        try output.flush()
    }
}

/// How one provider treats a text: the request, both counts, and predicted errors.
struct ProviderAnswer {
    /// Stands in where no recipient is given; Ofcom keeps these numbers free for fiction.
    static let exampleRecipient = "447700900123"

    /// Stands in where no sender is given; some providers demand one.
    static let exampleSender = "Septet"

    let provider: Provider
    let message: Message
    var preparation: Preparation

    /// What the message costs; `nil` where no price is known.
    var cost: Cost?

    init(_ provider: Provider, _ message: Message) {
        self.provider = provider
        self.message = message
        preparation = provider.prepare(message)
    }

    /// The answers to a text, with an example as recipient and sender.
    static func answers(_ providers: [Provider], to text: String) -> [Self] {
        let message = Message(
            text: text,
            recipients: [exampleRecipient],
            sender: exampleSender
        )
        return providers.map { Self($0, message) }
    }

    var estimate: Estimate { preparation.estimate }

    /// Whether the provider bills another number than the standard needs.
    var isBilledApart: Bool {
        guard let billed = estimate.billedPartCount, let wire = estimate.wireSegmentCount else {
            return false
        }
        return billed != wire
    }

    /// The errors that are about the text.
    var errors: [PredictedError] {
        estimate.predictedErrors.filter { !isAboutMore($0) }
    }

    /// What the provider requires in addition to a text, a recipient and a sender.
    var missingFields: [String] {
        estimate.predictedErrors.filter(isAboutMore).compactMap(\.field)
    }

    private func isAboutMore(_ error: PredictedError) -> Bool {
        error.code == .local(.missingField) && !message.text.isEmpty
    }

    /// The parameters that say how the text travels: no secret, recipient or sender.
    var tellingParameters: [RequestParameter] {
        // Providers want numbers with a plus or without.
        func bare(_ text: String) -> [UInt8] { Array(text.utf8.drop { $0 == UInt8(ascii: "+") }) }
        let addresses = (message.recipients + [message.sender].compactMap { $0 }).map(bare)
        return preparation.requests.first?.parameters.filter { parameter in
            if case .secret = parameter.value { return false }
            return !addresses.contains(bare(parameter.text))
        } ?? []
    }

    /// The members of docs/providers/jobs.md without the octets of the request.
    var result: JSONObject {
        var result: JSONObject = [
            "provider": .string(provider.name),
            "title": .string(provider.title),
        ]
        result.merge(JobResult.members(of: estimate))
        if let cost { result.merge(JobResult.members(of: cost)) }
        if let request = preparation.requests.first {
            let members = JobResult.members(of: request)
            for name in ["method", "path", "contentType", "params", "wire"] {
                result[name] = members[name]
            }
            result["requestCount"] = .integer(preparation.requests.count)
        }
        return result
    }
}

/// The answers of providers side by side, as a page for a person.
struct ProviderPage {
    private static let longestShownValue = 24
    private static let missing = "—"
    private static let costWidth = 19

    private static func text(_ cost: Cost) -> String {
        guard let exact = cost.exact else {
            return "\(cost.minimum)–\(cost.maximum) \(cost.currency)"
        }
        return "\(exact) \(cost.currency)"
    }

    private let answers: [ProviderAnswer]
    private let standard: TextMeasure
    private let style: TerminalStyle

    init(_ text: String, _ answers: [ProviderAnswer], _ style: TerminalStyle) {
        self.answers = answers
        self.style = style
        standard = TextMeasure(text)
    }

    /// The whole page, ending in a line feed.
    var text: String {
        ([table] + answers.map(details(of:))).map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    private var table: [String] {
        let width = 2 + (answers.map { $0.provider.title.columnCount } + [12]).reduce(0, max)
        let hasCosts = answers.contains { $0.cost != nil }
        let head =
            "provider".padded(to: width) + "encoding     units   billed   carried"
            + (hasCosts ? "cost".rightAligned(in: Self.costWidth) : "")
        return [style.bold(head)] + [row("the standard", width, standardCells)]
            + answers.map { answer in
                let cost = answer.cost.map(Self.text) ?? (hasCosts ? Self.missing : "")
                let line =
                    row(answer.provider.title, width, cells(of: answer))
                    + (hasCosts ? cost.rightAligned(in: Self.costWidth) : "")
                if !answer.errors.isEmpty { return style.alarming(line) }
                return answer.isBilledApart ? style.expensive(line) : line
            }
    }

    private var standardCells: [String] {
        [
            standard.encoding.rawValue, String(standard.unitCount), Self.missing,
            String(standard.partCount),
        ]
    }

    private func cells(of answer: ProviderAnswer) -> [String] {
        let estimate = answer.estimate
        let counts = [estimate.unitCount, estimate.billedPartCount, estimate.wireSegmentCount]
        return [estimate.encoding?.rawValue ?? Self.missing]
            + counts.map { $0.map(String.init) ?? Self.missing }
    }

    private func row(_ name: String, _ width: Int, _ cells: [String]) -> String {
        name.padded(to: width) + cells[0].padded(to: 8)
            + zip(cells.dropFirst(), [10, 9, 10]).map { $0.rightAligned(in: $1) }.joined()
    }

    private func details(of answer: ProviderAnswer) -> [String] {
        var lines = [style.bold(answer.provider.title)]
        if let request = answer.preparation.requests.first {
            let parameters = answer.tellingParameters.map { parameter in
                let wire = parameter.redactedWire.shown
                return parameter.name + "=" + wire.cut(to: Self.longestShownValue)
            }
            let isForm = request.contentType.map { $0.hasOctetSuffix("urlencoded") } ?? true
            let body = isForm ? [] : ["(\(request.contentType ?? ""))"]
            let words = [request.method.rawValue, request.redactedPath.shown] + parameters + body
            lines += paragraph(words)
        }
        for warning in answer.estimate.warnings {
            lines += paragraph(words(of: "\(warning.kind.rawValue): \(warning.message)"))
                .map(style.expensive)
        }
        for error in answer.errors {
            lines += paragraph(words(of: "\(error)")).map(style.alarming)
        }
        if !answer.missingFields.isEmpty {
            let needs = "needs also: \(answer.missingFields.joined(separator: ", "))"
            lines += paragraph(words(of: needs)).map(style.faint)
        }
        return lines
    }

    private func words(of sentence: String) -> [String] {
        sentence.shown.words
    }

    /// Words in lines that fit the page, the second and further ones set in.
    private func paragraph(_ words: [String]) -> [String] {
        var lines: [String] = []
        var line = "  "
        for word in words {
            let isFirst = line.allSatisfy { $0 == " " }
            if !isFirst && line.columnCount + 1 + word.columnCount > style.columnCount {
                lines.append(line)
                line = "    " + word
            } else {
                line += isFirst ? word : " " + word
            }
        }
        return lines + [line]
    }
}

/// The prices of a comparison: one list for all providers, or one of each.
struct ComparedPrices {
    private var common: PriceList?
    private var lists: [(name: String, list: PriceList)] = []

    /// Reads a list; a fault is reported.
    init(path: String, currency: String?) throws {
        let table = try WholeTable(ByteSource(path: path))
        // A comparison has no remarks of its lists that could say it.
        if let charset = table.guessedCharset {
            StandardError.report("\(path): not in UTF-8, read as \(charset)")
        }
        do throws(PriceListError) {
            guard let files = try Self.divided(table.octets) else {
                common = try PriceList(any: table, currency: currency)
                return
            }
            for file in files {
                let part = table.part(file.octets)
                lists.append((file.name, try PriceList(part, currency: currency)))
            }
        } catch {
            StandardError.report("\(path): \(error)")
            throw ExitStatus.inputRejected
        }
    }

    /// A list for each provider; `nil` when the header has no column of that name.
    private static func divided(
        _ octets: [UInt8]
    ) throws(PriceListError) -> [(name: String, octets: [UInt8])]? {
        guard (try? UTF8Span(validating: octets.span)) != nil else { return nil }
        var table = PriceTable(octets)
        guard let header = try table.next(),
            let column = header.cells.firstIndex(where: {
                $0.lowercased().utf8.elementsEqual("provider".utf8)
            })
        else { return nil }
        var files: [(name: String, octets: [UInt8])] = []
        while let row = try table.next() {
            guard row.cells.count == header.cells.count else {
                throw .fieldCountDiffers(
                    fieldCount: row.cells.count,
                    headerFieldCount: header.cells.count,
                    line: row.line
                )
            }
            let name = row.cells[column]
            let index = files.firstIndex { $0.name.utf8.elementsEqual(name.utf8) } ?? files.count
            if index == files.count { files.append((name, line(header.cells, without: column))) }
            files[index].octets += line(row.cells, without: column)
        }
        return files
    }

    private static func line(_ cells: [String], without column: Int) -> [UInt8] {
        var octets: [UInt8] = []
        for (index, cell) in cells.enumerated() where index != column {
            if !octets.isEmpty { octets.append(0x2C) }
            octets.append(0x22)
            for octet in cell.utf8 { octets += octet == 0x22 ? [0x22, 0x22] : [octet] }
            octets.append(0x22)
        }
        return octets + [0x0A]
    }

    /// What a message costs at a provider; `nil` where a recipient has no price.
    func cost(of answer: ProviderAnswer) -> Cost? {
        let name = answer.provider.name
        let own = lists.first { list in
            (Provider.named(list.name)?.name ?? list.name).utf8.elementsEqual(name.utf8)
        }
        guard let prices = own?.list ?? common, let parts = answer.estimate.billedPartCount else {
            return nil
        }
        let list = prices.adding(feesOf: answer.provider, sender: answer.senderType)
        var minimum = Amount.zero
        var maximum = Amount.zero
        for recipient in answer.message.recipients {
            guard let reading = try? NumberReader().read(recipient),
                let cost = list.cost(
                    group: list.groupIndex(of: reading),
                    messageCount: 1,
                    partCount: parts
                )
            else { return nil }
            minimum = minimum + cost.minimum
            maximum = maximum + cost.maximum
        }
        return Cost(minimum: minimum, maximum: maximum, currency: list.currency)
    }
}
