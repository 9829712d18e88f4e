internal import Septet
internal import SeptetBilling
internal import SeptetJSON

/// What the results of several parts of a list cost, in the one currency they have.
struct MergedPrices {
    /// The currency; `nil` before the first cost.
    private(set) var currency: String?

    /// Whether any result was made with prices.
    private(set) var isAny = false

    /// The billed parts without a known price, those of results without prices included.
    private(set) var unpricedPartCount = 0

    private var cost: MergedCost?
    private var fees: MergedCost?

    /// Adds the cost of a result, or that it knows none.
    mutating func add(
        _ result: MergedMember,
        billedPartCount: Int
    ) throws(CampaignMerge.MergeError) {
        let cost = try result.member("cost")
        let unpriced = try result.member("unpricedParts")
        if let cost { self.cost = try add(cost, to: self.cost) }
        if let fees = try result.member("fees") { self.fees = try add(fees, to: self.fees) }
        isAny = isAny || cost != nil || unpriced != nil
        if let unpriced {
            unpricedPartCount = try unpriced.count(addedTo: unpricedPartCount)
        } else if cost == nil {
            unpricedPartCount += billedPartCount
            guard unpricedPartCount <= MergedMember.countLimit else {
                throw .malformed(member: "unpricedParts")
            }
        }
    }

    /// Reads a cost, checks its currency and adds it to a sum.
    mutating func add(
        _ member: MergedMember,
        to sum: MergedCost?
    ) throws(CampaignMerge.MergeError) -> MergedCost {
        guard let name = try member.member("currency") else { throw member.error }
        let added = try name.text()
        if let currency, !currency.utf8.elementsEqual(added.utf8) {
            throw .currenciesDiffer(currency, added)
        }
        currency = added
        let cost = MergedCost(
            minimum: try member.amount("min") + (sum?.minimum ?? .zero),
            maximum: try member.amount("max") + (sum?.maximum ?? .zero)
        )
        // A sum must be one that can be read again.
        guard max(cost.minimum.digitCount, cost.maximum.digitCount) <= Amount.sumDigitLimit else {
            throw member.error
        }
        return cost
    }

    func write(_ json: inout JSONText) {
        guard isAny else { return }
        json.costMember("cost", cost?.cost(currency))
        json.costMember("fees", fees?.cost(currency))
        json.member("unpricedParts", unpricedPartCount)
    }
}

/// A sum of costs.
struct MergedCost {
    var minimum: Amount
    var maximum: Amount

    func cost(_ currency: String?) -> Cost? {
        currency.map { Cost(minimum: minimum, maximum: maximum, currency: $0) }
    }
}

/// What parts of several results cost, for some of which no price is known.
///
/// As in one report: nothing is known when there are parts and none of them has a price. A result without such
/// parts says that they cost 0, which says nothing about the others.
struct MergedPartCost {
    private var sum: MergedCost?
    private var hasParts = false
    private var hasPricedParts = false

    /// Adds what a result says of its parts; `nil` where it knows no price.
    mutating func add(
        _ member: MergedMember?,
        partCount: Int,
        _ prices: inout MergedPrices
    ) throws(CampaignMerge.MergeError) {
        hasParts = hasParts || partCount > 0
        guard let member else { return }
        sum = try prices.add(member, to: sum)
        hasPricedParts = hasPricedParts || partCount > 0
    }

    /// The cost of the parts that have one.
    var known: MergedCost? { hasParts && !hasPricedParts ? nil : sum }
}

/// Costs under names that are known beforehand, in the order of those.
struct MergedCosts {
    private let names: [String]
    private var costs: [MergedPartCost]
    private var isAny = false

    init(_ names: [String]) {
        self.names = names
        costs = names.map { _ in MergedPartCost() }
    }

