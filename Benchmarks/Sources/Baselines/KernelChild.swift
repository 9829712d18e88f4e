package import Corpora
internal import Foundation
package import Measuring
package import Workloads

/// The same executable once more, with another kernel.
///
/// The kernel is chosen once in a process, so another one needs another process. It is measured in
/// turns with this one, on the same messages.
package enum KernelChild {
    /// The first argument that makes an executable a child.
    package static let argument = "--child"

    private static let environmentName = "SEPTET_KERNEL"

    /// Septet at some item with a kernel chosen by name.
    package static func contender(
        _ kernel: String,
        _ workload: Workload,
        _ choice: CorpusChoice,
        _ size: CorpusSize,
        _ corpus: Corpus,
        _ original: Contender
    ) throws -> Contender {
        let totals = corpus.totals
        let child = try ChildProcess(
            CommandLine.arguments[0],
            [
                argument, workload.rawValue, choice.name, size.rawValue,
                "\(totals.unitCount)", "\(totals.partCount)", "\(totals.userDataOctetCount)",
            ],
            environment: [environmentName: kernel]
        )
        return Contender(
            name(kernel),
            messageCount: original.messageCount,
            expected: original.expected,
            child: child
        )
    }

    /// What it is called in tables.
    package static func name(_ kernel: String) -> String {
        "\(Workload.contenderName), \(kernel) kernel"
    }

    /// Whether the user has chosen the kernel of this process.
    package static var chosen: String? {
        ProcessInfo.processInfo.environment[environmentName]
    }

    /// Plays the child when the arguments say so, and does not return then.
    package static func serveIfAsked() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count == 7, arguments[0] == argument,
            let workload = Workload(rawValue: arguments[1]),
            let choice = CorpusChoice(name: arguments[2]),
            let size = CorpusSize(rawValue: arguments[3]),
            let unitCount = Int(arguments[4]), let partCount = Int(arguments[5]),
            let octetCount = Int(arguments[6])
        else { return }
        let totals = Totals(
            unitCount: unitCount,
            partCount: partCount,
            userDataOctetCount: octetCount
        )
        let corpus = Corpus(name: choice.name, texts: try choice.texts(size), totals: totals)
        try workload.contender(corpus).serve()
        exit(0)
    }
}
