internal import SeptetBilling
internal import SeptetJSON

/// SMSwords (smswords.net): advertising campaigns to people of a place, and replies.
///
/// There are no recipients: a campaign has a volume. The decisions SW-1 and following, where its
/// document leaves something open, are in docs/providers/smswords.md with their reasons.
public enum SMSwords {
    /// The server of the document.
    public static let origin = "https://www.smswords.net"

    /// The shell variable of the token.
    public static let tokenVariable = "SMSWORDS_API_TOKEN"

    /// The document has no sizes.
    public static let limits = ProviderLimits()

    /// Characters a sender name has; campaigns name a sender by its number (SW-9).
    public static let senderCharacterCounts = 3...11
}

extension Provider {
    /// SMSwords.
    public static let smswords = Provider(
        name: "smswords",
        title: "SMSwords",
        capabilities: [.sendText, .schedule, .estimateCost, .balance, .deliveryReports],
        limits: SMSwords.limits,
        // The document does not say; the standard's count is the most it can be (SW-1).
        billedPartCount: { ProviderRule.smswords.billedPartCount(of: $0) },
        prepare: { message in
            guard !message.isFlash else { return Preparation(.unsupported(.flash)) }
            var campaign = SMSwords.Campaign(message: message.text)
            campaign.isImmediate = true
            campaign.volume = message.recipients.count
            return SMSwords.prepare(campaign, .calculateCost)
        },
        run: { job throws(JSONFault) in try SMSwordsJobs.run(job) }
    )
}

extension SMSwords {
    /// The server of requests and the credentials.
    public struct Account: RequestingAccount, Sendable, Hashable {
        /// `api_token`: always a parameter of the address.
        public var token: Secret
        /// Scheme and host.
        public var origin: String

        /// Makes an account; without arguments one whose token is not known.
        public init(
            token: Secret = Secret(nil, variable: SMSwords.tokenVariable),
            origin: String = SMSwords.origin
        ) {
            self.token = token
            self.origin = origin
        }

        /// The error of an empty token.
        var errors: [PredictedError] {
            guard token.isKnown, token.reveal().isEmpty else { return [] }
            return [PredictedError(local: .missingField, "there is no token", field: "api_token")]
        }

        var method: PreparedRequest.Method { .get }

        var basePath: [PreparedRequest.PathSegment] { [.text("api"), .text("v1")] }

        var identification: [RequestParameter] {
            [RequestParameter("api_token", .secret(token))]
        }
    }
}

/// Jobs for SMSwords, in the vocabulary of docs/providers/jobs.md.
enum SMSwordsJobs {
    /// More days than these are not listed.
    private static let dateLimit = 400

    static func run(_ job: Job) throws(JSONFault) -> JSONObject {
        if let parse = try job.parse() {
            return try Provider.answer(job, to: parse, of: "smswords")
        }
        if let error = job.unsupported(by: []) { return ["error": JobResult.error(error)] }
        var endpoint = try job.input["endpoint"]?.text() ?? "campaigns"
        for prefix in ["/", "api/v1/"] where endpoint.begins(with: prefix) {
            endpoint = String(endpoint.utf8.dropFirst(prefix.utf8.count)) ?? endpoint
        }
        switch endpoint {
        case "calculate-cost", "campaigns/calculate-cost":
            return try campaign(job, .calculateCost)
        case "campaigns" where job.input["campaign"] != nil:
            return try campaign(job, .create)
        case "campaigns":
            return try job.method() == .post ? campaign(job, .create) : query(job, endpoint)
        default:
            return try query(job, endpoint)
        }
    }

    private static func account(_ job: Job) throws(JSONFault) -> SMSwords.Account {
        var account = SMSwords.Account(
            token: try Job.secret(
                job.find("apiToken", "api_token"),
                variable: SMSwords.tokenVariable
            )
        )
        account.origin = try job.origin() ?? account.origin
        return account
    }

    private static func campaign(
        _ job: Job,
        _ request: SMSwords.CampaignRequest
    ) throws(JSONFault) -> JSONObject {
        let node = try job.object("campaign")
        var reading = SMSwordsCampaignReading(node)
        let campaign = reading.campaign()
        let country = try job.input["country"].map { node throws(JSONFault) in
            try SMSwords.Country(node)
        }
        var preparation = SMSwords.prepare(
            campaign,
            request,
            account: try account(job),
            country: country,
            credits: try job.amount("credits", "balance"),
            unread: reading.errors
        )
        let known = SMSwords.Campaign.fields
        let unknown = try node.members().map(\.name).filter { !known.contains(where: $0.isSame) }
        if !unknown.isEmpty {
            let what = "left out, because a campaign has no such member: "
            preparation.estimate.warnings.append(
                EstimateWarning(.unknownOption, what + unknown.joined(separator: ", "))
            )
        }
        var result = JobResult.members(of: preparation)
        if let instances = campaign.instances {
            result["instances"] = .integer(instances.count)
            result["instanceDates"] = .array(
                instances.dates(limit: dateLimit).map { .string($0.description) }
            )
        }
        if let cost = preparation.estimate.cost {
            result["cost"] = .number(cost.minimum.description)
            result["costUpperBound"] = .number(cost.maximum.description)
            result["certain"] = .boolean(cost.exact != nil)
        }
        return result
    }

