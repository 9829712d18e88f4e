internal import Septet
public import SeptetBilling

extension SMSwords {
    /// What is asked about a campaign.
    public enum CampaignRequest: Sendable, Hashable, CaseIterable {
        /// `campaigns/calculate-cost`: what it would cost.
        case calculateCost
        /// `campaigns`: creates it.
        case create

        var path: [String] {
            switch self {
            case .calculateCost: ["campaigns", "calculate-cost"]
            case .create: ["campaigns"]
            }
        }
    }

    /// Makes the request that prices or creates a campaign, or predicts the error; and estimates it.
    ///
    /// The cost is volume × instances, and where the text needs several parts at most that times
    /// the parts (SW-1). Errors come in the order of the document's table, an insufficient credit
    /// last. Nothing is sent.
    ///
    /// - Parameters:
    ///   - campaign: What is priced or created.
    ///   - request: Which of them.
    ///   - account: The credentials and the server.
    ///   - country: What is known about the campaign's country.
    ///   - credits: The credits left for it, when they are known.
    /// - Complexity: linear in the text.
    public static func prepare(
        _ campaign: Campaign,
        _ request: CampaignRequest,
        account: Account = Account(),
        country: Country? = nil,
        credits: Amount? = nil
    ) -> Preparation {
        prepare(
            campaign,
            request,
            account: account,
            country: country,
            credits: credits,
            unread: []
        )
    }

    /// - Parameter unread: Errors of fields that could not be read; they replace those that say
    ///   that the field is missing.
    static func prepare(
        _ campaign: Campaign,
        _ request: CampaignRequest,
        account: Account,
        country: Country?,
        credits: Amount?,
        unread: [PredictedError]
    ) -> Preparation {
        let names = Set(unread.compactMap(\.field))
        let isUnread: (PredictedError) -> Bool = { names.contains($0.field ?? "") }
        let void = campaign.voidFields
        let fields =
            unread.filter { !void.contains($0.field ?? "") }
            + campaign.errors(country: country).filter { !isUnread($0) }
        let texts = [
            ("message", campaign.message), ("original_name", campaign.name ?? ""),
            ("reference", campaign.reference ?? ""),
        ]
        let forbidden = texts.compactMap { field, text in
            PredictedError.forbiddenCharacter(in: text, field: field)
        }
        var estimate = estimate(campaign)
        estimate.predictedErrors = forbidden + account.errors + sorted(fields)
        if !estimate.hasParts {
            let what = "no message has more than \(MessagePlan.maximumPartCount) parts"
            let error = PredictedError(local: .tooManyParts, what, field: "message")
            estimate.predictedErrors.append(error)
        }
        if let cost = estimate.cost, let credits {
            check(cost, credits, &estimate)
        }
        return Preparation(estimate) { () throws(PredictedError) in
            [try account.request(request.path, json: campaign.json)]
        }
    }

    private static func sorted(_ errors: [PredictedError]) -> [PredictedError] {
        errors.sorted { rank($0) < rank($1) }
    }

    private static func rank(_ error: PredictedError) -> Int {
        Campaign.fields.firstIndex { $0 == error.field } ?? Campaign.fields.count
    }

    private static func estimate(_ campaign: Campaign) -> Estimate {
        let measure = TextMeasure(campaign.message)
        let partCount = measure.fitsOneMessage ? measure.partCount : nil
        var estimate = Estimate(
            encoding: measure.encoding,
            unitCount: measure.unitCount,
            billedPartCount: partCount,
            wireSegmentCount: partCount,
            certainty: measure.partCount > 1 ? .estimated : .exact
        )
        if measure.partCount > 1 {
            let what = "whether \(measure.partCount) parts cost as many credits is not documented"
            estimate.warnings.append(EstimateWarning(.undocumented, what))
        }
        let ignored = campaign.ignoredFields
        if !ignored.isEmpty {
            let what = "left out, because others make them void: \(ignored.joined(separator: ", "))"
            estimate.warnings.append(EstimateWarning(.ignored, what))
        }
        if let volume = campaign.volume, volume > 0, let count = campaign.instances?.count {
            let minimum = Amount(volume) * count
            estimate.cost = Cost(
                minimum: minimum,
                maximum: minimum * max(1, measure.partCount),
                currency: "credits"
            )
        }
        return estimate
    }

    private static func check(_ cost: Cost, _ credits: Amount, _ estimate: inout Estimate) {
        if credits < cost.minimum {
            let error = PredictedError(
                local: .insufficientCredits,
                "the campaign costs at least \(cost.minimum), there are \(credits)",
                details: [
                    PredictedError.Detail("needed", .number(cost.minimum)),
                    PredictedError.Detail("available", .number(credits)),
                ]
            )
            estimate.predictedErrors.append(error)
        } else if credits < cost.maximum {
            let what = "the campaign may cost \(cost.maximum), there are \(credits)"
            estimate.warnings.append(EstimateWarning(.balanceMayNotSuffice, what))
        }
    }
}

extension Estimate {
    /// Whether one message can carry the text.
    fileprivate var hasParts: Bool { wireSegmentCount != nil }
}

