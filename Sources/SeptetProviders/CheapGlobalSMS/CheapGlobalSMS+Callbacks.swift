public import SeptetBilling
internal import SeptetJSON

extension CheapGlobalSMS {
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
        /// Throws `missing` without sender or message, `wrongValue` for pages that are no number.
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
