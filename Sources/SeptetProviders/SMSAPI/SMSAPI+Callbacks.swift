public import SeptetBilling

extension SMSAPI {
    /// The statuses of a message; their numbers in delivery reports.
    public enum Status: Int, Sendable, Hashable, CaseIterable {
        case notFound = 401
        case expired = 402
        case sent = 403
        case delivered = 404
        case undelivered = 405
        case failed = 406
        case rejected = 407
        case unknown = 408
        case queued = 409
        case accepted = 410
        case stopped = 412

        /// The name the document gives it.
        public var name: String {
            switch self {
            case .notFound: "NOT_FOUND"
            case .expired: "EXPIRED"
            case .sent: "SENT"
            case .delivered: "DELIVERED"
            case .undelivered: "UNDELIVERED"
            case .failed: "FAILED"
            case .rejected: "REJECTED"
            case .unknown: "UNKNOWN"
            case .queued: "QUEUE"
            case .accepted: "ACCEPTED"
            case .stopped: "STOP"
            }
        }

        /// The status of a name.
        public init?(name: String) {
            guard let status = Self.allCases.first(where: { $0.name == name }) else { return nil }
            self = status
        }

        /// Whether no other status follows (SA-20).
        public var isFinal: Bool {
            switch self {
            case .sent, .queued, .accepted: false
            default: true
            }
        }
    }

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

extension SMSAPI {
    /// The addresses that callbacks come from, for an allow-list.
    public static let callbackAddresses = [
        "85.194.241.82", "89.174.81.103", "89.174.81.98", "89.174.81.102", "91.185.184.29",
        "91.185.185.2",
        "185.36.169.252",
    ]

    /// What a lookup found about a number, in a callback of up to 20.
    public struct LookupReport: Sendable, Hashable {
        /// Why a number cannot be reached now.
        public enum Fault: String, Sendable, Hashable, CaseIterable {
            case unknownSubscriber = "UNKNOWN_SUBSCRIBER"
            case absentSubscriber = "ABSENT_SUBSCRIBER"
            case teleserviceNotProvisioned = "TELESERVICE_NOT_PROVISIONED"
            case systemFailure = "SYSTEM_FAILURE"
            case localCancel = "HLR_LOCAL_CANCEL"
            case abort = "HLR_ABORT"
            case callBarred = "CALL_BARRED"

            /// Whether the number will not be reached later either.
            public var isPermanent: Bool {
                switch self {
                case .unknownSubscriber, .teleserviceNotProvisioned, .callBarred: true
                case .absentSubscriber, .systemFailure, .localCancel, .abort: false
                }
            }

            /// What the document says about it.
            public var meaning: String {
                switch self {
                case .unknownSubscriber: "the number is not valid or not active"
                case .absentSubscriber: "the phone is off or out of range"
                case .teleserviceNotProvisioned: "the recipient cannot receive SMS"
                case .systemFailure: "a failure of the network or its protocol"
                case .localCancel, .abort: "a problem for now, or no reach"
                case .callBarred: "the number is barred"
                }
            }
        }

        /// The id that `hlr.do` answered with.
        public let id: String?
        /// The number.
        public let number: String?
        /// The mobile country code.
        public let mcc: String?
        /// The mobile network code.
        public let mnc: String?
        /// The name of the network, or the word of an error.
        public let info: String?
        /// Whether the status is `OK`.
        public let isReachable: Bool
        /// When the number was checked.
        public let date: Timestamp?
        /// Whether the number came from another network.
        public let isPorted: Bool?
        /// The network that it came from.
        public let portedFrom: String?
        /// The caller's own value.
        public let idx: String?

        /// The error that `info` stands for; `nil` for a reachable number and for words the document does not have.
        public var fault: Fault? {
            guard !isReachable, let info else { return nil }
            return Fault.allCases.first { $0.rawValue.isSame(as: info) }
        }

        /// Reads the callback: fields such as `0[number]` or `[0][number]` (SA-26).
        public static func reports(in fields: FormFields) throws(ReplyError) -> [LookupReport] {
            var reports: [LookupReport] = []
            for index in 0..<20 {
                func field(_ name: String) -> String? {
                    let value = fields["\(index)[\(name)]"] ?? fields["[\(index)][\(name)]"]
                    return value.flatMap { $0.isEmpty || $0.isSame(as: "null") ? nil : $0 }
                }
                guard let status = field("status") else { break }
                let date = field("date")
                let seconds = date.flatMap { Int($0) }
                if date != nil, seconds == nil {
                    throw .wrongValue(path: "\(index)[date]", wanted: "a whole number")
                }
                reports.append(
                    LookupReport(
                        id: field("id"),
                        number: field("number"),
                        mcc: field("mcc"),
                        mnc: field("mnc"),
                        info: field("info"),
                        isReachable: status.isSame(as: "OK"),
                        date: seconds?.timestamp,
                        isPorted: field("ported").map { $0.isSame(as: "1") },
                        portedFrom: field("ported_from"),
                        idx: field("idx")
                    )
                )
            }
            guard !reports.isEmpty else { throw .missing(path: "0[status]") }
            return reports
        }
    }
}
