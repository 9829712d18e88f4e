package import Corpora
internal import Dispatch
package import Measuring
internal import Synchronization
internal import Workloads

extension Comparison {
    /// The name of the item.
    package static let twoThreadsItem = "count, String in, two threads"

    /// The name of what two threads are compared with.
    package static let oneThread = "one thread"

    /// Counting by two threads, each half of the messages, beside one thread.
    package static func twoThreads(_ corpus: Corpus, _ size: CorpusSize) throws -> Self {
        let middle = corpus.texts.count / 2
        let halves = try [corpus.texts[..<middle], corpus.texts[middle...]].map { texts in
            // The sums of a half are not known; they must add up to those of the whole.
            try Workload.countText.contender(
                Corpus(name: corpus.name, texts: Array(texts), totals: .zero)
            )
        }
        let work = Halves(contenders: halves)
        let together = Contender(
            "two threads",
            messageCount: corpus.texts.count,
            expected: corpus.totals.counted,
            clock: .wall
        ) {
            try work.count()
        }
        let whole = try Workload.countText.contender(corpus)
        let alone = Contender(
            oneThread,
            messageCount: corpus.texts.count,
            expected: corpus.totals.counted,
            clock: .wall
        ) {
            try whole.run(1).answer
        }
        return Self(twoThreadsItem, corpus: corpus.name, size: size.rawValue, [together, alone])
    }

    /// Two contenders that share nothing, so that each thread may use one.
    private struct Halves: @unchecked Sendable {
        let contenders: [Contender]

        func count() throws -> Int {
            let answers = Mutex([Result<Int, any Error>]())
            DispatchQueue.concurrentPerform(iterations: contenders.count) { half in
                let answer = Result { try contenders[half].run(1).answer }
                answers.withLock { $0.append(answer) }
            }
            return try answers.withLock { try $0.reduce(0) { try $0 &+ $1.get() } }
        }
    }
}
