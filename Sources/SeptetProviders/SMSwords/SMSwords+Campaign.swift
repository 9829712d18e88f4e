internal import SeptetJSON

extension SMSwords {
    /// A campaign to be priced or created, with every member of the document.
    ///
    /// What is mandatory depends on other members, so each can be missing; `prepare` says which do.
    public struct Campaign: Sendable, Hashable {
        /// `target_mode`: `location` or `fta`.
        public var targetMode: String?
        /// `country_code`: ISO 3166-1 alpha-2; for a location.
        public var countryCode: String?
        /// `city_id`: for a location.
        public var cityID: Int?
        /// `area_id`: for a location.
        public var areaID: Int?
        /// `district_id`: for a location.
        public var districtID: Int?
        /// `fta_id`: campaigns whose numbers are used; for `fta`.
        public var ftaIDs: [Int] = []
        /// `industry_id`: the business category.
        public var industryID: Int?
        /// `immediate`: starts at once.
        public var isImmediate = false
        /// `recurring`: `none`, `weekly` or `monthly`; void when immediate.
        public var recurring: String?
        /// `date`: `YYYY-MM-DD`; for `none`.
        public var date: String?
        /// `date_from`: `YYYY-MM-DD`; for `weekly` and `monthly`.
        public var dateFrom: String?
        /// `date_to`: `YYYY-MM-DD`, its day included; for `weekly` and `monthly`.
        public var dateTo: String?
        /// `time`: `HH:MM`, in a zone the document does not name (SW-2).
        public var time: String?
        /// `original_name`.
        public var name: String?
        /// `volume`: messages of one instance.
        public var volume: Int?
        /// `sender_id`: the number of a sender, not its name.
        public var senderID: Int?
        /// `message`: the text.
        public var message: String
        /// `reference`: the caller's own number for its customer.
        public var reference: String?

        /// Makes a campaign of a text.
        public init(message: String) {
            self.message = message
        }

        var isLocation: Bool { targetMode == "location" }

        /// The days it runs on; `nil` where they are not given or make no sense.
        ///
        /// SW-3: the last day is included. A month without the day of the first one has its last.
        public var instances: Instances? {
            if isImmediate { return Instances(first: nil, step: nil, count: 1) }
            switch recurring {
            case "none":
                return date.flatMap(CalendarDate.init).map {
                    Instances(first: $0, step: nil, count: 1)
                }
            case "weekly":
                guard let (first, last) = range else { return nil }
                let count = (last.dayNumber - first.dayNumber) / 7 + 1
                return Instances(first: first, step: .week, count: count)
            case "monthly":
                guard let (first, last) = range else { return nil }
                var count = (last.year - first.year) * 12 + last.month - first.month + 1
                if let date = first.adding(months: count - 1), date > last {
                    count -= 1
                }
                return Instances(first: first, step: .month, count: count)
            default:
                return nil
            }
        }

        private var range: (first: CalendarDate, last: CalendarDate)? {
            guard let first = dateFrom.flatMap(CalendarDate.init),
                let last = dateTo.flatMap(CalendarDate.init), first <= last
            else { return nil }
            return (first, last)
        }
    }

    /// How often a campaign runs, and when.
    public struct Instances: Sendable, Hashable {
        enum Step: Sendable, Hashable {
            case week
            case month
        }

        let first: CalendarDate?
        let step: Step?

        /// How often.
        public let count: Int

        /// The days, at most the first `limit`; none when it starts at once.
        public func dates(limit: Int) -> [CalendarDate] {
            guard let first else { return [] }
            return (0..<max(0, min(count, limit))).compactMap { index in
                switch step {
                case .week: first.adding(days: index * 7)
                case .month: first.adding(months: index)
                case nil: first
                }
            }
        }
    }
}

extension SMSwords.Campaign {
    /// The names of the document's table, in its order.
    static let fields = [
        "target_mode", "country_code", "city_id", "area_id", "district_id", "fta_id",
        "industry_id", "immediate", "recurring", "date", "date_from", "date_to", "time",
        "original_name", "volume", "sender_id", "message", "reference",
    ]

    /// The members that others make void and that are left out; given or not.
    var voidFields: [String] {
        var names: [String] = []
        switch targetMode {
        case "location": names = ["fta_id"]
        case "fta": names = ["country_code", "city_id", "area_id", "district_id"]
        default: break
        }
        if isImmediate {
            names += ["recurring", "date", "date_from", "date_to"]
        } else if recurring == "none" {
            names += ["date_from", "date_to"]
        } else if recurring == "weekly" || recurring == "monthly" {
            names.append("date")
        }
        return names
    }

    /// Every member that is given, in the order of the document.
    var members: JSONObject {
        var object = JSONObject()
        object["target_mode"] = targetMode.map(JSONValue.string)
        object["country_code"] = countryCode.map(JSONValue.string)
        object["city_id"] = cityID.map(JSONValue.integer)
        object["area_id"] = areaID.map(JSONValue.integer)
        object["district_id"] = districtID.map(JSONValue.integer)
        object["fta_id"] = ftaIDs.isEmpty ? nil : .array(ftaIDs.map(JSONValue.integer))
        object["industry_id"] = industryID.map(JSONValue.integer)
        object["immediate"] = isImmediate ? true : nil
        object["recurring"] = recurring.map(JSONValue.string)
        object["date"] = date.map(JSONValue.string)
        object["date_from"] = dateFrom.map(JSONValue.string)
        object["date_to"] = dateTo.map(JSONValue.string)
        object["time"] = time.map(JSONValue.string)
        object["original_name"] = name.map(JSONValue.string)
        object["volume"] = volume.map(JSONValue.integer)
        object["sender_id"] = senderID.map(JSONValue.integer)
        object["message"] = .string(message)
        object["reference"] = reference.map(JSONValue.string)
        return object
    }

