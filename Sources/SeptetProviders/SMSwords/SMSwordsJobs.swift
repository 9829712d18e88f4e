internal import SeptetBilling
internal import SeptetJSON

/// Jobs for SMSwords, in the vocabulary of docs/providers/jobs.md.
enum SMSwordsJobs {
    /// More days than these are not listed.
    private static let dateLimit = 400

    static func run(_ job: Job) throws(JSONFault) -> JSONObject {
        if let parse = try job.parse() { return try reply(job, to: parse) }
        if let error = job.unsupported(by: []) { return ["error": JobResult.error(error)] }
        var endpoint = try job.input["endpoint"]?.text() ?? "campaigns"
        for prefix in ["/", "api/v1/"] where endpoint.hasPrefix(prefix) {
            endpoint.removeFirst(prefix.count)
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
        var reading = CampaignReading(try job.object("campaign"))
        let campaign = reading.campaign()
        let country = try job.input["country"].map { node throws(JSONFault) in
            try SMSwords.Country(node)
        }
        let preparation = SMSwords.prepare(
            campaign,
            request,
            account: try account(job),
            country: country,
            credits: try job.amount("credits", "balance"),
            unread: reading.errors
        )
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

    private static func query(_ job: Job, _ endpoint: String) throws(JSONFault) -> JSONObject {
        let code = try job.text("country_code", "countryCode") ?? ""
        let page = try job.integer("page")
        let query: SMSwords.Query
        let fields = endpoint.split(separator: "/").map(String.init)
        switch fields {
        case ["credits"]: query = code.isEmpty ? .credits(page: page) : .credit(countryCode: code)
        case ["credit"]: query = .credit(countryCode: code)
        case _ where fields.count == 2 && fields[0] == "credits":
            query = .credit(countryCode: fields[1])
        case ["industries"]: query = .industries
        case ["countries"], ["location", "countries"]: query = .countries
        case ["cities"]:
            query = .cities(countryCode: code, name: try job.text("name"), page: page)
        case _ where fields.count == 3 && fields[0] == "location" && fields[2] == "cities":
            query = .cities(countryCode: fields[1], name: try job.text("name"), page: page)
        case ["campaigns"]: query = .campaigns(try filter(job), page: page)
        case ["campaign"]: query = .campaign(id: try job.integer("campaign_id", "id") ?? 0)
        case _ where fields.count == 2 && fields[0] == "campaigns":
            query = .campaign(id: Int(fields[1]) ?? 0)
        default:
            return ["error": JobResult.error(unknown(fields.last ?? ""))]
        }
        return JobResult.members(of: SMSwords.prepare(query, account: try account(job)))
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

    private static func filter(_ job: Job) throws(JSONFault) -> SMSwords.CampaignFilter {
        let places = [job.input["filters"], job.input["options"], job.input].compactMap { $0 }
        func find(_ name: String) -> JSONNode? {
            places.lazy.compactMap { $0[name] }.first
        }
        var filter = SMSwords.CampaignFilter()
        filter.countryCode = try find("country_code")?.text()
        filter.cityID = try find("city_id")?.integer()
        filter.areaID = try find("area_id")?.integer()
        filter.districtID = try find("district_id")?.integer()
        filter.senderID = try find("sender_id")?.integer()
        filter.industryID = try find("industry_id")?.integer()
        // Beside the filter a name is the job's own.
        let name = job.input["filters"]?["name"] ?? job.input["options"]?["name"]
        filter.name = try name?.text()
        filter.createdAt = try find("created_at")?.text()
        filter.rating = try find("rating")?.text()
        filter.reference = try find("reference")?.text()
        return filter
    }
}
