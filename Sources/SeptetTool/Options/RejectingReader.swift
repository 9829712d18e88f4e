internal import SeptetEstimates

/// Reads records, names those that are rejected on standard error, and goes on.
struct RejectingReader: ~Copyable {
    private var reader: RecordReader

    /// Whether some record was rejected.
    private(set) var isAnyRejected = false

    init(_ reader: consuming RecordReader) {
        self.reader = reader
    }

    /// Calls `body` with each record; what it throws rejects the record, save an error of output.
    ///
    /// - Parameter rejected: Called for each record that is damaged before `body` could see it.
    mutating func forEach(
        rejected: () -> Void = {},
        _ body: (_ line: Int, _ text: Span<UInt8>) throws -> Void
    ) throws {
        let name = reader.name
        var rejectedCount = 0
        var progress = Progress()
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
                StandardError.report("\(name):\(line): \(error)")
                rejectedCount += 1
            }
            progress.advance()
        }
        progress.finish()
        isAnyRejected = rejectedCount > 0
    }
}
