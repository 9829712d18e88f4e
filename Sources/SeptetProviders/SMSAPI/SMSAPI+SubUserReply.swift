public import SeptetBilling
internal import SeptetJSON

extension SMSAPI {
    /// What `user.do` answers about sub-users.
    public struct SubUserReply: Sendable, Hashable {
        /// What SMSAPI says of one sub-user; the plain forms say less.
        public struct User: Sendable, Hashable {
            /// The full name.
            public let name: String?
            /// The limit in points.
            public let limit: Amount?
            /// The points granted each month.
            public let monthLimit: Amount?
            /// Whether it may use the main user's sender names.
            public let usesSenders: Bool?
            /// Whether it may use the main user's contacts.
            public let usesContacts: Bool?
            /// Whether it is active.
            public let isActive: Bool?
            /// The description.
            public let note: String?
        }

        /// The sub-users; one for all questions but the list.
        public let users: [User]
        /// The error, when there is one.
        public let failure: Failure?

        /// Reads a reply in any form: JSON, `OK:name`, `OK: a:b` or the six fields of `get_user`.
        ///
        /// Six fields of which the first two are amounts are a user's data; anything else is names.
        public init(_ octets: [UInt8]) throws(ReplyError) {
            try self.init(try ReplyBody(octets))
        }

        init(_ body: ReplyBody) throws(ReplyError) {
            if body.looksLikeJSON {
                self = try body.reading { node throws(JSONFault) in try Self(node) }
                return
            }
            // The data of one user are one item; their last field is free text, semicolons included.
            if let rest = body.text.rest(after: "OK:"),
                let user = User(fields: rest.divided(at: ":", maxSplits: 5))
            {
                users = [user]
                failure = nil
                return
            }
            guard let item = try PlainReply.items(of: body).first else {
                throw .syntax(offset: 0, wanted: "OK or ERROR")
            }
            if item.kind == .error {
                users = []
                failure = try item.failure()
                return
            }
            failure = nil
            users =
                User(fields: item.fields).map { [$0] }
                ?? item.fields.filter { !$0.isEmpty }.map { User(name: String($0)) }
        }

        private init(_ node: JSONNode) throws(JSONFault) {
            failure = try Failure(in: node)
            var users: [User] = []
            if failure == nil {
                for element in node.oneOrMore() {
                    users.append(try User(element))
                }
            }
            self.users = users
        }
    }
}

extension SMSAPI.SubUserReply.User {
    fileprivate init(name: String) {
        self.name = name
        limit = nil
        monthLimit = nil
        usesSenders = nil
        usesContacts = nil
        isActive = nil
        note = nil
    }

    fileprivate init?(fields: [Substring]) {
        guard fields.count >= 6,
            let limit = try? Amount(String(fields[0])),
            let monthLimit = try? Amount(String(fields[1]))
        else { return nil }
        name = nil
        self.limit = limit
        self.monthLimit = monthLimit
        usesSenders = fields[2] == "1"
        usesContacts = fields[3] == "1"
        isActive = fields[4] == "1"
        note = fields[5...].joined(separator: ":")
    }

    fileprivate init(_ node: JSONNode) throws(JSONFault) {
        name = try node.required("username").text()
        limit = try node["limit"]?.amount()
        monthLimit = try node["month_limit"]?.amount()
        usesSenders = try node["senders"]?.boolean()
        usesContacts = try node["phonebook"]?.boolean()
        isActive = try node["active"]?.boolean()
        note = try node["info"]?.text()
    }
}
