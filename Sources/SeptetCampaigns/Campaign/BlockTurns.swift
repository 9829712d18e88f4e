/// Hands outcomes over in the order of their blocks, whenever they are ready.
struct BlockTurns<Sink: CampaignSink>: Sendable {
    /// What takes the outcomes.
    private(set) var sink: Sink

    private var waiting: [Int: BlockOutcome] = [:]
    private var next = 0
    private var rowCount = 0

    /// The longest messages of all blocks handed over.
    private(set) var longest = LongestMessages()

    /// Why nothing more is to be read.
    private(set) var failure: (any Error)?

    init(_ sink: Sink) {
        self.sink = sink
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
            rowCount += ready.rowCount
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
