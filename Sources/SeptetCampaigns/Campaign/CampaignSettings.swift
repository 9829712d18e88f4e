public import Septet
internal import SeptetBilling
public import SeptetProviders

/// What is counted of a campaign, and by which rules.
public struct CampaignSettings: Sendable {
    /// The planner of all messages.
    public var planner: Planner

    /// What a part costs; without prices there are no costs.
    public var prices: PriceList?

    /// Whose count of parts is billed; `nil` when each part is, as the standard makes them.
    public var provider: Provider?

    /// Makes settings; without arguments only parts are counted.
    public init(
        _ planner: Planner = Planner(),
        prices: PriceList? = nil,
        provider: Provider? = nil
    ) {
        self.planner = planner
        self.prices = prices
        self.provider = provider
    }

    /// How many parts of a message are billed.
    ///
    /// Providers know no national tables, so a text planned with one is measured as they would.
    ///
    /// Complexity: constant without a provider, else linear.
    ///
    /// - Parameter utf8: Its text, which is valid UTF-8; looked at only for a provider.
    @inline(__always)
    func billedPartCount(validUTF8 utf8: Span<UInt8>, _ plan: MessagePlan) -> Int {
        guard provider != nil else { return plan.partCount }
        return providerPartCount(validUTF8: utf8, plan) ?? plan.partCount
    }

    @inline(never)
    private func providerPartCount(validUTF8 utf8: Span<UInt8>, _ plan: MessagePlan) -> Int? {
        guard plan.shiftTables != .default else {
            return provider?.billedPartCount(of: TextMeasure(validUTF8: utf8, plan))
        }
        do {
            let text = String(copying: try UTF8Span(validating: utf8))
            return provider?.billedPartCount(of: TextMeasure(text))
        } catch {
            return nil
        }
    }
}
