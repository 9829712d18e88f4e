internal import SeptetJSON

/// What became of the job on one line.
public struct JobOutcome: Sendable, Hashable {
    /// The result: one JSON object in UTF-8 without a line break.
    public let result: [UInt8]

    /// Why the job could not be read, in a sentence part; `nil` when it was done.
    ///
    /// A job is done when its result is an error that a provider would give, or has given. It
    /// repeats no value, which may be a secret.
    public let rejection: String?
}

extension JobOutcome {
    /// The outcome of a line that is no job at all, such as one that is too long to be read.
    public init(rejected reason: String) {
        let error = PredictedError(local: .invalidJob, reason)
        self.init(
            result: JSONText.octets(of: .object(["error": JobResult.error(error)])),
            rejection: reason
        )
    }
}