    /// Makes a request that reads, by the name of its endpoint or by its path.
    private static func query(_ job: Job, _ endpoint: String) throws(JSONFault) -> JSONObject {
        let fields = endpoint.divided(at: "/").filter { !$0.isEmpty }.map(String.init)
        var name = fields.first ?? ""
        var given: NamedTexts = [:]
        switch fields.count {
        // A blank code would ask for all countries, so it is refused as the code of one.
        case 1 where name.isSame(as: "credits"):
            if try job.text("country_code", "countryCode") != nil { name = "credit" }
        case 1 where name.isSame(as: "campaign"):
            given["campaign_id"] = String(try job.integer("campaign_id", "id") ?? 0)
        case 1 where name.isSame(as: "areas") || name.isSame(as: "districts"):
            guard let path = try job.text("path"), !path.isBlank else { break }
            return try places(job, path.divided(at: "/").filter { !$0.isEmpty }.map(String.init))
        case 2 where name.isSame(as: "credits"):
            name = "credit"
            given["country_code"] = fields[1]
        case 2 where name.isSame(as: "campaigns"):
            name = "campaign"
            given["campaign_id"] = String(Int(fields[1]) ?? 0)
        case 2 where endpoint.isSame(as: "location/countries"): name = "countries"
        case 3 where name.isSame(as: "location") && fields[2].isSame(as: "cities"):
            name = "cities"
            given["country_code"] = fields[1]
        case 1: break
        default: name = ""
        }
        return try Provider.call(
            job,
            name,
            of: "smswords",
            given: given,
            words: ["endpoint"],
            place: name.isSame(as: "campaigns") ? "filters" : nil
        ) ?? ["error": JobResult.error(unknown(fields.last ?? ""))]
    }

    /// A list of places at a path of the caller.
    private static func places(_ job: Job, _ path: [String]) throws(JSONFault) -> JSONObject {
        let account = try account(job)
        var check = SMSwords.FieldCheck(errors: account.errors)
        var list = ParameterList()
        if path.isEmpty { check.refuse("path", "the path is missing") }
        if let page = try job.integer("page") {
            check.identifier("page", page)
            list.add("page", String(page))
        }
        let estimate = Estimate(predictedErrors: check.errors)
        var preparation = Preparation(estimate) { () throws(PredictedError) in
            [try account.request(path, list.parameters)]
        }
        preparation.refuse(
            try job.unknownFilters(
                known: ["path", "page", "apiToken", "api_token", "origin", "baseURL", "method"],
                words: ["endpoint"]
            )
        )
        return JobResult.members(of: preparation)
    }

    /// SW-10: the addresses of areas and districts are not in the document.
    private static func unknown(_ endpoint: String) -> PredictedError {
        PredictedError(
            local: .unsupportedCapability,
            "the document has no address for this",
            field: "endpoint",
            details: [PredictedError.Detail("capability", .text(endpoint))]
        )
    }
}

/// The members of `campaign`; one of a wrong kind is an error of its field.
struct SMSwordsCampaignReading {
    /// What narrows a campaign down.
    private static let places = ["city_id", "area_id", "district_id", "fta_id"]

    let node: JSONNode
    var errors: [PredictedError] = []

    init(_ node: JSONNode) {
        self.node = node
    }

    mutating func campaign() -> SMSwords.Campaign {
        var campaign = SMSwords.Campaign(message: text("message") ?? "")
        campaign.targetMode = text("target_mode")
        campaign.countryCode = text("country_code")
        campaign.cityID = integer("city_id")
        campaign.areaID = integer("area_id")
        campaign.districtID = integer("district_id")
        campaign.ftaIDs = integers("fta_id")
        campaign.industryID = integer("industry_id")
        campaign.isImmediate =
            read("immediate") { node throws(JSONFault) in
                try node.boolean()
            } ?? false
        campaign.recurring = text("recurring")
        campaign.date = text("date")
        campaign.dateFrom = text("date_from")
        campaign.dateTo = text("date_to")
        campaign.time = text("time")
        campaign.name = text("original_name")
        campaign.volume = integer("volume")
        campaign.senderID = integer("sender_id")
        campaign.reference = text("reference")
        return campaign
    }

    private mutating func text(_ name: String) -> String? {
        read(name) { node throws(JSONFault) in try node.text() }
    }

    private mutating func integer(_ name: String) -> Int? {
        read(name) { node throws(JSONFault) in try node.integer() }
    }

    private mutating func integers(_ name: String) -> [Int] {
        read(name) { node throws(JSONFault) in
            var integers: [Int] = []
            for element in node.oneOrMore() {
                integers.append(try element.integer())
            }
            return integers
        } ?? []
    }

    private mutating func read<Value>(
        _ name: String,
        _ value: (JSONNode) throws(JSONFault) -> Value
    ) -> Value? {
        guard let member = node[name] else { return nil }
        // An empty text is a missing value, but a place left out would send the campaign to a whole country.
        if member.value == .string("") {
            if Self.places.contains(name) {
                errors.append(
                    PredictedError(local: .invalidValue, "'\(name)' is blank", field: name)
                )
            }
            return nil
        }
        do throws(JSONFault) {
            return try value(member)
        } catch {
            errors.append(
                PredictedError(local: .invalidValue, error.description, field: name)
            )
            return nil
        }
    }
}
