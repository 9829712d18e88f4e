public import Septet

/// Estimates a campaign that a sender feeds message by message.
///
/// Each thread of a sender can have an estimator of its own; `CampaignTotals.merge` and
/// `RecipientSet.merge` put together what they have counted.
public struct CampaignEstimator: ~Copyable {
    private let settings: CampaignSettings
    private var tally: CampaignTally
    private var rowCount = 0

    /// Begins with nothing.
    public init(_ settings: CampaignSettings = CampaignSettings()) {
        self.settings = settings
        tally = CampaignTally(settings, recipientOctetLimit: RecipientSet.defaultOctetLimit)
    }

    /// Begins with nothing; all messages are planned by `planner`.
    public init(_ planner: Planner) {
        self.init(CampaignSettings(planner))
    }

    /// Plans a message and adds it; one that cannot be planned counts as rejected.
    ///
    /// Complexity: linear; allocates nothing once the characters of the campaign's languages have
    /// been met, save for a few messages in which a character's neighbours decide.
    ///
    /// - Parameter recipient: The number it goes to; without one no recipient is counted, and the
    ///   price is that of an unknown number.
    @discardableResult
    public mutating func add(
        recipient: String? = nil,
        text: String
    ) throws(PlanningError) -> MessagePlan {
        guard let recipient else { return try add(utf8: text.utf8Span.span, group: 0) }
        let group = tally.add(recipient: recipient.utf8Span.span)
        return try add(utf8: text.utf8Span.span, group: group)
    }

    /// Plans a message of raw UTF-8 and adds it; as for a `String`.
    @discardableResult
    public mutating func add(
        recipient: Span<UInt8>,
        utf8 text: Span<UInt8>
    ) throws(PlanningError) -> MessagePlan {
        try add(utf8: text, group: tally.add(recipient: recipient))
    }

    /// Plans a message of raw UTF-8 without a recipient and adds it.
    @discardableResult
    public mutating func add(utf8 text: Span<UInt8>) throws(PlanningError) -> MessagePlan {
        try add(utf8: text, group: 0)
    }

    private mutating func add(
        utf8 text: Span<UInt8>,
        group: Int
    ) throws(PlanningError) -> MessagePlan {
        rowCount += 1
        do {
            let plan = try settings.planner.plan(utf8: text)
            tally.add(
                validUTF8: text,
                plan,
                row: rowCount,
                group: group,
                billedPartCount: settings.billedPartCount(validUTF8: text, plan)
            )
            return plan
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
    /// Complexity: linear in the kinds of characters met; allocates.
    public var totals: CampaignTotals {
        var totals = tally.totals
        totals.longest = tally.longest
        return totals
    }

    /// Ends the estimate and gives away the set of its recipients.
    public consuming func takeRecipients() -> RecipientSet { tally.takeRecipients() }
}
