extension SMSAPI {
    /// A message for `sms.do`, with every parameter that carries, prices or counts text.
    public struct Message: Sendable, Hashable {
        /// What is sent.
        public enum Content: Sendable, Hashable {
            /// `message`: a text with placeholders.
            case text(String)
            /// `template`: a text kept at SMSAPI, with its wording when it is known here.
            case template(name: String, text: String?)
            /// `datacoding=bin`: hexadecimal octets and header; `nil` where they were not given.
            case binary(body: String?, header: String?)
        }

        /// What is sent.
        public var content: Content
        /// `to`: the numbers, as they were given.
        public var recipients: [String]
        /// `group`: a group of the contacts database instead of numbers.
        public var group: String?
        /// `from`: the sender name.
        public var sender: String?
        /// `encoding`: the charset the text travels to SMSAPI in, not the one of the message.
        public var charset: String = "utf-8"
        /// `flash`: shown at once and not kept.
        public var isFlash = false
        /// `test`: answered and neither sent nor billed.
        public var isTest = false
        /// `details`: the reply has the length and the parts.
        public var wantsDetails = false
        /// `date`: when to send.
        public var date: Moment?
        /// `date_validate`: a date in a wrong format is refused.
        public var validatesDate = false
        /// `expiration_date`: when to give up.
        public var expirationDate: Moment?
        /// `allow_duplicates`: a number that is given twice gets two messages.
        public var allowsDuplicates = false
        /// `idx`: one value of the caller's own for each recipient; empty for none.
        public var idx: [String] = []
        /// `check_idx`: the same value is refused for 24 hours.
        public var checksIdx = false
        /// `max_parts`: more parts are refused.
        public var maximumPartCount: Int?
        /// `nounicode`: special characters are refused.
        public var refusesSpecialCharacters = false
        /// `normalize`: special characters are replaced where the table has them.
        public var normalizes = false
        /// `fast`: highest priority at half as much again.
        public var isFast = false
        /// `notify_url`: where delivery reports go.
        public var notifyURL: String?
        /// `param1` to `param4`: for each number the values, one per recipient.
        public var parameters: [Int: [String]] = [:]
        /// `single`: more than one part is refused.
        public var isSingle = false
        /// `time_restriction`: `follow`, `ignore` or `nearest_available`.
        public var timeRestriction: String?
        /// `skip_foreign`: numbers abroad are skipped.
        ///
        /// Not in the document, known from clients.
        public var skipsForeign = false
        /// `partner_id`.
        ///
        /// Not in the document, known from clients.
        public var partnerID: String?
        /// `discount_group`.
        ///
        /// Not in the document, known from clients.
        public var discountGroup: String?
        /// `fallback`.
        ///
        /// Not in the document, known from clients.
        public var fallback: String?
        /// What `[%contact.NAME%]` is for each recipient, by name; empty when it is not known.
        public var contacts: [NamedTexts] = []
        /// The most parts this account may send (SA-7).
        public var partLimit = SMSAPI.partLimit
        /// Whether more recipients than one request may have make several (errors 19 otherwise).
        public var splits = false
        /// Whether to name the characters that the document's regular expression lacks (SA-1).
        public var checksRegex = false

        /// Makes a message.
        public init(_ content: Content, recipients: [String], group: String? = nil) {
            self.content = content
            self.recipients = recipients
            self.group = group
        }

        /// Makes a message of a text.
        public init(_ text: String, recipients: [String]) {
            self.init(.text(text), recipients: recipients)
        }

        /// The text with its placeholders; `nil` when there is none or it is not known here.
        var template: String? {
            switch content {
            case .text(let text): text
            case .template(_, let text): text
            case .binary: nil
            }
        }

        var isBinary: Bool {
            if case .binary = content { true } else { false }
        }
    }
}
