extension SMSAPI {
    /// An error SMSAPI answers with.
    public struct Failure: Error, Sendable, Hashable {
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
        case 1001, 2001, 4002: "no such action"
        case 1010, 1110...1114: "the new user's name"
        case 1115: "the user exists"
        case 1020: "the user was not changed"
        case 1021: "nothing to change"
        case 1030, 1100: "the user's data"
        case 1032: "no such user"
        case 1120...1123: "the new user's password"
        case 1130, 1131: "limit"
        case 1140, 1141: "month_limit"
        case 1150: "senders"
        case 1160: "phonebook"
        case 1170: "active"
        case 1180, 1183: "info"
        case 1190...1193: "the password for requests"
        case 2010, 2100...2112: "the new sender name"
        case 2030: "the sender name's status"
        case 2031: "no such sender name"
        case 2060: "the default sender name"
        case 2061: "the sender name is not active"
        case 2062: "the sender name is the default"
        case 2115: "the sender name exists"
        case 4000...4299: "the contacts database"
        default: nil
        }
    }
}