    /// Adds the costs of a result; `counts` has the parts under each name, where a cost may be that of none.
    mutating func add(
        _ member: MergedMember?,
        ofParts counts: MergedMember? = nil,
        _ prices: inout MergedPrices
    ) throws(CampaignMerge.MergeError) {
        for (place, name) in names.enumerated() {
            let partCount = try counts?.member(name)?.count() ?? 0
            try costs[place].add(nil, partCount: partCount, &prices)
        }
        guard let member else { return }
        isAny = true
        for (name, member) in try member.members() {
            guard let place = names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) else {
                throw member.error
            }
            let partCount = counts == nil ? 1 : try counts?.member(name)?.count() ?? 0
            try costs[place].add(member, partCount: partCount, &prices)
        }
    }

    func write(_ key: String, _ currency: String?, _ json: inout JSONText) {
        guard isAny else { return }
        json.key(key)
        json.object { json in
            for (name, cost) in zip(names, costs) {
                json.costMember(name, cost.known?.cost(currency))
            }
        }
    }
}

/// The messages to each group of numbers.
struct MergedCountries {
    /// The members that say which group it is, in the order they are written in.
    private static let identity = ["country", "name", "mcc", "networks", "price", "fee"]

    fileprivate struct Row {
        let identity: [(name: String, value: JSONValue)]
        var messageCount = 0
        var partCount = 0
        var cost: MergedCost?
    }

    private var rows: [Row] = []

    /// Where the row of a group is, by the octets of its identity.
    private var places: [[UInt8]: Int] = [:]

    mutating func add(
        _ member: MergedMember?,
        _ prices: inout MergedPrices
    ) throws(CampaignMerge.MergeError) {
        guard let member else { return }
        for row in try member.elements() {
            var identity: [(name: String, value: JSONValue)] = []
            for name in Self.identity {
                if let member = try row.member(name) { identity.append((name, member.value)) }
            }
            let key = JSONText.octets(of: .array(identity.flatMap { [.string($0), $1] }))
            let place = places[key] ?? rows.count
            if place == rows.count {
                places[key] = place
                rows.append(Row(identity: identity))
            }
            for name in ["messages", "parts"] where try row.member(name) == nil {
                throw .malformed(member: "countries.\(name)")
            }
            for (name, member) in try row.members() {
                switch name {
                case "messages":
                    rows[place].messageCount = try member.count(addedTo: rows[place].messageCount)
                case "parts":
                    rows[place].partCount = try member.count(addedTo: rows[place].partCount)
                case "cost": rows[place].cost = try prices.add(member, to: rows[place].cost)
                default: guard Self.identity.contains(name) else { throw member.error }
                }
            }
        }
    }

    func write(_ currency: String?, _ json: inout JSONText) {
        guard !rows.isEmpty else { return }
        json.key("countries")
        json.array { json in
            for row in rows.sorted(by: { $0.rank < $1.rank }) {
                json.object { json in
                    for (name, value) in row.identity {
                        json.key(name)
                        json.value(value)
                    }
                    json.member("messages", row.messageCount)
                    json.member("parts", row.partCount)
                    json.costMember("cost", row.cost?.cost(currency))
                }
            }
        }
    }
}

extension MergedCountries.Row {
    fileprivate var rank: DestinationRank {
        var country: String?
        var codes: [Int] = []
        for (name, value) in identity {
            if name == "country", case .string(let text) = value { country = text }
            if name == "mcc", case .array(let values) = value {
                codes = values.map { value in
                    if case .number(let digits) = value { Int(digits) ?? 0 } else { 0 }
                }
            }
        }
        return DestinationRank(
            maximum: cost?.maximum,
            partCount: partCount,
            country: country,
            mobileCountryCodes: codes
        )
    }
}

/// What the characters that force UCS-2 do.
struct MergedOffenders {
    private struct Row {
        var messageCount = 0
        var extraPartCount = 0
        var messageCountAlone = 0
        var extraPartCountAlone = 0
        var extraCost = MergedPartCost()
    }

    private var rows: [Unicode.Scalar: Row] = [:]
    private var isAny = false

