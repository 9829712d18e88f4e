public import SeptetBilling
internal import SeptetJSON

extension SMSwords {
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
        /// Throws for what is neither this nor errors of the provider.
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
