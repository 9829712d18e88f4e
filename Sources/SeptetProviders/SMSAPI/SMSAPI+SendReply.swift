public import SeptetBilling
internal import SeptetJSON

extension SMSAPI {
    /// What `sms.do` answers to a message.
    public struct SendReply: Sendable, Hashable {
        /// One accepted message.
        public struct Sent: Sendable, Hashable {
            /// The id, at most 32 characters; text, for it has more digits than a number may.
            public let id: String
            /// The points it costs; `nil` where SMSAPI does not say.
            public let points: Amount?
            /// The number; the plain form may leave the country code out.
            public let number: String?
            /// The number as it was sent to SMSAPI.
            public let submittedNumber: String?
            /// When it was sent.
            public let dateSent: Timestamp?
            /// The name of its status, such as `QUEUE`.
            public let status: String?
            /// The caller's own value.
            public let idx: String?
            /// An error of this message only.
            public let error: String?
            /// Its parts, with `details=1`.
            public let partCount: Int?
        }

        /// A number that was refused.
        public struct InvalidNumber: Sendable, Hashable {
            /// The number as SMSAPI read it.
            public let number: String?
            /// The number as it was sent to SMSAPI.
            public let submittedNumber: String?
            /// Why.
            public let message: String?
        }

        /// The accepted messages.
        public private(set) var messages: [Sent] = []
        /// The first error, when there is one.
        public private(set) var failure: Failure?
        /// All errors; the plain form may mix them with messages.
        public private(set) var failures: [Failure] = []
        /// Numbers that were refused.
        public private(set) var invalidNumbers: [InvalidNumber] = []
        /// The text, with `details=1`.
        public private(set) var message: String?
        /// Its length, with `details=1`.
        public private(set) var characterCount: Int?
        /// Its parts, with `details=1`.
        public private(set) var partCount: Int?
        /// The count SMSAPI gives.
        public private(set) var count: Int?

        /// Reads a reply in either form, whatever the status of HTTP: errors come with 200, too.
        public init(_ octets: [UInt8]) throws(ReplyError) {
            try self.init(try ReplyBody(octets))
        }

        init(_ body: ReplyBody) throws(ReplyError) {
            if body.looksLikeJSON {
                self = try body.reading { node throws(JSONFault) in try Self(node) }
            } else {
                try readPlain(body)
            }
        }

        private mutating func readPlain(_ body: ReplyBody) throws(ReplyError) {
            for item in try PlainReply.items(of: body) {
                switch item.kind {
                case .error:
                    failures.append(try item.failure())
                case .ok:
                    guard item.fields.count == 2 || item.fields.count == 3 else {
                        throw .syntax(offset: item.offset, wanted: "OK:id:points")
                    }
                    let id = String(item.fields[0])
                    guard !id.isEmpty else { throw .syntax(offset: item.offset, wanted: "id") }
                    messages.append(
                        Sent(
                            id: id,
                            points: try item.amount(1),
                            number: item.fields.count > 2 ? String(item.fields[2]) : nil
                        )
                    )
                }
            }
            failure = failures.first
            count = messages.count
        }

        private init(_ node: JSONNode) throws(JSONFault) {
            if let failure = try Failure(in: node) {
                failures = [failure]
                self.failure = failure
            }
            for element in try node["invalid_numbers"]?.elements() ?? [] {
                invalidNumbers.append(
                    InvalidNumber(
                        number: try element["number"]?.text(),
                        submittedNumber: try element["submitted_number"]?.text(),
                        message: try element["message"]?.text()
                    )
                )
            }
            if failure == nil || node.has("list") {
                for element in try node.required("list").elements() {
                    messages.append(try Sent(element))
                }
            }
            if failure == nil {
                message = try node["message"]?.text()
            }
            characterCount = try node["length"]?.integer()
            partCount = try node["parts"]?.integer()
            count = try node["count"]?.integer()
        }
    }
}

extension SMSAPI.SendReply.Sent {
    fileprivate init(id: String, points: Amount?, number: String?) {
        self.init(
            id: id,
            points: points,
            number: number,
            submittedNumber: nil,
            dateSent: nil,
            status: nil,
            idx: nil,
            error: nil,
            partCount: nil
        )
    }

    fileprivate init(_ node: JSONNode) throws(JSONFault) {
        self.init(
            id: try node.required("id").text(),
            points: try node["points"]?.amount(),
            number: try node["number"]?.text(),
            submittedNumber: try node["submitted_number"]?.text(),
            dateSent: try node["date_sent"]?.integer().timestamp,
            status: try node["status"]?.text(),
            idx: try node["idx"]?.text(),
            error: try node["error"]?.text(),
            partCount: try node["parts"]?.integer()
        )
    }
}

extension Int {
    /// These seconds since 1970 as a timestamp.
    var timestamp: Timestamp { Timestamp(secondsSince1970: self) }
}

