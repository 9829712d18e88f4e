import Foundation
import Testing

/// How each command ends under each kind of fault: as the help says, never by a signal, never with 1.
@Suite struct ExitStatusTests {
    /// A command with an input that it takes.
    struct Command: Sendable, CustomTestStringConvertible {
        let words: String
        var input = "text\n"
        /// The option before the name of a file; `nil` when the command reads none.
        var file: String? = ""
        var readsText = true

        var testDescription: String { words }
    }

    private static let part =
        #"{"userData":"e8329bfd06","userDataLength":5,"dataCoding":0,"hasHeader":false}"# + "\n"
    private static let job =
        #"{"provider":"smsapi","input":{"endpoint":"sms.do","message":"Hi","recipients":["44123456789"]}}"#
        + "\n"
    private static let reply =
        #"{"provider":"smsapi","input":{"parse":"sms.do","body":"OK:1:0.07"}}"# + "\n"

    static let commands = [
        Command(words: "count"), Command(words: "count --offenders --languages all"),
        Command(words: "inspect", file: "--file"), Command(words: "inspect --json", file: "--file"),
        Command(words: "encode", file: "--file"),
        Command(words: "decode", input: part, readsText: false),
        Command(words: "normalize --table lossy"),
        Command(words: "normalize --table smsapi --json"),
        Command(words: "convert --from utf8 --to utf16", readsText: false),
        Command(words: "numbers", input: "+48500500500\n", readsText: false),
        Command(words: "estimate"), Command(words: "estimate --json"),
        Command(words: "estimate --each"),
        Command(words: "request", input: job, readsText: false),
        Command(words: "reply", input: reply, readsText: false),
        Command(words: "compare", file: nil), Command(words: "compare --json", file: nil),
    ]

    private static let shellCommands =
        commands + [
            Command(
                words: "request --provider smsapi --text Hi --to 44123456789 --from Me",
                input: "",
                file: nil,
                readsText: false
            ),
            Command(
                words: "estimate --lint-template --template-text Hi",
                input: "",
                file: nil,
                readsText: false
            ),
            Command(words: "estimate --merge", input: "", file: nil, readsText: false),
            Command(words: "help", input: "", file: nil, readsText: false),
            Command(words: "--version", input: "", file: nil, readsText: false),
            Command(
                words: "--generate-completion-script fish",
                input: "",
                file: nil,
                readsText: false
            ),
        ]

    private func run(
        _ command: Command,
        _ more: [String] = [],
        input: some Sequence<UInt8>
    ) async throws -> CommandResult {
        try await BuiltCommand.run(
            command.words.split(separator: " ").map(String.init) + more,
            input: input
        )
    }

    @Test(arguments: commands)
    func whatIsTakenIs0(command: Command) async throws {
        let result = try await run(command, input: command.input.utf8)
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(result.output != "")
    }

    @Test(arguments: commands)
    func wrongUsageIs64(command: Command) async throws {
        for wrong in [["--bogus"], ["a", "b", "c"], ["--file"], ["\u{301}--x", "y", "--", "z"]] {
            let result = try await run(command, wrong, input: [])
            #expect(result.status == 64, "\(wrong)")
            #expect(result.output == "")
            #expect(result.errors.hasPrefix("Error: "))
        }
    }

    @Test(arguments: commands)
    func damagedInputIs65(command: Command) async throws {
        // To `numbers` every line is one, or says why it is none.
        guard command.words != "numbers" else { return }
        let result = try await run(command, input: [0x61, 0xFF, 0x0A])
        #expect(result.status == 65)
        #expect(result.errors.hasPrefix("septet: <stdin>:1: "))
        guard command.readsText else { return }
        // More than 255 parts; a normalization gives such a text back as it is.
        let long = try await run(command, input: [UInt8](repeating: 0x61, count: 40_000))
        if !command.words.hasPrefix("normalize") && !command.words.hasPrefix("compare") {
            #expect(long.status == 65)
            #expect(long.errors.contains("255"))
        } else {
            #expect([0, 65].contains(long.status))
        }
    }

    @Test(arguments: commands)
    func whatCannotBeReadIs66(command: Command) async throws {
        if let file = command.file {
            let option = file.isEmpty ? [] : [file]
            for (path, reason) in [
                ("/nonexistent", "No such file or directory"), ("/", "Is a directory"),
                ("/dev/null/x", "Not a directory"), ("/proc/self/mem", "Input/output error"),
            ] {
                let result = try await run(command, option + [path], input: [])
                #expect(result.status == 66, "\(path)")
                #expect(result.errors == "septet: \(path): \(reason)\n")
            }
        }
        for input in ["<&-", "</"] {
            let result = try await BuiltCommand.shell(#""$SEPTET" "# + command.words + " " + input)
            #expect(result.status == 66, "\(input)")
        }
    }

    @Test(arguments: shellCommands)
    func whatCannotBeWrittenIs74(command: Command) async throws {
        let folder = try TemporaryFolder()
        let input = try folder.file("input", command.input)
        var words = command.words
        if words.hasSuffix("--merge") {
            let result = try await BuiltCommand.run(["estimate", "--json"], input: "a\n")
            words += " " + (try folder.file("result", result.outputOctets).path)
        }
        for (output, status) in [(">/dev/full", 74), (">&-", 74), ("| true", 0)] {
            let result = try await BuiltCommand.shell(
                #""$SEPTET" \#(words) < "$INPUT" \#(output); exit ${PIPESTATUS[0]}"#,
                environment: ["INPUT": input.path]
            )
            #expect(result.status == Int32(status), "\(output)")
            #expect(result.errors.isEmpty == (status == 0))
        }
    }

    /// Values that are wrong, absurd, or as large as they may be.
    private static let values = [
        "", "9223372036854775807", "\u{301}", "johab", "a=0...9223372036854775807",
    ]

    @Test(arguments: [
        "count", "inspect x", "encode x", "decode", "normalize --table lossy",
        "convert --from utf8",
        "estimate", "estimate --lint-template", "estimate --merge", "request --text x", "compare x",
    ])
    func noValueOfAnOptionEndsOtherwise(command: String) async throws {
        let options = [
            "--balance", "--boundary", "--budget", "--charset", "--column", "--currency",
            "--delimiter",
            "--from", "--input", "--languages", "--length", "--max-parts", "--params", "--pending",
            "--price", "--prices", "--provider", "--recipient", "--reference", "--reference-size",
            "--substitute", "--table", "--template", "--template-text", "--text", "--threads",
            "--to",
        ]
        let help = try await BuiltCommand.run([String(command.prefix { $0 != " " }), "--help"])
        let known = options.filter { help.output.contains("\($0) ") }
        #expect(!known.isEmpty)
        // In one process of the shell, because the command runs a thousand times.
        let result = try await BuiltCommand.shell(
            #"""
            IFS=$'\n'; words=($COMMAND); options=($OPTIONS); values=('' $VALUES)
            for option in "${options[@]}"; do for value in "${values[@]}"; do
                printf 'text\na\n' | "$SEPTET" "${words[@]}" "$option=$value" > /dev/null 2>&1
                status=$?
                case $status in 0 | 64 | 65 | 66) ;; *) echo "$status: $option=$value" ;; esac
            done; done
            """#,
            environment: [
                "COMMAND": command.split(separator: " ").joined(separator: "\n"),
                "OPTIONS": known.joined(separator: "\n"),
                "VALUES": Self.values.joined(separator: "\n"),
            ]
        )
        #expect(result.output == "")
        #expect(result.errors == "")
    }
}
