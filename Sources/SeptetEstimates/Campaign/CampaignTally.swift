package import Septet

/// Counts messages, one after the other, towards the totals of a campaign.
///
/// Each thread has a tally of its own; their totals are merged at the end.
package struct CampaignTally: ~Copyable {
    private let planner: Planner
    private var messageCount = 0
    private var partCount = 0
    private var wirePartCount = 0
    private var differingMessageCount = 0
    private var gsm7BitCount = 0
    private var gsm7BitPartCount = 0
    private var rejectedCounts: [RejectionReason: Int] = [:]
    private var survey: MessageSurvey

    /// The longest messages of the current block.
    package private(set) var longest = LongestMessages()

    /// How many messages have a number of parts, at that index.
    private var histogram = [Int](repeating: 0, count: MessagePlan.maximumPartCount + 1)

    /// Begins with nothing; all messages must be planned by `planner`.
    package init(_ planner: Planner) {
        self.planner = planner
        survey = MessageSurvey(planner)
    }

    /// Begins to number rows from 1 again, and to look for the longest of them.
    package mutating func beginBlock() {
        longest = LongestMessages()
    }

    /// Adds a message that was planned.
    ///
    /// Complexity: constant for a message in the default alphabet, else linear.
    ///
    /// - Parameters:
    ///   - utf8: Its text, which is valid UTF-8.
    ///   - row: Where it stands in its block, from 1.
    ///   - billedPartCount: The parts by the provider's rule; by the standard when `nil`.
    package mutating func add(
        validUTF8 utf8: Span<UInt8>,
        _ plan: MessagePlan,
        row: Int,
        billedPartCount: Int? = nil
    ) {
        let billed = billedPartCount ?? plan.partCount
        messageCount += 1
        partCount += billed
        wirePartCount += plan.partCount
        if billed != plan.partCount { differingMessageCount += 1 }
        histogram.count(billed)
        if plan.alphabet == .gsm7Bit {
            gsm7BitCount += 1
            gsm7BitPartCount += billed
        }
        longest.add(
            LongestMessages.Entry(row: row, partCount: plan.partCount, unitCount: plan.unitCount)
        )
        survey.add(validUTF8: utf8, plan)
    }

    /// Counts a row that is no message.
    package mutating func reject(_ reason: RejectionReason) {
        rejectedCounts[reason, default: 0] += 1
    }

    /// What has been counted so far.
    ///
    /// Complexity: linear in the kinds of characters met; allocates.
    package var totals: CampaignTotals {
        var totals = CampaignTotals()
        totals.messageCount = messageCount
        totals.rejectedCounts = rejectedCounts
        totals.partCount = partCount
        totals.wirePartCount = wirePartCount
        totals.differingMessageCount = differingMessageCount
        totals.gsm7BitPartCount = gsm7BitPartCount
        totals.gsm7BitCount = gsm7BitCount
        totals.ucs2Count = messageCount - gsm7BitCount
        for (parts, messages) in histogram.enumerated() where messages > 0 {
            totals.messageCountByPartCount[parts] = messages
        }
        totals.savings.savedPartCounts = survey.savedPartCounts
        survey.forEachOffender { scalar, messages, alone, extra, extraAlone in
            var offender = OffenderTotals()
            offender.messageCount = messages
            offender.messageCountAlone = alone
            offender.extraPartCount = extra
            offender.extraPartCountAlone = extraAlone
            totals.offenders[scalar] = offender
        }
        return totals
    }
}

extension [Int] {
    /// Counts at an index, which may lie beyond the end.
    fileprivate mutating func count(_ index: Int) {
        if index >= count { append(contentsOf: repeatElement(0, count: index + 1 - count)) }
        self[index] += 1
    }
}
