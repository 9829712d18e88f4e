import SeptetProviders
import TestSupport
import Testing

@Suite struct HostileReplyTests {
    /// A parser of replies by name; each throws `ReplyError` and nothing else.
    struct Parser: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let parse: @Sendable ([UInt8]) throws(ReplyError) -> Void

        static let all: [Parser] = [
            Parser("prices") { octets throws(ReplyError) in
                _ = try SMSAPI.PriceListReply(octets)
            },
            Parser("unified") { octets throws(ReplyError) in
                _ = try Provider.named("unified")?.reply(octets)
            },
            Parser("described answers") { octets throws(ReplyError) in
                for description in Provider.all.compactMap(\.calls) {
                    for name in description.answerNames {
                        _ = try description.answer(octets, to: name)
                    }
                }
            },
            Parser("delivery report") { octets throws(ReplyError) in
                let fields = try FormFields(encoded: String(decoding: octets, as: UTF8.self))
                _ = try Provider.smsapi.reports(.form(fields))
            },
        ]

        init(
            _ name: String,
            _ parse: @escaping @Sendable ([UInt8]) throws(ReplyError) -> Void
        ) {
            testDescription = name
            self.parse = parse
        }
    }

    /// Every reply and callback of the own cases.
    static let replies: [[UInt8]] = ((try? ProviderCase.own()) ?? []).compactMap { testCase in
        guard case .string(let text) = testCase.input["body"] ?? testCase.input["query"] else {
            return nil
        }
        return Array(text.utf8)
    }

    @Test(arguments: Parser.all)
    func aReplyBeyondItsLimitIsNotRead(parser: Parser) {
        // A list of prices may have as many octets as one that is not a reply.
        let limit = parser.testDescription == "prices" ? 16 << 20 : 8 << 20
        let octets = [UInt8](repeating: UInt8(ascii: "["), count: limit + 1)
        #expect(throws: ReplyError.tooLong(octetCount: limit + 1, limit: limit)) {
            try parser.parse(octets)
        }
    }

    /// Also in JSON a list of prices may have 16 MiB.
    @Test func aListOfPricesIsReadToItsLimit() throws {
        let body = Array(#"[{"mcc":"260","mnc":"01","price":0.05}"#.utf8)
        let space = [UInt8](repeating: 0x20, count: (16 << 20) - body.count - 1)
        let reply = try SMSAPI.PriceListReply(body + space + [UInt8(ascii: "]")])
        #expect(reply.prices.map(\.mcc) == ["260"])
    }

    @Test(
        arguments: Parser.all,
        ["[", "{\"a\":", "{\"error\":[", "OK:1:1;", "ERROR:1;", "OK:", ";"]
    )
    func aHundredThousandOctetsOfOneThing(parser: Parser, piece: String) {
        let octets = Array(String(repeating: piece, count: 100_000 / piece.utf8.count).utf8)
        try? parser.parse(octets)
    }

    @Test(arguments: Parser.all)
    func prefixesOfEveryReply(parser: Parser) {
        #expect(Self.replies.count > 50)
        for reply in Self.replies {
            // Every prefix of a short reply, some hundred of a long one.
            for end in stride(from: 0, to: reply.count, by: 1 + reply.count / 100) {
                try? parser.parse(Array(reply[..<end]))
            }
        }
    }

    @Test(arguments: Parser.all)
    func damagedReplies(parser: Parser) {
        var state: UInt64 = 20_261_121
        func random(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, limit)
        }
        let marks = Array("\"{}[]:;,=&%+\\-.0eE\u{7F}".utf8) + [0x00, 0x80, 0xC3, 0xFF]
        for _ in 0..<4000 {
            var reply = Self.replies[random(below: Self.replies.count)]
            for _ in 0...random(below: 4) where !reply.isEmpty {
                let place = random(below: reply.count)
                switch random(below: 3) {
                case 0: reply[place] = marks[random(below: marks.count)]
                case 1: reply.remove(at: place)
                default: reply.insert(marks[random(below: marks.count)], at: place)
                }
            }
            try? parser.parse(reply)
        }
    }

    @Test func invalidUTF8HasItsOffset() {
        for parser in Parser.all.dropLast() {
            #expect(throws: ReplyError.invalidUTF8(offset: 3)) {
                try parser.parse([0x4F, 0x4B, 0x3A, 0xC3, 0x28])
            }
        }
        #expect(throws: ReplyError.invalidUTF8(offset: 1)) { try FormFields(encoded: "a=b%FF") }
    }

    @Test func faultsNameTheirPlace() {
        func read(_ octets: [UInt8]) throws(ReplyError) {
            _ = try Provider.smsapi.calls?.answer(octets, to: "sms.do")
        }
        let list = Array(#"{"list":[{"id":"1"},{"points":1}]}"#.utf8)
        #expect(throws: ReplyError.missing(path: "list[1].id")) { try read(list) }
        let points = Array(#"{"list":[{"id":"1","points":"x"}]}"#.utf8)
        #expect(throws: ReplyError.wrongValue(path: "list[0].points", wanted: "an amount")) {
            try read(points)
        }
        #expect(throws: ReplyError.wrongValue(path: "list[1].points", wanted: "an amount")) {
            try read(Array("\n OK:1:0.1; OK:2:x".utf8))
        }
        #expect(throws: ReplyError.syntax(offset: 12, wanted: "OK or ERROR")) {
            try read(Array("\n OK:1:0.1; KO:2:1".utf8))
        }
        let truncated = Array(#"{"list":[{"id""#.utf8)
        #expect(throws: ReplyError.syntax(offset: truncated.count, wanted: "':'")) {
            try read(truncated)
        }
    }
}
