internal import SeptetEstimates

/// Tells on standard error how the counting of a campaign goes, and which rows are rejected.
struct CampaignJournal: CampaignSink {
    private let input: String
    private var progress = Progress()

    init(input: String) {
        self.input = input
    }

    mutating func take(_ outcome: BlockOutcome) {
        for rejected in outcome.rejected {
            progress.finish()
            StandardError.report("\(input):\(rejected.line): \(rejected.explanation)")
        }
        progress.advance(outcome.rowCount)
    }

    /// Takes the line of progress away.
    mutating func finish() {
        progress.finish()
    }
}
