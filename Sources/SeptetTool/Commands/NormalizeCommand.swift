internal import ArgumentParser
internal import Septet
internal import SeptetInspection
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists

struct NormalizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalize",
        _superCommandName: SeptetCommand.name,
        abstract: """
            Rewrites texts so that they take fewer parts or octets, and only where that saves \
            something.
            """,
        discussion: """
            smsapi copies the provider of that name: it rewrites every character of its list, \
            whatever that costs. The tiers are typographic (what a reader would not notice), \
            lossless (equal in meaning) and lossy (nearest letters, no accents); they never make \
            a text cost more. With typographic, line ends of CR LF become LF, which is a unit less each. Tables add up: --table typographic,lossless or --table given twice. \
            Texts are printed one a line; with --escaped, line breaks in them are escaped again.
            """
    )

    @Argument(
        help: ArgumentHelp("The input; standard input by default or with -.", valueName: "file")
    )
    var file: String?

    @Option(
        help: ArgumentHelp(
            "Tables of replacements to use.",
            valueName: "smsapi|typographic|lossless|lossy"
        )
    )
    var table: [TableList] = []

    @OptionGroup var inputOptions: InputOptions
    @OptionGroup var planningOptions: PlanningOptions

    @Flag(help: "Print one JSON object a text: what was replaced and what it saved.")
    var json = false

    func validate() throws {
        if table.isEmpty {
            throw ValidationError("Name a --table: smsapi, typographic, lossless or lossy.")
        }
    }

    func run() throws {
        let normalizer = Normalizer(
            table.reduce(into: []) { $0.formUnion($1.tables) },
            planner: planningOptions.planner
        )
        var output = StandardOutput()
        var object = JSONText()
        let outcome = try inputOptions.forEachText(in: file) { line, text in
            let result = try normalizer.normalizeWithLineFeeds(utf8: text)
            if json {
                object.removeAll()
                object.normalization(result, line: line)
                object.endLine()
                try output.write(object.octets)
            } else if inputOptions.escaped {
                try output.write(EscapedText.escaped(result.text.utf8) + [0x0A])
            } else {
                try output.write(result.text + "\n")
            }
        }
        try output.flush()
        try outcome.check()
    }
}

/// The value of `--table`.
struct TableList: ExpressibleByArgument {
    let tables: NormalizationTables

    /// Reads names of tables separated by commas.
    init?(argument: String) {
        let named = argument.split(atOctet: UInt8(ascii: ",")).map(
            NormalizationTable.init(rawValue:)
        )
        guard !named.contains(nil) else { return nil }
        tables = NormalizationTables(named.compactMap { $0 })
    }

    static let allValueStrings = NormalizationTable.allCases.map(\.rawValue)
}

extension Normalizer {
    /// Rewrites a text, and with the typographic table first writes LF for CR LF.
    ///
    /// It isn't a row of the table, because tiers touch no character of the default alphabet, and what
    /// a survey of them counts is in UCS-2.
    fileprivate func normalizeWithLineFeeds(
        utf8 text: Span<UInt8>
    ) throws(PlanningError) -> NormalizationResult {
        guard tables.contains(.typographic),
            let repaired = TextFlaw.carriageReturns.repaired(text)
        else { return try normalize(utf8: text) }
        let result = try normalize(utf8: repaired.span)
        let lineEnds = Replacement(
            from: "\r\n",
            to: "\n",
            count: text.count - repaired.count,
            table: .typographic
        )
        return NormalizationResult(
            text: result.text,
            replaced: [lineEnds] + result.replaced,
            before: try? planner.plan(utf8: text),
            after: result.after
        )
    }
}
