internal import SeptetBilling
internal import SeptetJSON

extension SMSwordsJobs {
    static func members<Element>(
        of list: SMSwords.List<Element>,
        _ name: String,
        _ members: (Element) -> JSONObject
    ) -> JSONObject {
        var result: JSONObject = [name: .array(list.elements.map { .object(members($0)) })]
        guard let pagination = list.pagination else { return result }
        result["total"] = pagination.elementCount.map(JSONValue.integer)
        result["perPage"] = pagination.elementsPerPage.map(JSONValue.integer)
        result["page"] = pagination.page.map(JSONValue.integer)
        result["pageCount"] = pagination.pageCount.map(JSONValue.integer)
        result["nextPage"] = .count(pagination.nextPage)
        result["previousPage"] = .count(pagination.previousPage)
        return result
    }

    static func members(of country: SMSwords.Country) -> JSONObject {
        var result: JSONObject = ["code": .string(country.code)]
        result["countryName"] = country.name.map(JSONValue.string)
        result["timezone"] = country.timezone.map(JSONValue.string)
        result["hasCities"] = country.hasCities.map(JSONValue.boolean)
        result["hasAreas"] = country.hasAreas.map(JSONValue.boolean)
        result["hasDistricts"] = country.hasDistricts.map(JSONValue.boolean)
        return result
    }

    static func members(of place: SMSwords.Place) -> JSONObject {
        var result: JSONObject = ["id": .integer(place.id), "name": .string(place.name)]
        result["countryCode"] = place.countryCode.map(JSONValue.string)
        result["parentID"] = place.parentID.map(JSONValue.integer)
        return result
    }

    static func members(of named: SMSwords.Named) -> JSONObject {
        ["id": .integer(named.id), "name": .string(named.name)]
    }

    static func members(of date: SMSwords.CarbonDate) -> JSONObject {
        [
            "instant": .text(date.instant?.description),
            "wallTime": .string(date.wallTime),
            "timezone": .string(date.timezone),
            "ambiguous": .boolean(date.isAmbiguous),
        ]
    }

    static func members(of record: SMSwords.CampaignRecord) -> JSONObject {
        var result: JSONObject = ["id": .integer(record.id)]
        let texts = [
            ("campaignName", record.name), ("message", record.message),
            ("recurring", record.recurring),
            ("reference", record.reference), ("status", record.status?.rawValue),
        ]
        for (name, text) in texts {
            result[name] = text.map(JSONValue.string)
        }
        result["statusKnown"] = record.status.map {
            .boolean(SMSwords.CampaignRecord.Status.known.contains($0.rawValue))
        }
        result["final"] = record.status.map { .boolean($0.isFinal) }
        result["ftaIDs"] = .array(record.ftaIDs.map(JSONValue.integer))
        result["startImmediately"] = record.startsImmediately.map(JSONValue.boolean)
        result["includeUserNumber"] = record.includesOwnNumber.map(JSONValue.boolean)
        result["volume"] = record.volume.map(JSONValue.integer)
        result["cost"] = record.cost.map { .number($0.description) }
        result["netCost"] = record.netCost.map { .number($0.description) }
        result["sender"] = record.sender.map { .object(members(of: $0)) }
        result["country"] = record.country.map { .object(members(of: $0)) }
        result["city"] = record.city.map { .object(members(of: $0)) }
        result["area"] = record.area.map { .object(members(of: $0)) }
        result["district"] = record.district.map { .object(members(of: $0)) }
        result["industry"] = record.industry.map { .object(members(of: $0)) }
        result["instances"] = .array(record.instances.map { .object(members(of: $0)) })
        return result
    }

    private static func members(of instance: SMSwords.CampaignInstance) -> JSONObject {
        var result: JSONObject = ["id": .integer(instance.id)]
        result["name"] = instance.name.map(JSONValue.string)
        if let date = instance.date {
            result.merge(members(of: date))
        }
        result["report"] = .object([
            "sent": .integer(instance.sentCount),
            "delivered": .integer(instance.deliveredCount),
            "undelivered": .integer(instance.undeliveredCount),
            "pending": .integer(instance.pendingCount),
            "refunded": .integer(instance.refundedCount),
        ])
        return result
    }
}
