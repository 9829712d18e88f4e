internal import SeptetJSON

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
}
