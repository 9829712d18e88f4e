internal import SeptetJSON

extension SMSAPI {
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