extension SMSwords {
    /// Everything that can be read, as far as its address is known.
    ///
    /// The addresses of areas and districts are missing in the document (SW-10).
    public enum Query: Sendable, Hashable {
        /// `credits`: of all countries.
        case credits(page: Int? = nil)
        /// `credits/COUNTRY`: of one country; the address follows from its neighbours (SW-11).
        case credit(countryCode: String)
        /// `industries`: the business categories.
        case industries
        /// `location/countries`: the countries.
        case countries
        /// `location/COUNTRY/cities`: the cities of a country.
        case cities(countryCode: String, name: String? = nil, page: Int? = nil)
        /// A list of places whose address the document lacks, such as areas or districts, at a path of the caller.
        case places(path: [String], page: Int? = nil)
        /// `campaigns`: those that a filter lets through.
        case campaigns(CampaignFilter, page: Int? = nil)
        /// `campaigns/ID`: one of them.
        case campaign(id: Int)
    }

    /// Which campaigns are listed; `nil` does not restrict, a blank value is an error.
    public struct CampaignFilter: Sendable, Hashable {
        /// `country_code`.
        public var countryCode: String?
        /// `city_id`.
        public var cityID: Int?
        /// `area_id`.
        public var areaID: Int?
        /// `district_id`.
        public var districtID: Int?
        /// `sender_id`.
        public var senderID: Int?
        /// `industry_id`.
        public var industryID: Int?
        /// `name`.
        public var name: String?
        /// `created_at`: a word of `creationSpans`.
        public var createdAt: String?
        /// `rating`: a word of `ratings`.
        public var rating: String?
        /// `reference`.
        public var reference: String?

        /// Makes a filter that lets everything through.
        public init() {}

        /// The names of the parameters, in the order of the document.
        static let names = [
            "country_code", "city_id", "area_id", "district_id", "sender_id", "industry_id",
            "name", "created_at", "rating", "reference",
        ]

        /// The words of `created_at`.
        public static let creationSpans = [
            "today", "yesterday", "last_seven_days", "last_thirty_days", "this_month",
            "last_month", "this_year", "last_year", "all_time", "custom_date",
        ]

        /// The words of `rating`.
        public static let ratings = ["non_rateable", "success", "failure", "pending", "all"]

        func check(_ check: inout FieldCheck) {
            if countryCode != nil {
                check.countryCode(countryCode)
            }
            for (field, id) in [
                ("city_id", cityID), ("area_id", areaID), ("district_id", districtID),
                ("sender_id", senderID), ("industry_id", industryID),
            ] where id != nil {
                check.identifier(field, id)
            }
            // A blank value would restrict nothing.
            for (field, text) in [("name", name), ("reference", reference)] {
                if text?.isBlank ?? false {
                    check.refuse(field, "'\(field)' is blank")
                }
            }
            if createdAt != nil {
                check.word("created_at", createdAt, oneOf: Self.creationSpans)
            }
            if rating != nil {
                check.word("rating", rating, oneOf: Self.ratings)
            }
        }

        func write(_ list: inout ParameterList) {
            list.add("country_code", countryCode)
            list.add("city_id", cityID.map { String($0) })
            list.add("area_id", areaID.map { String($0) })
            list.add("district_id", districtID.map { String($0) })
            list.add("sender_id", senderID.map { String($0) })
            list.add("industry_id", industryID.map { String($0) })
            list.add("name", name)
            list.add("created_at", createdAt)
            list.add("rating", rating)
            list.add("reference", reference)
        }
    }

    /// Makes the request of a query, or predicts the error.
    ///
    /// Nothing is sent.
    public static func prepare(_ query: Query, account: Account = Account()) -> Preparation {
        var check = FieldCheck(errors: account.errors)
        var list = ParameterList()
        var warnings: [EstimateWarning] = []
        let path: [String]
        var page: Int?
        switch query {
        case .credits(let number):
            path = ["credits"]
            page = number
        case .credit(let countryCode):
            check.countryCode(countryCode)
            path = ["credits", countryCode]
        case .industries:
            path = ["industries"]
        case .countries:
            path = ["location", "countries"]
        case .cities(let countryCode, let name, let number):
            check.countryCode(countryCode)
            if name?.isBlank ?? false {
                check.refuse("name", "'name' is blank")
            }
            list.add("name", name)
            path = ["location", countryCode, "cities"]
            page = number
        case .places(let segments, let number):
            if segments.isEmpty { check.refuse("path", "the path is missing") }
            path = segments
            page = number
        case .campaigns(let filter, let number):
            filter.check(&check)
            filter.write(&list)
            if filter.createdAt == "custom_date" {
                let what = "custom_date has no documented parameter for its date"
                warnings.append(EstimateWarning(.undocumented, what))
            }
            path = ["campaigns"]
            page = number
        case .campaign(let id):
            check.identifier("campaign_id", id)
            path = ["campaigns", String(id)]
        }
        if let page {
            check.identifier("page", page)
            list.add("page", String(page))
        }
        return Preparation(Estimate(warnings: warnings, predictedErrors: check.errors)) {
            () throws(PredictedError) in [try account.request(path, list.parameters)]
        }
    }
}
