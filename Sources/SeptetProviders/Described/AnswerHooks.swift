internal import SeptetBilling
internal import SeptetJSON

/// What data cannot say about answers: functions that descriptions call by name.
enum AnswerHook: String, Sendable, CaseIterable {
    case easternTime = "eastern-time"
    case pipedTexts = "piped-texts"
    case carbonDate = "carbon-date"
    case netCost = "net-cost"
    case pageOfLink = "page-of-link"

    /// Makes members of a value.
    ///
    /// - Parameters:
    ///   - node: The value, or what stands for a missing one.
    ///   - name: The name of the field; `nil` for a value that stands alone.
    func members(of node: JSONNode, name: String?) throws(JSONFault) -> JSONObject {
        switch self {
        case .easternTime: try Self.easternTime(node, name)
        case .pipedTexts: Self.pipedTexts(node.value == .null ? nil : try node.string())
        case .carbonDate: try Self.carbonDate(node)
        case .netCost: [name ?? "netCost": try Self.netCost(node) ?? .null]
        case .pageOfLink: [name ?? "page": .count(Self.page(node))]
        }
    }

    /// Hooks that add to the result of a request.
    enum Request: String, Sendable, CaseIterable {
        case easternMidnight = "eastern-midnight"

        func members(of job: Job) -> JSONObject {
            ["endsAt": .string(AnswerHook.easternMidnight(after: job.now).description)]
        }
    }

    /// Hooks that make JSON of answers that aren't.
    enum Plain: String, Sendable, CaseIterable {
        case smsapiUsers = "smsapi-users"
        case smsapiSenders = "smsapi-senders"
        case smsapiSenderName = "smsapi-sender-name"
        case smsapiSenderStatus = "smsapi-sender-status"

        /// The JSON of a text that isn't divided into items; `nil` for one that is.
        func value(ofText text: Substring) -> JSONValue? {
            self == .smsapiUsers ? AnswerHook.smsapiUser(text) : nil
        }

        /// The JSON of the first item, which isn't an error.
        func value(of item: PlainAnswer.Item) throws(ReplyError) -> JSONValue {
            let fields = item.fields.filter { !$0.isEmpty }.map { String($0) }
            guard self != .smsapiUsers else {
                return .array(fields.map { .object(["username": .string($0)]) })
            }
            return try AnswerHook.smsapiSenders(self, item, fields)
        }
    }

    /// Hooks that read errors; `nil` from an answer that reports none.
    enum Failure: String, Sendable, CaseIterable {
        case smswords = "smswords-errors"

        func members(of node: JSONNode) throws(JSONFault) -> JSONObject? {
            try AnswerHook.smswordsErrors(node)
        }
    }
}

extension AnswerHook {
    /// `YYYY-MM-DD HH:MM:SS` of New York where no zone follows, or a day, which belongs to no zone.
    ///
    /// A value alone also says whether the clock shows its time twice or never.
    private static func easternTime(
        _ node: JSONNode,
        _ name: String?
    ) throws(JSONFault) -> JSONObject {
        if let name, node.value == .null { return [name: .null] }
        let text = try node.string()
        if let day = CalendarDate(text) {
            return [name ?? "calendarDate": .string(day.description)]
        }
        var instant = Timestamp(iso8601: text)
        var isAmbiguous = false
        if instant == nil, let reading = ISO8601Reading(text),
            let time = ZonedTime(
                date: reading.date,
                secondOfDay: reading.secondOfDay,
                zone: eastern
            )
        {
            instant = time.timestamp
            isAmbiguous = time.kind != .unique
        }
        guard let instant else { throw JSONFault(.invalid(path: node.name, wanted: "a date")) }
        var result: JSONObject = [name ?? "instant": .string(instant.description)]
        if name == nil { result["ambiguous"] = .boolean(isAmbiguous) }
        return result
    }

    private static let eastern = "America/New_York"

    /// The midnight of New York after a time.
    fileprivate static func easternMidnight(after now: Timestamp) -> Timestamp {
        // Eastern clocks are never more than five hours behind, so one of these days is next.
        let today = now.clock(offsetMinutes: -300).date
        let midnights = (0...2).compactMap { days in
            ZonedTime(date: today.adding(days: days), secondOfDay: 0, zone: eastern)?.timestamp
        }
        return midnights.first { $0 > now } ?? now
    }

    /// Texts joined with `|`, which is part of texts too: with more than one piece it is not certain where one ends.
    private static func pipedTexts(_ raw: String?) -> JSONObject {
        let pieces = raw.map { $0.isEmpty ? [] : $0.divided(at: "|").map(String.init) } ?? []
        return [
            "texts": .array(pieces.map(JSONValue.string)),
            "raw": .text(raw),
            "ambiguous": .boolean(pieces.count > 1),
            "textParts": .array(pieces.map { .integer(TextMeasure($0).partCount) }),
        ]
    }

