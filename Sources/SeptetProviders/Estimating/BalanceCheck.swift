public import SeptetBilling

/// Whether a balance pays for a cost, and what the provider says when it does not.
public enum BalanceCheck: Sendable, Hashable {
    /// It pays for the most the campaign can cost.
    case suffices
    /// It lies between the least and the most.
    case mayNotSuffice(EstimateWarning)
    /// It is below the least: the provider will answer with this error.
    case isInsufficient(PredictedError)

    /// Compares a balance with a cost.
    ///
    /// - Parameters:
    ///   - balance: What is left.
    ///   - cost: What the message costs.
    ///   - provider: Whose error is predicted; without one it has no number.
    public init(balance: Amount, cost: Cost, provider: Provider? = nil) {
        guard balance < cost.maximum else {
            self = .suffices
            return
        }
        guard balance < cost.minimum else {
            self = .mayNotSuffice(
                EstimateWarning(
                    .balanceMayNotSuffice,
                    "up to \(cost.maximum) \(cost.currency) needed, \(balance) available"
                )
            )
            return
        }
        let least = cost.exact == nil ? "at least " : ""
        let what = "\(least)\(cost.minimum) \(cost.currency) needed, \(balance) available"
        if case .provider(let number) = provider?.insufficientCredit {
            self = .isInsufficient(PredictedError(number, what, field: "balance"))
        } else {
            self = .isInsufficient(
                PredictedError(
                    local: .insufficientCredits,
                    what,
                    field: "balance",
                    details: [
                        PredictedError.Detail("needed", .number(cost.minimum)),
                        PredictedError.Detail("available", .number(balance)),
                    ]
                )
            )
        }
    }
}
