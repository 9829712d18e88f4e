internal import Septet

/// Counts messages by their kinds, without allocation for those that were met before.
struct MessageKindCounts {
    private static let alphabets: [Alphabet] = [.gsm7Bit, .ucs2]

    /// Longer messages are few, and a price list may have many groups.
    private static let countsPerAlphabet = 8

    /// The messages of each group, alphabet and small number of parts, all of which are billed.
    private var counts: [Int] = []

    /// The messages with more parts, and those of which other parts are billed.
    private var oddCounts: [MessageKind: Int] = [:]

    /// Counts a message.
    @inline(__always)
    mutating func add(_ plan: MessagePlan, group: Int, billedPartCount: Int) {
        guard plan.partCount == billedPartCount, plan.partCount < Self.countsPerAlphabet else {
            let kind = MessageKind(
                group: group,
                alphabet: plan.alphabet,
                partCount: plan.partCount,
                billedPartCount: billedPartCount
            )
            oddCounts[kind, default: 0] += 1
            return
        }
        let alphabet = plan.alphabet == .gsm7Bit ? 0 : 1
        let place = (group * 2 + alphabet) * Self.countsPerAlphabet + plan.partCount
        if place >= counts.count {
            let missing = (group + 1) * 2 * Self.countsPerAlphabet - counts.count
            counts.append(contentsOf: repeatElement(0, count: missing))
        }
        counts[place] += 1
    }

    /// The counts, those of 0 left out.
    var byKind: [MessageKind: Int] {
        var byKind = oddCounts
        for (place, count) in counts.enumerated() where count > 0 {
            let (row, partCount) = place.quotientAndRemainder(dividingBy: Self.countsPerAlphabet)
            let kind = MessageKind(
                group: row / 2,
                alphabet: Self.alphabets[row % 2],
                partCount: partCount
            )
            byKind[kind] = count
        }
        return byKind
    }
}
