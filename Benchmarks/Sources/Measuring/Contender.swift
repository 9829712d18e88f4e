/// One way to do some work over all messages of a corpus.
package struct Contender {
    /// Who does it.
    package let name: String

    /// What it leaves out of the work; `nil` when it does all of it.
    package let shortcut: String?

    /// How many messages a pass goes through.
    package let messageCount: Int

    /// The answer a pass must give; `nil` when there is nothing to compare it with.
    package let expected: Int?

    /// Makes some passes; gives their time and the answer of the last.
    package let run: (_ passCount: Int) throws -> (nanoseconds: Int, answer: Int)

    /// A contender in this process.
    ///
    /// - Parameters:
    ///   - clock: What is counted; of one thread the time it runs.
    ///   - pass: Goes through all messages once.
    package init(
        _ name: String,
        shortcut: String? = nil,
        messageCount: Int,
        expected: Int?,
        clock: Stopwatch.Clock = .thread,
        pass: @escaping () throws -> Int
    ) {
        self.name = name
        self.shortcut = shortcut
        self.messageCount = messageCount
        self.expected = expected
        run = { passCount in
            try Stopwatch.time(clock) {
                var answer = 0
                for _ in 0..<passCount { answer = try pass() }
                return answer
            }
        }
    }

    /// A contender that takes its time itself.
    package init(
        _ name: String,
        shortcut: String? = nil,
        messageCount: Int,
        expected: Int?,
        run: @escaping (_ passCount: Int) throws -> (nanoseconds: Int, answer: Int)
    ) {
        self.name = name
        self.shortcut = shortcut
        self.messageCount = messageCount
        self.expected = expected
        self.run = run
    }

    /// The same under another name.
    package func named(_ name: String) -> Self {
        Self(
            name,
            shortcut: shortcut,
            messageCount: messageCount,
            expected: expected,
            run: run
        )
    }
}
