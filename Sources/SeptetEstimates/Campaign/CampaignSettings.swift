public import Septet
public import SeptetProviders

/// What is counted of a campaign, and by which rules.
public struct CampaignSettings: Sendable {
    /// The planner of all messages.
    public var planner: Planner

    /// What a part costs; without prices there are no costs.
    public var prices: PriceList?

    /// How the provider makes parts of GSM 7 bit and UCS-2; `nil` when it bills each part.
    public var billing: (gsm7Bit: BillingRule, ucs2: BillingRule)?

    /// Makes settings; without arguments only parts are counted.
    public init(_ planner: Planner = Planner(), prices: PriceList? = nil) {
        self.planner = planner
        self.prices = prices
    }

    /// How many parts of a message are billed.
    func billedPartCount(_ plan: MessagePlan) -> Int {
        guard let billing else { return plan.partCount }
        let rule = plan.alphabet == .gsm7Bit ? billing.gsm7Bit : billing.ucs2
        return rule.partCount(unitCount: plan.unitCount)
    }
}
