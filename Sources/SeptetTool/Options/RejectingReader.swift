internal import ArgumentParser
internal import SeptetCampaigns
internal import SeptetLists

/// Reads records, names those that are rejected on standard error, and goes on.
struct RejectingReader: ~Copyable {
    /// How the reading went.
    enum Outcome {
        /// Every record was taken.
        case complete
        /// Some records were rejected, all others taken.
        case someRejected
        /// The input was not read to its end, and `status` says why.
        case broken(status: ExitCode)

        /// Throws the exit status that tells what is not complete.
        func check() throws(ExitCode) {
            switch self {
            case .complete: return
            case .someRejected: throw ExitStatus.inputRejected
            case .broken(let status): throw status
            }
        }
    }

    private var reader: RecordReader

    init(_ reader: consuming RecordReader) {
        self.reader = reader
    }

    /// Calls `body` with each record; what it throws rejects the record, save an error of output.
    ///
    /// - Parameter rejected: Called for each record that is damaged before `body` could see it.
    mutating func forEach(
        rejected: () -> Void = {},
        _ body: (_ line: Int, _ text: Span<UInt8>) throws -> Void
    ) throws -> Outcome {
        let name = reader.name
        var isAnyRejected = false
        var progress = Progress()
        defer { progress.finish() }
        do {
            try reader.forEach { line, text, error in
                do {
                    if let error {
                        rejected()
                        throw error
                    }
                    try body(line, text)
                } catch let error as OutputError {
                    throw error
                } catch {
                    progress.finish()
                    StandardError.report("\(name):\(line): \(error)")
                    isAnyRejected = true
                }
                progress.advance()
            }
        } catch let error as InputError {
            StandardError.report("\(error)")
            return .broken(status: ExitStatus.inputNotReadable)
        } catch let error as HeaderError {
            StandardError.report(error.withHint)
            return .broken(status: ExitStatus.inputRejected)
        }
        return isAnyRejected ? .someRejected : .complete
    }
}