    /// The body of a request: what is given and not void.
    var json: JSONValue {
        let void = voidFields
        return .object(JSONObject(members.members.filter { !void.contains($0.name) }))
    }

    /// The names of members that are given and left out.
    var ignoredFields: [String] {
        let void = voidFields
        return members.members.map(\.name).filter(void.contains)
    }

    /// What the document demands and the campaign lacks, in the order of the document's table.
    ///
    /// SW-8: the provider has no numbers for errors, so these are ours.
    func errors(country: SMSwords.Country?) -> [PredictedError] {
        var check = SMSwords.FieldCheck()
        check.word("target_mode", targetMode, oneOf: ["location", "fta"])
        if isLocation {
            check.countryCode(countryCode)
            checkPlaces(country.flatMap { $0.code == countryCode ? $0 : nil }, &check)
        } else if targetMode == "fta" {
            if ftaIDs.isEmpty {
                check.miss("fta_id")
            }
            if ftaIDs.contains(where: { $0 < 1 }) {
                check.refuse("fta_id", "identifiers begin at 1")
            }
        }
        check.identifier("industry_id", industryID)
        if !isImmediate {
            checkDates(&check)
        }
        if let time, !time.isEmpty {
            if time.utf8.count != 5 || ISO8601Reading.secondOfDay(time[...]) == nil {
                check.refuse("time", "a time is HH:MM")
            }
        } else if !isImmediate {
            check.miss("time")
        }
        check.text("original_name", name)
        check.identifier("volume", volume)
        check.identifier("sender_id", senderID)
        check.text("message", message)
        check.text("reference", reference)
        return check.errors
    }

    private func checkPlaces(_ country: SMSwords.Country?, _ check: inout SMSwords.FieldCheck) {
        let places: [(String, Int?, Bool?)] = [
            ("city_id", cityID, country?.hasCities), ("area_id", areaID, country?.hasAreas),
            ("district_id", districtID, country?.hasDistricts),
        ]
        for (field, id, isAvailable) in places {
            guard let id else { continue }
            if id < 1 {
                check.refuse(field, "identifiers begin at 1")
            } else if isAvailable == false {
                check.errors.append(
                    PredictedError(
                        local: SMSwords.notAvailable,
                        "the country has none of these",
                        field: field
                    )
                )
            }
        }
    }

    private func checkDates(_ check: inout SMSwords.FieldCheck) {
        check.word("recurring", recurring, oneOf: ["none", "weekly", "monthly"])
        switch recurring {
        case "none":
            check.date("date", date)
        case "weekly", "monthly":
            check.date("date_from", dateFrom)
            check.date("date_to", dateTo)
            if let first = dateFrom.flatMap(CalendarDate.init),
                let last = dateTo.flatMap(CalendarDate.init), last < first
            {
                check.refuse("date_to", "the last day is before the first")
            }
        default:
            break
        }
    }
}

extension SMSwords {
    /// Something the country of a campaign has none of.
    static let notAvailable = LocalErrorKind(rawValue: "notAvailable")

    /// Errors of fields, one after the other.
    struct FieldCheck {
        var errors: [PredictedError] = []

        mutating func miss(_ field: String) {
            errors.append(
                PredictedError(local: .missingField, "'\(field)' is missing", field: field)
            )
        }

        mutating func refuse(_ field: String, _ what: String) {
            errors.append(PredictedError(local: .invalidValue, what, field: field))
        }

        mutating func text(_ field: String, _ text: String?) {
            if text?.isEmpty ?? true {
                miss(field)
            }
        }

        mutating func word(_ field: String, _ word: String?, oneOf words: [String]) {
            guard let word, !word.isEmpty else { return miss(field) }
            if !words.contains(word) {
                refuse(field, "\(field) is one of \(words.joined(separator: ", "))")
            }
        }

        mutating func countryCode(_ code: String?) {
            guard let code, !code.isEmpty else { return miss("country_code") }
            if !SMSwords.isCountryCode(code) {
                refuse("country_code", "a country code has two letters")
            }
        }

        mutating func identifier(_ field: String, _ number: Int?) {
            guard let number else { return miss(field) }
            if number < 1 {
                refuse(field, "\(field) is at least 1")
            }
        }

        mutating func date(_ field: String, _ date: String?) {
            guard let date, !date.isEmpty else { return miss(field) }
            if CalendarDate(date) == nil {
                refuse(field, "a date is YYYY-MM-DD")
            }
        }
    }

    /// A country, and whether campaigns can be narrowed down in it.
    public struct Country: Sendable, Hashable {
        /// `code`: ISO 3166-1 alpha-2.
        public var code: String
        /// `has_cities`; `nil` where it is not known.
        public var hasCities: Bool?
        /// `has_areas`.
        public var hasAreas: Bool?
        /// `has_district` or `has_districts` (SW-4).
        public var hasDistricts: Bool?

        /// Makes a country of which nothing is known.
        public init(code: String) {
            self.code = code
        }

        init(_ node: JSONNode) throws(JSONFault) {
            self.init(code: try node.required("code").text())
            hasCities = try node["has_cities"]?.boolean()
            hasAreas = try node["has_areas"]?.boolean()
            hasDistricts = try (node["has_districts"] ?? node["has_district"])?.boolean()
        }
    }

    static func isCountryCode(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
    }
}
