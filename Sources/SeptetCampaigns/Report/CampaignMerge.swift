internal import Septet
internal import SeptetBilling
internal import SeptetJSON

/// Adds up the JSON of several runs over parts of one list.
///
/// Everything is summed exactly. A part adds what it knows: the parts of messages that were counted
/// without prices have no known price in the sum. Recipients that several parts have in common are
/// found when all results carry their sets; otherwise the sum has the least and the most there can
/// be. After an error nothing more can be added.
public struct CampaignMerge: ~Copyable {
    /// Why results cannot be added up.
    @nonexhaustive
    public enum MergeError: Error, Sendable, Hashable, CustomStringConvertible {
        /// The octets are not JSON.
        case notJSON(String)
        /// A member is missing, or is not what `septet estimate --json` writes.
        case malformed(member: String)
        /// A member contradicts the others of its result.
        case inconsistent(member: String)
        /// A result has free parts or a tax, which are those of a whole campaign.
        case billed(member: String)
        /// The results have costs in different currencies.
        case currenciesDiffer(String, String)

        /// What is wrong.
        public var description: String {
            switch self {
            case .notJSON(let what): "not valid JSON: \(what)"
            case .malformed(let member): "no result of an estimate: \"\(member)\""
            case .inconsistent(let member):
                "no result of an estimate: \"\(member)\" contradicts the other figures"
            case .billed(let member):
                "\"\(member)\" is of one bill and cannot be added up; "
                    + "count the parts without --free-parts and --tax"
            case .currenciesDiffer(let one, let other):
                "costs in \(one) and \(other) cannot be added up"
            }
        }
    }

    /// The longest result that is added: 256 MiB, of which the set of recipients is nearly all.
    public static let octetLimit = 256 << 20

    private var isPartial = false
    private var counts = MergedCounts()
    private var recipients = MergedRecipients()
    private var prices = MergedPrices()
    private var encodings = MergedNames(["gsm7", "ucs2"])
    private var encodingCosts = MergedCosts(["gsm7", "ucs2"])
    private var histogram = MergedHistogram()
    private var countries = MergedCountries()
    private var savings = MergedNames(SavingTotals.names)
    private var savingCosts = MergedCosts(SavingTotals.names)
    private var offenders = MergedOffenders()
    private var numbers = MergedNumbers()
    private var flaws = MergedFlaws()
    private var longestMessages = LongestMessages()
    private var hasLongest = false
    private var remarks: [String] = []
    private var knownRemarks: Set<[UInt8]> = []
    private var rejectedReasons = MergedNames(RejectionReason.allCases.map(\.rawValue).sorted())

    /// Begins with nothing.
    public init() {}

    /// Adds the result of the next part of the list.
    ///
    /// Complexity: linear in the result; allocates its values.
    public mutating func add(_ octets: [UInt8]) throws(MergeError) {
        let value: JSONValue
        do {
            value = try JSONReader.value(of: octets, octetLimit: Self.octetLimit)
        } catch {
            throw .notJSON("\(error)")
        }
        guard case .object(let object) = value else { throw .malformed(member: "messages") }
        let result = MergedMember("", .object(object))
        for member in ["freeParts", "tax"] where try result.member(member) != nil {
            throw .billed(member: member)
        }
        let rowOffset = counts.rowCount
        if let partial = try result.member("partial") {
            isPartial = try partial.truth() || isPartial
        }
        let added = try counts.add(result)
        try recipients.add(try result.member("recipients"), messageCount: added.messageCount)
        try prices.add(result, billedPartCount: added.billedPartCount)
        try encodings.add(try result.member("encodings"))
        try encodingCosts.add(try result.member("encodingCosts"), &prices)
        try histogram.add(try result.member("histogram"))
        try countries.add(try result.member("countries"), &prices)
        try numbers.add(result, &prices)
        try flaws.add(try result.member("flaws"), &prices)
        try savings.add(try result.member("savings"))
        try savingCosts.add(
            try result.member("savingCosts"),
            ofParts: try result.member("savings"),
            &prices
        )
        try offenders.add(try result.member("offenders"), &prices)
        if let rows = try result.member("longest") { try addLongest(rows, rowOffset: rowOffset) }
        try rejectedReasons.add(try result.member("rejectedReasons"))
        for remark in try result.member("remarks")?.elements() ?? [] {
            let text = try remark.text()
            if knownRemarks.insert(Array(text.utf8)).inserted { remarks.append(text) }
        }
    }

    private mutating func addLongest(
        _ member: MergedMember,
        rowOffset: Int
    ) throws(MergeError) {
        hasLongest = true
        var longest = LongestMessages()
        for row in try member.elements() {
            longest.add(
                LongestMessages.Entry(
                    row: try row.count("row"),
                    partCount: try row.count("parts"),
                    unitCount: try row.count("units")
                )
            )
        }
        longestMessages.merge(longest, rowOffset: rowOffset)
    }

