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

/// Something to know about a message that does not keep it from being sent.
public struct EstimateWarning: Sendable, Hashable, Encodable {
    /// What it is about, by the word it has in results.
    ///
    /// A provider adds its own kinds in an extension in its folder.
    public struct Kind: RawRepresentable, Sendable, Hashable, Codable {
        /// The word in results.
        public let rawValue: String

        /// Makes a kind of a word.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The provider bills another number of parts than the standard needs.
        public static let partsDiffer = Self(rawValue: "partsDiffer")
        /// The recipients were divided over several requests.
        public static let split = Self(rawValue: "split")
        /// The document does not say; our reading decides.
        public static let undocumented = Self(rawValue: "undocumented")
        /// The same recipient was given more than once.
        public static let duplicates = Self(rawValue: "duplicates")
        /// A recipient isn't a telephone number and will be skipped.
        public static let invalidRecipient = Self(rawValue: "invalidRecipient")
        /// Something the estimate needs is not known.
        public static let indeterminate = Self(rawValue: "indeterminate")
        /// No price is known for a recipient's network.
        public static let unknownPrice = Self(rawValue: "unknownPrice")
        /// A parameter was left out because another one makes it void.
        public static let ignored = Self(rawValue: "ignored")
        /// A date in the past: the message is sent at once.
        public static let dateInPast = Self(rawValue: "dateInPast")
        /// The balance lies between the least and the most the message can cost.
        public static let balanceMayNotSuffice = Self(rawValue: "balanceMayNotSuffice")
        /// What the sender's kind or the destination brings with it.
        public static let route = Self(rawValue: "route")
        /// The provider sends less than the text.
        public static let cut = Self(rawValue: "cut")
        /// Another setting of the same provider makes fewer parts.
        public static let cheaperSetting = Self(rawValue: "cheaperSetting")
        /// The provider has no such option.
        public static let unknownOption = Self(rawValue: "unknownOption")
        /// What a part costs beside its price.
        public static let fees = Self(rawValue: "fees")
        /// The request must be signed before it is sent.
        public static let unsigned = Self(rawValue: "unsigned")
    }

    /// What it is about.
    public let kind: Kind

    /// A sentence for people.
    public let message: String

    /// Makes a warning.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

extension EstimateWarning {
    /// The warning that the provider's count and the standard's differ, when they do.
    public static func partsDiffer(billed: Int?, wire: Int?) -> Self? {
        guard let billed, let wire, billed != wire else { return nil }
        let parts = billed == 1 ? "part" : "parts"
        let segments = wire == 1 ? "segment" : "segments"
        return Self(
            .partsDiffer,
            "billed as \(billed) \(parts), carried in \(wire) \(segments)"
        )
    }
}

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
