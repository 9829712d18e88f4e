internal import ArgumentParser
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists
internal import SeptetProviders

struct RequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        _superCommandName: SeptetCommand.name,
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

    @Option(help: ProviderFile.help)
    var providerFile: ProviderFile?

    @OptionGroup var routeOptions: RouteOptions

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
            status 65 when an error is predicted.
            """
    )
    var curl = false

    func validate() throws {
        if provider != nil && providerFile != nil {
            throw ValidationError("Give --provider NAME or --provider-file FILE, not both.")
        }
        if provider == nil && (providerFile == nil || text == nil) {
            guard text == nil, to.isEmpty, from == nil, !flash, !escaped, !curl else {
                throw ValidationError(
                    "--text, --to, --from, --flash, --escaped and --curl go with --provider NAME."
                )
            }
            guard routeOptions.route == Route() else {
                throw ValidationError(
                    "--sender-type, --encoding-switch, --append and --link-length go with --provider NAME."
                )
            }
        } else if file != nil {
            throw ValidationError("Give a file of jobs or --provider NAME, not both.")
        } else if text == nil {
            throw ValidationError("--provider NAME needs --text TEXT.")
        }
    }

    func run() throws {
        let described = try providerFile?.provider()
        guard let provider = provider?.provider ?? described, let text else {
            return try JobStream.run(file, [described].compactMap(\.self))
        }
        let message = Message(
            text: escaped ? EscapedArgument.unescaped(text) : text,
            recipients: to.flatMap { $0.split(atOctet: UInt8(ascii: ",")) }.filter { !$0.isEmpty },
            sender: from,
            isFlash: flash,
            route: routeOptions.route
        )
        let preparation = provider.prepare(message)
        if curl {
            try printCommands(preparation, provider)
        } else {
            var result: JSONObject = ["provider": .string(provider.name)]
            result.merge(
                JobResult.members(of: preparation, hidesMissing: provider.description != nil)
            )
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

struct ReplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply",
        _superCommandName: SeptetCommand.name,
        abstract: "Reads what providers answer and push: jobs in, typed results out.",
        discussion: """
            Input is one JSON object a line: {"provider": name, "input": {"parse": what it is an \
            answer to, "body": the reply as it came}}; docs/providers has the words. Each job has \
            one result, in the same order. A reply that is an error, or that cannot be read, is a \
            result; a job that cannot be read has a result that says why, and makes the exit \
            status 65.
            """
    )

    @Argument(
        help: ArgumentHelp("The jobs; standard input by default or with -.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @Option(help: ProviderFile.help)
    var providerFile: ProviderFile?

    func run() throws {
        try JobStream.run(file, [try providerFile?.provider()].compactMap(\.self))
    }
}

/// Jobs in, results out: one JSON object a line, in the order of the jobs.
///
/// A job that cannot be read has a result that says why, and is reported on standard error. Each
/// result is written before the next job is read, so a program may wait for it.
enum JobStream {
    /// Does every job of a file; `nil` and `-` are standard input.
    ///
    /// - Parameter providers: Providers beside those of the catalogue; theirs are the names they share.
    static func run(_ file: String?, _ providers: [Provider]) throws {
        let runner = JobRunner(providers: providers)
        var output = StandardOutput()
        var progress = Progress()
        var reader = try InputOptions.linesReader(file)
        let name = reader.name
        var isAnyRejected = false
        defer { progress.finish() }
        try reader.forEach { line, text, error in
            let job = (0..<text.count).map { text[$0] }
            let outcome: JobOutcome
            if let error {
                outcome = JobOutcome(rejected: "\(error)")
            } else {
                if job.allSatisfy(isWhiteSpace) { return }
                outcome = runner.outcome(of: job)
            }
            try output.write(outcome.result + [0x0A])
            try output.flush()
            if let rejection = outcome.rejection {
                progress.finish()
                StandardError.report("\(name):\(line): \(rejection)")
                isAnyRejected = true
            }
            progress.advance()
        }
        if isAnyRejected { throw ExitStatus.inputRejected }
    }

    private static func isWhiteSpace(_ octet: UInt8) -> Bool {
        octet == 0x20 || octet == 0x09 || octet == 0x0D
    }
}

/// Texts of the command line under `--escaped`.
enum EscapedArgument {
    /// The text with `\n`, `\r`, `\t` and `\\` as the characters they stand for.
    static func unescaped(_ text: String) -> String {
        String(decoding: EscapedText.unescaped(Array(text.utf8)[...]), as: UTF8.self)
    }
}