    /// The result of the whole list as JSON.
    ///
    /// - Parameter withRecipientSet: Whether the set of recipients is written, with which the result can be
    ///   merged exactly.
    public mutating func json(withRecipientSet: Bool = true) throws(MergeError) -> [UInt8] {
        let figures = numbers.figures(prices.currency)
        let flaws = flaws.flaws(prices.currency)
        let warnings = warnings + (figures?.sentences ?? []) + flaws.map(\.sentence)
        var json = JSONText()
        json.object { json in
            if let figures { json.suggestion(figures) }
            counts.write(&json, isPartial: isPartial)
            recipients.write(&json, withSet: withRecipientSet)
            if let figures {
                json.numbers(figures, hasSample: withRecipientSet && numbers.isMergeable)
            }
            prices.write(&json)
            encodingCosts.write("encodingCosts", prices.currency, &json)
            encodings.write("encodings", &json)
            histogram.write(&json)
            countries.write(prices.currency, &json)
            savings.write("savings", &json)
            savingCosts.write("savingCosts", prices.currency, &json)
            offenders.write(prices.currency, &json)
            if hasLongest { json.longest(longestMessages) }
            rejectedReasons.write("rejectedReasons", &json)
            if !flaws.isEmpty { json.objects("flaws", of: flaws) { $0.flaw($1) } }
            json.key("warnings")
            json.array { json in
                for warning in warnings { json.value(warning) }
            }
            if !remarks.isEmpty { json.array("remarks", of: remarks) { $0.value($1) } }
        }
        json.endLine()
        return json.octets
    }

    /// The rejected rows of all results.
    package var rejectedCount: Int { counts.rejectedCount }

    /// Whether the sum lacks the set of recipients because that is too long.
    package var isSetLeftOut: Bool { recipients.isSetLeftOut }

    /// The longest messages of all results, by their rows of the whole list.
    package var longest: LongestMessages { longestMessages }

    /// How many messages have more parts than `partCount`.
    package func messageCount(beyondPartCount partCount: Int) -> Int {
        histogram.messageCount(beyondPartCount: partCount)
    }

    private var warnings: [String] {
        mutating get {
            var warnings = ReportWarnings()
            warnings.isPartial = isPartial
            warnings.hasRecipients = recipients.isAny
            warnings.partCount = counts.partCount
            warnings.billedPartCount = counts.billedPartCount
            warnings.unpricedPartCount = prices.isAny ? prices.unpricedPartCount : 0
            warnings.differingMessageCount = counts.differingMessageCount
            warnings.extraBilledPartCount = counts.extraBilledPartCount
            warnings.unbilledPartCount = counts.unbilledPartCount
            warnings.lacksRecipients = recipients.lacksSome
            warnings.messageCountWithoutRecipient = recipients.unknownMessageCount
            return warnings.sentences
        }
    }
}

/// A value of a result with the names that lead to it.
struct MergedMember {
    typealias MergeError = CampaignMerge.MergeError

    /// The largest count there can be, beyond any campaign.
    static let countLimit = 1 << 44

    let name: String
    let value: JSONValue

    init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }

    var error: MergeError { .malformed(member: name) }

    private func name(of member: String) -> String {
        name.isEmpty ? member : "\(name).\(member)"
    }

    private func object() throws(MergeError) -> JSONObject {
        guard case .object(let object) = value else { throw error }
        return object
    }

    /// The members of an object with their names, in order.
    func members() throws(MergeError) -> [(name: String, member: Self)] {
        try object().members.map { ($0.name, Self(name(of: $0.name), $0.value)) }
    }

    /// A member that need not be there.
    func member(_ name: String) throws(MergeError) -> Self? {
        try object()[name].map { Self(self.name(of: name), $0) }
    }

    /// A count that must be there.
    func count(_ name: String) throws(MergeError) -> Int {
        guard let member = try member(name) else { throw .malformed(member: self.name(of: name)) }
        return try member.count()
    }

    /// A count that is not written where it is 0.
    func countOrZero(_ name: String) throws(MergeError) -> Int {
        try member(name)?.count() ?? 0
    }

    func elements() throws(MergeError) -> [Self] {
        guard case .array(let elements) = value else { throw error }
        return elements.map { Self(name, $0) }
    }

    func count() throws(MergeError) -> Int {
        guard case .number(let digits) = value, let count = Int(digits),
            (0...Self.countLimit).contains(count)
        else { throw error }
        return count
    }

    /// The sum of a count and this one.
    func count(addedTo sum: Int) throws(MergeError) -> Int {
        let total = sum + (try count())
        guard total <= Self.countLimit else { throw error }
        return total
    }

    func truth() throws(MergeError) -> Bool {
        guard case .boolean(let truth) = value else { throw error }
        return truth
    }

    func text() throws(MergeError) -> String {
        guard case .string(let text) = value else { throw error }
        return text
    }

    func amount(_ name: String) throws(MergeError) -> Amount {
        guard case .number(let digits)? = try member(name)?.value,
            let amount = try? Amount(digits, digitLimit: Amount.sumDigitLimit)
        else { throw error }
        return amount
    }
}