    mutating func add(
        _ member: MergedMember?,
        _ prices: inout MergedPrices
    ) throws(CampaignMerge.MergeError) {
        guard let member else { return }
        isAny = true
        for row in try member.elements() {
            guard let character = try row.member("character"),
                let scalar = try character.text().unicodeScalars.first,
                try character.text().unicodeScalars.count == 1
            else { throw .malformed(member: "offenders.character") }
            var sum = rows[scalar] ?? Row()
            for name in ["messages", "extraParts"] where try row.member(name) == nil {
                throw .malformed(member: "offenders.\(name)")
            }
            for (name, member) in try row.members() {
                switch name {
                case "messages": sum.messageCount = try member.count(addedTo: sum.messageCount)
                case "extraParts":
                    sum.extraPartCount = try member.count(addedTo: sum.extraPartCount)
                case "messagesAlone":
                    sum.messageCountAlone = try member.count(addedTo: sum.messageCountAlone)
                case "extraPartsAlone":
                    sum.extraPartCountAlone = try member.count(addedTo: sum.extraPartCountAlone)
                // Below, beside its parts.
                case "extraCost", "character": break
                case "scalar":
                    guard try member.text().utf8.elementsEqual(scalar.codePointName.utf8) else {
                        throw .inconsistent(member: member.name)
                    }
                default: throw member.error
                }
            }
            try sum.extraCost.add(
                try row.member("extraCost"),
                partCount: try row.countOrZero("extraParts"),
                &prices
            )
            rows[scalar] = sum
        }
    }

    func write(_ currency: String?, _ json: inout JSONText) {
        guard isAny else { return }
        let ranked = rows.map { scalar, row in
            let rank = CharacterRank(
                maximum: row.extraCost.known?.maximum ?? .zero,
                minimum: row.extraCost.known?.minimum ?? .zero,
                extraPartCount: row.extraPartCount,
                messageCount: row.messageCount,
                scalar: scalar
            )
            return (rank: rank, row: row)
        }
        json.key("offenders")
        json.array { json in
            for (rank, row) in ranked.sorted(by: { $0.rank < $1.rank }) {
                json.object { json in
                    json.member("character", String(rank.scalar))
                    json.member("scalar", rank.scalar.codePointName)
                    json.member("messages", row.messageCount)
                    json.member("extraParts", row.extraPartCount)
                    json.member("messagesAlone", row.messageCountAlone)
                    json.member("extraPartsAlone", row.extraPartCountAlone)
                    json.costMember("extraCost", row.extraCost.known?.cost(currency))
                }
            }
        }
    }
}

/// What texts of several results have that costs units and no one wants.
struct MergedFlaws {
    private var rows: [TextFlaw: (messageCount: Int, partCount: Int, cost: MergedCost?)] = [:]

    mutating func add(
        _ member: MergedMember?,
        _ prices: inout MergedPrices
    ) throws(CampaignMerge.MergeError) {
        for row in try member?.elements() ?? [] {
            guard let flaw = TextFlaw(rawValue: try row.member("kind")?.text() ?? "") else {
                throw row.error
            }
            var sum = rows[flaw] ?? (0, 0, nil)
            sum.messageCount += try row.count("messages")
            sum.partCount += try row.count("parts")
            if let cost = try row.member("cost") { sum.cost = try prices.add(cost, to: sum.cost) }
            guard max(sum.messageCount, sum.partCount) <= MergedMember.countLimit else {
                throw row.error
            }
            rows[flaw] = sum
        }
    }

    /// The flaws of all results, in their order.
    func flaws(_ currency: String?) -> [CampaignReport.Flaw] {
        TextFlaw.allCases.compactMap { flaw in
            rows[flaw].map { row in
                CampaignReport.Flaw(
                    flaw: flaw,
                    messageCount: row.messageCount,
                    partCount: row.partCount,
                    cost: row.cost?.cost(currency)
                )
            }
        }
    }
}
