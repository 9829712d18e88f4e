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
        /// `campaigns`: those that a filter lets through.
        case campaigns(CampaignFilter, page: Int? = nil)
        /// `campaigns/ID`: one of them.
        case campaign(id: Int)
    }

    /// Which campaigns are listed; what is `nil` does not restrict, what is blank is an error.
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

    /// Makes the request of a query, or foresees the error.
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
