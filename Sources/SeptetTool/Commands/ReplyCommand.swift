internal import ArgumentParser

struct ReplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply",
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

    func run() throws {
        try JobStream.run(file)
    }
}
