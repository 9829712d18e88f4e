internal import SeptetJSON

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
