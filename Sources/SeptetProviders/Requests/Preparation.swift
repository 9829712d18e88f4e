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

    /// Makes a preparation of nothing but an error.
    public init(_ error: PredictedError) {
        self.init(estimate: Estimate(predictedErrors: [error]))
    }

    /// The requests, or the first error that was predicted.
    public func get() throws(PredictedError) -> [PreparedRequest] {
        if let error = estimate.predictedError { throw error }
        return requests
    }
}
