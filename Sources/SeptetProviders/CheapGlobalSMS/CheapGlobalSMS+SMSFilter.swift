extension CheapGlobalSMS {
    /// Which messages an action is about; what is `nil` does not restrict, what is blank is an error.
    public struct SMSFilter: Sendable, Hashable {
        /// `batch_id`: from the answer to `send_sms`.
        public var batchID: String?
        /// `sms_ids`.
        public var smsIDs: [String] = []
        /// `stage`: `pending`, `sent` or `failed`; void beside a status.
        public var stage: String?
        /// `status`: −4 to 2.
        public var status: Int?
        /// `type`: 1 for those shown at once.
        public var type: Int?
        /// `recipient`: with or without country code.
        public var recipient: String?
        /// `sender_id`.
        public var sender: String?
        /// `search_term`: for `fetch_sms` only.
        public var searchTerm: String?
        /// `start_date`: a date with or without a time; the year or the day first.
        public var startDate: String?
        /// `end_date`: as `start_date`.
        public var endDate: String?

        /// Whether every record is meant; a stop or deletion without a filter is refused otherwise.
        public var includesAll = false

        /// Makes a filter that lets everything through.
        public init() {}

        /// Whether it restricts nothing: every value is missing or blank.
        public var isEmpty: Bool {
            status == nil && type == nil && smsIDs.allSatisfy(\.isBlank)
                && [batchID, stage, recipient, sender, searchTerm, startDate, endDate]
                    .allSatisfy { $0?.isBlank ?? true }
        }

        /// Adds the parameters in the order of the document, or says what is wrong with them.
        func write(_ writer: inout FilterWriter) {
            writer.add("batch_id", batchID)
            writer.add("sms_ids", smsIDs)
            if status != nil, stage != nil {
                writer.warnings.append(
                    EstimateWarning(stageIgnored, "stage is void beside a status and left out")
                )
            } else {
                writer.add("stage", stage, oneOf: ["pending", "sent", "failed"])
            }
            writer.add("status", status, in: Status.known)
            writer.add("type", type, in: 0...1)
            writer.add("recipient", recipient)
            if let sender, !sender.isBlank, !isSender(sender) {
                writer.errors.append(senderError)
            }
            writer.add("sender_id", sender)
            writer.add("search_term", searchTerm)
            writer.add("start_date", date: startDate)
            writer.add("end_date", date: endDate)
        }
    }
}
