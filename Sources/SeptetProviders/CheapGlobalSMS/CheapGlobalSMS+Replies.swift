public import SeptetBilling
internal import SeptetJSON

extension CheapGlobalSMS {
    /// The error a reply reports: it has the member `error`, whatever else it has.
    public struct Failure: ReadableFailure, Sendable, Hashable, CustomStringConvertible {
        /// What is wrong, by the word it has in results.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case missingSubAccount
            case missingPassword
            case missingAction
            case badCredentials
            case accountDisabled
            case invalidAction
            case missingParameter
            case incorrectParameter
            case confusingParameters
            case noRecordFound
            case operationFailed
            case insufficientCredit
            case other
        }

        /// `error_code`; `nil` when the reply has none.
        public let code: Int?
        /// `error`: what the provider says.
        public let message: String

        /// The kind of error: by the wording first, and by the code if the wording is unknown (CG-5).
        public var kind: Kind {
            let message = message.asciiLowercased
            for (words, kind) in Self.wordings where message.holds(words) {
                return kind
            }
            return code.flatMap { Self.codes[$0] } ?? .other
        }

        /// The code and what the provider says.
        public var description: String {
            "CheapGlobalSMS error" + (code.map { " \($0)" } ?? "")
                + ": \(message.isEmpty ? kind.rawValue : message)"
        }

        private static let wordings: [(StaticString, Kind)] = [
            ("insufficient", .insufficientCredit),
            ("incorrect sub_account", .badCredentials),
            ("disabled", .accountDisabled),
            ("no record", .noRecordFound),
            ("invalid action", .invalidAction),
        ]

        private static let codes: [Int: Kind] = [
            1: .missingSubAccount, 2: .missingPassword, 3: .missingAction, 4: .badCredentials,
            5: .accountDisabled, 6: .invalidAction, 7: .missingParameter, 8: .incorrectParameter,
            9: .confusingParameters, 10: .noRecordFound, 11: .operationFailed,
        ]

