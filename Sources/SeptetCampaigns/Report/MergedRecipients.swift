internal import SeptetJSON

/// The recipients of several parts of a list.
struct MergedRecipients: ~Copyable {
    private var set = RecipientSet()
    private var additionCount = 0
    private var most = 0

    /// The most recipients that a part without a set has for sure.
    private var leastWithoutSet = 0
    private var areSetsThere = true

    /// Whether any part knows its recipients.
    private(set) var isAny = false

    /// Whether some part could not keep all its recipients.
    private(set) var lacksSome = false

    /// Whether the set was too long to be written.
    private(set) var isSetLeftOut = false

    /// The messages of parts that know nothing of their recipients.
    private var messageCountOfOthers = 0

    /// The messages whose recipients are not known, where those of others are.
    var unknownMessageCount: Int { isAny ? messageCountOfOthers : 0 }

    /// Adds the member `recipients` of a result with some messages.
    mutating func add(
        _ member: MergedMember?,
        messageCount: Int
    ) throws(CampaignMerge.MergeError) {
        guard let member else {
            messageCountOfOthers += messageCount
            return
        }
        isAny = true
        let unique = try member.count("unique")
        let isLowerBound = try member.member("isLowerBound")?.truth() ?? false
        // Results of earlier versions call the most there can be `duplicates`, too.
        var duplicates = try member.member("duplicates")
        if isLowerBound, let most = try member.member("duplicatesAtMost") { duplicates = most }
        guard let duplicates else { throw .malformed(member: "recipients.duplicates") }
        let additions = unique + (try duplicates.count())
        let uniqueAtMost = isLowerBound ? try member.member("uniqueAtMost")?.count() : unique
        guard additions <= messageCount else {
            throw .inconsistent(member: "recipients.duplicates")
        }
        guard (unique...max(unique, additions)).contains(uniqueAtMost ?? additions) else {
            throw .inconsistent(member: "recipients.uniqueAtMost")
        }
        // Counts are limited before they are added, and so are the messages they belong to.
        additionCount += additions
        self.most += uniqueAtMost ?? additions
        if let text = try member.member("set")?.text() {
            let keyCount: Int
            do {
                keyCount = try set.merge(serialized: text)
            } catch {
                throw .malformed(member: "recipients.set")
            }
            guard keyCount == unique && !isLowerBound else {
                throw .inconsistent(member: "recipients.set")
            }
        } else if unique > 0 || isLowerBound {
            areSetsThere = false
            leastWithoutSet = max(leastWithoutSet, unique)
        }
        // Without an upper bound of its own, a part could not keep all.
        lacksSome = lacksSome || uniqueAtMost == nil
    }

    /// Writes the member of the whole; nothing when no part has any.
    mutating func write(_ json: inout JSONText, withSet: Bool) {
        guard isAny else { return }
        let counted = set.count()
        let least = max(counted.value, leastWithoutSet)
        let isExact =
            !counted.isLowerBound && !lacksSome && messageCountOfOthers == 0
            && (areSetsThere || least == most)
        let text = withSet && isExact && areSetsThere ? set.serialized() : nil
        isSetLeftOut = withSet && isExact && areSetsThere && text == nil
        let most = most + messageCountOfOthers
        let additions = additionCount + messageCountOfOthers
        json.key("recipients")
        json.object { json in
            json.member("unique", least)
            json.member(isExact ? "duplicates" : "duplicatesAtMost", additions - least)
            json.member("isLowerBound", !isExact)
            if !isExact { json.member("uniqueAtMost", most) }
            if let text { json.member("set", text) }
        }
    }
}
