import Baselines
import Corpora
import Foundation
import Measuring
import Workloads

/// The run: every item on every corpus.
struct Suite {
    let options: Options
    var report = Report(command: "make bench")

    private var effort: Effort {
        options.isProof ? .none : options.isShort ? .short : .full
    }

    /// Whether a run is over the generated corpora that stay in the cache, and nothing else.
    private var isSmall: Bool { options.isShort || options.isProof }

    init(_ options: Options) { self.options = options }

    mutating func run() throws {
        let choices =
            isSmall
            ? GeneratedCorpus.allCases.map(CorpusChoice.generated) : CorpusChoice.available
        for size in isSmall ? [.hot] : CorpusSize.allCases {
            for choice in choices {
                let corpus = try choice.load(size)
                for workload in Workload.allCases { try measure(workload, choice, size, corpus) }
            }
        }
        if !isSmall {
            try measureLengths()
            if isWanted(Comparison.twoThreadsItem) {
                let corpus = try Corpus(.ascii, .streaming)
                for clock in [Stopwatch.Clock.wall, .thread] {
                    try report.add(Comparison.twoThreads(corpus, .streaming, clock), effort)
                }
            }
        }
        if isWanted(Comparison.campaignItem) { try measureCampaign() }
    }

    private func isWanted(_ item: String) -> Bool {
        options.filter.map { item.contains($0) } ?? true
    }

    private mutating func measure(
        _ workload: Workload,
        _ choice: CorpusChoice,
        _ size: CorpusSize,
        _ corpus: Corpus
    ) throws {
        guard isWanted(workload.rawValue), workload.accepts(choice.name) else { return }
        Progress.say("\(workload.rawValue), \(choice.name), \(size.rawValue)")
        let comparison = try workload.comparison(
            choice,
            size,
            corpus,
            kernels: options.kernels,
            // The messages of the streaming corpora are made alike, and their sums are checked.
            isProved: size == .hot && !options.isShort
        )
        try report.add(comparison, effort)
    }

    private mutating func measureLengths() throws {
        for length in CorpusChoice.lengths {
            let choice = CorpusChoice.length(length)
            let corpus = try choice.load(.hot)
            for workload in [Workload.countText, .encodeIntoBuffer]
            where isWanted(workload.rawValue) {
                Progress.say("\(workload.rawValue), \(length) octets")
                let comparison = try workload.comparison(
                    choice,
                    .hot,
                    corpus,
                    kernels: options.kernels,
                    isProved: true
                )
                try report.add(
                    Comparison(
                        "\(workload.rawValue), by octets of ASCII",
                        corpus: choice.name,
                        size: CorpusSize.hot.rawValue,
                        comparison.contenders
                    ),
                    effort
                )
            }
        }
    }

    private mutating func measureCampaign() throws {
        let command = PackageLayout.command
        guard FileManager.default.isExecutableFile(atPath: command.path) else {
            Progress.say("\(command.path) is not built; the campaign is left out")
            return
        }
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "septet-bench-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        Progress.say(Comparison.campaignItem)
        try report.add(
            Comparison.campaign(command, kernels: options.kernels, in: folder),
            effort
        )
    }
}
