internal import SeptetJSON
internal import SeptetProviders

/// Adds up the JSON of several runs over parts of one list.
///
/// Everything is summed exactly. Recipients that stand in several parts are found when all results
/// carry their sets; otherwise the least and the most that there can be is told.
public struct CampaignMerge: ~Copyable {
    /// Why results cannot be added up.
    public enum MergeError: Error, Sendable, Hashable, CustomStringConvertible {
        /// The octets are no JSON.
        case notJSON(String)
        /// A member is missing, or is not what `septet estimate --json` writes.
        case malformed(member: String)
        /// The results have costs in different currencies.
        case currenciesDiffer(String, String)

        /// What is wrong.
        public var description: String {
            switch self {
            case .notJSON(let what): "not valid JSON: \(what)"
            case .malformed(let member): "no result of an estimate: \"\(member)\""
            case .currenciesDiffer(let one, let other):
                "costs in \(one) and \(other) cannot be added up"
            }
        }
    }

    /// The longest result that is added: 256 MiB, of which the set of recipients is nearly all.
    ///
    /// Where there are millions, a telephone number takes two or three octets and another recipient
    /// nine, so there is room for 25 million of any kind.
    public static let octetLimit = 256 << 20

    /// The members of a result in the order they are written in.
    private static let members = [
        "messages", "rejected", "partial", "parts", "billedParts", "differingMessages",
        "extraBilledParts", "unbilledParts", "recipients", "cost", "unpricedParts",
        "encodingCosts", "encodings", "histogram", "countries", "savings", "savingCosts",
        "offenders", "longest", "rejectedReasons", "warnings",
    ]

    private var sum = JSONObject()
    private var rowCount = 0
    private var recipients = MergedRecipients()

    /// Begins with nothing.
    public init() {}

    /// Adds the result of the next part of the list.
    public mutating func add(_ octets: [UInt8]) throws(MergeError) {
        let value: JSONValue
        do {
            value = try JSONReader.value(of: octets, octetLimit: Self.octetLimit)
        } catch {
            throw .notJSON("\(error)")
        }
        guard case .object(var result) = value else { throw .malformed(member: "messages") }
        for name in ["messages", "rejected", "parts"] where result[name] == nil {
            throw .malformed(member: name)
        }
        // Where all is billed as it is carried, that is not said.
        if result["billedParts"] == nil { result["billedParts"] = result["parts"] }
        if let found = result["recipients"] { try recipients.add(found) }
        let adding = MergeAddition(rowOffset: rowCount)
        for name in Self.members {
            guard let added = result[name] else { continue }
            sum[name] = try adding.sum(of: sum[name], added, name)
        }
        rowCount +=
            try MergeAddition.count(result["messages"], "messages")
            + MergeAddition.count(result["rejected"], "rejected")
    }

    /// The result of the whole list as one JSON object and a line feed, in UTF-8.
    public mutating func json() throws(MergeError) -> [UInt8] {
        var result = JSONObject()
        let parts = try MergeAddition.count(sum["parts"], "parts")
        let billed = try MergeAddition.count(sum["billedParts"], "billedParts")
        sum["recipients"] = recipients.value
        sum["warnings"] = .array(try warnings(parts, billed).map(JSONValue.string))
        for name in Self.members {
            guard let value = sum[name], name != "billedParts" || billed != parts else { continue }
            result[name] = value
        }
        var json = JSONText()
        json.value(.object(result))
        json.endLine()
        return json.octets
    }

    /// The rejected rows of all results.
    package var rejectedCount: Int {
        get throws(MergeError) { try count("rejected") }
    }

    /// The longest messages of all results, by their rows of the whole list.
    package var longest: LongestMessages {
        get throws(MergeError) { try MergeAddition.longest(sum["longest"]) }
    }

    /// How many messages have more parts than `partCount`.
    package func messageCount(beyondPartCount partCount: Int) throws(MergeError) -> Int {
        guard case .object(let histogram)? = sum["histogram"] else { return 0 }
        var total = 0
        for member in histogram.members where Int(member.name).map({ $0 > partCount }) ?? false {
            total += try MergeAddition.count(member.value, "histogram")
        }
        return total
    }

    /// A count that is not written where it is 0.
    private func count(_ name: String) throws(MergeError) -> Int {
        guard let value = sum[name] else { return 0 }
        return try MergeAddition.count(value, name)
    }

    private func warnings(_ parts: Int, _ billed: Int) throws(MergeError) -> [String] {
        var warnings = ReportWarnings()
        warnings.isPartial = sum["partial"] == true
        warnings.hasRecipients = sum["recipients"] != nil
        warnings.partCount = parts
        warnings.billedPartCount = billed
        warnings.unpricedPartCount = try count("unpricedParts")
        warnings.differingMessageCount = try count("differingMessages")
        warnings.extraBilledPartCount = try count("extraBilledParts")
        warnings.unbilledPartCount = try count("unbilledParts")
        warnings.lacksRecipients = recipients.lacksSome
        return warnings.sentences
    }
}
