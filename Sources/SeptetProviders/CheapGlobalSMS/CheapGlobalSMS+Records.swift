public import SeptetBilling
internal import SeptetJSON

extension CheapGlobalSMS {
    /// One page of a list of records.
    public struct RecordList<Record: Sendable & Hashable>: Sendable, Hashable {
        /// `records`.
        public let records: [Record]
        /// `total`: the records of all pages.
        public let recordCount: Int
        /// `p`: this page, from 1.
        public let page: Int?
        /// `totalpages`.
        public let pageCount: Int?
        /// `perpage`.
        public let recordsPerPage: Int?
        /// `timezone_offset` of the dates in the records.
        public let timezoneOffset: String?

        init(
            _ node: JSONNode,
            _ read: (RecordFields) throws(JSONFault) -> Record
        ) throws(JSONFault) {
            // The document's program reads `contacts` where its sample has `records` (CG-10).
            let name = node["records"] == nil && node["contacts"] != nil ? "contacts" : "records"
            let list = try node.required(name)
            var records: [Record] = []
            for element in try list.elements() {
                records.append(try read(try RecordFields(element)))
            }
            self.records = records
            let total = try node["total"]?.integer()
            recordCount = total ?? records.count
            page = try node["p"]?.integer()
            pageCount = try node["totalpages"]?.integer()
            recordsPerPage = try node["perpage"]?.integer()
            timezoneOffset = try node["timezone_offset"]?.text()
        }
    }

    /// The members of one record; what is empty is missing.
    struct RecordFields {
        private let node: JSONNode

        init(_ node: JSONNode) throws(JSONFault) {
            _ = try node.members()
            self.node = node
        }

        private func member(_ name: String) -> JSONNode? {
            node[name].flatMap { $0.value == .string("") ? nil : $0 }
        }

        func text(_ name: String) throws(JSONFault) -> String? { try member(name)?.text() }

        func required(_ name: String) throws(JSONFault) -> String {
            try node.required(name).text()
        }

        func integer(_ name: String) throws(JSONFault) -> Int? { try member(name)?.integer() }

        func amount(_ name: String) throws(JSONFault) -> Amount? { try member(name)?.amount() }

        func boolean(_ name: String) throws(JSONFault) -> Bool? { try member(name)?.boolean() }

        /// Unix time; `nil` also where it is zero.
        func time(_ name: String) throws(JSONFault) -> Timestamp? {
            let seconds = try integer(name) ?? 0
            return seconds == 0 ? nil : Timestamp(secondsSince1970: seconds)
        }

        func status() throws(JSONFault) -> Status? {
            try integer("status").map(Status.init)
        }
    }

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
        /// Throws for a body that is neither this answer nor an error of the provider.
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
        /// Throws for a body that is neither this answer nor an error of the provider.
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

    /// A delivery report: one element of what is posted to a `callback_url`.
    public struct DeliveryReport: Sendable, Hashable {
        /// `sms_id`.
        public let id: String
        /// `batch_id`.
        public let batchID: String?
        /// `units`: as given; whether of a page or of all is not known (CG-6).
        public let units: Amount?
        /// `pages`.
        public let pageCount: Int?
        /// `status`.
        public let status: Status
        /// `status_msg`, or the document's word for the status.
        public let statusName: String?
        /// `info`: what the network says.
        public let info: String?
        /// `extra_data`: what the caller gave the contact.
        public let extraData: String?

        /// Reads what is posted: the JSON in the field `result`.
        ///
        /// Throws `missing` without the field, and the faults of its JSON.
        public static func read(_ form: FormFields) throws(ReplyError) -> [Self] {
            try read(json: Array(try form.required("result").utf8))
        }

        /// Reads the JSON of the field `result`: a list of reports, or a single one.
        public static func read(json octets: [UInt8]) throws(ReplyError) -> [Self] {
            try ReplyBody(octets).reading { node throws(JSONFault) in
                var reports: [Self] = []
                for element in node.oneOrMore() {
                    reports.append(try Self(element))
                }
                return reports
            }
        }

        init(_ node: JSONNode) throws(JSONFault) {
            let fields = try RecordFields(node)
            id = try node.required("sms_id").text()
            batchID = try fields.text("batch_id")
            units = try fields.amount("units")
            pageCount = try fields.integer("pages")
            status = Status(rawValue: try node.required("status").integer())
            statusName = try fields.text("status_msg") ?? status.name
            info = try fields.text("info")
            extraData = try fields.text("extra_data")
        }
    }

    /// A received message: what is posted to the address of an inbound campaign.
    public struct CampaignMessage: Sendable, Hashable {
        /// `sender`: who sent it.
        public let sender: String
        /// `recipient`: the own number it was sent to.
        public let recipient: String?
        /// `campaign_id`: the campaign that caught it.
        public let campaignID: String?
        /// `message`: the whole text.
        public let text: String
        /// `pages`.
        public let pageCount: Int?
        /// `keyword`: what caught it.
        public let keyword: String?
        /// `sub_keyword`.
        public let subKeyword: String?
        /// `clean_message`: the text after the keywords.
        public let cleanText: String?

        /// Reads the fields of a message.
        ///
        /// Throws `missing` without sender or message, `wrongValue` for pages that aren't a number.
        public init(_ form: FormFields) throws(ReplyError) {
            sender = try form.required("sender")
            text = try form.required("message")
            recipient = form["recipient"]
            campaignID = form["campaign_id"]
            pageCount = try form.integer("pages")
            keyword = form["keyword"]
            subKeyword = form["sub_keyword"]
            cleanText = form["clean_message"]
        }
    }
}
