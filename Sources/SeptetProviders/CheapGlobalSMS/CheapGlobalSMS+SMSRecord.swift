public import SeptetBilling
internal import SeptetJSON

extension CheapGlobalSMS {
    /// A message in the answer to `fetch_sms`.
    ///
    /// The document shows the same record in the answer to `fetch_inbox`; there the status and the
    /// units mean nothing.
    public struct SMSRecord: Sendable, Hashable {
        /// `sms_id`, or `message_id` of a received one.
        public let id: String?
        /// `batch_id`: the request it came with.
        public let batchID: String?
        /// `campaign_id`: the campaign that caught a received one.
        public let campaignID: String?
        /// `sender`.
        public let sender: String?
        /// `recipient`.
        public let recipient: String?
        /// `message`: the text.
        public let text: String?
        /// `keyword` of a received one.
        public let keyword: String?
        /// `status`.
        public let status: Status?
        /// `status_msg`, or the document's word for the status.
        public let statusName: String?
        /// `info`: what the network says.
        public let info: String?
        /// `type`: whether it is shown at once and not kept.
        public let isFlash: Bool?
        /// `units`: as given; whether of a page or of all is not known (CG-6).
        public let units: Amount?
        /// `units_confirmed`.
        public let confirmedUnits: Amount?
        /// `pages`.
        public let pageCount: Int?
        /// `time_scheduled`.
        public let scheduledAt: Timestamp?
        /// `time_submitted`.
        public let submittedAt: Timestamp?
        /// `time_sent`.
        public let sentAt: Timestamp?
        /// `locked`.
        public let isLocked: Bool?
        /// `extra_data`: what the caller gave the contact.
        public let extraData: String?
        /// `firstname` of the contact.
        public let firstName: String?
        /// `lastname` of the contact.
        public let lastName: String?
        /// `group_name` of the contact.
        public let groupName: String?

        /// Reads the answer to `fetch_sms` or `fetch_inbox`.
        ///
        /// Throws for what is neither this nor an error of the provider.
        public static func readList(
            _ octets: [UInt8]
        ) throws(ReplyError) -> Answer<RecordList<Self>> {
            try Answer(try ReplyBody(octets)) { node throws(JSONFault) in
                try RecordList(node) { fields throws(JSONFault) in try Self(fields) }
            }
        }

        init(_ fields: RecordFields) throws(JSONFault) {
            let messageID = try fields.text("message_id")
            id = try fields.text("sms_id") ?? messageID
            batchID = try fields.text("batch_id")
            campaignID = try fields.text("campaign_id")
            sender = try fields.text("sender")
            recipient = try fields.text("recipient")
            text = try fields.text("message")
            keyword = try fields.text("keyword")
            status = try fields.status()
            statusName = try fields.text("status_msg") ?? status?.name
            info = try fields.text("info")
            isFlash = try fields.boolean("type")
            units = try fields.amount("units")
            confirmedUnits = try fields.amount("units_confirmed")
            pageCount = try fields.integer("pages")
            scheduledAt = try fields.time("time_scheduled")
            submittedAt = try fields.time("time_submitted")
            sentAt = try fields.time("time_sent")
            isLocked = try fields.boolean("locked")
            extraData = try fields.text("extra_data")
            firstName = try fields.text("firstname")
            lastName = try fields.text("lastname")
            groupName = try fields.text("group_name")
        }
    }

    /// A contact in the answer to `fetch_contacts`.
    public struct ContactRecord: Sendable, Hashable {
        /// `contact_id`.
        public let id: String
        /// `phone`: the number with country code.
        public let phone: String
        /// `firstname`.
        public let firstName: String?
        /// `lastname`.
        public let lastName: String?
        /// `group_name`.
        public let groupName: String?
        /// `time`: when it was saved.
        public let savedAt: Timestamp?

        /// Reads the answer to `fetch_contacts`.
        ///
        /// Throws for what is neither this nor an error of the provider.
        public static func readList(
            _ octets: [UInt8]
        ) throws(ReplyError) -> Answer<RecordList<Self>> {
            try Answer(try ReplyBody(octets)) { node throws(JSONFault) in
                try RecordList(node) { fields throws(JSONFault) in try Self(fields) }
            }
        }

        init(_ fields: RecordFields) throws(JSONFault) {
            id = try fields.required("contact_id")
            phone = try fields.required("phone")
            firstName = try fields.text("firstname")
            lastName = try fields.text("lastname")
            groupName = try fields.text("group_name")
            savedAt = try fields.time("time")
        }
    }
}
