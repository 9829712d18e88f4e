package import Corpora
internal import Dispatch
package import Measuring
internal import Synchronization
internal import Workloads

extension Comparison {
    /// The name of the item.
    package static let twoThreadsItem = "count, String in, two threads"

    /// Counting by two threads, each half of the messages, beside one thread.
    ///
    /// - Parameter clock: The wall clock tells what a user gets, when nothing else runs. The clock
    ///   of the threads tells, on any machine, whether they hinder each other: the longer counts.
    package static func twoThreads(
        _ corpus: Corpus,
        _ size: CorpusSize,
        _ clock: Stopwatch.Clock
    ) throws -> Self {
        let middle = corpus.texts.count / 2
        let halves = try [corpus.texts[..<middle], corpus.texts[middle...]].map { texts in
            // The sums of a half are not known; they must add up to those of the whole.
            try Workload.countText.contender(
                Corpus(name: corpus.name, texts: Array(texts), totals: .zero)
            )
        }
        let together = try contender("two threads", halves, corpus, clock)
        let alone = try contender(
            "one thread",
            [Workload.countText.contender(corpus)],
            corpus,
            clock
        )
        let item =
            switch clock {
            case .wall: twoThreadsItem
            case .thread: "\(twoThreadsItem), processor time"
            }
        return Self(item, corpus: corpus.name, size: size.rawValue, [together, alone])
    }

    /// Several contenders at once as one.
    private static func contender(
        _ name: String,
        _ pieces: [Contender],
        _ corpus: Corpus,
        _ clock: Stopwatch.Clock
    ) throws -> Contender {
        let pieces = Pieces(contenders: pieces)
        return Contender(
            name,
            messageCount: corpus.texts.count,
            expected: corpus.totals.counted
        ) { passCount in
            var answer = 0
            var longest = 0
            let wall = try Stopwatch.time(.wall) {
                for _ in 0..<passCount {
                    let runs = try pieces.run()
                    answer = runs.reduce(0) { $0 &+ $1.answer }
                    longest += runs.map(\.nanoseconds).max() ?? 0
                }
            }
            return (clock == .wall ? wall.nanoseconds : longest, answer)
        }
    }

    /// Contenders that share nothing, so that each thread may use one.
    private struct Pieces: @unchecked Sendable {
        let contenders: [Contender]

        func run() throws -> [(nanoseconds: Int, answer: Int)] {
            let results = Mutex([Result<(nanoseconds: Int, answer: Int), any Error>]())
            DispatchQueue.concurrentPerform(iterations: contenders.count) { piece in
                let result = Result { try contenders[piece].run(1) }
                results.withLock { $0.append(result) }
            }
            return try results.withLock { try $0.map { try $0.get() } }
        }
    }
}
