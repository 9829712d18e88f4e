internal import ArgumentParser
internal import Foundation
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

    @Option(help: ArgumentHelp("How many threads count; all cores by default.", valueName: "N"))
    var threads: Int?

    @Flag(help: "Print one JSON object instead of the report.")
    var json = false

    @Flag(help: "Print the report without colour.")
    var noColor = false

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads is a number from 1 to 1024.")
        }
    }

    func run() throws {
        let totals: CampaignTotals
        var journal: CampaignJournal
        do {
            var reader = try inputOptions.blockReader(file)
            journal = CampaignJournal(input: reader.name)
            let fields = try inputOptions.fields(&reader)
            let scanner = RecordScanner(
                reader,
                fieldCount: fields.count,
                unescapes: inputOptions.escaped
            )
            let reading = CampaignReading(
                planningOptions.planner,
                threadCount: threads ?? ProcessInfo.processInfo.activeProcessorCount
            )
            totals = try reading.totals(
                of: reader,
                scanner,
                textField: fields.text,
                into: &journal
            )
            journal.finish()
        } catch let error as HeaderError {
            // Totals of a part of the input would be taken for those of the whole.
            StandardError.report("\(error)")
            throw ExitStatus.inputRejected
        }
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
        if totals.rejectedCount > 0 { throw ExitStatus.inputRejected }
    }
}
