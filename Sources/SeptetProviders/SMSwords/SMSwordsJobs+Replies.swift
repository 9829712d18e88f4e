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
}