        /// The error of a reply, `nil` when it has none.
        init?(_ node: JSONNode) throws(JSONFault) {
            guard node.has("error") else { return nil }
            message = try node["error"]?.text() ?? ""
            code = try node["error_code"]?.integer()
        }
    }

    /// What a reply says: the error the provider reports, or what was asked for.
    public typealias Answer<Value: Sendable & Hashable> = ReplyAnswer<Value, Failure>

    /// What became of a message; unknown numbers pass through.
    public struct Status: RawRepresentable, Sendable, Hashable {
        /// The number.
        public let rawValue: Int

        /// Makes a status of a number, known or not.
        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// The numbers of the document.
        public static let known = -4...2

        /// The word of the document, `nil` for an unknown number.
        ///
        /// 1 is called SENT in one place and ACCEPTED in others (CG-7).
        public var name: String? {
            switch rawValue {
            case -4: "UNDELIVERABLE"
            case -3: "EXPIRED"
            case -2: "REJECTED"
            case -1: "FAILED"
            case 0: "PENDING"
            case 1: "ACCEPTED"
            case 2: "DELIVERED"
            default: nil
            }
        }

        /// Whether nothing follows.
        public var isFinal: Bool { (-4 ... -1).contains(rawValue) || rawValue == 2 }
    }

    /// The answer to `send_sms`.
    public struct SendReply: Sendable, Hashable {
        /// `batch_id`: what other actions call this message.
        public let batchID: String
        /// `total`: the recipients that were understood.
        public let recipientCount: Int

        /// Reads an answer.
        ///
        /// Throws for a body that is neither this answer nor an error of the provider.
        public static func read(_ octets: [UInt8]) throws(ReplyError) -> Answer<Self> {
            try Answer(try ReplyBody(octets)) { node throws(JSONFault) in try Self(node) }
        }

        init(_ node: JSONNode) throws(JSONFault) {
            batchID = try node.required("batch_id").text()
            recipientCount = try node.required("total").integer()
        }
    }

    /// The answer to an action that counts: `total` and nothing else (CG-9).
    public struct TotalReply: Sendable, Hashable {
        /// `total`: records, contacts, or units of `get_total_units`.
        public let total: Amount

        /// Reads an answer.
        ///
        /// Throws for a body that is neither this answer nor an error of the provider.
        public static func read(_ octets: [UInt8]) throws(ReplyError) -> Answer<Self> {
            try Answer(try ReplyBody(octets)) { node throws(JSONFault) in try Self(node) }
        }

        init(_ node: JSONNode) throws(JSONFault) {
            total = try node.required("total").amount()
        }
    }

    /// The answer to `account_info`.
    public struct AccountInfo: Sendable, Hashable {
        /// `balance`: the units left.
        public let balance: Amount
        /// `sub_account_id`.
        public let subAccountID: String?
        /// `sub_account`: its name.
        public let subAccount: String?
        /// `user_id`.
        public let userID: String?
        /// `notification_email`.
        public let notificationEmail: String?
        /// `default_dial_code`: replaces a leading zero.
        public let defaultDialCode: String?
        /// `timezone_offset`: of dates without one.
        public let timezoneOffset: String?
        /// `default_sender_id`: of messages without one.
        public let defaultSender: String?

        /// Reads an answer.
        ///
        /// Throws for a body that is neither this answer nor an error of the provider.
        public static func read(_ octets: [UInt8]) throws(ReplyError) -> Answer<Self> {
            try Answer(try ReplyBody(octets)) { node throws(JSONFault) in try Self(node) }
        }

        init(_ node: JSONNode) throws(JSONFault) {
            balance = try node.required("balance").amount()
            subAccountID = try node["sub_account_id"]?.text()
            subAccount = try node["sub_account"]?.text()
            userID = try node["user_id"]?.text()
            notificationEmail = try node["notification_email"]?.text()
            defaultDialCode = try node["default_dial_code"]?.text()
            timezoneOffset = try node["timezone_offset"]?.text()
            defaultSender = try node["default_sender_id"]?.text()
        }
    }

    /// The answer to `get_contact_groups`.
    public struct ContactGroups: Sendable, Hashable {
        /// A group with its size.
        public struct Group: Sendable, Hashable {
            /// The name.
            public let name: String
            /// The contacts in it.
            public let contactCount: Int
        }

        /// The groups in the order of the answer.
        public let groups: [Group]

        /// Reads an answer.
        ///
        /// Throws for a body that is neither this answer nor an error of the provider.
        public static func read(_ octets: [UInt8]) throws(ReplyError) -> Answer<Self> {
            try Answer(try ReplyBody(octets)) { node throws(JSONFault) in try Self(node) }
        }

        init(_ node: JSONNode) throws(JSONFault) {
            let node = try node.required("contact_groups")
            var groups: [Group] = []
            // An empty table of PHP is written as an empty list.
            if node.value != .array([]) {
                for member in try node.members() {
                    let count = try member.node.integer()
                    groups.append(Group(name: member.name, contactCount: count))
                }
            }
            self.groups = groups
        }
    }

    /// The answer to `get_delivery_stat`.
    public struct DeliveryStatistics: Sendable, Hashable {
        /// Messages and units of one status.
        public struct Count: Sendable, Hashable {
            /// The status, as the answer calls it; `total` for all together.
            public let name: String
            /// `sms_count`.
            public let messageCount: Int
            /// `sms_units`.
            public let units: Amount
        }

        /// The statuses in the order of the answer, `total` not among them.
        public let counts: [Count]
        /// All together, `nil` when the answer lacks it.
        public let total: Count?

        /// Reads an answer.
        ///
        /// Throws for a body that is neither this answer nor an error of the provider.
        public static func read(_ octets: [UInt8]) throws(ReplyError) -> Answer<Self> {
            try Answer(try ReplyBody(octets)) { node throws(JSONFault) in try Self(node) }
        }

        init(_ node: JSONNode) throws(JSONFault) {
            var counts: [Count] = []
            for member in try node.members() {
                let count = Count(
                    name: member.name,
                    messageCount: try member.node.required("sms_count").integer(),
                    units: try member.node.required("sms_units").amount()
                )
                counts.append(count)
            }
            self.counts = counts.filter { $0.name != "total" }
            total = counts.first { $0.name == "total" }
        }
    }
}
