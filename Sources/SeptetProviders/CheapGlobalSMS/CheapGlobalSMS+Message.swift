public import SeptetBilling

extension CheapGlobalSMS {
    /// A message for `send_sms`, with every parameter of the document.
    public struct Message: Sendable, Hashable {
        /// `message`: the text.
        public var text: String
        /// `recipients`: the numbers, as they were given.
        public var recipients: [String]
        /// `contacts`: recipients with particulars.
        public var contacts: [Contact] = []
        /// `contact_groups`: groups of the account whose members get the message too.
        public var contactGroups: [String] = []
        /// `ignore_groups`: groups of the account whose members do not get it.
        public var ignoredGroups: [String] = []
        /// `type`: 1 is shown at once and not kept; `nil` sends 0.
        public var type: Int?
        /// `unicode`: the value the caller insists on; `nil` lets the texts decide.
        public var unicode: Int?
        /// `route`: 0 standard, 1 financial, 2 corporate (CG-8).
        public var route: Int?
        /// `sender_id`: `nil` for the account's own.
        public var sender: String?
        /// `default_dial_code`: replaces a leading zero; `nil` for the account's own.
        public var defaultDialCode: String?
        /// `send_at`: `YYYY-MM-DD HH:MM`, `YYYY-MM-DD` or `HH:MM`.
        public var sendAt: String?
        /// `timezone_offset` of `send_at`, such as `+1` or `-3:30`; `nil` for the account's own.
        public var timezoneOffset: String?
        /// `save_as`: a group the numbers are saved in.
        public var saveAs: String?
        /// `callback_url`: where delivery reports go.
        public var callbackURL: String?
        /// Whether more than 5,000 recipients make several requests (error 11 otherwise).
        public var splits = false
        /// Whether plain and Unicode texts go in requests of their own (CG-4).
        public var splitsByEncoding = false

        /// Makes a message.
        public init(_ text: String, recipients: [String]) {
            self.text = text
            self.recipients = recipients
        }
    }

    /// What a page costs and what is left, both in the account's units.
    public struct Pricing: Sendable, Hashable {
        /// The price of one page on the recipients' network.
        public var unitsPerPage: Amount
        /// What is left; `nil` when it is not known.
        public var balance: Amount?

        /// Makes a pricing.
        public init(unitsPerPage: Amount, balance: Amount? = nil) {
            self.unitsPerPage = unitsPerPage
            self.balance = balance
        }
    }
}
