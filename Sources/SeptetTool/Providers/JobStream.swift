internal import SeptetCampaigns
internal import SeptetLists
internal import SeptetProviders

/// Jobs in, results out: one JSON object a line, in the order of the jobs.
///
/// A job that cannot be read has a result that says why, and is named on standard error. Each
/// result is written before the next job is read, so a program may wait for it.
enum JobStream {
    /// Does every job of a file; `nil` and `-` are standard input.
    static func run(_ file: String?) throws {
        let runner = JobRunner()
        var output = StandardOutput()
        var progress = Progress()
        var reader = try InputOptions.linesReader(file)
        let name = reader.name
        var isAnyRejected = false
        defer { progress.finish() }
        try reader.forEach { line, text, error in
            let job = (0..<text.count).map { text[$0] }
            let outcome: JobOutcome
            if let error {
                outcome = JobOutcome(rejected: "\(error)")
            } else {
                if job.allSatisfy(isWhiteSpace) { return }
                outcome = runner.outcome(of: job)
            }
            try output.write(outcome.result + [0x0A])
            try output.flush()
            if let rejection = outcome.rejection {
                progress.finish()
                StandardError.report("\(name):\(line): \(rejection)")
                isAnyRejected = true
            }
            progress.advance()
        }
        if isAnyRejected { throw ExitStatus.inputRejected }
    }

    private static func isWhiteSpace(_ octet: UInt8) -> Bool {
        octet == 0x20 || octet == 0x09 || octet == 0x0D
    }
}
