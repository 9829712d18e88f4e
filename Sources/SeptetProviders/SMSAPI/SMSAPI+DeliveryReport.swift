public import SeptetBilling

extension SMSAPI {
    /// One delivery report of a callback; a callback has one to five.
    public struct DeliveryReport: Sendable, Hashable {
        /// What our own server answers.
        public static let answer = "OK"

        /// The id of the message.
        public let id: String
        /// The number of the status; unknown ones are passed on.
        public let statusCode: Int?
        /// The name of the status, SMSAPI's own or the document's.
        public let statusName: String?
        /// The caller's own value.
        public let idx: String?
        /// When the status was reached.
        public let date: Timestamp?
        /// Whose message it was.
        public let username: String?
        /// The points it cost.
        public let points: Amount?
        /// The number.
        public let recipient: String?
        /// The mobile country code.
        public let mcc: String?
        /// The mobile network code.
        public let mnc: String?

        /// The status, `nil` when the document does not list its number.
        public var status: Status? { statusCode.flatMap(Status.init(rawValue:)) }

        /// Reads the reports of a callback by GET: each field a list divided by commas.
        ///
        /// A list that is shorter than `MsgId` lacks the last values.
        public static func reports(in fields: FormFields) throws(ReplyError) -> [DeliveryReport] {
            let ids = try fields.required("MsgId").divided(at: ",").filter { !$0.isEmpty }
            var reports: [DeliveryReport] = []
            for (index, id) in ids.enumerated() {
                let row = CallbackRow(fields: fields, index: index, count: ids.count)
                let code = try row.integer("status")
                reports.append(
                    DeliveryReport(
                        id: String(id),
                        statusCode: code,
                        statusName: row.text("status_name")
                            ?? code.flatMap(Status.init(rawValue:))?.name,
                        idx: row.text("idx"),
                        date: try row.integer("donedate")?.timestamp,
                        username: row.text("username"),
                        points: try row.amount("points"),
                        recipient: row.text("to"),
                        mcc: row.text("mcc"),
                        mnc: row.text("mnc")
                    )
                )
            }
            guard !reports.isEmpty else {
                throw .wrongValue(path: "MsgId", wanted: "a list of ids")
            }
            return reports
        }
    }

    /// One place in the lists of a callback.
    struct CallbackRow {
        let fields: FormFields
        let index: Int
        let count: Int

        /// The value at this place; `nil` when it is missing or empty.
        func text(_ name: String) -> String? {
            guard let list = fields[name] else { return nil }
            let values = list.divided(at: ",")
            // The only report may have a value with commas of its own.
            let value = count == 1 ? list[...] : index < values.count ? values[index] : ""
            return value.isEmpty ? nil : String(value)
        }

        func integer(_ name: String) throws(ReplyError) -> Int? {
            guard let text = text(name) else { return nil }
            guard let value = Int(text) else {
                throw .wrongValue(path: name, wanted: "whole numbers")
            }
            return value
        }

        func amount(_ name: String) throws(ReplyError) -> Amount? {
            guard let text = text(name) else { return nil }
            guard let value = try? Amount(text) else {
                throw .wrongValue(path: name, wanted: "amounts")
            }
            return value
        }
    }
}
