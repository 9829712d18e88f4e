public import SeptetBilling
internal import SeptetJSON

extension SMSAPI {
    /// What `sms.do` answers to a message.
    public struct SendReply: Sendable, Hashable {
        /// One accepted message.
        public struct Sent: Sendable, Hashable {
            /// The id, at most 32 characters; text, for it has more digits than a number may.
            public let id: String
            /// The points it costs; `nil` where SMSAPI does not say.
            public let points: Amount?
            /// The number; the plain form may leave the country code out.
            public let number: String?
            /// The number as it was sent to SMSAPI.
            public let submittedNumber: String?
            /// When it was sent.
            public let dateSent: Timestamp?
            /// The name of its status, such as `QUEUE`.
            public let status: String?
            /// The caller's own value.
            public let idx: String?
            /// An error of this message alone.
            public let error: String?
            /// Its parts, with `details=1`.
            public let partCount: Int?
        }

        /// A number that was refused.
        public struct InvalidNumber: Sendable, Hashable {
            /// The number as SMSAPI read it.
            public let number: String?
            /// The number as it was sent to SMSAPI.
            public let submittedNumber: String?
            /// Why.
            public let message: String?
        }

        /// The accepted messages.
        public private(set) var messages: [Sent] = []
        /// The first error, when there is one.
        public private(set) var failure: Failure?
        /// All errors; the plain form may mix them with messages.
        public private(set) var failures: [Failure] = []
        /// Numbers that were refused.
        public private(set) var invalidNumbers: [InvalidNumber] = []
        /// The text, with `details=1`.
        public private(set) var message: String?
        /// Its length, with `details=1`.
        public private(set) var characterCount: Int?
        /// Its parts, with `details=1`.
        public private(set) var partCount: Int?
        /// The count SMSAPI gives.
        public private(set) var count: Int?

        /// Reads a reply in either form, whatever the status of HTTP: errors come with 200, too.
        public init(_ octets: [UInt8]) throws(ReplyError) {
            try self.init(try ReplyBody(octets))
        }

        init(_ body: ReplyBody) throws(ReplyError) {
            if body.looksLikeJSON {
                self = try body.reading { node throws(JSONFault) in try Self(node) }
            } else {
                try readPlain(body)
            }
        }

        private mutating func readPlain(_ body: ReplyBody) throws(ReplyError) {
            for item in try PlainReply.items(of: body) {
                switch item.kind {
                case .error:
                    failures.append(try item.failure())
                case .ok:
                    guard item.fields.count == 2 || item.fields.count == 3 else {
                        throw .syntax(offset: item.offset, wanted: "OK:id:points")
                    }
                    let id = String(item.fields[0])
                    guard !id.isEmpty else { throw .syntax(offset: item.offset, wanted: "id") }
                    messages.append(
                        Sent(
                            id: id,
                            points: try item.amount(1),
                            number: item.fields.count > 2 ? String(item.fields[2]) : nil
                        )
                    )
                }
            }
            failure = failures.first
            count = messages.count
        }

        private init(_ node: JSONNode) throws(JSONFault) {
            if let failure = try Failure(in: node) {
                failures = [failure]
                self.failure = failure
            }
            for element in try node["invalid_numbers"]?.elements() ?? [] {
                invalidNumbers.append(
                    InvalidNumber(
                        number: try element["number"]?.text(),
                        submittedNumber: try element["submitted_number"]?.text(),
                        message: try element["message"]?.text()
                    )
                )
            }
            if failure == nil || node.has("list") {
                for element in try node.required("list").elements() {
                    messages.append(try Sent(element))
                }
            }
            if failure == nil {
                message = try node["message"]?.text()
            }
            characterCount = try node["length"]?.integer()
            partCount = try node["parts"]?.integer()
            count = try node["count"]?.integer()
        }
    }
}

extension SMSAPI.SendReply.Sent {
    fileprivate init(id: String, points: Amount?, number: String?) {
        self.init(
            id: id,
            points: points,
            number: number,
            submittedNumber: nil,
            dateSent: nil,
            status: nil,
            idx: nil,
            error: nil,
            partCount: nil
        )
    }

    fileprivate init(_ node: JSONNode) throws(JSONFault) {
        self.init(
            id: try node.required("id").text(),
            points: try node["points"]?.amount(),
            number: try node["number"]?.text(),
            submittedNumber: try node["submitted_number"]?.text(),
            dateSent: try node["date_sent"]?.integer().timestamp,
            status: try node["status"]?.text(),
            idx: try node["idx"]?.text(),
            error: try node["error"]?.text(),
            partCount: try node["parts"]?.integer()
        )
    }
}

extension Int {
    /// These seconds since 1970 as a timestamp.
    var timestamp: Timestamp { Timestamp(secondsSince1970: self) }
}

extension SMSAPI.Failure {
    /// The error of a JSON reply; the text is in `message`, or in `messages` for deletions.
    init?(in node: JSONNode) throws(JSONFault) {
        guard let code = node["error"] else { return nil }
        self.init(
            code: try code.integer(),
            message: try (node["message"] ?? node["messages"])?.text()
        )
    }
}
