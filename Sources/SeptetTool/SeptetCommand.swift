internal import ArgumentParser
internal import Septet
internal import SeptetCampaigns
internal import SeptetLists

#if canImport(Glibc)
    internal import CAllocator
#endif
#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

@main
struct SeptetCommand: ParsableCommand {
    /// What the command and each subcommand's usage begin with.
    static let name = "septet"

    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Plans, explains, encodes, decodes and estimates short messages (SMS).",
        discussion: """
            Texts come from a file or from standard input, one a line; machine output is JSON, \
            one object a line. Exit status: 0 all done, 64 usage, 65 some input was rejected, \
            66 input not readable, 74 output error.
            """,
        version: "0.1.0",
        subcommands: [
            CountCommand.self, InspectCommand.self, EncodeCommand.self, DecodeCommand.self,
            NormalizeCommand.self, ConvertCommand.self, NumbersCommand.self,
            EstimateCommand.self, RequestCommand.self, ReplyCommand.self, CompareCommand.self,
            ReconcileCommand.self,
        ]
    )

    /// More of a value is not worth a line.
    private static let longestShownName = 60

    static func main() {
        // A closed pipe is then an error of write(2), which ends the command quietly, and so is a
        // file as large as it may be.
        _ = signal(SIGPIPE, SIG_IGN)
        _ = signal(SIGXFSZ, SIG_IGN)
        StandardStreams.keepPlaces()
        #if canImport(Glibc)
            // Large arrays go back to the system when they are freed: by default the library keeps more
            // and more of them.
            _ = mallopt(M_MMAP_THRESHOLD, 1 << 20)
        #endif
        // The parser makes its messages as wide as this says, and traps when that is too little.
        let columnCount = TerminalStyle(noColor: true).columnCount
        // The strings live for the length of the call, and no other thread is there yet.
        unsafe setenv("COLUMNS", "\(columnCount)", 1)
        if let (number, offset) = CommandLineArguments.firstDamage {
            StandardError.report("argument \(number): invalid UTF-8 at byte \(offset)")
            endProcess(status: ExitStatus.inputRejected.rawValue)
        }
        if let name = Kernel.refusedName {
            let names = Kernel.available.map(\.name).joined(separator: ", ")
            let shown = name.shown.cut(to: longestShownName)
            StandardError.report(
                "SEPTET_KERNEL=\(shown): this machine has no such kernel (\(names)); plain is used"
            )
        }
        endProcess(status: status(of: Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    /// Parses a command line.
    ///
    /// A line that begins with a subcommand and is right is parsed by that subcommand: the whole command looks for a
    /// request for completions first, which takes a fifth of a start. Errors and help are the whole command's.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        let name = arguments.first ?? ""
        let type = configuration.subcommands.first {
            $0.configuration.commandName.map { $0.utf8.elementsEqual(name.utf8) } ?? false
        }
        // Help is parsed as a command of its own.
        if let type, let command = try? type.parseAsRoot(Array(arguments.dropFirst())),
            Swift.type(of: command) == type
        {
            return command
        }
        return try parseAsRoot(arguments)
    }

    /// Does what the command line asks for, and reports what went wrong.
    private static func status(of arguments: [String]) -> ExitCode {
        var type: any ParsableCommand.Type = Self.self
        do {
            do {
                var command = try parsed(CommandLineArguments.divided(arguments))
                type = Swift.type(of: command)
                try command.run()
            } catch  where exitCode(for: error) == .success {
                // Help and version are output like any other: a full disk is an error.
                var output = StandardOutput()
                try output.write(type.fullMessage(for: error, columns: nil) + "\n")
                try output.flush()
            }
            return .success
        } catch let error as InputError {
            StandardError.report("\(error)")
            return ExitStatus.inputNotReadable
        } catch OutputError.closed {
            return .success
        } catch let error as OutputError {
            StandardError.report("\(error)")
            return ExitStatus.outputFailed
        } catch let status as ExitCode {
            return status
        } catch  where exitCode(for: error) == .validationFailure {
            var message = fullMessage(for: error, columns: nil)
            if error is ValidationError {
                // Found while the command ran, where the parser no longer knows which it is.
                message = "Error: \(error)\nUsage: \(usageString(for: type))"
            }
            StandardError.write(CommandLineArguments.shown(in: message, arguments) + "\n")
            return .validationFailure
        } catch {
            // Every command reports its own errors; one that it forgot is about its input.
            StandardError.report("\(error)")
            return ExitStatus.inputRejected
        }
    }
}

/// The exit statuses of the command, in addition to 0 and 64 (usage), after sysexits(3).
enum ExitStatus {
    /// Some input was rejected and reported on standard error; everything else is done.
    static let inputRejected = ExitCode(65)
    /// An input cannot be opened or read.
    static let inputNotReadable = ExitCode(66)
    /// Standard output cannot be written.
    static let outputFailed = ExitCode(74)
}
