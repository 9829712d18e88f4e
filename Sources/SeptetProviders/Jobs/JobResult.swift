package import SeptetBilling
package import SeptetJSON

/// Results in the vocabulary of docs/providers/jobs.md.
package enum JobResult {
    /// A predicted error: `code` with the provider's number, or `local` with our word.
    package static func error(_ error: PredictedError) -> JSONValue {
        var object = JSONObject()
        switch error.code {
        case .provider(let number): object["code"] = .integer(number)
        case .word(let word): object["code"] = .string(word)
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
    ///
    /// - Parameter hidesMissing: Whether a request that lacks a secret has no member that could be sent.
    package static func members(of preparation: Preparation, hidesMissing: Bool = false)
        -> JSONObject
    {
        var result = members(of: preparation.estimate)
        let requests = preparation.requests.map {
            hidesMissing && $0.lacksSecret ? preview(of: $0) : members(of: $0)
        }
        if let first = requests.first {
            result.merge(first)
            if requests.count > 1 { result["requests"] = .array(requests.map(JSONValue.object)) }
            result["requestCount"] = .integer(requests.count)
        }
        return result
    }
}

extension JobResult {
    /// The members of a prepared request.
    ///
    /// `url`, `headers` and `body` are what an HTTP client needs, secrets in the clear as the job
    /// gave them; `params`, `wire`, `path`, `redactedURL` and `curl` never show one.
    package static func members(of request: PreparedRequest) -> JSONObject {
        var result: JSONObject = [
            "method": .string(request.method.rawValue),
            "url": .string(request.url),
            "redactedURL": .string(request.redactedURL),
            "path": .string(request.redactedPath),
        ]
        result["contentType"] = request.contentType.map(JSONValue.string)
        result["headers"] = headers(request.headers)
        if case .aws4(let service, let region, _, _) = request.authorization {
            result["signature"] = .object([
                "scheme": "aws4", "service": .string(service), "region": .string(region),
            ])
        }
        var params = JSONObject()
        var wire = JSONObject()
        for parameter in request.parameters {
            params.add(parameter.name, parameter.text)
            wire.add(parameter.name, parameter.redactedWire)
        }
        result["params"] = .object(params)
        result["wire"] = .object(wire)
        for member in wire.members {
            result[wireName(member.name)] = member.value
        }
        if request.content != .empty {
            // Forms are ASCII and JSON is UTF-8, so the octets are text.
            result["body"] = .string(String(decoding: request.body, as: UTF8.self))
        }
        // Every request of the five providers has one; a body that no argument can hold has none.
        result["curl"] = (try? request.curlCommand).map(JSONValue.string)
        return result
    }

    /// The members of a request without what only an HTTP client needs, for one that lacks a secret.
    ///
    /// A shell variable would otherwise stand where the secret belongs, and could be sent.
    package static func preview(of request: PreparedRequest) -> JSONObject {
        var result = members(of: request)
        for name in ["url", "headers"] { result[name] = nil }
        if case .form = request.content { result["body"] = nil }
        result["missingSecrets"] = .array(request.missingVariables.map(JSONValue.string))
        return result
    }

    /// Header fields by name, secrets in the clear.
    static func headers(_ fields: [(name: String, value: String)]) -> JSONValue {
        .object(
            JSONObject(fields.map { JSONObject.Member(name: $0.name, value: .string($0.value)) })
        )
    }

    /// `wireMessage` for `message`, `wireURL` for `url`, `wireNotifyUrl` for `notify_url`.
    private static func wireName(_ parameter: String) -> String {
        guard parameter != "url" else { return "wireURL" }
        return parameter.divided(at: "_").flatMap { $0.divided(at: "-") }.filter { !$0.isEmpty }
            .reduce("wire") {
                $0 + $1.prefix(1).uppercased() + $1.dropFirst()
            }
    }

    /// The members of an estimate; what is unknown is left out.
    package static func members(of estimate: Estimate) -> JSONObject {
        var result = JSONObject()
        result["encoding"] = estimate.encoding.map { .string($0.rawValue) }
        result["units"] = estimate.unitCount.map(JSONValue.integer)
        if estimate.encoding != nil {
            // Null says that the document has no rule; a missing member that there is no text.
            result["parts"] = .count(estimate.billedPartCount)
            result["billedParts"] = .count(estimate.billedPartCount)
            result["wireSegments"] = .count(estimate.wireSegmentCount)
        }
        result["octets"] = estimate.octetCount.map(JSONValue.integer)
        if estimate.certainty != .exact {
            result["estimated"] = true
            result["certainty"] = .string(estimate.certainty.rawValue)
        }
        result["predictedText"] = estimate.predictedText.map(JSONValue.string)
        result["billedRecipients"] = estimate.billedRecipientCount.map(JSONValue.integer)
        result["totalParts"] = estimate.totalBilledPartCount.map(JSONValue.integer)
        if !estimate.recipients.isEmpty {
            result["perRecipient"] = .array(
                estimate.recipients.map { .object(members(of: $0)) }
            )
        }
        if let cost = estimate.cost {
            result.merge(members(of: cost))
        }
        if let first = estimate.warnings.first {
            result["warning"] = .string(first.kind.rawValue)
            result["warnings"] = .array(
                estimate.warnings.map {
                    .object(["kind": .string($0.kind.rawValue), "message": .string($0.message)])
                }
            )
        }
        if let first = estimate.predictedErrors.first {
            result["error"] = error(first)
            if estimate.predictedErrors.count > 1 {
                result["furtherErrors"] = .array(estimate.predictedErrors.dropFirst().map(error))
            }
        }
        return result
    }

    /// The members of a cost: `cost` when it is exact, its ends always.
    package static func members(of cost: Cost) -> JSONObject {
        var result = JSONObject()
        result["cost"] = cost.exact.map { .string($0.description) }
        result["costMinimum"] = .string(cost.minimum.description)
        result["costMaximum"] = .string(cost.maximum.description)
        result["currency"] = .string(cost.currency)
        return result
    }

    /// The members of one recipient's estimate.
    package static func members(of recipient: RecipientEstimate) -> JSONObject {
        var result: JSONObject = ["recipient": .string(recipient.recipient)]
        result["text"] = recipient.text.map(JSONValue.string)
        result["encoding"] = recipient.encoding.map { .string($0.rawValue) }
        result["units"] = recipient.unitCount.map(JSONValue.integer)
        result["parts"] = recipient.billedPartCount.map(JSONValue.integer)
        result["wireSegments"] = recipient.wireSegmentCount.map(JSONValue.integer)
        if let cost = recipient.cost {
            result.merge(members(of: cost))
        }
        return result
    }
}

extension JSONObject {
    /// Adds a text; a name that is there already gets a list.
    fileprivate mutating func add(_ name: String, _ text: String) {
        switch self[name] {
        case nil: self[name] = .string(text)
        case .array(let texts): self[name] = .array(texts + [.string(text)])
        case .some(let first): self[name] = .array([first, .string(text)])
        }
    }
}
