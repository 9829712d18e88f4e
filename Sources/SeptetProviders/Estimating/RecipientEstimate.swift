public import SeptetBilling

/// What one recipient gets, where messages differ between recipients.
public struct RecipientEstimate: Sendable, Hashable {
    /// The number as it is sent.
    public var recipient: String
    /// The text after placeholders and normalizing; `nil` when it cannot be known.
    public var text: String?
    /// How it travels.
    public var encoding: MessageEncoding?
    /// Units by the provider's rule.
    public var unitCount: Int?
    /// Parts by the provider's rule.
    public var billedPartCount: Int?
    /// Segments by the standard.
    public var wireSegmentCount: Int?
    /// The cost for this recipient.
    public var cost: Cost?

    /// Makes an estimate for a recipient.
    public init(
        recipient: String,
        text: String? = nil,
        encoding: MessageEncoding? = nil,
        unitCount: Int? = nil,
        billedPartCount: Int? = nil,
        wireSegmentCount: Int? = nil,
        cost: Cost? = nil
    ) {
        self.recipient = recipient
        self.text = text
        self.encoding = encoding
        self.unitCount = unitCount
        self.billedPartCount = billedPartCount
        self.wireSegmentCount = wireSegmentCount
        self.cost = cost
    }
}
