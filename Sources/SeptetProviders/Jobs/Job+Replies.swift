internal import Septet
package import SeptetJSON

extension Job {
    /// Reads the replies of a job with `body`, `bodyHex` or `bodies`.
    ///
    /// The result of several bodies has the members of the first, and all of them in `results`. A
    /// reply that cannot be read becomes the error `decodeError`.
    package func readBodies(
        _ read: (ReplyBody) throws(ReplyError) -> JSONObject
    ) throws(JSONFault) -> JSONObject {
        if let bodies = input["bodies"] {
            var results: [JSONObject] = []
            for body in try bodies.elements() {
                results.append(Self.result(of: Array(try body.string().utf8), read))
            }
            guard var result = results.first else {
                throw JSONFault(.invalid(path: "bodies", wanted: "a list of replies"))
            }
            result["results"] = .array(results.map(JSONValue.object))
            return result
        }
        if let body = input["bodyHex"] {
            let digits = try body.string()
            guard let octets = try? Hexadecimal.octets(of: digits) else {
                throw JSONFault(.invalid(path: "bodyHex", wanted: "hexadecimal octets"))
            }
            return Self.result(of: octets, read)
        }
        return Self.result(of: Array(try input.required("body").string().utf8), read)
    }

    /// Reads a callback: `form` with decoded fields, or `query` or `body` as it arrived.
    package func readForm(
        _ read: (FormFields) throws(ReplyError) -> JSONObject
    ) throws(JSONFault) -> JSONObject {
        let fields: FormFields
        if let form = input["form"] {
            var decoded: [FormFields.Field] = []
            for member in try form.members() where member.node.value != .null {
                let value = try member.node.text()
                decoded.append(FormFields.Field(name: member.name, value: value))
            }
            fields = FormFields(decoded)
        } else {
            let member = input["query"] == nil ? "body" : "query"
            let text = try input.required(member).string()
            do throws(ReplyError) {
                fields = try FormFields(encoded: text)
            } catch {
                return ["error": JobResult.error(error)]
            }
        }
        do {
            return try read(fields)
        } catch {
            return ["error": JobResult.error(error)]
        }
    }

    private static func result(
        of octets: [UInt8],
        _ read: (ReplyBody) throws(ReplyError) -> JSONObject
    ) -> JSONObject {
        do {
            return try read(try ReplyBody(octets))
        } catch {
            return ["error": JobResult.error(error)]
        }
    }
}
