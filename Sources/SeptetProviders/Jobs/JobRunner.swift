internal import Septet
package import SeptetBilling
package import SeptetJSON

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Does jobs: one JSON object in, one JSON object out.
///
/// The vocabulary is in docs/providers/jobs.md. A job that cannot be done has a result that says
/// why, so a stream of jobs and the stream of results stay in step.
public struct JobRunner: Sendable {
    private let now: Timestamp?
    private let providers: [Provider]

    /// Makes a runner.
    ///
    /// - Parameters:
    ///   - now: The time dates are compared with, when a job has none; `nil` for the clock.
    ///   - providers: Providers beside those of `Provider.all`, such as one of a file; theirs are the names that
    ///     both have.
    public init(now: Timestamp? = nil, providers: [Provider] = []) {
        self.now = now
        self.providers = providers
    }

    /// Does the job of one line; the result has no line break.
    public func run(_ line: String) -> String {
        String(decoding: run(Array(line.utf8)), as: UTF8.self)
    }

    /// Does the job of one line of UTF-8; the result has no line break.
    ///
    /// Complexity: linear in the job and its result.
    public func run(_ line: [UInt8]) -> [UInt8] {
        outcome(of: line).result
    }

    /// Does the job of one line of UTF-8, and says whether it could be read.
    ///
    /// Complexity: linear in the job and its result.
    public func outcome(of line: [UInt8]) -> JobOutcome {
        var result = JSONObject()
        var rejection: String?
        do {
            let node = try JSONNode(octets: line)
            let name = try? node["name"]?.text()
            result["provider"] = (try? node["provider"]?.text()).map(JSONValue.string)
            result["name"] = name.map(JSONValue.string)
            let providerName = try node.required("provider").string()
            let input = try node.required("input")
            _ = try input.members()
            let given = providers.first { $0.isNamed(providerName) }
            guard let provider = given ?? Provider.named(providerName) else {
                let known = (providers.map(\.name) + Provider.names).joined(separator: ", ")
                let error = PredictedError(
                    local: .unknownProvider,
                    "no provider has this name; there are \(known)",
                    field: "provider"
                )
                result["error"] = JobResult.error(error)
                return outcome(result, rejection: error.message)
            }
            let job = Job(name: name, input: JSONNode(input.value), now: try time(input))
            result.merge(try provider.run(job))
        } catch {
            result["error"] = JobResult.error(error)
            rejection = error.description
        }
        return outcome(result, rejection: rejection)
    }

    private func outcome(_ result: JSONObject, rejection: String?) -> JobOutcome {
        JobOutcome(result: JSONText.octets(of: .object(result)), rejection: rejection)
    }

    private func time(_ input: JSONNode) throws(JSONFault) -> Timestamp {
        guard let node = input["now"] else {
            return now ?? Timestamp(secondsSince1970: Int(Date().timeIntervalSince1970))
        }
        let text = try node.text()
        if let seconds = Int(text) { return Timestamp(secondsSince1970: seconds) }
        guard let time = Timestamp(iso8601: text) else {
            throw JSONFault(.invalid(path: "now", wanted: "Unix time or ISO 8601"))
        }
        return time
    }
}

/// What became of the job on one line.
public struct JobOutcome: Sendable, Hashable {
    /// The result: one JSON object in UTF-8 without a line break.
    public let result: [UInt8]

    /// Why the job could not be read, in a sentence part; `nil` when it was done.
    ///
    /// A job is done when its result is an error that a provider would give, or has given. It
    /// repeats no value, which may be a secret.
    public let rejection: String?
}

extension JobOutcome {
    /// The outcome of a line that isn't a job, such as one that is too long to be read.
    public init(rejected reason: String) {
        let error = PredictedError(local: .invalidJob, reason)
        self.init(
            result: JSONText.octets(of: .object(["error": JobResult.error(error)])),
            rejection: reason
        )
    }
}

/// One line of work: which provider, and what to prepare or to read.
package struct Job: Sendable {
    /// The name the job gave itself, repeated in its result.
    package let name: String?

    /// What is asked for, in the vocabulary of docs/providers/jobs.md.
    package let input: JSONNode

    /// The time to compare dates with: the job's `now`, or the clock's.
    package let now: Timestamp

    package init(name: String? = nil, input: JSONNode, now: Timestamp) {
        self.name = name
        self.input = input
        self.now = now
    }

    /// What the reply to read is an answer to; `nil` when a request is to be prepared.
    package func parse() throws(JSONFault) -> String? {
        try input["parse"]?.string()
    }

    /// An empty object where the member is missing.
    package func object(_ member: String) throws(JSONFault) -> JSONNode {
        guard let node = input[member] else {
            return JSONNode(.object(JSONObject()), path: member)
        }
        _ = try node.members()
        return node
    }

    /// A secret given as a string; its variable when the member is missing.
    package static func secret(
        _ node: JSONNode?,
        variable: String
    ) throws(JSONFault) -> Secret {
        Secret(try node?.text(), variable: variable)
    }

    /// A list of texts: an array of strings or numbers, or one of them.
    package static func texts(_ node: JSONNode?) throws(JSONFault) -> [String] {
        guard let node else { return [] }
        var texts: [String] = []
        for element in node.oneOrMore() {
            texts.append(try element.text())
        }
        return texts
    }
}

