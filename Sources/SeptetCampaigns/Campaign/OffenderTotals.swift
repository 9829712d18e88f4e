public import SeptetBilling

/// What one kind of character does to a campaign by forcing messages into UCS-2.
public struct OffenderTotals: Sendable, Hashable {
    /// The messages it stands in and helps to force.
    public var messageCount = 0

    /// The messages it forces alone, without any other kind of character.
    public var messageCountAlone = 0

    /// The parts its messages have beyond those they would have in GSM 7 bit.
    ///
    /// A message forced by several kinds of characters counts with each of them.
    public var extraPartCount = 0

    /// The same, of the messages it forces alone: what its replacement saves for sure.
    public var extraPartCountAlone = 0

    /// The least and the most that the extra parts with a known price cost.
    public var extraCost = Amount.zero...Amount.zero

    /// The extra parts whose price is not known, which are not in `extraCost`.
    public var unpricedExtraPartCount = 0

    /// Begins with nothing.
    public init() {}

    /// The totals of two parts of a campaign together.
    static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.messageCount += right.messageCount
        sum.messageCountAlone += right.messageCountAlone
        sum.extraPartCount += right.extraPartCount
        sum.extraPartCountAlone += right.extraPartCountAlone
        sum.extraCost = left.extraCost + right.extraCost
        sum.unpricedExtraPartCount += right.unpricedExtraPartCount
        return sum
    }
}

extension ClosedRange<Amount> {
    /// The least and the most of two costs together.
    static func + (left: Self, right: Self) -> Self {
        left.lowerBound + right.lowerBound...left.upperBound + right.upperBound
    }
}
