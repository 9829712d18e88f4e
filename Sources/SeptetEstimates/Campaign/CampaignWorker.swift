internal import Septet

/// Counts the rows of one block after the other; each thread has one.
struct CampaignWorker: ~Copyable {
    private let planner: Planner
    private let textField: Int
    private var scanner: RecordScanner
    private var tally: CampaignTally

    init(_ planner: Planner, _ scanner: RecordScanner, textField: Int) {
        self.planner = planner
        self.scanner = scanner
        self.textField = textField
        tally = CampaignTally(planner)
    }

    /// What has been counted so far.
    var totals: CampaignTotals { tally.totals }

    /// Counts the rows of a block.
    mutating func count(_ block: RecordBlock) -> BlockOutcome {
        var outcome = BlockOutcome()
        outcome.inputOctetCount = block.inputOctetCount
        tally.beginBlock()
        scanner.begin(block)
        while scanner.next(in: block) {
            outcome.rowCount += 1
            if let error = scanner.error {
                reject(RejectionReason(error), error.description, block, &outcome)
                continue
            }
            let field = scanner.field(textField)
            do {
                if scanner.isWritten {
                    let written = scanner.written
                    try add(written.span.extracting(field), outcome.rowCount)
                } else {
                    try add(block.octets.span.extracting(field), outcome.rowCount)
                }
            } catch {
                reject(RejectionReason(error), error.description, block, &outcome)
            }
        }
        outcome.longest = tally.longest
        return outcome
    }

    private mutating func add(_ text: Span<UInt8>, _ row: Int) throws(PlanningError) {
        let plan = try planner.plan(utf8: text)
        tally.add(validUTF8: text, plan, row: row)
    }

    private mutating func reject(
        _ reason: RejectionReason,
        _ explanation: String,
        _ block: RecordBlock,
        _ outcome: inout BlockOutcome
    ) {
        tally.reject(reason)
        outcome.rejected.append(
            RejectedRow(
                row: outcome.rowCount,
                line: scanner.line,
                reason: reason,
                explanation: explanation,
                octets: block.isTooLong ? [] : Array(block.octets[scanner.range])
            )
        )
    }
}
