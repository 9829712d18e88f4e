internal import ArgumentParser
internal import Septet
internal import SeptetCampaigns
internal import SeptetInspection
internal import SeptetJSON

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        _superCommandName: SeptetCommand.name,
        abstract: "Explains one message: its parts, its cuts, and the characters that cost."
    )

    @OptionGroup var textOptions: MessageTextOptions

    @OptionGroup var planningOptions: PlanningOptions

    @Option(
        help: ArgumentHelp(
            "Also show how this provider treats the text; may be repeated.",
            valueName: "NAME"
        )
    )
    var provider: [ProviderName] = []

    @Flag(help: "Print one JSON object instead of the page.")
    var json = false

    @Flag(help: "Print the page without colour.")
    var noColor = false

    func run() throws {
        var output = StandardOutput()
        do {
            let inspection = try Inspection(
                utf8: try textOptions.read(),
                planningOptions.planner
            )
            let answers = ProviderAnswer.answers(
                provider.map(\.provider),
                to: inspection.text
            )
            if json {
                var json = JSONText()
                json.inspection(inspection) { if !answers.isEmpty { $0.providers(answers) } }
                json.endLine()
                try output.write(json.octets)
            } else {
                let style = TerminalStyle(noColor: noColor)
                try output.write(InspectionPage(inspection, style).text)
                if !answers.isEmpty {
                    try output.write("\n" + ProviderPage(inspection.text, answers, style).text)
                }
            }
        } catch MessageEncodingError.planning(let error) {
            throw textOptions.rejected(error)
        }
        try output.flush()
    }
}
