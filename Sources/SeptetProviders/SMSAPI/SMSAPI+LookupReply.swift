public import SeptetBilling
internal import SeptetJSON

extension SMSAPI {
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
}
