public import SeptetBilling
internal import SeptetJSON

extension SMSwords {
    /// A campaign as the provider reports it.
    public struct CampaignRecord: Sendable, Hashable {
        /// What becomes of a campaign; unknown words pass through.
        public struct Status: RawRepresentable, Sendable, Hashable {
            /// The word.
            public let rawValue: String

            /// Makes a status of a word, known or not.
            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// The words of the document, in the order a campaign passes through them.
            public static let known = [
                "new", "text_processed", "pending_approval", "pending_runtime",
                "numbers_assigned", "texts_sent", "completed", "cancelled",
            ]

            /// Whether nothing follows.
            public var isFinal: Bool { rawValue == "completed" || rawValue == "cancelled" }
        }

        /// `id`.
        public let id: Int
        /// `name`: with a number where it was taken.
        public let name: String?
        /// `fta_id`.
        public let ftaIDs: [Int]
        /// `start_immediately`.
        public let startsImmediately: Bool?
        /// `instances`.
        public let instances: [CampaignInstance]
        /// `volume` of one instance.
        public let volume: Int?
        /// `message`: the text.
        public let message: String?
        /// `cost` of all instances.
        public let cost: Amount?
        /// `status`.
        public let status: Status?
        /// `recurring`.
        public let recurring: String?
        /// `include_user_number`.
        public let includesOwnNumber: Bool?
        /// `reference`.
        public let reference: String?
        /// `sender`.
        public let sender: Named?
        /// `country`.
        public let country: Country?
        /// `city`.
        public let city: Place?
        /// `area`.
        public let area: Place?
        /// `district`.
        public let district: Place?
        /// `industry`.
        public let industry: Named?

        /// The cost without what was refunded (SW-7); `nil` without a cost.
        public var netCost: Amount? {
            guard let cost else { return nil }
            return instances.reduce(cost) { $0 + Amount($1.refundedCount) * -1 }
        }

        /// Reads the answer to `campaigns`, or to `campaigns/ID` as a list of one.
        ///
        /// Throws for a body that is neither this answer nor errors of the provider.
        public static func read(_ octets: [UInt8]) throws(ReplyError) -> Answer<List<Self>> {
            try Answer(try ReplyBody(octets)) { node throws(JSONFault) in
                try List(node) { element throws(JSONFault) in try Self(element) }
            }
        }

        init(_ node: JSONNode) throws(JSONFault) {
            id = try node.required("id").integer()
            name = try node["name"]?.text()
            ftaIDs = try Self.list(node["fta_id"]) { id throws(JSONFault) in try id.integer() }
            startsImmediately = try node["start_immediately"]?.boolean()
            instances = try Self.list(node["instances"]) { instance throws(JSONFault) in
                try CampaignInstance(instance)
            }
            volume = try node["volume"]?.integer()
            message = try node["message"]?.text()
            cost = try node["cost"]?.amount()
            status = try node["status"].map { status throws(JSONFault) in
                Status(rawValue: try status.text())
            }
            recurring = try node["recurring"]?.text()
            includesOwnNumber = try node["include_user_number"]?.boolean()
            reference = try node["reference"]?.text()
            sender = try Self.related(node["sender"]) { node throws(JSONFault) in try Named(node) }
            country = try Self.related(node["country"]) { node throws(JSONFault) in
                try Country(node)
            }
            city = try Self.related(node["city"]) { node throws(JSONFault) in try Place(node) }
            area = try Self.related(node["area"]) { node throws(JSONFault) in try Place(node) }
            district = try Self.related(node["district"]) { node throws(JSONFault) in
                try Place(node)
            }
            industry = try Self.related(node["industry"]) { node throws(JSONFault) in
                try Named(node)
            }
        }

        private static func list<Element>(
            _ node: JSONNode?,
            _ read: (JSONNode) throws(JSONFault) -> Element
        ) throws(JSONFault) -> [Element] {
            guard let node else { return [] }
            var elements: [Element] = []
            for element in try node.unwrapped.elements() {
                elements.append(try read(element))
            }
            return elements
        }

        /// A related object, wrapped in `data` or not; `nil` where `data` is null.
        private static func related<Value>(
            _ node: JSONNode?,
            _ read: (JSONNode) throws(JSONFault) -> Value
        ) throws(JSONFault) -> Value? {
            guard let node, node["data"] != nil || !node.has("data") else { return nil }
            return try read(node.unwrapped)
        }
    }

    /// One run of a campaign, with what became of its messages.
    public struct CampaignInstance: Sendable, Hashable {
        /// `id`.
        public let id: Int
        /// `name`.
        public let name: String?
        /// `date`: when it starts.
        public let date: CarbonDate?
        /// `report.sent`.
        public let sentCount: Int
        /// `report.delivered`.
        public let deliveredCount: Int
        /// `report.undelivered`.
        public let undeliveredCount: Int
        /// `report.pending`.
        public let pendingCount: Int
        /// `report.refunded`.
        public let refundedCount: Int

