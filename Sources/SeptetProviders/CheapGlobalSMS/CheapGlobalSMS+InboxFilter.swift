extension CheapGlobalSMS {
    /// Which received messages an action is about; what is `nil` does not restrict, what is blank is an error.
    public struct InboxFilter: Sendable, Hashable {
        /// `campaign_id`: the campaign that caught the messages.
        public var campaignID: String?
        /// `message_ids`.
        public var messageIDs: [String] = []
        /// `keyword`: the keyword that caught the messages.
        public var keyword: String?
        /// `recipient`: the own number they were sent to.
        public var recipient: String?
        /// `sender`: the number they came from.
        public var sender: String?
        /// `search_term`.
        public var searchTerm: String?
        /// `start_date`: a date with or without a time; the year or the day first.
        public var startDate: String?
        /// `end_date`: as `start_date`.
        public var endDate: String?

        /// Whether every record is meant; a deletion without a filter is refused otherwise.
        public var includesAll = false

        /// Makes a filter that lets everything through.
        public init() {}

        /// Whether it restricts nothing: every value is missing or blank.
        public var isEmpty: Bool {
            messageIDs.allSatisfy(\.isBlank)
                && [campaignID, keyword, recipient, sender, searchTerm, startDate, endDate]
                    .allSatisfy { $0?.isBlank ?? true }
        }

        /// Adds the parameters in the order of the document, or says what is wrong with them.
        func write(_ writer: inout FilterWriter) {
            writer.add("campaign_id", campaignID)
            writer.add("message_ids", messageIDs)
            writer.add("keyword", keyword)
            writer.add("recipient", recipient)
            writer.add("sender", sender)
            writer.add("search_term", searchTerm)
            writer.add("start_date", date: startDate)
            writer.add("end_date", date: endDate)
        }
    }

    /// Which contacts an action is about; what is `nil` does not restrict, what is blank is an error.
    public struct ContactFilter: Sendable, Hashable {
        /// `group_name`.
        public var groupName: String?
        /// `search_term`: a number, a first name or a last name.
        public var searchTerm: String?
        /// `contact_ids`.
        public var contactIDs: [String] = []

        /// Whether every record is meant; a deletion without a filter is refused otherwise.
        public var includesAll = false

        /// Makes a filter that lets everything through.
        public init() {}

        /// Whether it restricts nothing: every value is missing or blank.
        public var isEmpty: Bool {
            contactIDs.allSatisfy(\.isBlank)
                && [groupName, searchTerm].allSatisfy { $0?.isBlank ?? true }
        }

        /// Adds the parameters in the order of the document.
        func write(_ writer: inout FilterWriter) {
            writer.add("group_name", groupName)
            writer.add("search_term", searchTerm)
            writer.add("contact_ids", contactIDs)
        }
    }

    /// Which page of a list is wanted; what is `nil` is the provider's choice.
    public struct PageOfList: Sendable, Hashable {
        /// `perpage`: 1 to 300 records.
        public var recordCount: Int?
        /// `p`: the page, from 1.
        public var number: Int?

        /// Makes a page.
        public init(recordCount: Int? = nil, number: Int? = nil) {
            self.recordCount = recordCount
            self.number = number
        }

        func write(_ writer: inout FilterWriter) {
            writer.add("perpage", recordCount, in: recordCounts)
            writer.add("p", number, in: 1...Int.max)
        }
    }
}
