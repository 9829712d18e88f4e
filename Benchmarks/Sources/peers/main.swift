// Septet head to head with what Debian and PyPI offer, and the ratios that must show.

import Baselines
import CPeers
import Corpora
import Foundation
import Measuring
import Workloads

/// What is compared: an item, on which corpora, how much of them.
let comparisons: [(workload: Workload, corpora: [GeneratedCorpus], sizes: [CorpusSize])] = [
    (.countText, GeneratedCorpus.allCases, [.hot, .streaming]),
    (.encodeIntoBuffer, [.ascii, .extended], [.hot]),
    (.encodeToArray, [.ascii, .extended], [.hot]),
    (.encodeUTF16, [.polish, .scripts], [.hot]),
    (.decodeWindows1250, [.polish], [.hot]),
    (.encodeWindows1250, [.polish], [.hot]),
    (.decodeIntoBuffer, [.ascii, .extended], [.hot]),
    (.decodeToString, [.ascii, .extended], [.hot]),
]

/// Every comparison once.
func measureAll(_ effort: Effort, _ scripts: ScriptPeers) throws -> Report {
    var report = Report(command: "make peers")
    for (workload, corpora, sizes) in comparisons {
        for size in sizes {
            for generated in corpora {
                Progress.say("\(workload.rawValue), \(generated.rawValue), \(size.rawValue)")
                let choice = CorpusChoice.generated(generated)
                let corpus = try choice.load(size)
                let own = try workload.comparison(
                    choice,
                    size,
                    corpus,
                    kernels: [],
                    isProved: size == .hot
                )
                var contenders = own.contenders
                if choice.isGSM { contenders += try Peers.contenders(workload, corpus) }
                if size == .hot {
                    contenders += try scripts.contenders(workload, corpus, isGSM: choice.isGSM)
                }
                try report.add(
                    Comparison(own.item, corpus: own.corpus, size: own.size, contenders),
                    effort
                )
            }
        }
    }
    Progress.say(Comparison.twoThreadsItem)
    let corpus = try Corpus(.ascii, .streaming)
    for clock in [Stopwatch.Clock.wall, .thread] {
        try report.add(Comparison.twoThreads(corpus, .streaming, clock), effort)
    }
    return report
}

do {
    try KernelChild.serveIfAsked()
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.isEmpty || arguments == ["--short"] else {
        print("usage: peers [--short]")
        exit(64)
    }
    let isShort = !arguments.isEmpty
    peers_start()
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "septet-peers-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = try measureAll(isShort ? .short : .full, ScriptPeers(folder: folder))
    print(report.tables)
    print(report.table(of: try Mark.all()))
    if !isShort {
        let file = PackageLayout.results.appending(path: "peers.json")
        try report.write(to: file)
        print("written to \(file.path)")
    }
} catch {
    Progress.say("peers: \(error)")
    exit(1)
}
