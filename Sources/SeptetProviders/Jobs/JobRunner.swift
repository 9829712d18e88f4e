internal import SeptetJSON

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
