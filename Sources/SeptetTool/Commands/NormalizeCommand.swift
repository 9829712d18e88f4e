internal import ArgumentParser
internal import Septet
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists

struct NormalizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalize",
        abstract: """
            Rewrites texts so that they take fewer parts or octets, and only where that saves \
            something.
            """,
        discussion: """
            smsapi copies the provider of that name: it rewrites every character of its list, \
            whatever that costs. The tiers are typographic (what a reader would not notice), \
            lossless (equal in meaning) and lossy (nearest letters, no accents); they never make \
            a text cost more. Tables add up: --table typographic,lossless or --table given twice. \
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
            let result = try normalizer.normalize(utf8: text)
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

extension JSONText {
    /// The result of a normalization as one object.
    mutating func normalization(_ result: NormalizationResult, line: Int) {
        object { json in
            json.member("line", line)
            json.member("text", result.text)
            json.objects("replaced", of: result.replaced) { $0.members(of: $1) }
            json.costs(from: result.before, to: result.after)
        }
    }

    /// What could be replaced in a message, the smallest change first.
    mutating func suggestions(of inspection: Inspection) {
        for (advice, suggestion) in inspection.suggestions {
            object { json in
                json.member("action", "normalize")
                json.array("tables", of: advice.tables.tables) { $0.value($1.rawValue) }
                json.objects("replacements", of: suggestion.items) { json, item in
                    json.members(of: item.replacement)
                    json.member("savedParts", item.savedPartCount)
                }
                json.costs(from: advice.before, to: suggestion.after)
            }
        }
    }

    /// What a person would not see in a message.
    mutating func lint(_ lint: Lint) {
        objects("lint", of: lint.findings) { json, finding in
            json.member("kind", finding.kind.jsonName)
            json.member("scalar", finding.scalar.codePointName)
            json.member("name", finding.name)
            json.member("byte", finding.utf8Offset)
            if case .lookalike(let letter) = finding.kind {
                json.member("looksLike", String(letter))
            }
        }
    }

    private mutating func members(of replacement: Replacement) {
        member("from", replacement.from)
        member("to", replacement.to)
        member("count", replacement.count)
        member("table", replacement.table.rawValue)
    }

    /// The cost before, `null` when the text could not be planned, and after.
    private mutating func costs(from before: MessagePlan?, to after: MessagePlan) {
        member("encodingBefore", before?.alphabet.jsonName)
        member("encodingAfter", after.alphabet.jsonName)
        member("unitsBefore", before?.unitCount)
        member("unitsAfter", after.unitCount)
        member("partsBefore", before?.partCount)
        member("partsAfter", after.partCount)
    }
}

extension LintFinding.Kind {
    /// The name of the kind in JSON.
    fileprivate var jsonName: String {
        switch self {
        case .control: "control"
        case .invisible: "invisible"
        case .byteOrderMark: "byteOrderMark"
        case .direction: "direction"
        case .space: "space"
        case .lookalike: "lookalike"
        }
    }
}
