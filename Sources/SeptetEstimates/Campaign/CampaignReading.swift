internal import Dispatch
package import Septet
internal import Synchronization

/// Counts the rows of an input on several threads.
///
/// Whichever thread has nothing to do reads the next block, and its outcome is handed over when
/// its turn comes. So memory stays bounded and everything but the counting itself is in order.
package struct CampaignReading {
    private let planner: Planner
    private let threadCount: Int

    /// Reads with some threads, at least one.
    package init(_ planner: Planner, threadCount: Int) {
        self.planner = planner
        self.threadCount = max(1, threadCount)
    }

    /// Counts all rows.
    ///
    /// Throws `InputError` when the input cannot be read, and what the sink throws. Rows counted
    /// before are lost then.
    ///
    /// - Parameters:
    ///   - textField: Which field of a record is the text.
    ///   - sink: Takes the outcome of each block, in the order of the input.
    ///   - isStopped: Asked before each block; `true` ends the reading as if the input ended.
    package func totals<Sink: CampaignSink>(
        of reader: consuming sending BlockReader,
        _ scanner: RecordScanner,
        textField: Int,
        into sink: inout Sink,
        isStopped: @Sendable () -> Bool = { false }
    ) throws -> CampaignTotals {
        let reader = Mutex<BlockReader>(reader)
        let turns = Mutex<BlockTurns<Sink>>(BlockTurns(sink))
        let totals = Mutex<CampaignTotals>(CampaignTotals())
        // A block may be read before its turn comes, but only so many, so that memory is bounded.
        let room = DispatchSemaphore(value: 2 * threadCount)
        let planner = planner
        DispatchQueue.concurrentPerform(iterations: threadCount) { _ in
            var worker = CampaignWorker(planner, scanner, textField: textField)
            var block = RecordBlock()
            while true {
                room.wait()
                let isRead = turns.withLock { !$0.isFailed } && !isStopped()
                    && Self.read(reader, &block, turns)
                guard isRead else {
                    room.signal()
                    break
                }
                let outcome = worker.count(block)
                let number = block.number
                let finished = turns.withLock { $0.finish(number, outcome) }
                for _ in 0..<finished { room.signal() }
            }
            let counted = worker.totals
            totals.withLock { $0.merge(counted) }
        }
        sink = turns.withLock { $0.sink }
        return try turns.withLock { turns in
            if let failure = turns.failure { throw failure }
            return totals.withLock { totals in
                totals.longest = turns.longest
                return totals
            }
        }
    }

    private static func read<Sink>(
        _ reader: borrowing Mutex<BlockReader>,
        _ block: inout RecordBlock,
        _ turns: borrowing Mutex<BlockTurns<Sink>>
    ) -> Bool {
        do {
            var taken = RecordBlock()
            swap(&taken, &block)
            defer { swap(&taken, &block) }
            return try reader.withLock { try $0.read(into: &taken) }
        } catch {
            turns.withLock { $0.fail(error) }
            return false
        }
    }
}
