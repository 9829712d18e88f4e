internal import ArgumentParser
internal import SeptetJSON
internal import SeptetProviders

struct RequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Prepares requests to providers: jobs in, requests and estimates out.",
        discussion: """
            Nothing is sent. Input is one JSON object a line: {"provider": name, "input": {...}}; \
            docs/providers has the words. Each job has one result, in the same order. An error \
            that a provider would give is a result; a job that cannot be read has a result that \
            says why, and makes the exit status 65. With --provider the message comes from the \
            command line instead.
            """
    )

    @Argument(
        help: ArgumentHelp("The jobs; standard input by default or with -.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @Option(help: ArgumentHelp("Prepare one message for this provider.", valueName: "NAME"))
    var provider: ProviderName?

    @Option(help: "The text of the message.")
    var text: String?

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

    @Flag(help: "In the text, \\n, \\r, \\t and \\\\ stand for those characters.")
    var escaped = false

    @Flag(
        help: """
            Print a command line of curl for each request, secrets as shell variables; exit \
            status 65 when an error is foreseen.
            """
    )
    var curl = false

    func validate() throws {
        if provider == nil {
            guard text == nil, to.isEmpty, from == nil, !flash, !escaped, !curl else {
                throw ValidationError(
                    "--text, --to, --from, --flash, --escaped and --curl go with --provider NAME."
                )
            }
        } else if file != nil {
            throw ValidationError("Give a file of jobs or --provider NAME, not both.")
        } else if text == nil {
            throw ValidationError("--provider NAME needs --text TEXT.")
        }
    }

    func run() throws {
        guard let provider = provider?.provider, let text else {
            return try JobStream.run(file)
        }
        let message = PlainMessage(
            text: escaped ? EscapedArgument.unescaped(text) : text,
            recipients: to.flatMap { $0.split(atOctet: UInt8(ascii: ",")) }.filter { !$0.isEmpty },
            sender: from,
            isFlash: flash
        )
        let preparation = provider.prepare(message)
        if curl {
            try printCommands(preparation, provider)
        } else {
            var result: JSONObject = ["provider": .string(provider.name)]
            result.merge(JobResult.members(of: preparation))
            var output = StandardOutput()
            try output.write(JSONText.octets(of: .object(result)) + [0x0A])
            try output.flush()
        }
    }

    private func printCommands(_ preparation: Preparation, _ provider: Provider) throws {
        for warning in preparation.estimate.warnings {
            StandardError.report("\(provider.name): \(warning.kind.rawValue): \(warning.message)")
        }
        for error in preparation.estimate.predictedErrors {
            StandardError.report("\(provider.name): \(error)")
        }
        guard preparation.estimate.predictedError == nil else { throw ExitStatus.inputRejected }
        var output = StandardOutput()
        for request in preparation.requests { try output.write(try request.curlCommand + "\n") }
        try output.flush()
    }
}
