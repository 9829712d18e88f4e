/// What became of a message: requests to send, or the errors that can be foreseen; and its price.
///
/// A prediction never replaces the provider's answer; it saves a request that would be refused.
public struct Preparation: Sendable, Hashable {
    /// What the message is, how it will be billed and what to know about it; always there.
    public var estimate: Estimate

    /// One request for each batch the provider's limits demand; empty when an error is predicted.
    public var requests: [PreparedRequest]

    /// Makes a preparation; a predicted error in the estimate takes the requests away.
    public init(estimate: Estimate, requests: [PreparedRequest] = []) {
        self.estimate = estimate
        self.requests = estimate.predictedError == nil ? requests : []
    }

    /// Makes a preparation whose requests are written only when no error is predicted.
    ///
    /// What cannot be written becomes the last error.
    init(
        _ estimate: Estimate,
        writing requests: () throws(PredictedError) -> [PreparedRequest]
    ) {
        var estimate = estimate
        var written: [PreparedRequest] = []
        if estimate.predictedError == nil {
            do throws(PredictedError) {
                written = try requests()
            } catch {
                estimate.predictedErrors.append(error)
            }
        }
        self.init(estimate: estimate, requests: written)
    }

    /// Makes a preparation of nothing but an error.
    public init(_ error: PredictedError) {
        self.init(estimate: Estimate(predictedErrors: [error]))
    }

    /// Adds errors after those that were predicted, and takes the requests away when there are any.
    mutating func refuse(_ errors: [PredictedError]) {
        estimate.predictedErrors += errors
        if !errors.isEmpty {
            requests = []
        }
    }

    /// The requests, or the first error that was predicted.
    public func get() throws(PredictedError) -> [PreparedRequest] {
        if let error = estimate.predictedError { throw error }
        return requests
    }
}
