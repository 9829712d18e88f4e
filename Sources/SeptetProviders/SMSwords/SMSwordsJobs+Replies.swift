internal import SeptetBilling
internal import SeptetJSON

extension SMSwordsJobs {
    static func reply(_ job: Job, to question: String) throws(JSONFault) -> JSONObject {
        guard let read = readers[question] else {
            let words = readers.keys.sorted().joined(separator: ", ")
            throw JSONFault(.invalid(path: "parse", wanted: "one of \(words)"))
        }
        return try job.readBodies { body throws(ReplyError) in
            let answer = try SMSwords.Answer(body) { node throws(JSONFault) in try read(node) }
            return switch answer {
            case .success(let members): members
            case .failure(let failure): ["error": error(failure)]
            }
        }
    }

    private typealias Reader = @Sendable (JSONNode) throws(JSONFault) -> JSONObject

    private static let readers: [String: Reader] = [
        "any": { node throws(JSONFault) in
            _ = try node.members()
            return ["ok": true]
        },
        "calculate-cost": { node throws(JSONFault) in
            ["cost": .number(try node.required("data").required("cost").amount().description)]
        },
        "country": { node throws(JSONFault) in
            members(of: try SMSwords.Country(node.unwrapped))
        },
        "date": { node throws(JSONFault) in
            members(of: try SMSwords.CarbonDate(node.unwrapped))
        },
        "credits": { node throws(JSONFault) in
            let list = try SMSwords.List(node) { element throws(JSONFault) in
                try SMSwords.Credit(element)
            }
            return members(of: list, "credits") { credit in
                var object: JSONObject = [
                    "country": .string(credit.country.code),
                    "credits": .number(credit.credits.description),
                ]
                object["countryName"] = credit.country.name.map(JSONValue.string)
                object["timezone"] = credit.country.timezone.map(JSONValue.string)
                return object
            }
        },
        "countries": { node throws(JSONFault) in
            let list = try SMSwords.List(node) { element throws(JSONFault) in
                try SMSwords.Country(element)
            }
            return members(of: list, "countries", members)
        },
        "industries": { node throws(JSONFault) in
            let list = try SMSwords.List(node) { element throws(JSONFault) in
                try SMSwords.Named(element)
            }
            return members(of: list, "industries", members)
        },
        "cities": places("cities"), "areas": places("areas"), "districts": places("districts"),
        "campaigns": campaigns, "campaign": campaigns,
    ]

    private static func places(_ name: String) -> Reader {
        { node throws(JSONFault) in
            let list = try SMSwords.List(node) { element throws(JSONFault) in
                try SMSwords.Place(element)
            }
            return members(of: list, name, members)
        }
    }

    /// One campaign gives its members, a list gives `campaigns`.
    private static let campaigns: Reader = { node throws(JSONFault) in
        let list = try SMSwords.List(node) { element throws(JSONFault) in
            try SMSwords.CampaignRecord(element)
        }
        if case .object = node["data"]?.value, let record = list.elements.first {
            return members(of: record)
        }
        return members(of: list, "campaigns", members)
    }

    private static func error(_ failure: SMSwords.Failure) -> JSONValue {
        var object: JSONObject = ["messages": .array(failure.messages.map(JSONValue.string))]
        if !failure.fields.isEmpty {
            object["fields"] = .object(
                JSONObject(
                    failure.fields.map { field in
                        JSONObject.Member(
                            name: field.name,
                            value: .array(field.messages.map(JSONValue.string))
                        )
                    }
                )
            )
        }
        return .object(object)
    }

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
