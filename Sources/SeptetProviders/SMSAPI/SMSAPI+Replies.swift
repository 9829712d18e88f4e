public import SeptetBilling
internal import SeptetJSON

extension SMSAPI {
    /// What `user.do?credits=1` answers.
    public struct BalanceReply: Sendable, Hashable {
        /// The points, `nil` with an error.
        public let points: Amount?
        /// How many messages they are worth, where SMSAPI says so.
        public let messageCount: Int?
        /// The error, when there is one.
        public let failure: Failure?

        /// Reads a reply: `Credits: 100.000`, `Points: 100.000`, JSON, or an error (SA-15).
        public init(_ octets: [UInt8]) throws(ReplyError) {
            try self.init(try ReplyBody(octets))
        }

        init(_ body: ReplyBody) throws(ReplyError) {
            if body.looksLikeJSON {
                self = try body.reading { node throws(JSONFault) in try Self(node) }
                return
            }
            for name in ["Credits:", "Points:"] {
                guard let text = body.text.rest(after: name)?.trimmed else { continue }
                guard let points = try? Amount(String(text)) else {
                    throw .syntax(offset: body.textOffset + name.utf8.count, wanted: "points")
                }
                self.points = points
                messageCount = nil
                failure = nil
                return
            }
            let items = try PlainReply.items(of: body)
            guard let item = items.first, item.kind == .error else {
                throw .syntax(offset: body.textOffset, wanted: "Credits, Points or ERROR")
            }
            points = nil
            messageCount = nil
            failure = try item.failure()
        }

        private init(_ node: JSONNode) throws(JSONFault) {
            failure = try Failure(in: node)
            points = failure == nil ? try node.required("points").amount() : nil
            messageCount = try node["proCount"]?.integer()
        }
    }

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

        /// Reads a reply; in the plain list of names `name,status` pairs stand between colons (SA-25).
        ///
        /// A plain answer of one word is a status when it is `ACTIVE` or `INACTIVE`, otherwise a name.
        public init(_ octets: [UInt8]) throws(ReplyError) {
            try self.init(try ReplyBody(octets))
        }

        /// Reads the reply to an action, which decides what a plain answer of one word is: the status for `status`,
        /// the name for any other.
        public init(_ octets: [UInt8], to action: SenderAction) throws(ReplyError) {
            try self.init(try ReplyBody(octets), to: action)
        }

        init(_ body: ReplyBody, to action: SenderAction? = nil) throws(ReplyError) {
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
            failure = nil
            count = nil
            guard item.fields.count > 1 || item.fields.contains(where: { $0.utf8.contains(0x2C) })
            else {
                names = item.fields.filter { !$0.isEmpty }.map { Self.name(of: $0, action) }
                return
            }
            let pairs = item.fields.map { $0.divided(at: ",").map(\.trimmed) }
            guard pairs.allSatisfy({ $0.count == 2 && !$0[0].isEmpty && !$0[1].isEmpty }) else {
                throw .syntax(offset: item.offset, wanted: "pairs of a name and a status")
            }
            names = pairs.map {
                Name(name: String($0[0]), status: String($0[1]), isDefault: nil)
            }
        }

