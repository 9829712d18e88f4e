internal import SeptetCampaigns

/// Tells how the counting of a campaign goes: messages on standard output when they are asked
/// for, rejected rows in a file or on standard error, progress on a terminal.
struct CampaignJournal: CampaignSink {
    private let input: String
    private let inputOctetCount: Int?
    private let rejects: RejectsFile?
    private let interruption: Interruption
    private var progress = Progress()

    init(
        input: String,
        inputOctetCount: Int?,
        rejects: RejectsFile?,
        interruption: Interruption
    ) {
        self.input = input
        self.inputOctetCount = inputOctetCount
        self.rejects = rejects
        self.interruption = interruption
    }

    mutating func take(_ outcome: BlockOutcome) throws(OutputError) {
        if let rejects {
            try rejects.write(outcome.rejected)
        } else {
            for rejected in outcome.rejected {
                progress.finish()
                StandardError.report("\(input):\(rejected.line): \(rejected.explanation)")
            }
        }
        if !outcome.records.isEmpty {
            var output = StandardOutput(isStopped: interruption.isNoticed)
            try output.write(outcome.records)
            try output.flush()
        }
        let share = inputOctetCount.map {
            Double(outcome.inputOctetCount) / Double(max(1, $0))
        }
        progress.advance(outcome.rowCount, share: share)
    }

    /// Takes the line of progress away.
    mutating func finish() {
        progress.finish()
    }
}
