internal import ArgumentParser
internal import Foundation
internal import Septet
internal import SeptetEstimates

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Explains one message: its parts, its cuts, and the characters that cost."
    )

    @Argument(help: "The text; standard input, up to its end, by default or with -.")
    var text: String?

    @OptionGroup var planningOptions: PlanningOptions

    @Option(
        help: ArgumentHelp(
            "Also show what this provider makes of the text; may be repeated.",
            valueName: "NAME"
        )
    )
    var provider: [ProviderName] = []

    @Flag(help: "In the text, \\n, \\r, \\t and \\\\ stand for those characters.")
    var escaped = false

    @Flag(help: "Print one JSON object instead of the page.")
    var json = false

    @Flag(help: "Print the page without colour.")
    var noColor = false

    func run() throws {
        var output = StandardOutput()
        do {
            let inspection = try Inspection(utf8: try readText(), planningOptions.planner)
            let answers = ProviderAnswer.answers(
                provider.map(\.provider),
                to: inspection.text
            )
            if json {
                var json = JSONText()
                json.inspection(inspection, answers)
                json.endLine()
                try output.write(json.octets)
            } else {
                let style = TerminalStyle(noColor: noColor)
                try output.write(InspectionPage(inspection, style).text)
                if !answers.isEmpty {
                    try output.write("\n" + ProviderPage(inspection.text, answers, style).text)
                }
            }
        } catch let error as PlanningError {
            let isArgument = text != nil && text != "-"
            StandardError.report("\(isArgument ? "argument" : "<stdin>:1"): \(error)")
            throw ExitStatus.inputRejected
        }
        try output.flush()
    }

    private func readText() throws -> [UInt8] {
        var octets: [UInt8]
        if let text, text != "-" {
            octets = Array(text.utf8)
        } else {
            octets = try ByteSource.standardInput().readToEnd(limit: RecordReader.octetLimit)
            if octets.starts(with: [0xEF, 0xBB, 0xBF]) { octets.removeFirst(3) }
            if octets.last == 0x0A {
                octets.removeLast()
                if octets.last == 0x0D { octets.removeLast() }
            }
        }
        return escaped ? EscapedText.unescaped(octets[...]) : octets
    }
}