        private static func name(of word: Substring, _ action: SenderAction?) -> Name {
            let isStatus =
                action == .status
                || action == nil && (word.isSame(as: "ACTIVE") || word.isSame(as: "INACTIVE"))
            return Name(
                name: isStatus ? nil : String(word),
                status: isStatus ? String(word) : nil,
                isDefault: nil
            )
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

    /// What `hlr.do` answers; what it finds comes later in a callback.
    public struct LookupReply: Sendable, Hashable {
        /// One number.
        public struct Item: Sendable, Hashable {
            /// The number.
            public let number: String?
            /// The id of the lookup.
            public let id: String?
            /// The points it costs.
            public let points: Amount?
            /// The error of this number.
            public let failure: Failure?
        }

        /// The numbers; successes and errors mixed.
        public let items: [Item]
        /// The error of the whole request, when there is one.
        public let failure: Failure?

        /// Reads a reply in either form.
        public init(_ octets: [UInt8]) throws(ReplyError) {
            try self.init(try ReplyBody(octets))
        }

        init(_ body: ReplyBody) throws(ReplyError) {
            if body.looksLikeJSON {
                self = try body.reading { node throws(JSONFault) in try Self(node) }
                return
            }
            var items: [Item] = []
            var failure: Failure?
            for item in try PlainReply.items(of: body) {
                switch (item.kind, item.fields.count) {
                case (.ok, 3):
                    items.append(
                        Item(
                            number: String(item.fields[0]),
                            id: String(item.fields[1]),
                            points: try item.amount(2),
                            failure: nil
                        )
                    )
                case (.error, 2):
                    guard let code = Int(item.fields[1]) else {
                        throw .syntax(offset: item.offset, wanted: "error number")
                    }
                    items.append(
                        Item(
                            number: String(item.fields[0]),
                            id: nil,
                            points: nil,
                            failure: Failure(code: code)
                        )
                    )
                case (.error, _):
                    failure = try item.failure()
                case (.ok, _):
                    throw .syntax(offset: item.offset, wanted: "OK:number:id:points")
                }
            }
            self.items = items
            self.failure = failure
        }

        private init(_ node: JSONNode) throws(JSONFault) {
            var items: [Item] = []
            let whole = try node["number"] == nil ? Failure(in: node) : nil
            if whole == nil {
                for element in node.oneOrMore() {
                    let failure = try Failure(in: element)
                    let status = try element.required("status").text()
                    items.append(
                        Item(
                            number: try element["number"]?.text(),
                            id: failure == nil && status == "OK"
                                ? try element.required("id").text() : nil,
                            points: try (element["price"] ?? element["points"])?.amount(),
                            failure: failure
                        )
                    )
                }
            }
            self.items = items
            failure = whole
        }
    }

    /// What `prices.do` answers.
    public struct PriceListReply: Sendable, Hashable {
        /// The prices in their order.
        public let prices: [NetworkPrice]
        /// The error, when there is one.
        public let failure: Failure?

        /// The longest list that is read, 16 MiB as of any other list of prices.
        public static let octetLimit = 16 << 20

        /// Reads a reply.
        public init(_ octets: [UInt8]) throws(ReplyError) {
            try self.init(try ReplyBody(octets, octetLimit: Self.octetLimit))
        }

        init(_ body: ReplyBody) throws(ReplyError) {
            guard body.looksLikeJSON else {
                guard let item = try PlainReply.items(of: body).first, item.kind == .error else {
                    throw .syntax(offset: body.textOffset, wanted: "list of prices or ERROR")
                }
                prices = []
                failure = try item.failure()
                return
            }
            self = try body.reading { node throws(JSONFault) in try Self(node) }
        }

        private init(_ node: JSONNode) throws(JSONFault) {
            failure = try Failure(in: node)
            var prices: [NetworkPrice] = []
            if failure == nil {
                for element in try node.elements() {
                    prices.append(try NetworkPrice(element))
                }
            }
            self.prices = prices
        }
    }
}

extension SMSAPI.PriceListReply {
    /// The prices as entries of a price list, in their order.
    public var entries: [PriceEntry] {
        prices.map { price in
            PriceEntry(
                country: price.country,
                mobileCountryCode: price.mcc,
                networkCode: price.mnc,
                networkName: price.network,
                price: price.price
            )
        }
    }
}

extension SMSAPI.NetworkPrice {
    init(_ node: JSONNode) throws(JSONFault) {
        self.init(
            mcc: try node.required("mcc").text(),
            mnc: try node.required("mnc").text(),
            price: try node.required("price").amount(),
            country: try node["country"]?.text(),
            network: try node["network"]?.text(),
            date: try node["date"]?.integer().timestamp
        )
    }
}

extension SMSAPI {
    /// What `sms.do?sch_del=...` answers.
    public struct DeletionReply: Sendable, Hashable {
        /// The ids of deleted messages.
        public let ids: [String]
        /// The count SMSAPI gives.
        public let count: Int?
        /// The error, when there is one; 301 when there is no such message.
        public let failure: Failure?

        /// Reads a reply.
        public init(_ octets: [UInt8]) throws(ReplyError) {
            try self.init(try ReplyBody(octets))
        }

        init(_ body: ReplyBody) throws(ReplyError) {
            guard body.looksLikeJSON else {
                let items = try PlainReply.items(of: body)
                failure = try items.first { $0.kind == .error }.map { item throws(ReplyError) in
                    try item.failure()
                }
                ids = items.filter { $0.kind == .ok }.compactMap {
                    $0.fields.first.map(String.init)
                }
                count = ids.count
                return
            }
            self = try body.reading { node throws(JSONFault) in try Self(node) }
        }

        private init(_ node: JSONNode) throws(JSONFault) {
            failure = try Failure(in: node)
            var ids: [String] = []
            if failure == nil {
                for element in try node.required("list").elements() {
                    ids.append(try element.required("id").text())
                }
            }
            self.ids = ids
            count = try node["count"]?.integer()
        }
    }
}
