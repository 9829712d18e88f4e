internal import ArgumentParser
internal import Septet
internal import SeptetEstimates

struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "Estimates a whole campaign: messages, parts, and what makes them dear."
    )

    @Argument(
        help: ArgumentHelp("The input; standard input by default or with -.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @OptionGroup var inputOptions: InputOptions
    @OptionGroup var planningOptions: PlanningOptions

    @Flag(help: "Print one JSON object instead of the report.")
    var json = false

    @Flag(help: "Print the report without colour.")
    var noColor = false

    func run() throws {
        let planner = planningOptions.planner
        var totals = CampaignTotals()
        let outcome = try inputOptions.forEachText(
            in: file,
            rejected: { totals.reject() },
            { _, text in try totals.add(utf8: text, planner) }
        )
        // Totals of a part of the input would be taken for those of the whole.
        if case .broken = outcome { try outcome.check() }
        var output = StandardOutput()
        if json {
            var json = JSONText()
            json.campaign(totals)
            json.endLine()
            try output.write(json.octets)
        } else {
            let style = TerminalStyle(noColor: noColor)
            try output.write(CampaignPage(totals, style).text)
        }
        try output.flush()
        try outcome.check()
    }
}