    /// A date as PHP's Carbon writes it: a wall clock with its zone, which is a name, an offset or an abbreviation.
    private static func carbonDate(_ node: JSONNode) throws(JSONFault) -> JSONObject {
        let wallTime = try node.required("date").text()
        let zone = try node["timezone"]?.text() ?? "UTC"
        guard let reading = ISO8601Reading(wallTime), reading.offsetMinutes == nil else {
            throw JSONFault(.invalid(path: "date", wanted: "a date with a time"))
        }
        let withOffset = Timestamp(iso8601: wallTime + zone)
        let zoned =
            withOffset == nil
            ? ZonedTime(date: reading.date, secondOfDay: reading.secondOfDay, zone: zone) : nil
        return [
            "instant": .text((withOffset ?? zoned?.timestamp)?.description),
            "wallTime": .string(wallTime),
            "timezone": .string(zone),
            "ambiguous": .boolean(zoned.map { $0.kind != .unique } ?? false),
        ]
    }

    /// The cost of a campaign without what was refunded; `nil` without a cost.
    private static func netCost(_ node: JSONNode) throws(JSONFault) -> JSONValue? {
        guard var cost = try node["cost"]?.amount() else { return nil }
        let instances = node["instances"].map { $0["data"] ?? $0 }
        for instance in try instances?.elements() ?? [] {
            let report = instance["report"].map { $0["data"] ?? $0 }
            cost = cost + Amount(try report?["refunded"]?.integer() ?? 0) * -1
        }
        return .number(cost.description)
    }

    /// The number of the page that a link leads to; the link itself may hold a token and is not kept.
    private static func page(_ link: JSONNode) -> Int? {
        guard case .string(let text) = link.value else { return nil }
        let halves = text.divided(at: "?", maxSplits: 1)
        guard halves.count == 2 else { return nil }
        let fields = try? FormFields(encoded: String(halves[1]))
        return fields?["page"].flatMap { Int($0) }
    }

    /// `errors` is an object with `message`, a list of those, or field names with texts.
    fileprivate static func smswordsErrors(_ node: JSONNode) throws(JSONFault) -> JSONObject? {
        let alone = node["data"] == nil ? node["error"] : nil
        guard let errors = node["errors"] ?? alone else { return nil }
        var messages: [JSONValue] = []
        var fields = JSONObject()
        for element in errors.oneOrMore() {
            guard case .object = element.value else {
                messages.append(.string(try element.text()))
                continue
            }
            for (name, member) in try element.members() where member.value != .null {
                var texts: [JSONValue] = []
                for text in member.oneOrMore() { texts.append(.string(try text.text())) }
                messages += texts
                if !name.isSame(as: "message") { fields[name] = .array(texts) }
            }
        }
        var result: JSONObject = ["messages": .array(messages)]
        if !fields.members.isEmpty { result["fields"] = .object(fields) }
        return result
    }

    /// The data of one sub-user, whose last field is free text, semicolons included; `nil` for names.
    ///
    /// Six fields of which the first two are amounts are a user's data.
    fileprivate static func smsapiUser(_ text: Substring) -> JSONValue? {
        guard let fields = text.rest(after: "OK:")?.divided(at: ":", maxSplits: 5),
            fields.count == 6, fields[..<2].allSatisfy({ (try? Amount(String($0))) != nil })
        else { return nil }
        let names = ["limit", "month_limit", "senders", "phonebook", "active", "info"]
        let members = zip(names, fields).map {
            JSONObject.Member(name: $0, value: .string(String($1)))
        }
        return .object(JSONObject(members))
    }

    /// Sender names: nothing, one word, or `name,status` pairs (SA-25).
    ///
    /// One word alone is a status in the answer to `status`, the name in any other; when the action isn't known,
    /// `ACTIVE` and `INACTIVE` are statuses (SA-27).
    fileprivate static func smsapiSenders(
        _ hook: Plain,
        _ item: PlainAnswer.Item,
        _ fields: [String]
    ) throws(ReplyError) -> JSONValue {
        guard item.fields.count > 1 || item.fields.contains(where: { $0.utf8.contains(0x2C) })
        else {
            return .array(
                fields.map { word in
                    let isStatus =
                        hook == .smsapiSenderStatus
                        || hook == .smsapiSenders
                            && (word.isSame(as: "ACTIVE") || word.isSame(as: "INACTIVE"))
                    return .object([isStatus ? "status" : "name": .string(word)])
                }
            )
        }
        let pairs = item.fields.map { $0.divided(at: ",").map(\.trimmed) }
        guard pairs.allSatisfy({ $0.count == 2 && !$0[0].isEmpty && !$0[1].isEmpty }) else {
            throw .syntax(offset: item.offset, wanted: "pairs of a name and a status")
        }
        return .array(
            pairs.map {
                .object(["name": .string(String($0[0])), "status": .string(String($0[1]))])
            }
        )
    }
}
