/// What one part costs in each group of recipients, at least and at most.
///
/// A price is a whole number of the caller's smallest unit, in words of 64 bits. Each word is
/// summed up on its own in 128 bits, so a sum over fewer than 2^62 parts cannot overflow.
package struct SurveyPrices: Sendable {
    /// How many words a price has.
    package let wordCount: Int

    /// For each group the words of the least, then those of the most, the least significant first.
    private let words: [UInt64]

    private let arePriced: [Bool]

    /// No prices: costs are not summed up.
    package init() {
        self.init(wordCount: 0, [])
    }

    /// The prices of the groups; `nil` for a group whose price is not known.
    ///
    /// Each bound has `wordCount` words, the least significant first.
    package init(wordCount: Int, _ groups: [(least: [UInt64], most: [UInt64])?]) {
        self.wordCount = wordCount
        arePriced = groups.map { $0 != nil }
        let nothing = [UInt64](repeating: 0, count: 2 * wordCount)
        words = groups.flatMap { $0.map { $0.least + $0.most } ?? nothing }
        let first = groups.first ?? nil
        isFlat = groups.allSatisfy { group in
            group.map { $0.least == first?.least && $0.most == first?.most } ?? false
        }
    }

    /// Whether a part costs the same in all groups, so that costs follow from counts of parts.
    let isFlat: Bool

    /// What some parts cost where prices are flat; nothing without prices.
    func cost(ofParts partCount: Int) -> SurveyedCost {
        let products = words.prefix(2 * wordCount).map { Int128($0) * Int128(partCount) }
        return SurveyedCost(
            least: Array(products[..<wordCount]),
            most: Array(products[wordCount...]),
            unpricedPartCount: 0
        )
    }

    /// Each sum has a lane for each word of both ends, and one for the parts without a price.
    fileprivate var laneCount: Int { 2 * wordCount + 1 }

    /// Whether there is something to sum up for a group.
    @inline(__always)
    func isKnown(_ group: Int) -> Bool { arePriced.indices.contains(group) }

    /// The lanes that a part of a group adds to.
    fileprivate func lanes(ofGroup group: Int) -> Range<Int> {
        arePriced[group] ? 0..<2 * wordCount : 2 * wordCount..<laneCount
    }

    fileprivate func addend(_ lane: Int, ofGroup group: Int) -> UInt64 {
        lane == 2 * wordCount ? 1 : words[group * 2 * wordCount + lane]
    }
}

/// What some parts cost together, at least and at most.
package struct SurveyedCost: Sendable, Hashable {
    /// The sums of the words of the least, the least significant first.
    package var least: [Int128]
    /// The sums of the words of the most.
    package var most: [Int128]
    /// The parts whose price is not known, which are in neither.
    package var unpricedPartCount: Int

    /// Makes a cost.
    package init(least: [Int128], most: [Int128], unpricedPartCount: Int) {
        self.least = least
        self.most = most
        self.unpricedPartCount = unpricedPartCount
    }
}

/// Sums of costs, one for each slot of a table.
struct SurveyedCostSums {
    private var sums: [Int128] = []

    /// Makes room for `slotCount` slots.
    mutating func reserve(_ slotCount: Int, _ prices: SurveyPrices) {
        let missing = slotCount * prices.laneCount - sums.count
        if missing > 0 { sums.append(contentsOf: repeatElement(0, count: missing)) }
    }

    /// Adds what some parts of a message cost to some slots that there is room for.
    ///
    /// Complexity: linear in the slots; allocates nothing.
    mutating func add(
        _ partCount: Int,
        _ prices: SurveyPrices,
        group: Int,
        to slots: Span<UInt32>
    ) {
        let laneCount = prices.laneCount
        var sums = sums.mutableSpan
        for lane in prices.lanes(ofGroup: group) {
            let added = Int128(prices.addend(lane, ofGroup: group)) * Int128(partCount)
            guard added != 0 else { continue }
            for index in slots.indices { sums[Int(slots[index]) * laneCount + lane] += added }
        }
    }

    /// The sum of a slot.
    func cost(ofSlot slot: Int, _ prices: SurveyPrices) -> SurveyedCost {
        let start = slot * prices.laneCount
        let width = prices.wordCount
        guard start + prices.laneCount <= sums.count else {
            return SurveyedCost(least: [], most: [], unpricedPartCount: 0)
        }
        return SurveyedCost(
            least: Array(sums[start..<start + width]),
            most: Array(sums[start + width..<start + 2 * width]),
            unpricedPartCount: Int(sums[start + 2 * width])
        )
    }
}
