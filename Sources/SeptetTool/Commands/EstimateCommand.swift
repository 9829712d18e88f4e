internal import ArgumentParser
internal import Septet
internal import SeptetCampaigns
internal import SeptetCharsets
internal import SeptetLists
internal import SeptetNumbers

struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        _superCommandName: SeptetCommand.name,
        abstract: "Estimates a whole campaign: messages, parts, cost, and what costs most.",
        discussion: """
            Messages are finished texts, or a template that columns fill in. Exit status 65 also \
            when the campaign breaks --max-parts or --budget or the balance does not suffice; 130, \
            143 or 129 after Ctrl-C, SIGTERM or SIGHUP, with what was counted so far.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "The input; standard input by default or with -. Results with --merge.",
            valueName: "file"
        ),
        completion: .file()
    )
    var files: [String] = []

    @OptionGroup var inputOptions: InputOptions
    @OptionGroup var planningOptions: PlanningOptions
    @OptionGroup var estimateOptions: EstimateOptions
    @OptionGroup var routeOptions: RouteOptions
    @OptionGroup var countryOptions: CountryOptions

    @Option(
        help: ArgumentHelp(
            "Which numbers are counted: possible (by their length; the default), valid or any.",
            valueName: "possible|valid|any"
        ),
        transform: Self.numberRule
    )
    var numbers = NumberRule.possible

    @Option(
        help: ArgumentHelp(
            "A list of recipients that get no message, such as opt-outs.",
            valueName: "FILE"
        ),
        completion: .file()
    )
    var exclude: String?

    @Option(
        help: ArgumentHelp(
            "Messages to a recipient that had one: counted, or left out. By default as the provider does.",
            valueName: "keep|drop"
        )
    )
    var duplicates: DuplicateRule?

    @Option(help: ArgumentHelp("How many threads count; all cores by default.", valueName: "N"))
    var threads: Int?

    @Option(
        help: ArgumentHelp(
            "Where rejected rows go, as CSV, or as NDJSON by the file's name.",
            valueName: "FILE"
        ),
        completion: .file()
    )
    var rejects: String?

    @Option(
        help: ArgumentHelp("Also write the report as a page with charts.", valueName: "FILE"),
        completion: .file()
    )
    var html: String?

    @Option(
        help: ArgumentHelp("Also write the report as a table for spreadsheets.", valueName: "FILE"),
        completion: .file()
    )
    var csv: String?

    @Option(
        help: ArgumentHelp(
            "Show so many of the first, the longest and the most expensive messages, with their cuts.",
            valueName: "N"
        )
    )
    var preview: Int?

    @Flag(
        help:
            "Print the fewest and the most parts of the template with the values of the list, or with --length alone."
    )
    var lintTemplate = false

    @Option(
        help: ArgumentHelp(
            "With --lint-template: the units of a column's values, and whether they force UCS-2.",
            valueName: "NAME=MIN...MAX[:ucs2]"
        )
    )
    var length: [String] = []

    @Flag(help: "Print one JSON object a message in place of the report.")
    var each = false

    @Flag(help: "Add up results of --json, those of parts of one list in order; prints JSON.")
    var merge = false

    @Flag(help: "Print the set of recipients in the JSON, so that merging counts them exactly.")
    var mergeable = false

    @Flag(help: "Print one JSON object instead of the report.")
    var json = false

    @Flag(help: "Print the report without colour.")
    var noColor = false

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads is a number from 1 to 1024.")
        }
        if let preview, !(0...100).contains(preview) {
            throw ValidationError("--preview is a number from 0 to 100.")
        }
        try refuseOptionsWithoutEffect()
        try estimateOptions.requirePrices()
        try routeOptions.require(
            hasProvider: estimateOptions.provider != nil || estimateOptions.providerFile != nil
        )
        if each && json { throw ValidationError("--each excludes --json.") }
        if each && preview != nil && html == nil {
            throw ValidationError("--preview goes with a report, not with --each.")
        }
        if mergeable && !json { throw ValidationError("--mergeable goes with --json.") }
        if merge {
            if files.isEmpty { throw ValidationError("--merge needs the results as files.") }
            return
        }
        if files.count > 1 { throw ValidationError("There is one input at most.") }
        let hasTemplate =
            estimateOptions.template != nil || estimateOptions.templateText != nil
        if hasTemplate && inputOptions.column != nil {
            throw ValidationError("--column and templates exclude each other.")
        }
        if lintTemplate {
            guard hasTemplate else { throw ValidationError("--lint-template needs a template.") }
            return
        }
        if !length.isEmpty { throw ValidationError("--length goes with --lint-template.") }
        if !hasTemplate { try inputOptions.requireColumn() }
    }

    private static func numberRule(_ name: String) throws -> NumberRule {
        guard let rule = NumberRule(rawValue: name) else {
            throw ValidationError("--numbers is possible, valid or any.")
        }
        return rule
    }

    /// The files that are read; `-` is standard input.
    private var inputs: [String] {
        (files.isEmpty ? ["-"] : files)
            + [estimateOptions.template, estimateOptions.prices, exclude].compactMap(\.self)
    }

    func run() throws {
        if merge {
            try ResultMerging(files).run(maxParts: estimateOptions.maxParts)
            return
        }
        if lintTemplate, let template = try estimateOptions.messageTemplate() {
            let planner = planningOptions.planner
            let linting = TemplateLinting(
                template: template,
                planner: planner,
                file: files.first,
                inputOptions: inputOptions,
                lengths: length,
                route: routeOptions.billedRoute
            )
            let style = TerminalStyle(noColor: noColor)
            try linting.run(estimateOptions, json: json, style: style)
            return
        }
        var outputs = OutputFiles(inputs: inputs)
        let rejectsFile = try rejects.map {
            try RejectsFile(outputs.open($0, readers: .owner), path: $0)
        }
        let htmlFile = try html.map { try outputs.open($0, readers: .umask) }
        let csvFile = try csv.map { try outputs.open($0, readers: .umask) }
        var counting = try ListCounting(self)
        let interruption = Interruption()
        var count: CampaignCount
        do {
            count = try counting.count(interruption, rejects: rejectsFile)
        } catch OutputError.interrupted {
            reportMissing(outputs, because: "a signal ended the count")
            throw ExitCode(128 + (interruption.signalNumber ?? 0))
        } catch OutputError.closed where !outputs.missingPaths.isEmpty {
            reportMissing(outputs, because: "standard output was closed")
            throw ExitStatus.outputFailed
        }
        interruption.end()
        let signal = interruption.signalNumber
        var conclusion = EstimateConclusion(
            title: files.first ?? "standard input",
            &count,
            counting,
            isPartial: signal != nil
        )
        conclusion.add(self)
        if signal == nil {
            try htmlFile?.write(CampaignHTML(conclusion.report).text)
            try csvFile?.write(CampaignTable(conclusion.report).text)
            try outputs.keep()
        } else {
            reportMissing(outputs, because: "a signal ended the count")
        }
        var output = StandardOutput()
        if json {
            let recipients = mergeable ? count.recipients.serialized() : nil
            if mergeable && recipients == nil { ResultMerging.reportSetLeftOut() }
            let result = conclusion.report.json(recipientSet: recipients) + [0x0A]
            try output.write(result)
            if mergeable { ResultMerging.warn(ofResult: result.count) }
        } else if !each {
            let style = TerminalStyle(noColor: noColor)
            try output.write(EstimatePage(conclusion.report, style).text)
        }
        try output.flush()
        if let signal { throw ExitCode(128 + signal) }
        try conclusion.check(estimateOptions)
    }

    /// Reports the files that are not written.
    private func reportMissing(_ outputs: borrowing OutputFiles, because reason: String) {
        for path in outputs.missingPaths {
            StandardError.report("\(path): not written, because \(reason)")
        }
    }
}

extension EstimateCommand {
    /// What the command does in place of counting a list.
    private enum Mode {
        case merge, lintTemplate, lintList

        static let lints = [lintTemplate, lintList]

        /// Why most options mean nothing.
        var reason: String {
            switch self {
            case .merge: "--merge adds up results"
            case .lintTemplate: "--lint-template without a list reads no input"
            case .lintList: "--lint-template counts no messages"
            }
        }
    }

    /// Rejects options that would otherwise be silently ignored.
    func refuseOptionsWithoutEffect() throws {
        let lint: Mode? = lintTemplate ? files.isEmpty ? .lintTemplate : .lintList : nil
        guard let mode = merge ? .merge : lint else { return }
        for option in options where option.isGiven && !option.modes.contains(mode) {
            throw ValidationError("\(mode.reason) and takes no \(option.name).")
        }
    }

    /// The options, whether each is given, and which modes use it beside counting.
    private var options: [(name: String, isGiven: Bool, modes: [Mode])] {
        let input = inputOptions
        let planning = planningOptions
        let campaign = estimateOptions
        return [
            ("--lint-template", lintTemplate, Mode.lints),
            ("--length", !length.isEmpty, Mode.lints),
            ("--template", campaign.template != nil, Mode.lints),
            ("--template-text", campaign.templateText != nil, Mode.lints),
            ("--provider", campaign.provider != nil, Mode.lints),
            ("--provider-file", campaign.providerFile != nil, Mode.lints),
            ("--sender-type", routeOptions.senderType != nil, Mode.lints),
            ("--encoding-switch", routeOptions.encodingSwitch != nil, Mode.lints),
            ("--append", routeOptions.append != nil, []),
            ("--link-length", routeOptions.linkLength != nil, []),
            ("--params", campaign.params != nil, Mode.lints),
            ("--languages", !planning.languages.languages.isEmpty, Mode.lints),
            ("--boundary", planning.boundary != .pair, Mode.lints),
            ("--reference-size", planning.referenceSize != .eightBit, Mode.lints),
            ("--max-parts", campaign.maxParts != nil, [.merge]),
            ("--input", input.givenInput != nil, [.lintList]),
            ("--column", input.column != nil, []),
            ("--delimiter", input.delimiter != nil, [.lintList]),
            ("--sheet", input.sheet != nil, [.lintList]), ("--exclude", exclude != nil, []),
            ("--duplicates", duplicates != nil, []),
            ("--no-header", input.noHeader, [.lintList]),
            ("--charset", input.charset != nil, [.lintList]),
            ("--escaped", input.escaped, [.lintList]),
            ("--recipient", campaign.recipient != nil, []),
            ("--country", countryOptions.country != nil, []),
            ("--numbers", numbers != .possible, []),
            ("--prices", campaign.prices != nil, []),
            ("--price", campaign.price != nil, []),
            ("--currency", campaign.currency != nil, []),
            ("--fast", campaign.fast, []),
            ("--balance", campaign.balance != nil, []),
            ("--budget", campaign.budget != nil, []),
            ("--free-parts", campaign.freeParts != nil, []),
            ("--tax", campaign.tax != nil, []),
            ("--preview", preview != nil, []),
            ("--threads", threads != nil, []),
            ("--rejects", rejects != nil, []),
            ("--html", html != nil, []),
            ("--csv", csv != nil, []),
            ("--each", each, []),
            ("--mergeable", mergeable, []),
        ]
    }
}
