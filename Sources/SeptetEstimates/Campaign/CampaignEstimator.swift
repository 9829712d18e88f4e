public import Septet

/// Estimates a campaign that a sender feeds message by message.
///
/// Each thread of a sender can have an estimator of its own; `CampaignTotals.merge` puts their
/// totals together.
public struct CampaignEstimator: ~Copyable {
    private let planner: Planner
    private var tally: CampaignTally
    private var rowCount = 0

    /// Begins with nothing; all messages are planned by `planner`.
    public init(_ planner: Planner = Planner()) {
        self.planner = planner
        tally = CampaignTally(planner)
    }

    /// Plans a message and adds it; one that cannot be planned counts as rejected.
    ///
    /// Complexity: linear; allocates nothing once the characters of the campaign's languages have
    /// been met, save for a few messages in which a character's neighbours decide.
    @discardableResult
    public mutating func add(text: String) throws(PlanningError) -> MessagePlan {
        try add(utf8: text.utf8Span.span)
    }

    /// Plans a message of raw UTF-8 and adds it; as for a `String`.
    @discardableResult
    public mutating func add(utf8 text: Span<UInt8>) throws(PlanningError) -> MessagePlan {
        rowCount += 1
        do {
            let plan = try planner.plan(utf8: text)
            tally.add(validUTF8: text, plan, row: rowCount)
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
}
