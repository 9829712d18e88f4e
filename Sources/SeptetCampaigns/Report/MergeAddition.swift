internal import SeptetBilling
internal import SeptetJSON
internal import SeptetProviders

/// Adds one result of an estimate to the sum of others, member by member.
struct MergeAddition {
    typealias MergeError = CampaignMerge.MergeError

    /// The rows of the list before the result's first one.
    let rowOffset: Int

    /// The sum of a member that may not be there yet.
    func sum(
        of sum: JSONValue?,
        _ added: JSONValue,
        _ name: String
    ) throws(MergeError) -> JSONValue {
        switch name {
        case "partial": return .boolean(sum == true || added == true)
        case "recipients", "warnings": return added
        case "cost": return try Self.cost(sum, added, name)
        case "encodingCosts", "savingCosts":
            return .object(try Self.members(sum, added, name, Self.cost))
        case "encodings", "savings":
            return .object(try Self.members(sum, added, name, Self.number))
        case "histogram", "rejectedReasons":
            let object = try Self.members(sum, added, name, Self.number)
            return .object(Self.sorted(object))
        case "countries": return try countries(sum, added)
        case "offenders": return try offenders(sum, added)
        case "longest": return try longest(sum, added)
        default: return try Self.number(sum, added, name)
        }
    }

    /// The largest count there can be, beyond any campaign; no sum of as many as a command line
    /// can name overflows.
    private static let countLimit = 1 << 44

    /// A count that must be there.
    static func count(_ value: JSONValue?, _ name: String) throws(MergeError) -> Int {
        guard case .number(let digits)? = value, let count = Int(digits),
            (0...countLimit).contains(count)
        else { throw .malformed(member: name) }
        return count
    }

    private static func number(
        _ sum: JSONValue?,
        _ added: JSONValue,
        _ name: String
    ) throws(MergeError) -> JSONValue {
        let before = try sum.map { value throws(MergeError) in try count(value, name) } ?? 0
        let total = before + (try count(added, name))
        guard total <= countLimit else { throw .malformed(member: name) }
        return .integer(total)
    }

    private static func amount(_ value: JSONValue?, _ name: String) throws(MergeError) -> Amount {
        guard case .number(let digits)? = value, let amount = try? Amount(digits) else {
            throw .malformed(member: name)
        }
        return amount
    }

    private static func cost(
        _ sum: JSONValue?,
        _ added: JSONValue,
        _ name: String
    ) throws(MergeError) -> JSONValue {
        guard case .object(let right) = added, case .string(let currency)? = right["currency"]
        else { throw .malformed(member: name) }
        var total = right
        guard let sum else { return added }
        guard case .object(let left) = sum else { throw .malformed(member: name) }
        if case .string(let other)? = left["currency"], other != currency {
            throw .currenciesDiffer(other, currency)
        }
        for end in ["min", "max"] {
            let amount = try amount(left[end], name) + Self.amount(right[end], name)
            total[end] = .number(amount.description)
        }
        return .object(total)
    }

    private static func members(
        _ sum: JSONValue?,
        _ added: JSONValue,
        _ name: String,
        _ add: (JSONValue?, JSONValue, String) throws(MergeError) -> JSONValue
    ) throws(MergeError) -> JSONObject {
        guard case .object(let object) = added else { throw .malformed(member: name) }
        var total = JSONObject()
        if case .object(let before)? = sum { total = before }
        for member in object.members {
            total[member.name] = try add(
                total[member.name],
                member.value,
                "\(name).\(member.name)"
            )
        }
        return total
    }

    /// Members in the order of their names; of numbers in their own.
    private static func sorted(_ object: JSONObject) -> JSONObject {
        JSONObject(
            object.members.sorted {
                ($0.name.utf8.count, $0.name) < ($1.name.utf8.count, $1.name)
                    && Int($0.name) != nil || Int($0.name) == nil && $0.name < $1.name
            }
        )
    }

