@testable import SeptetCampaigns

/// Keeps what a campaign's blocks hand over.
struct CollectedRows: CampaignSink {
    /// Thrown after some blocks.
    struct Refusal: Error, Equatable {}

    private(set) var rowCount = 0
    private(set) var blockCount = 0
    private(set) var rejected: [RejectedRow] = []
    private(set) var inputOctetCounts: [Int] = []
    private let limit: Int

    init(refusingAfter limit: Int = .max) {
        self.limit = limit
    }

    mutating func take(_ outcome: BlockOutcome) throws {
        guard blockCount < limit else { throw Refusal() }
        blockCount += 1
        rowCount += outcome.rowCount
        rejected += outcome.rejected
        inputOctetCounts.append(outcome.inputOctetCount)
    }
}
