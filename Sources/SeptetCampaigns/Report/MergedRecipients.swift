internal import SeptetJSON
internal import SeptetProviders

/// The recipients of several parts of a list.
struct MergedRecipients: ~Copyable {
    private var set = RecipientSet()
    private var additionCount = 0
    private var least = 0
    private var most = 0
    private var isAny = false
    private var areSetsThere = true

    /// Whether some part could not keep all its recipients.
    private(set) var lacksSome = false

    /// Adds the member `recipients` of a result.
    mutating func add(_ value: JSONValue) throws(CampaignMerge.MergeError) {
        guard case .object(let object) = value else { throw .malformed(member: "recipients") }
        let unique = try MergeAddition.count(object["unique"], "recipients.unique")
        let duplicates = try MergeAddition.count(object["duplicates"], "recipients.duplicates")
        isAny = true
        additionCount += unique + duplicates
        least = max(least, unique)
        most += unique
        lacksSome = lacksSome || object["isLowerBound"] == true
        if case .string(let text)? = object["set"] {
            do {
                try set.merge(serialized: text)
            } catch {
                throw .malformed(member: "recipients.set")
            }
        } else if unique > 0 {
            areSetsThere = false
        }
    }

    /// The member of the whole; `nil` when no part has any.
    var value: JSONValue? {
        mutating get {
            guard isAny else { return nil }
            var object = JSONObject()
            if areSetsThere {
                let count = set.count()
                object["unique"] = .integer(count.value)
                object["duplicates"] = .integer(additionCount - count.value)
                object["isLowerBound"] = .boolean(lacksSome || count.isLowerBound)
                if let text = set.serialized() { object["set"] = .string(text) }
            } else {
                object["unique"] = .integer(least)
                object["duplicates"] = .integer(additionCount - least)
                object["isLowerBound"] = .boolean(least < most || lacksSome)
                object["uniqueAtMost"] = .integer(most)
            }
            return .object(object)
        }
    }
}