    private static func elements(
        _ value: JSONValue?,
        _ name: String
    ) throws(MergeError) -> [JSONObject] {
        guard let value else { return [] }
        guard case .array(let elements) = value else { throw .malformed(member: name) }
        return try elements.map { element throws(MergeError) in
            guard case .object(let object) = element else { throw .malformed(member: name) }
            return object
        }
    }

    /// Adds up objects that agree in some members.
    private static func grouped(
        _ sum: JSONValue?,
        _ added: JSONValue,
        _ name: String,
        by identity: [String],
        costs: [String]
    ) throws(MergeError) -> [JSONObject] {
        var places: [[JSONValue?]: Int] = [:]
        var total: [JSONObject] = []
        for object in try elements(sum, name) + elements(added, name) {
            let key = identity.map { object[$0] }
            guard let place = places[key] else {
                places[key] = total.count
                total.append(object)
                continue
            }
            for member in object.members where !identity.contains(member.name) {
                let add = costs.contains(member.name) ? cost : number
                total[place][member.name] = try add(
                    total[place][member.name],
                    member.value,
                    "\(name).\(member.name)"
                )
            }
        }
        return total
    }
}

extension MergeAddition {
    private func countries(_ sum: JSONValue?, _ added: JSONValue) throws(MergeError) -> JSONValue {
        let rows = try Self.grouped(
            sum,
            added,
            "countries",
            by: ["country", "name", "mcc", "networks", "price"],
            costs: ["cost"]
        )
        var keyed: [(maximum: Amount, parts: Int, country: String, row: JSONObject)] = []
        for row in rows {
            var maximum = Amount(-1)
            if case .object(let cost)? = row["cost"] {
                maximum = try Self.amount(cost["max"], "countries.cost")
            }
            var country = "~"
            if case .string(let text)? = row["country"] { country = text }
            let parts = try Self.count(row["parts"], "countries.parts")
            keyed.append((maximum, parts, country, row))
        }
        keyed.sort { ($1.maximum, $1.parts, $0.country) < ($0.maximum, $0.parts, $1.country) }
        return .array(keyed.map { .object($0.row) })
    }

    private func offenders(_ sum: JSONValue?, _ added: JSONValue) throws(MergeError) -> JSONValue {
        let rows = try Self.grouped(
            sum,
            added,
            "offenders",
            by: ["character", "scalar"],
            costs: ["extraCost"]
        )
        var ranked: [(rank: CharacterRank, row: JSONObject)] = []
        for row in rows {
            guard case .string(let text)? = row["character"], let scalar = text.unicodeScalars.first
            else { throw .malformed(member: "offenders.character") }
            var rank = CharacterRank(
                extraPartCount: try Self.count(row["extraParts"], "offenders.extraParts"),
                messageCount: try Self.count(row["messages"], "offenders.messages"),
                scalar: scalar
            )
            if case .object(let cost)? = row["extraCost"] {
                rank.maximum = try Self.amount(cost["max"], "offenders.extraCost")
                rank.minimum = try Self.amount(cost["min"], "offenders.extraCost")
            }
            ranked.append((rank, row))
        }
        ranked.sort { $0.rank < $1.rank }
        return .array(ranked.map { .object($0.row) })
    }

    /// The longest messages of a result, or of a sum.
    static func longest(_ value: JSONValue?) throws(MergeError) -> LongestMessages {
        var longest = LongestMessages()
        for row in try elements(value, "longest") {
            longest.add(
                LongestMessages.Entry(
                    row: try count(row["row"], "longest.row"),
                    partCount: try count(row["parts"], "longest.parts"),
                    unitCount: try count(row["units"], "longest.units")
                )
            )
        }
        return longest
    }

    private func longest(_ sum: JSONValue?, _ added: JSONValue) throws(MergeError) -> JSONValue {
        var longest = try Self.longest(sum)
        longest.merge(try Self.longest(added), rowOffset: rowOffset)
        return .array(
            longest.entries.map { entry in
                var row = JSONObject()
                row["row"] = .integer(entry.row)
                row["parts"] = .integer(entry.partCount)
                row["units"] = .integer(entry.unitCount)
                return .object(row)
            }
        )
    }
}
