internal import SeptetJSON

extension SMSpins {
    /// The error a reply reports: `success` is false.
    public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        /// What is wrong, by the word it has in results.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case telephoneNotFound
            case requestNotFound
            case notCancelable
            case other
        }

        /// `message`: what the provider says; `nil` when it says nothing.
        public let message: String?

        /// What the provider says.
        public var description: String { "SMSpins error: \(message ?? kind.rawValue)" }

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
    /// Reads a body; `read` sees `data` only when the reply reports success.
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

extension SMSpins {
    /// A telephone of the account.
    public struct Telephone: Sendable, Hashable {
        /// `telephone_id`: stays when the number changes.
        public let id: String
        /// `telephone`: the number, ten digits.
        public let number: String
        /// `added_at`.
        public let addedAt: Moment?
        /// `expired_at`.
        public let expiresAt: Moment?

        /// Reads the answer to `bulk_sms/telephones`.
        ///
        /// Throws for a body that is neither this answer nor an error of the provider.
        public static func readList(_ octets: [UInt8]) throws(ReplyError) -> Answer<[Self]> {
            try Answer(try ReplyBody(octets)) { data throws(JSONFault) in try list(data) }
        }

        static func list(_ data: JSONNode) throws(JSONFault) -> [Self] {
            var telephones: [Self] = []
            for element in data.value == .null ? [] : data.oneOrMore() {
                telephones.append(try Self(element))
            }
            return telephones
        }

        private init(_ node: JSONNode) throws(JSONFault) {
            id = try node.identifier("telephone_id")
            number = try node.required("telephone").text()
            addedAt = try node.moment("added_at")
            expiresAt = try node.moment("expired_at")
        }
    }

    /// The answer to a call that names a request: made or canceled.
    public struct RequestID: Sendable, Hashable {
        /// `request_id`.
        public let id: String

        /// Reads the answer to `request`, `cancel`, `nc/request` or `nc/cancel`.
        ///
        /// Throws for a body that is neither this answer nor an error of the provider.
        public static func read(_ octets: [UInt8]) throws(ReplyError) -> Answer<Self> {
            try Answer(try ReplyBody(octets)) { data throws(JSONFault) in try Self(data) }
        }

        init(_ data: JSONNode) throws(JSONFault) {
            id = try data.single().identifier("request_id")
        }
    }

    /// How far a look for texts is, and what it found.
    public struct CheckStatus: Sendable, Hashable {
        /// `request_id`.
        public let requestID: String
        /// `agent_name`: the server that works on it.
        public let agent: String?
        /// `telephone`: the number.
        public let telephone: String?
        /// `smses`: the texts.
        public let texts: Texts
        /// `status`, as written.
        public let statusWord: String
        /// `updated_at`.
        public let updatedAt: Moment?
        /// `queued_at`.
        public let queuedAt: Moment?
        /// `acquired_at`.
        public let acquiredAt: Moment?
        /// `started_at`.
        public let startedAt: Moment?
        /// `ended_at`.
        public let endedAt: Moment?
        /// `canceled_at`.
        public let canceledAt: Moment?

        /// `status`.
        public var status: Status { Status(statusWord) }

        /// Reads the answer to `bulk_sms/status`.
        ///
        /// Throws for a body that is neither this answer nor an error of the provider.
        public static func read(_ octets: [UInt8]) throws(ReplyError) -> Answer<Self> {
            try Answer(try ReplyBody(octets)) { data throws(JSONFault) in try Self(data) }
        }

        init(_ data: JSONNode) throws(JSONFault) {
            let node = try data.single()
            requestID = try node.identifier("request_id")
            agent = try node["agent_name"]?.text()
            telephone = try node["telephone"]?.text()
            texts = Texts(try node["smses"]?.string())
            statusWord = try node.required("status").string()
            updatedAt = try node.moment("updated_at")
            queuedAt = try node.moment("queued_at")
            acquiredAt = try node.moment("acquired_at")
            startedAt = try node.moment("started_at")
            endedAt = try node.moment("ended_at")
            canceledAt = try node.moment("canceled_at")
        }
    }

    /// The texts that one look for a telephone found.
    public struct ReceivedTexts: Sendable, Hashable {
        /// `request_id`: the look.
        public let requestID: String
        /// `telephone_id`.
        public let telephoneID: String?
        /// `telephone`: the number it had then.
        public let telephone: String?
        /// `smses`: the texts.
        public let texts: Texts
        /// `updated_at`.
        public let updatedAt: Moment?

        /// Reads the answer to `bulk_sms/smses_by_tid`.
        ///
        /// Throws for a body that is neither this answer nor an error of the provider.
        public static func readList(_ octets: [UInt8]) throws(ReplyError) -> Answer<[Self]> {
            try Answer(try ReplyBody(octets)) { data throws(JSONFault) in try list(data) }
        }

        static func list(_ data: JSONNode) throws(JSONFault) -> [Self] {
            var list: [Self] = []
            for element in data.value == .null ? [] : data.oneOrMore() {
                list.append(try Self(element))
            }
            return list
        }

        private init(_ node: JSONNode) throws(JSONFault) {
            requestID = try node.identifier("request_id")
            telephoneID = try node["telephone_id"]?.text()
            telephone = try node["telephone"]?.text()
            texts = Texts(try node["smses"]?.string())
            updatedAt = try node.moment("updated_at")
        }
    }

    /// How far the change of a number is.
    public struct NumberChange: Sendable, Hashable {
        /// `request_id`.
        public let requestID: String
        /// `agent_name`: the server that works on it.
        public let agent: String?
        /// `telephone`: the new number, or the present one.
        public let telephone: String?
        /// `last_telephone`: the number before; the document's sample has texts there (SP-6).
        public let lastTelephone: String?
        /// `status`, as written; the sample of a list lacks it.
        public let statusWord: String?
        /// `updated_at`.
        public let updatedAt: Moment?
        /// `submitted_at`.
        public let submittedAt: Moment?
        /// `acquired_at`.
        public let acquiredAt: Moment?
        /// `processed_at`.
        public let processedAt: Moment?
        /// `completed_at`.
        public let completedAt: Moment?
        /// `canceled_at`.
        public let canceledAt: Moment?

        /// `status`.
        public var status: Status? { statusWord.map(Status.init) }

        /// Reads the answer to `nc/requests`, or to `nc/status` as a list of one.
        ///
        /// Throws for a body that is neither this answer nor an error of the provider.
        public static func readList(_ octets: [UInt8]) throws(ReplyError) -> Answer<[Self]> {
            try Answer(try ReplyBody(octets)) { data throws(JSONFault) in try list(data) }
        }

        static func list(_ data: JSONNode) throws(JSONFault) -> [Self] {
            var list: [Self] = []
            for element in data.value == .null ? [] : data.oneOrMore() {
                list.append(try Self(element))
            }
            return list
        }

        init(_ node: JSONNode) throws(JSONFault) {
            requestID = try node.identifier("request_id")
            agent = try node["agent_name"]?.text()
            telephone = try node["telephone"]?.text()
            lastTelephone = try node["last_telephone"]?.text()
            statusWord = try node["status"]?.string()
            updatedAt = try node.moment("updated_at")
            submittedAt = try node.moment("submitted_at")
            acquiredAt = try node.moment("acquired_at")
            processedAt = try node.moment("processed_at")
            completedAt = try node.moment("completed_at")
            canceledAt = try node.moment("canceled_at")
        }
    }
}
