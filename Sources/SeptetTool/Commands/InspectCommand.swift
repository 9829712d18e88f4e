internal import ArgumentParser
internal import Septet
internal import SeptetCampaigns
internal import SeptetCharsets
internal import SeptetInspection
internal import SeptetJSON
internal import SeptetLists

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        _superCommandName: SeptetCommand.name,
        abstract: "Explains messages: their parts, their cuts, and the characters that cost.",
        discussion: """
            An argument that is the name of a file is read as input; any other argument is the text itself. \
            --text and --file make the choice explicit. A list with columns is explained text by text, or one \
            of them with --row; a file of other text is one message with line breaks, as is standard \
            input, unless --input says that it is a list.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "A text, or a file; standard input by default or with -.",
            valueName: "text-or-file"
        ),
        completion: .file()
    )
    var argument: String?

    @Option(help: "The text to explain, even if a file has that name.")
    var text: String?

    @Option(help: "The file with the text or the list.", completion: .file())
    var file: String?

    @Option(
        help: ArgumentHelp(
            "Explain this row of a list only, counted from 1 behind the header.",
            valueName: "N"
        )
    )
    var row: Int?

    @OptionGroup var inputOptions: InputOptions
    @OptionGroup var planningOptions: PlanningOptions

    @Option(
        help: ArgumentHelp(
            "Also show how this provider treats the text; may be repeated.",
            valueName: "NAME"
        )
    )
    var provider: [ProviderName] = []

    @Flag(help: "Print one JSON object a text instead of the page.")
    var json = false

    @Flag(help: "Print the page without colour.")
    var noColor = false

    func validate() throws {
        if [argument, text, file].compactMap({ $0 }).count > 1 {
            throw ValidationError("Give one of an argument, --text and --file.")
        }
        if let row, row < 1 { throw ValidationError("--row is a number from 1.") }
    }

    func run() throws {
        var output = StandardOutput()
        let input = try input()
        switch consume input {
        case .text(let message):
            if row != nil { throw ValidationError("--row goes with a list.") }
            let octets = try message.read()
            do {
                try write(octets.span, row: nil, line: 1, to: &output)
            } catch let error as PlanningError {
                throw message.rejected(error)
            }
            try output.flush()
        case .list(let list):
            let outcome = try explain(list, to: &output)
            try output.flush()
            try outcome.check()
        }
    }

    /// What is explained.
    private enum Input: ~Copyable {
        case text(MessageText)
        case list(RecordReader)
    }

    /// One text, or a list: where options say that it is one, or where a file has columns.
    private func input() throws -> Input {
        var message = MessageText(argument: givenText, escaped: inputOptions.escaped)
        if let charset = inputOptions.charset { message.charset = charset.charset }
        if message.argument != nil {
            try inputOptions.requireNoFile()
            return .text(message)
        }
        let path = file ?? argument
        message.file = path
        if inputOptions.givenInput != nil || inputOptions.isAboutTable {
            return .list(try inputOptions.reader(path))
        }
        guard let path, FileIdentity(path: path)?.isRegular == true else { return .text(message) }
        let reader = try inputOptions.reader(path)
        if let input = reader.input {
            if input.format.hasColumns { return .list(reader) }
            message.charset = try Charset(name: input.charset)
        }
        return .text(message)
    }

    /// The text on the command line, when there is one.
    private var givenText: String? {
        if let text { return text }
        guard let argument, !argument.utf8.elementsEqual("-".utf8), file == nil else { return nil }
        return FileIdentity(path: argument)?.isRegular == true ? nil : argument
    }

    /// Explains the texts of a list; reports rejected ones on standard error, and continues.
    private func explain(
        _ list: consuming RecordReader,
        to output: inout StandardOutput
    ) throws -> RejectingReader.Outcome {
        let name = list.name
        var records = RejectingReader(list)
        var count = 0
        var isFound = false
        let outcome = try records.forEach(rejected: { count += 1 }) { line, text in
            count += 1
            if let row, row != count { return }
            if isFound && !json { try output.write("\n") }
            isFound = true
            try write(text, row: count, line: line, to: &output)
        }
        if let row, !isFound, row > count {
            StandardError.report("\(name): there is no row \(row), the last is \(count)")
            throw ExitStatus.inputRejected
        }
        return outcome
    }

    /// Writes what there is to say of a text.
    ///
    /// - Parameter row: The row of a list it stands in, counted from 1 behind the header.
    private func write(
        _ text: Span<UInt8>,
        row: Int?,
        line: Int,
        to output: inout StandardOutput
    ) throws {
        let octets = text.indices.map { text[$0] }
        let inspection: Inspection
        do {
            inspection = try Inspection(utf8: octets, planningOptions.planner)
        } catch MessageEncodingError.planning(let error) {
            throw error
        }
        let answers = ProviderAnswer.answers(provider.map(\.provider), to: inspection.text)
        if json {
            var json = JSONText()
            json.inspection(inspection, line: line) {
                if !answers.isEmpty { $0.providers(answers) }
            }
            json.endLine()
            try output.write(json.octets)
            return
        }
        let style = TerminalStyle(noColor: noColor)
        if let row { try output.write(style.faint("Row \(row), line \(line)") + "\n") }
        try output.write(InspectionPage(inspection, style).text)
        if !answers.isEmpty {
            try output.write("\n" + ProviderPage(inspection.text, answers, style).text)
        }
    }
}
