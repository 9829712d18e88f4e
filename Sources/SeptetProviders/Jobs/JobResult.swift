internal import SeptetBilling
package import SeptetJSON

/// Results in the vocabulary of docs/providers/jobs.md.
package enum JobResult {
    /// A predicted error: `code` with the provider's number, or `local` with our word.
    package static func error(_ error: PredictedError) -> JSONValue {
        var object = JSONObject()
        switch error.code {
        case .provider(let number): object["code"] = .integer(number)
        case .local(let kind): object["local"] = .string(kind.rawValue)
        }
        object["field"] = error.field.map(JSONValue.string)
        object["utf8Offset"] = error.utf8Offset.map(JSONValue.integer)
        for detail in error.details {
            object[detail.name] =
                switch detail.value {
                case .text(let text): .string(text)
                case .number(let amount): .number(amount.description)
                }
        }
        object["message"] = .string(error.message)
        return .object(object)
    }

    /// A reply that cannot be read: the kind `decodeError`.
    package static func error(_ error: ReplyError) -> JSONValue {
        var object: JSONObject = ["kind": "decodeError"]
        object["offset"] = error.offset.map(JSONValue.integer)
        object["message"] = .string(error.description)
        return .object(object)
    }

    /// A job that cannot be read.
    package static func error(_ fault: JSONFault) -> JSONValue {
        var object: JSONObject = ["local": .string(LocalErrorKind.invalidJob.rawValue)]
        object["field"] = fault.path.map(JSONValue.string)
        object["offset"] = fault.offset.map(JSONValue.integer)
        object["message"] = .string(fault.description)
        return .object(object)
    }

    /// The members every preparation has: counts, warnings and the error or the request.
    package static func members(of preparation: Preparation) -> JSONObject {
        var result = members(of: preparation.estimate)
        if let first = preparation.requests.first {
            result.merge(members(of: first))
            if preparation.requests.count > 1 {
                result["requests"] = .array(
                    preparation.requests.map { .object(members(of: $0)) }
                )
            }
            result["requestCount"] = .integer(preparation.requests.count)
        }
        return result
    }
}
