package import SeptetJSON

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
        var params = JSONObject()
        var wire = JSONObject()
        for parameter in request.parameters {
            params[parameter.name] = .string(parameter.text)
            wire[parameter.name] = .string(parameter.redactedWire)
        }
        result["params"] = .object(params)
        result["wire"] = .object(wire)
        for member in wire.members {
            result[wireName(member.name)] = member.value
        }
        if request.content != .none {
            // Forms are ASCII and JSON is UTF-8, so the octets are text.
            result["body"] = .string(String(decoding: request.body, as: UTF8.self))
        }
        // Every request of the five providers has one; a body that no argument can hold has none.
        result["curl"] = (try? request.curlCommand).map(JSONValue.string)
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
        return parameter.divided(at: "_").filter { !$0.isEmpty }.reduce("wire") {
            $0 + $1.prefix(1).uppercased() + $1.dropFirst()
        }
    }
}
