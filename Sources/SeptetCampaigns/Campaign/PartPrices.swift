internal import Septet
internal import SeptetBilling

/// The prices of a list as whole numbers of one small unit, so that sums of them are exact.
struct PartPrices: Sendable {
    /// The prices for a survey; none without a list.
    let surveyed: SurveyPrices

    private let fractionDigitCount: Int

    /// The prices of a list's groups.
    init(_ list: PriceList?) {
        guard let list else {
            surveyed = SurveyPrices()
            fractionDigitCount = 0
            return
        }
        let prices = list.groups.map(\.price)
        let digits =
            prices.compactMap(\.self)
            .map { max($0.lowerBound.fractionDigitCount, $0.upperBound.fractionDigitCount) }
            .max() ?? 0
        fractionDigitCount = digits
        let units = prices.map { price in
            price.map { price in
                (
                    least: list.unit == .messageAtLeast
                        ? [] : price.lowerBound.unitWords(fractionDigitCount: digits),
                    most: price.upperBound.unitWords(fractionDigitCount: digits)
                )
            }
        }
        let wordCount = units.compactMap { $0.map { max($0.least.count, $0.most.count) } }.max()
        let padded = units.map { price in
            price.map { price in
                (least: price.least.padded(to: wordCount), most: price.most.padded(to: wordCount))
            }
        }
        surveyed = SurveyPrices(wordCount: wordCount ?? 0, padded)
    }

    /// A sum of prices as amounts.
    func cost(_ sum: SurveyedCost) -> (range: ClosedRange<Amount>, unpricedPartCount: Int) {
        let least = Amount(unitLanes: sum.least, fractionDigitCount: fractionDigitCount)
        let most = Amount(unitLanes: sum.most, fractionDigitCount: fractionDigitCount)
        return (min(least, most)...max(least, most), sum.unpricedPartCount)
    }
}

extension [UInt64] {
    fileprivate func padded(to count: Int?) -> Self {
        self + repeatElement(0, count: (count ?? 0) - self.count)
    }
}
