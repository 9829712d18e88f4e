internal import ArgumentParser
internal import Septet
internal import SeptetInspection
internal import SeptetCampaigns
internal import SeptetJSON

struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        _superCommandName: SeptetCommand.name,
        abstract: "Plans each text: encoding, units and parts, one JSON object a text."
    )

    @Argument(
        help: ArgumentHelp("The input; standard input by default or with -.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @OptionGroup var inputOptions: InputOptions
    @OptionGroup var planningOptions: PlanningOptions

    @Flag(help: "Also list the characters that force UCS-2.")
    var offenders = false

    func run() throws {
        let planner = planningOptions.planner
        var output = StandardOutput()
        var json = JSONText()
        let outcome = try inputOptions.forEachText(in: file) { line, text in
            let diagnosis = offenders ? try planner.diagnose(utf8: text) : nil
            let plan = try diagnosis?.plan ?? planner.plan(utf8: text)
            json.removeAll()
            json.object { json in
                json.member("line", line)
                json.members(of: plan)
                if let diagnosis { json.offenders(diagnosis.offenders) }
            }
            json.endLine()
            try output.write(json.octets)
        }
        try output.flush()
        try outcome.check()
    }
}

extension JSONText {
    /// The member `providers`, what each makes of the text.
    mutating func providers(_ answers: [ProviderAnswer]) {
        array("providers", of: answers) { $0.value(.object($1.result)) }
    }
}