extension SMSAPI.Failure {
    /// The error of a JSON reply; the text is in `message`, or in `messages` for deletions.
    init?(in node: JSONNode) throws(JSONFault) {
        guard let code = node["error"] else { return nil }
        self.init(
            code: try code.integer(),
            message: try (node["message"] ?? node["messages"])?.text()
        )
    }
}

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

    /// An error SMSAPI answers with.
    public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        /// The number; unknown ones are passed on.
        public let code: Int
        /// What SMSAPI says about it, where it says something.
        public let message: String?

        /// Makes a failure.
        public init(code: Int, message: String? = nil) {
            self.code = code
            self.message = message
        }

        /// What the document says about the number; `nil` when it does not list it.
        public var meaning: String? { SMSAPI.meaning(ofError: code) }

        /// The number, and what SMSAPI or its document says about it.
        public var description: String {
            "SMSAPI error \(code)" + ((message ?? meaning).map { ": \($0)" } ?? "")
        }

        /// Whether the same request can succeed a little later.
        public var isTemporary: Bool { [8, 52, 201, 202, 203, 999].contains(code) }
    }

    /// What the document says about an error number; `nil` when it does not list it.
    static func meaning(ofError code: Int) -> String? {
        code < 1000 ? meaning(ofSendingError: code) : meaning(ofAccountError: code)
    }

    private static func meaning(ofSendingError code: Int) -> String? {
        switch code {
        case 8: "error in the request"
        case 11: "too long, empty, or special characters with nounicode"
        case 12: "more parts than max_parts"
        case 13: "no valid phone number"
        case 14: "wrong sender name"
        case 17: "flash with special characters"
        case 18: "wrong number of parameters"
        case 19: "too many messages in one request"
        case 20: "wrong number of idx values"
        case 25: "normalize together with datacoding"
        case 27: "idx longer than 255 characters"
        case 28: "wrong time_restriction"
        case 30: "wrong udh with datacoding=bin"
        case 40: "no such group"
        case 41: "the group is empty"
        case 50: "more than 3 months ahead"
        case 52: "more than 10 messages to one number in 60 seconds"
        case 53: "idx was used before"
        case 54: "wrong date"
        case 56: "expiration too near or too far"
        case 70: "wrong notify_url"
        case 74: "the account may not send at this time"
        case 93: "parameters together with a group"
        case 101: "wrong authorization"
        case 102: "wrong username or password"
        case 103: "not enough points"
        case 104: "no such template"
        case 105: "the address is not allowed"
        case 110: "not allowed for this account"
        case 200: "not submitted"
        case 201, 999: "internal error"
        case 202: "too many requests at once, not sent"
        case 203: "too many requests"
        case 301: "no such message"
        case 400: "no such message id in a status reply"
        default: nil
        }
    }

    private static func meaning(ofAccountError code: Int) -> String? {
        switch code {
        case 1000: "for the main user only"
        case 1001: "no such action of user.do"
        case 1010: "the sub-user could not be added"
        case 1020: "the sub-user could not be changed"
        case 1021: "nothing to change"
        case 1030: "the sub-user's data could not be read"
        case 1032: "the main user has no such sub-user"
        case 1100: "wrong data of the sub-user"
        case 1110: "wrong name of the new sub-user"
        case 1111: "the new sub-user has no name"
        case 1112: "the new sub-user's name is shorter than 3 characters"
        case 1113: "the new sub-user's name with its prefix is longer than 32 characters"
        case 1114: "the new sub-user's name has a character that is not allowed"
        case 1115: "the user exists"
        case 1120: "wrong password of the sub-user"
        case 1121: "the password is too short"
        case 1122: "the password is too long"
        case 1123: "the password is not hashed with MD5"
        case 1130: "wrong limit"
        case 1131: "limit is not a number"
        case 1140: "wrong month_limit"
        case 1141: "month_limit is not a number"
        case 1150: "senders is not 0 or 1"
        case 1160: "phonebook is not 0 or 1"
        case 1170: "active is not 0 or 1"
        case 1180: "wrong info"
        case 1183: "info is too long"
        case 1190: "wrong password for requests"
        case 1192: "the hashed password for requests does not have 32 characters"
        case 1193: "the password for requests is not hashed with MD5"
        case 2001: "no such action of sender.do"
        case 2010: "the sender name could not be added"
        case 2030: "the status of the sender name could not be read"
        case 2031: "no such sender name"
        case 2060: "the default sender name could not be set"
        case 2061: "only an active sender name can be the default"
        case 2062: "the sender name is the default already"
        case 2100: "wrong data of the sender name"
        case 2110: "wrong sender name"
        case 2111: "the new sender name is missing"
        case 2112: "the sender name has a character that is not allowed, or more than 11"
        case 2115: "the sender name exists already"
        default: contactMeaning(ofError: code)
        }
    }

    private static func contactMeaning(ofError code: Int) -> String? {
        switch code {
        case 4000: "an error of the contacts database"
        case 4001: "the account may not do this"
        case 4002: "no such action"
        case 4003: "a parameter is used wrongly"
        case 4004: "limit is too large"
        case 4100: "an error of a group's action"
        case 4101: "no such group"
        case 4110: "an error of the group's name"
        case 4111: "wrong name of the group"
        case 4112: "the group's name is empty"
        case 4113: "the group's name is shorter than 2 characters"
        case 4114: "the group's name is longer than 32 characters"
        case 4115: "the group's name has a character that is not allowed"
        case 4116: "the group exists already"
        case 4121: "wrong info of the group"
        case 4122: "the group's info is longer than 200 characters"
        case 4200: "an error of the contact"
        case 4201: "no such contact"
        case 4210: "an error of the phone number"
        case 4211: "wrong phone number"
        case 4212: "the contact has no phone number"
        case 4213: "the phone number is too short"
        case 4214: "the phone number is too long"
        case 4220: "wrong first name"
        case 4221: "the first name is shorter than 2 characters"
        case 4222: "the first name is longer than 100 characters"
        case 4230: "wrong last name"
        case 4231: "the last name is shorter than 2 characters"
        case 4232: "the last name is longer than 100 characters"
        case 4240: "wrong info of the contact"
        case 4241: "the contact's info is longer than 200 characters"
        case 4250: "wrong e-mail address of the contact"
        case 4260: "wrong date of birth of the contact"
        case 4270: "wrong group of the contact"
        case 4271: "no such group of the contact"
        case 4272: "the group's name is missing"
        case 4280: "wrong gender"
        default: nil
        }
    }
}
