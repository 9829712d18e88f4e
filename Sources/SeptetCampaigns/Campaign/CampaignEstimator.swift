public import Septet
public import SeptetLists
public import SeptetNumbers

/// Estimates a campaign that a sender feeds message by message.
///
/// `report` returns what has been counted so far. Each thread of a sender can have an estimator of
/// its own; `merge` puts them together.
public struct CampaignEstimator: ~Copyable {
    /// Why a message was not counted.
    @nonexhaustive
    public enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        /// The text cannot be sent.
        case text(PlanningError)
        /// The recipient is not a number that a message may be sent to.
        case recipient(NumberFault)

        /// The kind of reason.
        public var reason: RejectionReason {
            switch self {
            case .text(let error): RejectionReason(error)
            case .recipient(let fault): RejectionReason(fault)
            }
        }

        /// What is wrong, and where.
        public var description: String {
            switch self {
            case .text(let error): error.description
            case .recipient(let fault): fault.description
            }
        }
    }

    private let settings: CampaignSettings
    private var tally: CampaignTally
    private var rowCount = 0
    private var hasRecipients = false

    /// The totals of estimators that were merged into this one.
    private var merged = CampaignTotals()

    /// Begins with nothing.
    public init(_ settings: CampaignSettings = CampaignSettings()) {
        self.settings = settings
        tally = CampaignTally(settings, recipientOctetLimit: RecipientSet.defaultOctetLimit)
    }

    /// Begins with nothing; all messages are planned by `planner`.
    public init(_ planner: Planner) {
        self.init(CampaignSettings(planner))
    }

    /// Plans a message and adds it; one that cannot be planned, or has a recipient that is not a
    /// number by the settings' rule, counts as rejected.
    ///
    /// Complexity: linear; allocates nothing once the characters of the campaign's languages have
    /// occurred, except for a few messages in which a character's neighbours decide.
    ///
    /// - Parameters:
    ///   - recipient: The number it goes to; without one no recipient is counted, and the
    ///     price is that of an unknown number.
    ///   - text: The text.
    @discardableResult
    public mutating func add(
        recipient: String? = nil,
        text: String
    ) throws(Refusal) -> MessagePlan {
        guard let recipient else {
            do {
                return try add(utf8: text.utf8Span.span)
            } catch {
                throw .text(error)
            }
        }
        return try add(recipient: recipient.utf8Span.span, utf8: text.utf8Span.span)
    }

    /// Plans a message of raw UTF-8 and adds it; as for a `String`.
    @discardableResult
    public mutating func add(
        recipient: Span<UInt8>,
        utf8 text: Span<UInt8>
    ) throws(Refusal) -> MessagePlan {
        hasRecipients = true
        let read: CampaignTally.Recipient
        do {
            read = try tally.read(recipient: recipient)
        } catch {
            reject(RejectionReason(error))
            throw .recipient(error)
        }
        do {
            let plan = try plan(utf8: text)
            tally.add(read, recipient)
            count(text, plan, read, group: tally.group(of: read))
            return plan
        } catch {
            throw .text(error)
        }
    }

    /// Says that messages have recipients, for a campaign that may turn out to have no message: its
    /// report has figures of recipients then, as that of a list with a column of them.
    package mutating func expectRecipients() {
        hasRecipients = true
    }

    /// Plans a message of raw UTF-8 without a recipient and adds it.
    @discardableResult
    public mutating func add(utf8 text: Span<UInt8>) throws(PlanningError) -> MessagePlan {
        let plan = try plan(utf8: text)
        count(text, plan, CampaignTally.Recipient(reading: nil), group: 0)
        return plan
    }

    private mutating func count(
        _ text: Span<UInt8>,
        _ plan: MessagePlan,
        _ recipient: CampaignTally.Recipient,
        group: Int
    ) {
        let billedPartCount = settings.billedPartCount(
            validUTF8: text,
            plan,
            country: recipient.reading?.likelyCountry
        )
        tally.add(
            validUTF8: text,
            plan,
            row: rowCount,
            recipient: recipient,
            group: group,
            billedPartCount: billedPartCount
        )
        let signs = FlawSigns(in: text)
        if signs.mayBeFlaws {
            tally.addFlaws(text, signs, recipient, group: group, billedPartCount: billedPartCount)
        }
    }

    private mutating func plan(utf8 text: Span<UInt8>) throws(PlanningError) -> MessagePlan {
        rowCount += 1
        do {
            return try settings.planner.plan(utf8: text)
        } catch {
            tally.reject(RejectionReason(error))
            throw error
        }
    }

    /// Counts a message that never came to be planned.
    public mutating func reject(_ reason: RejectionReason) {
        rowCount += 1
        tally.reject(reason)
    }

    /// The totals so far.
    ///
    /// Complexity: linear in the kinds of characters found; allocates.
    public var totals: CampaignTotals {
        var totals = tally.totals
        totals.longest = tally.longest
        totals.merge(merged)
        return totals
    }

    /// The report on all messages so far; more can be added afterwards.
    ///
    /// Complexity: linear in the recipients and in the kinds of characters found; allocates.
    ///
    /// - Parameter title: What the campaign is called.
    public mutating func report(title: String = "") -> CampaignReport {
        let recipients =
            hasRecipients
            ? (count: tally.countRecipients(), additionCount: tally.recipients.additionCount) : nil
        var totals = totals
        totals.numbers.conclude(settings.numbers)
        return CampaignReport(
            title: title,
            totals: totals,
            country: settings.numbers.country,
            prices: settings.prices,
            recipients: recipients
        )
    }

    /// The figures so far with the set of recipients, as ``CampaignMerge`` adds them up.
    ///
    /// Complexity: linear in the recipients and in the kinds of characters found; allocates. Where the set
    /// is incomplete or too long the figures lack it, and a sum knows the recipients within bounds.
    public mutating func mergeableJSON() -> [UInt8] {
        let set = hasRecipients ? tally.serializedRecipients() : nil
        return report().json(recipientSet: set)
    }

    /// Adds what another estimator with the same settings has counted, as if it came afterwards.
    ///
    /// Recipients that both have are counted once. Complexity: linear in the other's recipients.
    public mutating func merge(_ other: consuming CampaignEstimator) {
        var totals = other.totals
        let longest = totals.longest
        totals.longest = LongestMessages()
        totals.longest.merge(longest, rowOffset: rowCount)
        merged.merge(totals)
        rowCount += other.rowCount
        hasRecipients = hasRecipients || other.hasRecipients
        tally.merge(other.takeRecipients())
    }

    /// Ends the estimate and gives away the set of its recipients.
    public consuming func takeRecipients() -> RecipientSet { tally.takeRecipients() }
}

/// Why rows of a campaign don't become messages; the raw values are the names in JSON.
@nonexhaustive
public enum RejectionReason: String, Sendable, Hashable, CaseIterable {
    /// The record is longer than the reader takes.
    case recordTooLong
    /// A quoted field is not closed, or something stands beside its quotes.
    case malformedQuotes
    /// The record has more or fewer fields than the header.
    case fieldCountDiffers
    /// The record is no JSON, or no object with the members asked for.
    case malformedJSON
    /// Octets are not a character of the input's charset.
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
            case .fieldCountDiffers, .unknownColumn, .ambiguousColumn, .noTextColumn:
                .fieldCountDiffers
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
            case .notEncodable, .noRoomBesideHeader, .noRoomBesideSpare: .notEncodable
            }
    }
}
