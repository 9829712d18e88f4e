public import SeptetBilling

/// What a message is and what it will cost, by the provider's rule beside the standard's.
///
/// Two counts are always kept apart: `billedPartCount` by the provider's documented rule and
/// `wireSegmentCount` by TS 23.040. Counts are per recipient; where recipients differ they are the
/// largest, and `recipients` has each one.
public struct Estimate: Sendable, Hashable, Encodable {
    /// How sure the counts are.
    public enum Certainty: String, Sendable, Hashable, CaseIterable, Codable {
        /// They follow from the document.
        case exact
        /// A part of the text is made by the provider; its usual size was taken.
        case estimated
        /// A part of the text is known to the provider only; the counts are the least possible.
        case indeterminate
    }

    /// How the text travels; `nil` when there is no text.
    public var encoding: MessageEncoding?
    /// Units by the provider's rule.
    public var unitCount: Int?
    /// Parts by the provider's rule; `nil` where its document has none.
    public var billedPartCount: Int?
    /// Segments by the standard; `nil` where no message can carry the text.
    public var wireSegmentCount: Int?
    /// Octets of a binary message, header included.
    public var octetCount: Int?
    /// How sure the counts are.
    public var certainty: Certainty
    /// The text after the provider's own rewriting, where it rewrites.
    public var predictedText: String?
    /// The recipients that are billed.
    public var billedRecipientCount: Int?
    /// The parts of all billed recipients together.
    public var totalBilledPartCount: Int?
    /// Each recipient, where messages differ.
    public var recipients: [RecipientEstimate]
    /// The cost of all recipients together; `nil` when no price is known.
    public var cost: Cost?
    /// What to know, the provider's own remarks first.
    public var warnings: [EstimateWarning]
    /// What the provider will refuse, in the order it would say so.
    public var predictedErrors: [PredictedError]

    /// Makes an estimate.
    public init(
        encoding: MessageEncoding? = nil,
        unitCount: Int? = nil,
        billedPartCount: Int? = nil,
        wireSegmentCount: Int? = nil,
        octetCount: Int? = nil,
        certainty: Certainty = .exact,
        predictedText: String? = nil,
        billedRecipientCount: Int? = nil,
        totalBilledPartCount: Int? = nil,
        recipients: [RecipientEstimate] = [],
        cost: Cost? = nil,
        warnings: [EstimateWarning] = [],
        predictedErrors: [PredictedError] = []
    ) {
        self.encoding = encoding
        self.unitCount = unitCount
        self.billedPartCount = billedPartCount
        self.wireSegmentCount = wireSegmentCount
        self.octetCount = octetCount
        self.certainty = certainty
        self.predictedText = predictedText
        self.billedRecipientCount = billedRecipientCount
        self.totalBilledPartCount = totalBilledPartCount
        self.recipients = recipients
        self.cost = cost
        self.warnings = warnings
        self.predictedErrors = predictedErrors
    }

    /// The error the provider would answer with.
    public var predictedError: PredictedError? { predictedErrors.first }
}

extension Estimate.Certainty: Comparable {
    /// The less sure comes later.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .exact: 0
        case .estimated: 1
        case .indeterminate: 2
        }
    }
}

/// What one recipient gets, where messages differ between recipients.
public struct RecipientEstimate: Sendable, Hashable, Encodable {
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
