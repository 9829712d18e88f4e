/// Contenders that do the same work on the same messages, the one that matters first.
package struct Comparison {
    /// The work.
    package let item: String

    /// What it is done on: a corpus, or a length.
    package let corpus: String

    /// How much of it, as `hot` or `streaming`.
    package let size: String

    /// Who does it; the others are compared with the first.
    package let contenders: [Contender]

    /// Contenders for one item on one corpus.
    package init(_ item: String, corpus: String, size: String, _ contenders: [Contender]) {
        self.item = item
        self.corpus = corpus
        self.size = size
        self.contenders = contenders
    }
}

extension Comparison {
    /// An answer is not what it must be.
    package struct WrongAnswer: Error, CustomStringConvertible {
        package let description: String
    }

    /// Checks every answer, then times all contenders in turns.
    ///
    /// One batch of each in every round, beginning with another one each time: what disturbs the
    /// machine for a while disturbs all of them. The least time of each is what counts.
    package func measure(_ effort: Effort) throws -> [Measurement] {
        var batches: [Batches] = []
        for contender in contenders {
            let (nanoseconds, answer) = try contender.run(1)
            guard contender.expected == nil || contender.expected == answer else {
                throw WrongAnswer(
                    description: """
                        \(item), corpus \(corpus), \(size): \(contender.name) answers \(answer), \
                        not \(contender.expected.map(String.init) ?? "-")
                        """
                )
            }
            batches.append(Batches(firstPass: nanoseconds, effort))
        }
        for round in 0..<effort.roundCount {
            for turn in contenders.indices {
                let index = (turn + round) % contenders.count
                guard !batches[index].isDone(effort) else { continue }
                let time = try contenders[index].run(batches[index].passCount).nanoseconds
                batches[index].times.append(time)
            }
        }
        return zip(contenders, batches).map { contender, batches in
            let times = batches.times.sorted().map {
                Double($0) / Double(batches.passCount) / Double(contender.messageCount)
            }
            return Measurement(
                item: item,
                corpus: corpus,
                size: size,
                contender: contender.name,
                shortcut: contender.shortcut,
                nanosecondsPerMessage: times.first ?? 0,
                medianNanosecondsPerMessage: times.isEmpty ? 0 : times[times.count / 2]
            )
        }
    }

    private struct Batches {
        let passCount: Int
        var times: [Int] = []

        init(firstPass nanoseconds: Int, _ effort: Effort) {
            passCount = max(1, effort.batchNanoseconds / max(1, nanoseconds))
        }

        /// Whether a slow contender has had enough; three batches it has always.
        func isDone(_ effort: Effort) -> Bool {
            times.count >= 3 && times.reduce(0, +) > effort.contenderNanoseconds
        }
    }
}
