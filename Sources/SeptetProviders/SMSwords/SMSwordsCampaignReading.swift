internal import SeptetJSON

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
