internal import SeptetBilling

/// Where a group of numbers stands among the others: the most expensive is the least.
///
/// Groups without a price come last. Where costs are equal the number of parts decides, then the
/// names of countries, those without one last.
struct DestinationRank: Comparable {
    let maximum: Amount?
    let partCount: Int
    let country: String?
    let mobileCountryCodes: [Int]

    static func < (left: Self, right: Self) -> Bool {
        if left.maximum != right.maximum {
            guard let one = left.maximum, let other = right.maximum else {
                return left.maximum != nil
            }
            return one > other
        }
        if left.partCount != right.partCount { return left.partCount > right.partCount }
        let (one, other) = (Array((left.country ?? "~").utf8), Array((right.country ?? "~").utf8))
        if one != other { return one.lexicographicallyPrecedes(other) }
        return left.mobileCountryCodes.lexicographicallyPrecedes(right.mobileCountryCodes)
    }

    static func == (left: Self, right: Self) -> Bool { !(left < right) && !(right < left) }
}

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
