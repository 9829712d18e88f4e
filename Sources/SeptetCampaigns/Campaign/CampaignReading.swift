internal import Dispatch
package import SeptetLists
internal import Synchronization

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
        // Which message to a recipient is the first shows only in the order of the list.
        self.threadCount = settings.dropsDuplicates ? 1 : max(1, threadCount)
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
        let turns = Mutex<BlockTurns<Sink>>(
            BlockTurns(sink, previewCount: settings.previewCount)
        )
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
        let (longest, previews, excessRows) = try turns.withLock { turns in
            sink = turns.sink
            if let failure = turns.failure { throw failure }
            return (turns.longest, turns.previews, turns.excessRows)
        }
        var search = DuplicateSearch()
        turns.withLock { swap(&search, &$0.search) }
        let duplicates = search.duplicates
        var numbers: RecipientSet? = search.takeNumbers()
        return whole.withLock { whole in
            var counted = CampaignCount()
            swap(&counted, &whole)
            counted.totals.longest = longest
            counted.previews = previews.shown(settings.prices)
            counted.excessRows = excessRows
            counted.totals.rows.merge(duplicates)
            counted.recipients.merge(numbers.take() ?? RecipientSet())
            counted.totals.rows.dropsDuplicates = settings.dropsDuplicates
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

/// Takes what comes of a campaign's rows, block after block, in the order of the input.
package protocol CampaignSink: Sendable {
    /// Takes the outcome of the next block; what it throws ends the reading.
    ///
    /// It is called on any thread, but never on two at once.
    mutating func take(_ outcome: BlockOutcome) throws
}

/// What has been counted of a campaign: its totals and its recipients.
package struct CampaignCount: ~Copyable, Sendable {
    /// The totals.
    package internal(set) var totals = CampaignTotals()

    /// The recipients, each once.
    package var recipients = RecipientSet()

    /// The messages that are shown.
    package internal(set) var previews: [MessagePreview] = []

    /// The rows that are a few units too long.
    package internal(set) var excessRows = ExcessRows()

    /// Begins with nothing.
    init() {}

    mutating func merge(_ totals: CampaignTotals, _ recipients: consuming RecipientSet) {
        self.totals.merge(totals)
        self.recipients.merge(recipients)
    }
}

/// Hands outcomes over in the order of their blocks, whenever they are ready.
struct BlockTurns<Sink: CampaignSink>: ~Copyable, Sendable {
    /// What takes the outcomes.
    private(set) var sink: Sink

    /// The recipients met, in the order of the list.
    var search = DuplicateSearch()

    private var waiting: [Int: BlockOutcome] = [:]
    private var next = 0
    private var rowCount = 0

    /// The longest messages of all blocks handed over.
    private(set) var longest = LongestMessages()

    /// The messages of all blocks handed over that are shown.
    private(set) var previews: MessagePreviews

    /// The rows of all blocks handed over that are a few units too long.
    private(set) var excessRows = ExcessRows()

    /// Why nothing more is to be read.
    private(set) var failure: (any Error)?

    init(_ sink: Sink, previewCount: Int = 0) {
        self.sink = sink
        previews = MessagePreviews(limit: previewCount)
    }

    /// Whether nothing more is to be read.
    var isFailed: Bool { failure != nil }

    /// Keeps the first error.
    mutating func fail(_ error: any Error) {
        failure = failure ?? error
    }

    /// Takes an outcome and hands over all whose turn has come.
    ///
    /// - Returns: How many were handed over.
    mutating func finish(_ number: Int, _ outcome: BlockOutcome) -> Int {
        waiting[number] = outcome
        var count = 0
        while var ready = waiting.removeValue(forKey: next) {
            next += 1
            count += 1
            for index in ready.rejected.indices { ready.rejected[index].row += rowCount }
            longest.merge(ready.longest, rowOffset: rowCount)
            previews.merge(ready.previews, rowOffset: rowCount)
            excessRows.merge(ready.excessRows, rowOffset: rowCount)
            rowCount += ready.rowCount
            search.add(ready.sent)
            ready.sent = []
            guard failure == nil else { continue }
            do {
                try sink.take(ready)
            } catch {
                fail(error)
            }
        }
        return count
    }
}

/// What came of one block of a campaign's rows; handed over in the order of the input.
package struct BlockOutcome: Sendable {
    /// The rows of the block.
    package internal(set) var rowCount = 0
    /// The rows that didn't become messages, in order.
    package internal(set) var rejected: [RejectedRow] = []
    /// The octets of the input up to the end of the block.
    package internal(set) var inputOctetCount = 0
    /// One line of JSON for each message, when they were asked for.
    package internal(set) var records: [UInt8] = []
    /// The messages to recipients, in order, of which the first to each is not known yet.
    var sent: [SentMessage] = []
    /// The longest messages of the block; rows count from its beginning.
    var longest = LongestMessages()
    /// The messages of the block that may be shown; rows count from its beginning.
    var previews = MessagePreviews(limit: 0)
    /// The rows of the block that are a few units too long; rows count from its beginning.
    var excessRows = ExcessRows()
}

/// A row of a campaign that didn't become a message.
public struct RejectedRow: Sendable, Hashable {
    /// The row, counted from 1 behind the header.
    public internal(set) var row: Int
    /// The line of the input it begins on.
    public let line: Int
    /// The kind of reason.
    public let reason: RejectionReason
    /// What is wrong, and where.
    public let explanation: String
    /// The octets of the row as they were read; empty when it was too long to keep.
    public let octets: [UInt8]
}
