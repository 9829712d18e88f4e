internal import SeptetBilling
internal import SeptetJSON

/// SMSwords (smswords.net): advertising campaigns to people of a place, and replies.
///
/// There are no recipients: a campaign has a volume. The decisions SW-1 and following, where its
/// document leaves something open, are in docs/providers/smswords.md with their reasons.
public enum SMSwords {
    /// The server of the document.
    public static let origin = "https://www.smswords.net"

    /// The shell variable of the token.
    public static let tokenVariable = "SMSWORDS_API_TOKEN"

    /// The document has no sizes.
    public static let limits = ProviderLimits()

    /// Characters a sender name has; campaigns name a sender by its number (SW-9).
    public static let senderCharacterCounts = 3...11
}

extension Provider {
    /// SMSwords.
    public static let smswords = Provider(
        name: "smswords",
        title: "SMSwords",
        capabilities: [.sendText, .schedule, .estimateCost, .balance, .deliveryReports],
        limits: SMSwords.limits,
        // The document does not say; the standard's count is the most it can be (SW-1).
        billedPartCount: { ProviderRule.smswords.billedPartCount(of: $0) },
        prepare: { message in
            guard !message.isFlash else { return Preparation(.unsupported(.flash)) }
            var campaign = SMSwords.Campaign(message: message.text)
            campaign.isImmediate = true
            campaign.volume = message.recipients.count
            return SMSwords.prepare(campaign, .calculateCost)
        },
        run: { job throws(JSONFault) in try SMSwordsJobs.run(job) }
    )
}

extension SMSwords {
    /// The server of requests and the credentials.
    public struct Account: RequestingAccount, Sendable, Hashable {
        /// `api_token`: always a parameter of the address.
        public var token: Secret
        /// Scheme and host.
        public var origin: String

        /// Makes an account; without arguments one whose token is not known.
        public init(
            token: Secret = Secret(nil, variable: SMSwords.tokenVariable),
            origin: String = SMSwords.origin
        ) {
            self.token = token
            self.origin = origin
        }

        /// The error of an empty token.
        var errors: [PredictedError] {
            guard token.isKnown, token.reveal().isEmpty else { return [] }
            return [PredictedError(local: .missingField, "there is no token", field: "api_token")]
        }

        var method: PreparedRequest.Method { .get }

        var basePath: [PreparedRequest.PathSegment] { [.text("api"), .text("v1")] }

        var identification: [RequestParameter] {
            [RequestParameter("api_token", .secret(token))]
        }
    }

    /// The errors a reply reports.
    public struct Failure: ReadableFailure, Sendable, Hashable, CustomStringConvertible {
        /// What is wrong, in the provider's words.
        public let messages: [String]
        /// The same by field, where the reply names fields.
        public let fields: [Field]

        /// What the provider says, one message after the other.
        public var description: String {
            let all = messages + fields.map { "\($0.name): \($0.messages.joined(separator: ", "))" }
            return "SMSwords error: " + (all.isEmpty ? "no message" : all.joined(separator: "; "))
        }

        /// What is wrong with one field.
        public struct Field: Sendable, Hashable {
            /// The name of the field.
            public let name: String
            /// What is wrong with it.
            public let messages: [String]
        }

        /// The errors of a reply, `nil` when it has none.
        ///
        /// SW-5: `errors` is an object with `message`, a list of those, or field names with texts.
        init?(_ node: JSONNode) throws(JSONFault) {
            if let errors = node["errors"] {
                try self.init(errors: errors)
            } else if let error = node["error"], node["data"] == nil {
                try self.init(errors: error)
            } else {
                return nil
            }
        }

        private init(errors: JSONNode) throws(JSONFault) {
            var messages: [String] = []
            var fields: [Field] = []
            for element in errors.oneOrMore() {
                guard case .object = element.value else {
                    messages.append(try element.text())
                    continue
                }
                for member in try element.members() where member.node.value != .null {
                    var texts: [String] = []
                    for text in member.node.oneOrMore() {
                        texts.append(try text.text())
                    }
                    messages += texts
                    if member.name != "message" {
                        fields.append(Field(name: member.name, messages: texts))
                    }
                }
            }
            self.messages = messages
            self.fields = fields
        }
    }

    /// What a reply says: the errors the provider reports, or what was asked for.
    public typealias Answer<Value: Sendable & Hashable> = ReplyAnswer<Value, Failure>

    /// A list with what the reply says about its pages.
    public struct List<Element: Sendable & Hashable>: Sendable, Hashable {
        /// The elements of this page.
        public let elements: [Element]
        /// The pages; `nil` where the reply has them all.
        public let pagination: Pagination?

        init(
            _ node: JSONNode,
            _ read: (JSONNode) throws(JSONFault) -> Element
        ) throws(JSONFault) {
            var elements: [Element] = []
            for element in try node.required("data").oneOrMore() {
                elements.append(try read(element))
            }
            self.elements = elements
            let pages = node["meta"]?["pagination"]
            if let pages {
                pagination = try Pagination(pages)
            } else {
                pagination = nil
            }
        }
    }

    /// Where a list stands among its pages.
    ///
    /// The links of a reply hold the token, so only their page numbers are kept.
    public struct Pagination: Sendable, Hashable {
        /// `total`: elements of all pages.
        public let elementCount: Int?
        /// `per_page`.
        public let elementsPerPage: Int?
        /// `current_page`, from 1.
        public let page: Int?
        /// `total_pages`.
        public let pageCount: Int?
        /// The page that `links.next` leads to.
        public let nextPage: Int?
        /// The page that `links.previous` leads to.
        public let previousPage: Int?

        init(_ node: JSONNode) throws(JSONFault) {
            elementCount = try node["total"]?.integer()
            elementsPerPage = try node["per_page"]?.integer()
            page = try node["current_page"]?.integer()
            pageCount = try node["total_pages"]?.integer()
            // An empty table of PHP is written as an empty list, which has no members.
            nextPage = Self.page(node["links"]?["next"])
            previousPage = Self.page(node["links"]?["previous"])
        }

        private static func page(_ link: JSONNode?) -> Int? {
            guard let text = try? link?.string() else { return nil }
            let halves = text.divided(at: "?", maxSplits: 1)
            guard halves.count == 2 else { return nil }
            let fields = try? FormFields(encoded: String(halves[1]))
            return fields?["page"].flatMap { Int($0) }
        }
    }
}