/// How many messages, rows and parts there are.
private struct MergedCounts {
    private(set) var messageCount = 0
    private(set) var rejectedCount = 0
    private(set) var partCount = 0
    private(set) var billedPartCount = 0
    private(set) var differingMessageCount = 0
    private(set) var extraBilledPartCount = 0
    private(set) var unbilledPartCount = 0

    /// The rows of the list so far.
    var rowCount: Int { messageCount + rejectedCount }

    /// Adds a result; returns the messages and the billed parts that it has.
    mutating func add(
        _ result: MergedMember
    ) throws(CampaignMerge.MergeError) -> (messageCount: Int, billedPartCount: Int) {
        func add(_ name: String, to sum: inout Int) throws(CampaignMerge.MergeError) -> Int {
            guard let member = try result.member(name) else { throw .malformed(member: name) }
            sum = try member.count(addedTo: sum)
            return try member.count()
        }
        let messages = try add("messages", to: &messageCount)
        _ = try add("rejected", to: &rejectedCount)
        _ = try add("parts", to: &partCount)
        // Where all is billed as it is carried, that is not said.
        let isBilledOtherwise = try result.member("billedParts") != nil
        let billed = try add(isBilledOtherwise ? "billedParts" : "parts", to: &billedPartCount)
        if try result.member("differingMessages") != nil {
            _ = try add("differingMessages", to: &differingMessageCount)
            _ = try add("extraBilledParts", to: &extraBilledPartCount)
            _ = try add("unbilledParts", to: &unbilledPartCount)
        }
        return (messages, billed)
    }

    func write(_ json: inout JSONText, isPartial: Bool) {
        json.member("messages", messageCount)
        json.member("rejected", rejectedCount)
        if isPartial { json.member("partial", true) }
        json.member("parts", partCount)
        if billedPartCount != partCount { json.member("billedParts", billedPartCount) }
        if differingMessageCount > 0 {
            json.member("differingMessages", differingMessageCount)
            json.member("extraBilledParts", extraBilledPartCount)
            json.member("unbilledParts", unbilledPartCount)
        }
    }
}

/// Counts under names that are known beforehand, in the order of those.
private struct MergedNames {
    private let names: [String]
    private var counts: [Int?]
    private var isAny = false

    init(_ names: [String]) {
        self.names = names
        counts = names.map { _ in nil }
    }

    mutating func add(_ member: MergedMember?) throws(CampaignMerge.MergeError) {
        guard let member else { return }
        isAny = true
        for (name, member) in try member.members() {
            guard let place = names.place(of: name) else { throw member.error }
            counts[place] = try member.count(addedTo: counts[place] ?? 0)
        }
    }

    func write(_ key: String, _ json: inout JSONText) {
        guard isAny else { return }
        json.key(key)
        json.object { json in
            for (name, count) in zip(names, counts) {
                if let count { json.member(name, count) }
            }
        }
    }
}

extension [String] {
    /// Where a name is, by its octets.
    fileprivate func place(of name: String) -> Int? {
        firstIndex { $0.utf8.elementsEqual(name.utf8) }
    }
}

/// How many messages have each number of parts.
private struct MergedHistogram {
    private var counts = [Int](repeating: 0, count: MessagePlan.maximumPartCount + 1)
    private var isAny = false

    mutating func add(_ member: MergedMember?) throws(CampaignMerge.MergeError) {
        guard let member else { return }
        isAny = true
        for (name, member) in try member.members() {
            guard let partCount = Int(name), (1..<counts.count).contains(partCount) else {
                throw member.error
            }
            counts[partCount] = try member.count(addedTo: counts[partCount])
        }
    }

    func messageCount(beyondPartCount partCount: Int) -> Int {
        counts.dropFirst(max(0, min(partCount, counts.count)) + 1).reduce(0, +)
    }

    func write(_ json: inout JSONText) {
        guard isAny else { return }
        json.key("histogram")
        json.object { json in
            for (partCount, count) in counts.enumerated() where count > 0 {
                json.member(String(partCount), count)
            }
        }
    }
}