        init(_ node: JSONNode) throws(JSONFault) {
            id = try node.required("id").integer()
            name = try node["name"]?.text()
            date = try node["date"].map { date throws(JSONFault) in try CarbonDate(date) }
            let report = node["report"]?.unwrapped
            sentCount = try report?["sent"]?.integer() ?? 0
            deliveredCount = try report?["delivered"]?.integer() ?? 0
            undeliveredCount = try report?["undelivered"]?.integer() ?? 0
            pendingCount = try report?["pending"]?.integer() ?? 0
            refundedCount = try report?["refunded"]?.integer() ?? 0
        }
    }

    /// A country, and whether campaigns can be narrowed down in it.
    public struct Country: Sendable, Hashable {
        /// `code`: ISO 3166-1 alpha-2.
        public var code: String
        /// `name`.
        public var name: String?
        /// `default_timezone`: that of its capital.
        public var timezone: String?
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
            name = try node["name"]?.text()
            timezone = try node["default_timezone"]?.text()
            hasCities = try node["has_cities"]?.boolean()
            hasAreas = try node["has_areas"]?.boolean()
            hasDistricts = try (node["has_districts"] ?? node["has_district"])?.boolean()
        }
    }

    /// A city, an area or a district.
    public struct Place: Sendable, Hashable {
        /// `id`: what requests call it.
        public let id: Int
        /// `name`.
        public let name: String
        /// `country_code` of a city, where the reply has it.
        public let countryCode: String?
        /// `city_id` of an area, or `area_id` of a district, where the reply has it.
        public let parentID: Int?

        init(_ node: JSONNode) throws(JSONFault) {
            id = try node.required("id").integer()
            name = try node.required("name").text()
            countryCode = try node["country_code"]?.text()
            parentID = try (node["city_id"] ?? node["area_id"])?.integer()
        }
    }

    /// A business category or a sender: a number with a name.
    public struct Named: Sendable, Hashable {
        /// `id`: what requests call it.
        public let id: Int
        /// `name`, or `title` of a sender.
        public let name: String

        init(_ node: JSONNode) throws(JSONFault) {
            id = try node.required("id").integer()
            name = try node.required(node["name"] == nil ? "title" : "name").text()
        }
    }

    /// What is left for campaigns in a country.
    public struct Credit: Sendable, Hashable {
        /// The country.
        public let country: Country
        /// `credits`.
        public let credits: Amount

        /// Reads the answer to `credits`, or to `credits/COUNTRY` as a list of one.
        ///
        /// Throws for a body that is neither this answer nor errors of the provider.
        public static func read(_ octets: [UInt8]) throws(ReplyError) -> Answer<List<Self>> {
            try Answer(try ReplyBody(octets)) { node throws(JSONFault) in
                try List(node) { element throws(JSONFault) in try Self(element) }
            }
        }

        init(_ node: JSONNode) throws(JSONFault) {
            credits = try node.required("credits").amount()
            country = try Country(try node.required("country").unwrapped)
        }
    }
}

extension JSONNode {
    /// What `data` encloses, or the value itself.
    var unwrapped: JSONNode { self["data"] ?? self }
}

extension SMSwords {
    /// A date as PHP's Carbon writes it: a wall clock with its zone.
    public struct CarbonDate: Sendable, Hashable {
        /// `date`: what the clock shows, as written.
        public let wallTime: String
        /// `timezone`: a name, an offset or an abbreviation, by `timezone_type`.
        public let timezone: String
        /// The second it is; `nil` where the zone is not known.
        public let instant: Timestamp?
        /// Whether the clock shows this time twice or never.
        public let isAmbiguous: Bool

        /// Reads the JSON of a date.
        ///
        /// Throws for anything that isn't a date.
        public static func read(_ octets: [UInt8]) throws(ReplyError) -> Self {
            try ReplyBody(octets).reading { node throws(JSONFault) in try Self(node) }
        }

        init(_ node: JSONNode) throws(JSONFault) {
            wallTime = try node.required("date").text()
            timezone = try node["timezone"]?.text() ?? "UTC"
            guard let reading = ISO8601Reading(wallTime), reading.offsetMinutes == nil else {
                throw JSONFault(.invalid(path: "date", wanted: "a date with a time"))
            }
            if let withOffset = Timestamp(iso8601: wallTime + timezone) {
                instant = withOffset
                isAmbiguous = false
            } else {
                let zoned = ZonedTime(
                    date: reading.date,
                    secondOfDay: reading.secondOfDay,
                    zone: timezone
                )
                instant = zoned?.timestamp
                isAmbiguous = zoned.map { $0.kind != .unique } ?? false
            }
        }
    }
}
