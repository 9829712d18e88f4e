extension Unified {
    /// A message for `/bulksms/bulksms`, or with a schedule for `/bulksms/schedulemsg`.
    public struct Message: Sendable, Hashable {
        /// What is sent.
        public enum Content: Sendable, Hashable {
            /// A text.
            case text(String)
            /// A text in UTF-16BE that the caller has written as hexadecimal digits (UN-7).
            case hexadecimal(String)
        }

        /// `message`: what is sent.
        public var content: Content
        /// `destination`: the numbers, as they were given.
        public var destinations: [String]
        /// `source`: the sender name or number; mandatory.
        public var source: String?
        /// `type`: the type the caller insists on; `nil` lets the text decide.
        public var type: Int?
        /// Whether an automatic type is one of those shown at once and not kept.
        public var isFlash = false
        /// `dlr`: 0 for no delivery report, 1 for one; mandatory.
        public var deliveryReport: Int?
        /// `url`: the link of a WAP push; makes an automatic type 4.
        public var url: String?
        /// `date`, `time` and `gmt`: when to send; `nil` for at once.
        public var schedule: Schedule?
        /// Whether types 5 and 7 travel to the server as octets of ISO-8859-1 instead of UTF-8.
        public var usesLatin1Octets = false
        /// Whether a schedule is wanted and was not given, which is error 1702.
        var lacksSchedule = false

        /// Makes a message.
        public init(
            _ content: Content,
            destinations: [String],
            source: String?,
            deliveryReport: Int? = 0
        ) {
            self.content = content
            self.destinations = destinations
            self.source = source
            self.deliveryReport = deliveryReport
        }

        /// The text, or the digits that stand for one.
        var wording: String {
            switch content {
            case .text(let text), .hexadecimal(let text): text
            }
        }
    }
}
