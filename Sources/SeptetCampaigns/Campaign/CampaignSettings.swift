public import Septet
public import SeptetBilling
public import SeptetNumbers

/// What is counted of a campaign, and by which rules.
public struct CampaignSettings: Sendable {
    /// The planner of all messages.
    public var planner: Planner

    /// What a part costs; without prices there are no costs.
    public var prices: PriceList?

    /// How parts are billed; `nil` when each part is, as the standard makes them.
    public var billing: PartBilling?

    /// What each text becomes on its way, such as one with a signature; `nil` where it stays as it is.
    public var textRewriting: (@Sendable (String) -> String)?

    /// How recipients are read.
    public var numbers: NumberReader

    /// Which recipients a message may be sent to; rows with others are rejected.
    public var numberRule: NumberRule

    /// How many of the first, the longest and the most expensive messages are kept to be shown.
    public var previewCount = 0
    /// Whether messages to a recipient that had one before are left out.
    public var dropsDuplicates = false

    /// The recipients that get no message.
    package var excluded: RecipientKeys?

    /// Makes settings; without arguments only parts are counted.
    public init(
        _ planner: Planner = Planner(),
        prices: PriceList? = nil,
        billing: PartBilling? = nil,
        numbers: NumberReader = NumberReader(),
        numberRule: NumberRule = .possible
    ) {
        self.planner = planner
        self.prices = prices
        self.billing = billing
        self.numbers = numbers
        self.numberRule = numberRule
    }

    /// How many parts of a message are billed.
    ///
    /// Providers know no national tables, so a text planned with one is measured as they would.
    ///
    /// Complexity: constant without a rule, otherwise linear.
    ///
    /// - Parameters:
    ///   - utf8: Its text, which is valid UTF-8; looked at only where there is a rule.
    ///   - country: The recipient's, `nil` where it isn't known; as well.
    @inline(__always)
    func billedPartCount(
        validUTF8 utf8: Span<UInt8>,
        _ plan: MessagePlan,
        country: @autoclosure () -> CountryCode?
    ) -> Int {
        guard billing != nil else { return plan.partCount }
        return partCountByRule(validUTF8: utf8, plan, country()) ?? plan.partCount
    }

    @inline(never)
    private func partCountByRule(
        validUTF8 utf8: Span<UInt8>,
        _ plan: MessagePlan,
        _ country: CountryCode?
    ) -> Int? {
        guard let billing else { return nil }
        guard plan.shiftTables != .default || billing.needsText else {
            return billing.partCount(of: TextMeasure(validUTF8: utf8, plan))
        }
        do {
            let text = String(copying: try UTF8Span(validating: utf8))
            return billing.partCount(ofText: text, country: country?.description)
        } catch {
            return nil
        }
    }
}

/// What the fields of a campaign's rows are.
package struct CampaignColumns: Sendable {
    /// Where the text of a message comes from.
    package enum Text: Sendable {
        /// A field has it.
        case field(Int)
        /// A template has it, and fields fill it in.
        case template(CompiledTemplate)
    }

    /// The text.
    package let text: Text

    /// The field with the recipient's number.
    package let recipient: Int?

    /// Describes rows.
    package init(text: Text, recipient: Int? = nil) {
        self.text = text
        self.recipient = recipient
    }
}
