internal import Foundation
internal import Septet
internal import SeptetBilling

/// The prices of a list as whole numbers of one small unit, so that sums of them are exact.
struct PartPrices: Sendable {
    /// Prices beyond this many units are not summed up, so that millions of parts do not overflow.
    private static let limit = 1 << 40

    private let fractionDigitCount: Int
    private let prices: [PartPrice]

    /// The prices of a list's groups; all are 0 without a list, or where one is beyond reason.
    init(_ list: PriceList?) {
        let bounds = (list?.groups ?? []).map { group in
            group.price.map { [$0.lowerBound, $0.upperBound] } ?? [.zero, .zero]
        }
        let digits = bounds.joined().map { Self.neededFractionDigitCount($0) }.max() ?? 0
        let least = list?.unit == .messageAtLeast ? 0 : 1
        let scaled = bounds.map { bound in bound.map { Self.scaled($0, digits) } }
        let isReasonable = scaled.joined().allSatisfy { $0 != nil }
        fractionDigitCount = digits
        prices = scaled.map { bound in
            guard isReasonable, let lower = bound[0], let upper = bound[1] else {
                return PartPrice()
            }
            return PartPrice(least: lower * least, most: upper)
        }
    }

    /// What one part to a group costs.
    @inline(__always)
    func price(ofGroup group: Int) -> PartPrice {
        group < prices.count ? prices[group] : PartPrice()
    }

    /// A sum of prices as amounts.
    func cost(_ sum: PartPrice) -> ClosedRange<Amount> {
        let least = amount(sum.least)
        return least...max(least, amount(sum.most))
    }

    private func amount(_ units: Int) -> Amount {
        let digits = "\(units)e-\(fractionDigitCount)"
        return (try? Amount(digits)) ?? .zero
    }

    private static func neededFractionDigitCount(_ amount: Amount) -> Int {
        max(amount.fractionDigitCount, -amount.value.exponent, 0)
    }

    private static func scaled(_ amount: Amount, _ digits: Int) -> Int? {
        let value = amount.value * Decimal(sign: .plus, exponent: digits, significand: 1)
        guard let units = Int("\(value)"), (0...limit).contains(units) else { return nil }
        return units
    }
}
