internal import SeptetProviders

extension FuzzTarget {
    /// Any reply is read or refused with a typed error whose offset lies within it, twice alike.
    static let replies = FuzzTarget("replies") { input in
        let parse = input.element(of: parsers)
        let octets = input.rest()
        let reply = parse(octets)
        require(reply == parse(octets), "the same octets are the same reply")
        guard case .failure(let error) = reply else { return }
        if let offset = error.offset {
            require((0...octets.count).contains(offset), "\(error) lies in \(octets.count) octets")
        }
        require(!error.description.isEmpty, "the error says something")
    }

    private typealias Parser = @Sendable ([UInt8]) -> Result<String, ReplyError>

    private static func parser<Reply>(
        _ parse: @escaping @Sendable ([UInt8]) throws(ReplyError) -> Reply
    ) -> Parser {
        { octets in
            outcome { () throws(ReplyError) in String(describing: try parse(octets)) }
        }
    }

    private static func formParser<Reply>(
        _ parse: @escaping @Sendable (FormFields) throws(ReplyError) -> Reply
    ) -> Parser {
        parser { octets throws(ReplyError) in
            // A server hands a callback over as a string, so the octets are UTF-8.
            guard let text = FuzzTarget.validated(octets) else { throw .invalidUTF8(offset: 0) }
            return try parse(FormFields(encoded: text))
        }
    }

    /// Seeds name a parser by its place here.
    private static let parsers: [Parser] = [
        answer("sms.do"),
        answer("sch_del"),
        answer("credits"),
        answer("user.do"),
        answer("sender.do"),
        answer("hlr.do"),
        parser { octets throws(ReplyError) in try SMSAPI.PriceListReply(octets) },
        callback("dlr"), callback("cutli"),
        callback("hlr.do.callback"),
    ]

    /// An answer of SMSAPI, which may be no JSON.
    private static func answer(_ name: String) -> Parser {
        parser { octets throws(ReplyError) in
            try Provider.smsapi.calls?.answer(octets, to: name) ?? []
        }
    }

    private static func callback(_ name: String) -> Parser {
        formParser { fields throws(ReplyError) in
            try Provider.smsapi.calls?.answer(fields, to: name) ?? []
        }
    }
}
