internal import ArgumentParser
internal import CAllocator
internal import Foundation
internal import Septet
internal import SeptetCampaigns
internal import SeptetLists

@main
struct SeptetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "septet",
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
        ]
    )

    static func main() {
        // A closed pipe is then an error of write(2), which ends the command quietly, and so is a
        // file as large as it may be.
        _ = signal(SIGPIPE, SIG_IGN)
        _ = signal(SIGXFSZ, SIG_IGN)
        StandardStreams.keepPlaces()
        // Large arrays go back to the system when they are done with: left alone, the library keeps
        // more and more of what was once large.
        _ = mallopt(M_MMAP_THRESHOLD, 1 << 20)
        if let (number, offset) = CommandLineOctets.firstDamage {
            StandardError.report("argument \(number): invalid UTF-8 at byte \(offset)")
            exit(withError: ExitStatus.inputRejected)
        }
        if let name = Kernel.refusedName {
            let names = Kernel.available.map(\.name).joined(separator: ", ")
            StandardError.report(
                "SEPTET_KERNEL=\(name): this machine has no such kernel (\(names)); plain is used"
            )
        }
        do {
            try runCommand()
        } catch let error as InputError {
            StandardError.report("\(error)")
            exit(withError: ExitStatus.inputNotReadable)
        } catch OutputError.closed {
            exit(withError: ExitCode.success)
        } catch let error as OutputError {
            StandardError.report("\(error)")
            exit(withError: ExitStatus.outputFailed)
        } catch {
            exit(withError: error)
        }
    }
    /// Runs what the command line asks for.
    private static func runCommand() throws {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch  where exitCode(for: error) == .success {
            // Help and version are output like any other: a full disk is told.
            var output = StandardOutput()
            try output.write(fullMessage(for: error) + "\n")
            try output.flush()
        }
    }
}
