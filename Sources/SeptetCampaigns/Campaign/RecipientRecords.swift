internal import Septet
internal import SeptetBilling
internal import SeptetJSON

/// Writes one JSON object a line for each message of a block.
struct RecipientRecords {
    private let settings: CampaignSettings
    private var json = JSONText()

    /// The costs of messages, which are few, by group and part counts.
    private var costs: [MessageKind: Cost?] = [:]

    init(_ settings: CampaignSettings) {
        self.settings = settings
    }

    /// The lines written.
    var octets: [UInt8] { json.octets }

    /// Forgets the lines written.
    mutating func removeAll() { json.removeAll() }

    /// Writes the line of a message.
    mutating func add(
        _ plan: MessagePlan,
        group: Int,
        billedPartCount: Int,
        line: Int,
        _ recipient: Span<UInt8>
    ) {
        let cost = cost(plan, group, billedPartCount)
        json.object { json in
            json.member("line", line)
            json.key("recipient")
            json.value(utf8: recipient)
            json.member("encoding", MessageEncoding(plan.alphabet).rawValue)
            json.member("units", plan.unitCount)
            json.member("parts", plan.partCount)
            if billedPartCount != plan.partCount { json.member("billedParts", billedPartCount) }
            json.costMember("cost", cost)
        }
        json.endLine()
    }

    private mutating func cost(
        _ plan: MessagePlan,
        _ group: Int,
        _ billedPartCount: Int
    ) -> Cost? {
        guard let prices = settings.prices else { return nil }
        let kind = MessageKind(
            group: group,
            alphabet: .gsm7Bit,
            partCount: billedPartCount
        )
        if let known = costs[kind] { return known }
        let cost = prices.cost(group: group, messageCount: 1, partCount: billedPartCount)
        costs.updateValue(cost, forKey: kind)
        return cost
    }
}
