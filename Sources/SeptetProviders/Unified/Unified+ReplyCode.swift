extension Unified {
    /// The code at the head of each answer; unknown ones keep their number.
    public struct ReplyCode: RawRepresentable, Sendable, Hashable {
        /// The number.
        public let rawValue: Int

        /// Makes a code of a number, known or not.
        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// The message was submitted.
        public static let success = Self(rawValue: 1701)
        /// The user could not be validated; the one answer after which to send again.
        public static let userValidationFailed = Self(rawValue: 1709)
        /// Nobody knows whether the message was submitted; it must not be sent again.
        public static let responseTimeout = Self(rawValue: 1715)

        /// Whether the message was submitted.
        public var isSuccess: Bool { self == .success }

        /// Whether the same message may be sent again.
        public var allowsRetry: Bool { self == .userValidationFailed }

        /// Whether the message may have been submitted without anybody knowing.
        public var leavesStateUnknown: Bool { self == .responseTimeout }

        /// What the code is called; `other` for those of SMPP and the unknown.
        public var name: String { Self.names[rawValue]?.name ?? "other" }

        /// What the document says about the code, `nil` when it lists it nowhere.
        public var meaning: String? { Self.names[rawValue]?.meaning }

        // Copies of this document elsewhere have 1025 and 1032 for 1725 and 1732 (UN-11). 8, 16, 18
        // and 69 are also numbers of SMPP; the document's own meaning goes first (UN-13).
        private static let names: [Int: (name: String, meaning: String)] = [
            1701: ("success", "Message submitted successfully"),
            1702: ("missingParameter", "A parameter was not provided or left blank"),
            1703: ("badCredentials", "Invalid value in username or password"),
            1704: ("invalidType", "Invalid value in type"),
            1705: ("invalidMessage", "Invalid message"),
            1706: ("invalidDestination", "Invalid destination"),
            1707: ("invalidSource", "Invalid source"),
            1708: ("invalidDeliveryReport", "Invalid value for dlr"),
            1709: ("userValidationFailed", "User validation failed"),
            1710: ("internalError", "Internal error"),
            1715: ("responseTimeout", "Response timeout"),
            1725: ("insufficientCredit", "Insufficient credit"),
            1025: ("insufficientCredit", "Insufficient credit"),
            1732: ("doNotDisturb", "DND reject"),
            1032: ("doNotDisturb", "DND reject"),
            1028: ("spam", "Spam message"),
            1033: ("templateMismatch", "Message template mismatch"),
            1041: ("duplicateMessage", "Duplicate message"),
            1042: ("explicitDoNotDisturb", "Explicit DND destination"),
            8: ("internalError", "Internal error"),
            69: ("internalError", "Internal error"),
            16: ("addressBlacklisted", "IP blacklisted"),
            18: ("addressNotWhitelisted", "Non-whitelisted user IP"),
        ]
    }
}
