internal import SeptetJSON

extension SMSpins {
    /// The error a reply reports: `success` is false.
    public struct Failure: Error, Sendable, Hashable {
        /// What is wrong, by the word it has in results.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case telephoneNotFound
            case requestNotFound
            case notCancelable
            case other
        }

        /// `message`: what the provider says; `nil` when it says nothing.
        public let message: String?

        /// What is wrong, by the wording.
        public var kind: Kind {
            let message = (message ?? "").asciiLowercased
            return if message.holds("unable to find telephone") {
                .telephoneNotFound
            } else if message.holds("unable to find request") {
                .requestNotFound
            } else if message.holds("time to cancel request has elapsed") {
                .notCancelable
            } else {
                .other
            }
        }
    }

    /// What a reply says: the error the provider reports, or what was asked for.
    public typealias Answer<Value: Sendable & Hashable> = ReplyAnswer<Value, Failure>
}

extension ReplyAnswer where Failure == SMSpins.Failure {
    /// Reads a body; `read` sees `data` only when the reply is no error.
    ///
    /// SP-7: where one object is wanted, `data` may also be a list of one.
    init(
        _ body: ReplyBody,
        _ read: (JSONNode) throws(JSONFault) -> Value
    ) throws(ReplyError) {
        self = try body.reading { node throws(JSONFault) in
            guard try node.required("success").boolean() else {
                return .failure(Failure(message: try node["message"]?.text()))
            }
            let data = node["data"] ?? JSONNode(.null, path: "data")
            return .success(try read(data))
        }
    }
}

extension JSONNode {
    /// The only element of a list, or the value itself.
    func single() throws(JSONFault) -> JSONNode {
        guard case .array(let elements) = value else { return self }
        guard elements.count == 1, let element = oneOrMore().first else {
            throw JSONFault(.invalid(path: path, wanted: "one object"))
        }
        return element
    }

    /// A date in Eastern time; `nil` where it is missing or null.
    func moment(_ name: String) throws(JSONFault) -> SMSpins.Moment? {
        guard let node = self[name] else { return nil }
        guard let moment = SMSpins.Moment(try node.string()) else {
            throw JSONFault(.invalid(path: node.path, wanted: "a date"))
        }
        return moment
    }

    /// An identifier as a text, whether it came as a text or a number (SP-4).
    func identifier(_ name: String) throws(JSONFault) -> String {
        let node = try required(name)
        switch node.value {
        case .string, .number: return try node.text()
        default: throw JSONFault(.invalid(path: node.path, wanted: "an identifier"))
        }
    }
}
