/// What a message costs: exactly when both ends are equal, otherwise between them.
public struct Cost: Sendable, Hashable {
    /// The least it can cost.
    public let minimum: Amount

    /// The most it can cost.
    public let maximum: Amount

    /// The ISO 4217 code, or what the provider calls its credits.
    public let currency: String

    /// Makes a range.
    public init(minimum: Amount, maximum: Amount, currency: String) {
        self.minimum = min(minimum, maximum)
        self.maximum = max(minimum, maximum)
        self.currency = currency
    }

    /// Makes an exact cost.
    public init(_ amount: Amount, currency: String) {
        self.init(minimum: amount, maximum: amount, currency: currency)
    }

    /// The cost when it is certain.
    public var exact: Amount? { minimum == maximum ? minimum : nil }
}
