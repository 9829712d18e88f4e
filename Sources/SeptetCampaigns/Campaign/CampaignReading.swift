internal import Dispatch
internal import Synchronization
package import SeptetLists

/// Counts the rows of an input on several threads.
///
/// Whichever thread has nothing to do reads the next block, and its outcome is handed over when
/// its turn comes. So memory stays bounded and everything but the counting itself is in order.
package struct CampaignReading {
    private let settings: CampaignSettings
    private let threadCount: Int
    private let writesRecords: Bool

    /// Reads with some threads, at least one.
    ///
    /// - Parameter writesRecords: Whether outcomes have a line of JSON for each message.
    package init(_ settings: CampaignSettings, threadCount: Int, writesRecords: Bool = false) {
        self.settings = settings
        self.threadCount = max(1, threadCount)
        self.writesRecords = writesRecords
    }

    /// Counts all rows.
    ///
    /// Throws `InputError` when the input cannot be read, and what the sink throws. Rows counted
    /// before are lost then.
    ///
    /// - Parameters:
    ///   - sink: Takes the outcome of each block, in the order of the input.
    ///   - isStopped: Asked before each block; `true` ends the reading as if the input ended.
    package func count<Sink: CampaignSink>(
        _ reader: consuming sending BlockReader,
        _ scanner: RecordScanner,
        _ columns: CampaignColumns,
        into sink: inout Sink,
        isStopped: @Sendable () -> Bool = { false }
    ) throws -> CampaignCount {
        let reader = Mutex<BlockReader>(reader)
        let turns = Mutex<BlockTurns<Sink>>(BlockTurns(sink))
        let whole = Mutex<CampaignCount>(CampaignCount())
        // A block may be read before its turn comes, but only so many, so that memory is bounded.
        let room = DispatchSemaphore(value: 2 * threadCount)
        DispatchQueue.concurrentPerform(iterations: threadCount) { _ in
            var worker = CampaignWorker(
                settings,
                columns,
                scanner,
                writesRecords: writesRecords,
                recipientOctetLimit: RecipientSet.defaultOctetLimit / threadCount
            )
            var block = RecordBlock()
            while true {
                room.wait()
                let isRead =
                    turns.withLock { !$0.isFailed } && !isStopped()
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
            let totals = worker.totals
            var recipients: RecipientSet? = worker.takeRecipients()
            whole.withLock { $0.merge(totals, recipients.take() ?? RecipientSet()) }
        }
        let longest = try turns.withLock { turns in
            sink = turns.sink
            if let failure = turns.failure { throw failure }
            return turns.longest
        }
        return whole.withLock { whole in
            var counted = CampaignCount()
            swap(&counted, &whole)
            counted.totals.longest = longest
            counted.totals.numbers.conclude(settings.numbers)
            return counted
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
