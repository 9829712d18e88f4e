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
}
