internal import SeptetJSON

extension SMSAPI {
    /// What `sender.do` answers.
    public struct SenderReply: Sendable, Hashable {
        /// A sender name.
        public struct Name: Sendable, Hashable {
            /// The name; `nil` in a plain reply about the status of one.
            public let name: String?
            /// `ACTIVE`, `INACTIVE` or what else SMSAPI says.
            public let status: String?
            /// Whether it is used when a message names none.
            public let isDefault: Bool?
        }

        /// The names; none for additions and deletions.
        public let names: [Name]
        /// How many were added, deleted or changed.
        public let count: Int?
        /// The error, when there is one.
        public let failure: Failure?

        /// Reads a reply; the list of names is read from JSON only, its plain form is garbled.
        public init(_ octets: [UInt8]) throws(ReplyError) {
            try self.init(try ReplyBody(octets))
        }

        init(_ body: ReplyBody) throws(ReplyError) {
            if body.looksLikeJSON {
                self = try body.reading { node throws(JSONFault) in try Self(node) }
                return
            }
            guard let item = try PlainReply.items(of: body).first else {
                throw .syntax(offset: 0, wanted: "OK or ERROR")
            }
            if item.kind == .error {
                failure = try item.failure()
                names = []
                count = nil
                return
            }
            guard item.fields.count <= 1 else {
                throw .syntax(offset: item.offset, wanted: "OK or OK:status")
            }
            failure = nil
            count = nil
            names = item.fields.map { Name(name: nil, status: String($0), isDefault: nil) }
        }

        private init(_ node: JSONNode) throws(JSONFault) {
            failure = try Failure(in: node)
            count = try node["count"]?.integer()
            var names: [Name] = []
            if failure == nil, count == nil {
                for element in node.oneOrMore() {
                    let name = try (element["sender"] ?? element["name"])?.text()
                    guard let name else { throw JSONFault(.missing(path: "name")) }
                    names.append(
                        Name(
                            name: name,
                            status: try element["status"]?.text(),
                            isDefault: try element["default"]?.boolean()
                        )
                    )
                }
            }
            self.names = names
        }
    }
}
