public import SeptetBilling

extension SMSAPI {
    /// The callback when a bulk begins to be sent.
    public struct BulkReport: Sendable, Hashable {
        /// `SMS`, `MMS` or `VMS`.
        public let type: String?
        /// The numbers of the bulk.
        public let messageCount: Int?
        /// The points it needs.
        public let points: Amount?
        /// Where it was made in the web panel.
        public let info: String?
        /// The text.
        public let text: String?

        /// Reads the fields of a callback.
        public init(_ fields: FormFields) throws(ReplyError) {
            messageCount = try fields.integer("all")
            points = try fields.amount("points")
            type = fields["type"]
            info = fields["info"]
            text = fields["text"]
            guard type != nil || messageCount != nil else { throw .missing(path: "type") }
        }
    }

    /// The callback when a reader opens a short link.
    public struct LinkVisit: Sendable, Hashable {
        /// The id of the message.
        public let id: String
        /// The reader's number.
        public let recipient: String?
        /// When the link was first opened.
        public let date: Timestamp?
        /// The type of the device.
        public let device: String?
        /// Its operating system.
        public let operatingSystem: String?
        /// Its browser.
        public let browser: String?
        /// Whose message it was.
        public let username: String?

        /// Reads the visits of a callback: each field a list divided by commas.
        public static func visits(in fields: FormFields) throws(ReplyError) -> [LinkVisit] {
            let ids = try fields.required("MsgId").divided(at: ",").filter { !$0.isEmpty }
            var visits: [LinkVisit] = []
            for (index, id) in ids.enumerated() {
                let row = CallbackRow(fields: fields, index: index, count: ids.count)
                visits.append(
                    LinkVisit(
                        id: String(id),
                        recipient: row.text("to"),
                        date: try row.integer("click_date")?.timestamp,
                        device: row.text("device"),
                        operatingSystem: row.text("operating_system"),
                        browser: row.text("browser"),
                        username: row.text("username")
                    )
                )
            }
            guard !visits.isEmpty else {
                throw .wrongValue(path: "MsgId", wanted: "a list of ids")
            }
            return visits
        }
    }
}
