internal import SeptetBilling

/// Where a character stands among those that cost most: the dearest is the least.
///
/// Where costs are equal, as without prices, extra parts decide, then messages, then code points.
struct CharacterRank: Comparable {
    var maximum = Amount.zero
    var minimum = Amount.zero
    let extraPartCount: Int
    let messageCount: Int
    let scalar: Unicode.Scalar

    static func < (left: Self, right: Self) -> Bool {
        (
            right.maximum, right.minimum, right.extraPartCount, right.messageCount,
            left.scalar.value
        ) < (
            left.maximum, left.minimum, left.extraPartCount, left.messageCount,
            right.scalar.value
        )
    }
}
