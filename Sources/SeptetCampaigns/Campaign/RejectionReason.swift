public import Septet
public import SeptetNumbers
public import SeptetLists

/// Why rows of a campaign are no messages; the raw values are the names in JSON.
public enum RejectionReason: String, Sendable, Hashable, CaseIterable {
    /// The record is longer than the reader takes.
    case recordTooLong
    /// A quoted field is not closed, or something stands beside its quotes.
    case malformedQuotes
    /// The record has more or fewer fields than the header.
    case fieldCountDiffers
    /// The record is no JSON, or no object with the members asked for.
    case malformedJSON
    /// Octets are no character of the input's charset.
    case invalidCharacter
    /// The message has more parts than one octet can count.
    case tooManyParts
    /// The alphabet asked for lacks a character, or there is no room beside the header.
    case notEncodable

    /// The recipient is not a number, or not one that a message can be sent to.
    case notANumber
    /// There is no recipient.
    case noRecipient

    /// The reason that a recipient gets no message.
    public init(_ fault: NumberFault) {
        self = fault.reason == .empty ? .noRecipient : .notANumber
    }

    /// The reason that a record has no text.
    public init(_ error: RecordError) {
        self =
            switch error {
            case .tooLong: .recordTooLong
            case .unclosedQuote, .textAfterQuote, .quoteInsideField: .malformedQuotes
            case .fieldCountDiffers, .unknownColumn, .ambiguousColumn: .fieldCountDiffers
            case .charset, .invalidUTF8: .invalidCharacter
            case .notJSON, .notAnObject: .malformedJSON
            }
    }

    /// The reason that a text has no plan.
    public init(_ error: PlanningError) {
        self =
            switch error {
            case .invalidUTF8: .invalidCharacter
            case .tooManyParts: .tooManyParts
            case .notEncodable, .noRoomBesideHeader: .notEncodable
            }
    }
}
