public import SeptetBilling

/// What a provider answers to a message.
public struct Reply: Sendable, Hashable, Encodable {
    /// What became of the request.
    public enum Outcome: String, Sendable, Hashable, Codable {
        /// All recipients were accepted.
        case accepted
        /// Some were accepted.
        case partlyAccepted
        /// None was.
        case rejected
    }

    /// What became of the request.
    public let outcome: Outcome
    /// What the provider calls the whole request; `nil` where it has no name.
    public let id: String?
    /// What it says about recipients, in its order; empty where it says nothing.
    public let recipients: [Recipient]
    /// The error of the whole request; `nil` when it was accepted.
    public let error: ReportedError?

    /// What a reply says about one recipient.
    public struct Recipient: Sendable, Hashable, Encodable {
        /// The number as the reply has it; `nil` where it has none.
        public var recipient: String?
        /// What delivery reports refer to.
        public var id: String?
        /// The provider's word for what it did.
        public var status: String?
        /// The parts it bills; `nil` where the reply does not say.
        public var partCount: Int?
        /// The price of all those parts; `nil` where the reply does not say.
        public var price: Amount?
        /// The currency of the price.
        public var currency: String?
        /// Why the recipient was refused; `nil` when it was accepted.
        public var error: ReportedError?
    }
}

/// An error that a provider reports.
public struct ReportedError: Error, Sendable, Hashable, Encodable {
    /// The code as the provider writes it; `HTTP 429` where only the status says it; `nil` where there is only a text.
    public let code: String?
    /// The provider's own text.
    public let message: String?
    /// What the description says about the code.
    public let meaning: String?
    /// Whether the same request may be sent again.
    public let retry: Retry
}

extension ReportedError: CustomStringConvertible {
    /// The code and what it means, as a sentence part.
    public var description: String {
        let words = [message, meaning].compactMap(\.self).first ?? "the provider gives no reason"
        return code.map { "error \($0): \(words)" } ?? words
    }
}

/// What a provider says later about a message it has accepted.
public struct DeliveryReport: Sendable, Hashable, Encodable {
    /// What the reply called the message.
    public var id: String?
    /// What the reply called the whole request (`Reply.id`), where reports say it.
    public var requestID: String?
    /// The number it went to.
    public var recipient: String?
    /// The sender it came from.
    public var sender: String?
    /// The caller's own name of the message.
    public var reference: String?
    /// The provider's word.
    public var status: String?
    /// What the word means.
    public var state: DeliveryState
    /// Whether no other report follows.
    public var isFinal: Bool
    /// The parts billed.
    public var partCount: Int?
    /// The price of one part or of all, as `priceIsPerPart` says.
    public var price: Amount?
    /// Whether `price` is that of one part.
    public var priceIsPerPart: Bool
    /// The currency of the price.
    public var currency: String?
    /// The mobile country and network code.
    public var network: String?
    /// When it happened, as the provider writes it.
    public var time: String?
    /// The error, where there is one.
    public var error: ReportedError?
}

/// A text that somebody sent to a number of the account.
public struct InboundMessage: Sendable, Hashable, Encodable {
    /// What the provider calls it.
    public var id: String?
    /// Who sent it.
    public var sender: String?
    /// The number it was sent to.
    public var recipient: String?
    /// The text; `nil` for octets.
    public var text: String?
    /// Octets as hexadecimal digits.
    public var hexadecimal: String?
    /// The parts it came in.
    public var partCount: Int?
    /// When it was received, as the provider writes it.
    public var time: String?
    /// Which part of a longer message this is, where parts arrive one by one.
    public var part: Part?

    /// One part among several.
    public struct Part: Sendable, Hashable, Encodable {
        /// What all parts of a message have in common.
        public let reference: String
        /// How many there are.
        public let count: Int
        /// Which one this is, from 1.
        public let index: Int
    }
}