extension Job {
    /// The first member of one of these names in `options`, `account` or the job itself.
    ///
    /// The name counts before the place, so that a new name wins over an old one. A member that is
    /// null is missing.
    package func find(_ names: String...) -> JSONNode? {
        let places = [input["options"], input["account"], input].compactMap { $0 }
        for name in names {
            for place in places {
                if let node = place[name] { return node }
            }
        }
        return nil
    }

    /// The members of these names in `options`, `account` and the job itself that are not null.
    package func all(_ names: [String]) -> [JSONNode] {
        [input["options"], input["account"], input].compactMap { $0 }.flatMap { place in
            names.compactMap { place[$0] }
        }
    }

    /// Whether `options`, `account` or the job itself has a member of this name, be it null.
    package func has(_ name: String) -> Bool {
        input.has(name) || input["options"]?.has(name) ?? false
            || input["account"]?.has(name) ?? false
    }

    /// The text of the first member of one of these names.
    package func text(_ name: String, _ alias: String? = nil) throws(JSONFault) -> String? {
        try find(name, alias ?? name)?.text()
    }

    /// The whole number of the first member of one of these names.
    package func integer(_ name: String, _ alias: String? = nil) throws(JSONFault) -> Int? {
        try find(name, alias ?? name)?.integer()
    }

    /// The exact amount of the first member of one of these names.
    package func amount(_ name: String, _ alias: String? = nil) throws(JSONFault) -> Amount? {
        try find(name, alias ?? name)?.amount()
    }

    /// Whether the first member of one of these names is true; `false` when it is missing.
    package func flag(_ name: String, _ alias: String? = nil) throws(JSONFault) -> Bool {
        try find(name, alias ?? name)?.boolean() ?? false
    }

    /// The error of a job that asks for what a provider cannot do.
    ///
    /// `flash`, `binary`, `udh`, `datacoding` and `wapPush` ask for a capability, unless they are
    /// false or empty.
    package func unsupported(by capabilities: Set<Capability>) -> PredictedError? {
        let wishes: [(Capability, [String])] = [
            (.flash, ["flash"]), (.binary, ["binary", "udh", "datacoding"]),
            (.wapPush, ["wapPush"]),
        ]
        for (capability, names) in wishes where !capabilities.contains(capability) {
            for name in names {
                if let node = find(name), (try? node.boolean()) ?? true {
                    return .unsupported(capability)
                }
            }
        }
        return nil
    }

    /// A warning that lists the members of `options` a provider does not know, when there are any.
    package func unknownOptions(known: [String]) throws(JSONFault) -> [EstimateWarning] {
        let names = try Self.unknown(in: input["options"], known: known)
        guard !names.isEmpty else { return [] }
        let what = "left out, because the provider has no such option: "
        return [EstimateWarning(.unknownOption, what + names.joined(separator: ", "))]
    }

    /// The errors of members that a request with a filter does not know, in `options` and in the job.
    ///
    /// Such a member may be a filter that is misspelt, and without it the request would affect more.
    package func unknownFilters(
        known: [String],
        words: [String],
        places: [String] = ["options"]
    ) throws(JSONFault) -> [PredictedError] {
        var names = try Self.unknown(in: input, known: known + words + places + Self.words)
        for place in places {
            names += try Self.unknown(in: input[place], known: known)
        }
        return names.map { name in
            PredictedError(
                local: .unknownOption,
                "the request has no such parameter, and without it would affect more",
                field: name
            )
        }
    }

    /// What every job may have beside its parameters.
    private static let words = ["account", "now"]

    private static func unknown(
        in node: JSONNode?,
        known: [String]
    ) throws(JSONFault) -> [String] {
        try node?.members().map(\.name).filter { name in !known.contains(where: name.isSame) }
            ?? []
    }

    /// GET or POST, when the job says which.
    package func method() throws(JSONFault) -> PreparedRequest.Method? {
        guard let node = find("method") else { return nil }
        guard let method = PreparedRequest.Method(rawValue: try node.text().uppercased()) else {
            throw JSONFault(.invalid(path: node.path, wanted: "GET or POST"))
        }
        return method
    }

    /// Scheme and host without a slash at the end, when the job says which.
    package func origin() throws(JSONFault) -> String? {
        guard let origin = try text("origin", "baseURL") else { return nil }
        let slashes = origin.utf8.reversed().prefix { $0 == UInt8(ascii: "/") }.count
        return String(decoding: origin.utf8.dropLast(slashes), as: UTF8.self)
    }

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
