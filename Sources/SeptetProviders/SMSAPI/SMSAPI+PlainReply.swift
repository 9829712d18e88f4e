internal import SeptetBilling

extension SMSAPI {
    /// The reply without `format=json`: items ended by semicolons, fields by colons.
    struct PlainReply {
        /// `OK:...` or `ERROR:...`.
        enum Kind { case ok, error }

        let kind: Kind
        /// What follows the first colon, divided at colons and trimmed.
        let fields: [Substring]
        /// Where the item begins in the reply.
        let offset: Int

        /// The items of a reply; at least one.
        static func items(of body: ReplyBody) throws(ReplyError) -> [PlainReply] {
            var items: [PlainReply] = []
            let text = body.text
            for piece in text.divided(at: ";") {
                let item = piece.trimmed
                if item.isEmpty { continue }
                let distance = text.utf8.distance(from: text.startIndex, to: item.startIndex)
                items.append(try PlainReply(item, offset: body.textOffset + distance))
            }
            guard !items.isEmpty else {
                throw .syntax(offset: body.octets.count, wanted: "OK or ERROR")
            }
            return items
        }

        private init(_ item: Substring, offset: Int) throws(ReplyError) {
            let all = item.divided(at: ":").map(\.trimmed)
            if all[0].isSame(as: "OK") {
                kind = .ok
            } else if all[0].isSame(as: "ERROR") {
                kind = .error
            } else {
                throw .syntax(offset: offset, wanted: "OK or ERROR")
            }
            fields = Array(all.dropFirst())
            self.offset = offset
        }

        /// The error of `ERROR:code`, also with a text behind it.
        func failure() throws(ReplyError) -> Failure {
            guard let code = fields.first.flatMap({ Int($0) }) else {
                throw .syntax(offset: offset, wanted: "error number")
            }
            let text = fields.dropFirst().joined(separator: ":")
            return Failure(code: code, message: text.isEmpty ? nil : text)
        }

        /// The exact amount in a field.
        func amount(_ index: Int) throws(ReplyError) -> Amount {
            do {
                return try Amount(String(fields[index]))
            } catch {
                throw .syntax(offset: offset, wanted: "points")
            }
        }
    }
}
