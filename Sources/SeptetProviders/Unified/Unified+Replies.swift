public import SeptetBilling

extension Unified {
    /// The answer to a submitted or scheduled message.
    public struct SubmitReply: Sendable, Hashable {
        /// The answer for one destination.
        public struct Result: Sendable, Hashable {
            /// The code.
            public let code: ReplyCode
            /// The number it is about; `nil` when the answer names none.
            public let destination: String?
            /// What delivery reports refer to; `nil` for errors.
            public let messageID: String?
        }

        /// One result for each destination the server came to; empty for a schedule's answer.
        public let results: [Result]

        /// What `Scheduled|<id>` names.
        public let scheduleID: String?

        /// Reads `code|destination|id`, several of them separated by commas or line breaks, or `Scheduled|id`.
        ///
        /// Destination and identifier may be missing, and a colon may stand between them. Throws
        /// `syntax` with the offset where a code was expected.
        public init(_ octets: [UInt8]) throws(ReplyError) {
            try self.init(try ReplyBody(octets))
        }

        init(_ body: ReplyBody) throws(ReplyError) {
            let fields = Self.fields(of: body.text)
            if fields.count == 2, fields[0].asciiLowercased.isSame(as: "scheduled") {
                results = []
                scheduleID = String(fields[1])
                return
            }
            var results: [Result] = []
            let lines = body.text.utf8.split {
                $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
            }
            .map(Substring.init)
            for line in lines.isEmpty ? [body.text] : lines where !line.isBlank || lines.isEmpty {
                let tuples = line.divided(at: ",")
                for (index, tuple) in tuples.enumerated() {
                    // A comma at the end begins nothing.
                    if index > 0, index == tuples.count - 1, tuple.trimmed.isEmpty { break }
                    let offset =
                        body.textOffset
                        + body.text.utf8.distance(from: body.text.startIndex, to: tuple.startIndex)
                    results.append(try Self.result(of: tuple, offset: offset))
                }
            }
            self.results = results
            scheduleID = nil
        }

        private static func result(
            of tuple: Substring,
            offset: Int
        ) throws(ReplyError) -> Result {
            var fields = fields(of: tuple)
            if fields.count == 2 {
                fields = [fields[0]] + fields[1].divided(at: ":", maxSplits: 1).map(\.trimmed)
            }
            // SMPP writes its own codes with eight hexadecimal digits (UN-13).
            let smpp = fields[0].rest(after: "0x").flatMap { digits in
                digits.utf8.count == 8 ? Int(digits, radix: 16) : nil
            }
            guard let code = smpp ?? (DecimalField.isDigits(fields[0]) ? Int(fields[0]) : nil)
            else {
                throw .syntax(offset: offset, wanted: "response code")
            }
            guard fields.count <= 3 else {
                throw .syntax(offset: offset, wanted: "code, destination and identifier")
            }
            // Otherwise a second result could stand in the place of a number, or of an identifier.
            guard
                fields.dropFirst().allSatisfy({ !$0.unicodeScalars.contains(where: Self.isSpace) }),
                fields.count < 2 || fields[1].isEmpty
                    || !ReplyCode(rawValue: code).isSuccess
                    || DecimalField.isDigits(fields[1].rest(after: "+") ?? fields[1])
            else {
                throw .syntax(offset: offset, wanted: "destination and identifier")
            }
            func field(_ index: Int) -> String? {
                index < fields.count && !fields[index].isEmpty ? String(fields[index]) : nil
            }
            return Result(
                code: ReplyCode(rawValue: code),
                destination: field(1),
                messageID: field(2)
            )
        }

        private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace
        }

        private static func fields(of text: Substring) -> [Substring] {
            text.divided(at: "|").map(\.trimmed)
        }

        /// The destinations of a request that this answer says nothing about.
        ///
        /// A batch is broken off when the credit runs out, so these were not submitted. An answer
        /// of one code without a number is about them all.
        public func notSubmitted(of destinations: [String]) -> [String] {
            guard scheduleID == nil else { return [] }
            if results.count == 1, results[0].destination == nil {
                return results[0].code.isSuccess ? [] : destinations
            }
            let answered = Set(results.compactMap(\.destination).map { Audience.number($0) ?? $0 })
            return destinations.filter { !answered.contains(Audience.number($0) ?? $0) }
        }
    }

    /// The code at the head of each answer; unknown ones keep their number.
    public struct ReplyCode: RawRepresentable, Sendable, Hashable {
        /// The number.
        public let rawValue: Int

        /// Makes a code of a number, known or not.
        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// The message was submitted.
        public static let success = Self(rawValue: 1701)
        /// The user could not be validated; the one answer after which to send again.
        public static let userValidationFailed = Self(rawValue: 1709)
        /// It is unknown whether the message was submitted; it must not be sent again.
        public static let responseTimeout = Self(rawValue: 1715)

        /// Whether the message was submitted.
        public var isSuccess: Bool { self == .success }

        /// Whether the same message may be sent again.
        public var allowsRetry: Bool { self == .userValidationFailed }

        /// What SMPP v3.4 §5.1.3 calls the code, where the document does not list it; `nil` for other codes.
        public var smppName: String? { meaning == nil ? Self.smppNames[rawValue] : nil }

        private static let smppNames: [Int: String] = [
            0x01: "ESME_RINVMSGLEN", 0x02: "ESME_RINVCMDLEN", 0x03: "ESME_RINVCMDID",
            0x04: "ESME_RINVBNDSTS",
            0x05: "ESME_RALYBND",
            0x06: "ESME_RINVPRTFLG", 0x07: "ESME_RINVREGDLVFLG", 0x0A: "ESME_RINVSRCADR",
            0x0B: "ESME_RINVDSTADR",
            0x0C: "ESME_RINVMSGID", 0x0D: "ESME_RBINDFAIL", 0x0E: "ESME_RINVPASWD",
            0x0F: "ESME_RINVSYSID",
            0x11: "ESME_RCANCELFAIL", 0x13: "ESME_RREPLACEFAIL", 0x14: "ESME_RMSGQFUL",
            0x15: "ESME_RINVSERTYP",
            0x33: "ESME_RINVNUMDESTS", 0x34: "ESME_RINVDLNAME", 0x40: "ESME_RINVDESTFLAG",
            0x42: "ESME_RINVSUBREP",
            0x43: "ESME_RINVESMCLASS", 0x44: "ESME_RCNTSUBDL", 0x48: "ESME_RINVSRCTON",
            0x49: "ESME_RINVSRCNPI",
            0x50: "ESME_RINVDSTTON", 0x51: "ESME_RINVDSTNPI", 0x53: "ESME_RINVSYSTYP",
            0x54: "ESME_RINVREPFLAG",
            0x55: "ESME_RINVNUMMSGS", 0x58: "ESME_RTHROTTLED", 0x61: "ESME_RINVSCHED",
            0x62: "ESME_RINVEXPIRY",
            0x63: "ESME_RINVDFTMSGID", 0x64: "ESME_RX_T_APPN", 0x65: "ESME_RX_P_APPN",
            0x66: "ESME_RX_R_APPN",
            0x67: "ESME_RQUERYFAIL", 0xC0: "ESME_RINVOPTPARSTREAM", 0xC1: "ESME_ROPTPARNOTALLWD",
            0xC2: "ESME_RINVPARLEN", 0xC3: "ESME_RMISSINGOPTPARAM", 0xC4: "ESME_RINVOPTPARAMVAL",
            0xFE: "ESME_RDELIVERYFAILURE", 0xFF: "ESME_RUNKNOWNERR",
        ]

        /// Whether it is unknown if the message was submitted.
        public var leavesStateUnknown: Bool { self == .responseTimeout }

        /// What the code is called; `other` for those of SMPP and the unknown.
        public var name: String { Self.names[rawValue]?.name ?? "other" }

        /// What the document says about the code, `nil` when it lists it nowhere.
        public var meaning: String? { Self.names[rawValue]?.meaning }

        // Copies of this document elsewhere have 1025 and 1032 for 1725 and 1732 (UN-11). 8, 16, 18
        // and 69 are also numbers of SMPP; the document's own meaning goes first (UN-13).
        private static let names: [Int: (name: String, meaning: String)] = [
            1701: ("success", "Message submitted successfully"),
            1702: ("missingParameter", "A parameter was not provided or left blank"),
            1703: ("badCredentials", "Invalid value in username or password"),
            1704: ("invalidType", "Invalid value in type"),
            1705: ("invalidMessage", "Invalid message"),
            1706: ("invalidDestination", "Invalid destination"),
            1707: ("invalidSource", "Invalid source"),
            1708: ("invalidDeliveryReport", "Invalid value for dlr"),
            1709: ("userValidationFailed", "User validation failed"),
            1710: ("internalError", "Internal error"),
            1715: ("responseTimeout", "Response timeout"),
            1725: ("insufficientCredit", "Insufficient credit"),
            1025: ("insufficientCredit", "Insufficient credit"),
            1732: ("doNotDisturb", "DND reject"),
            1032: ("doNotDisturb", "DND reject"),
            1028: ("spam", "Spam message"),
            1033: ("templateMismatch", "Message template mismatch"),
            1041: ("duplicateMessage", "Duplicate message"),
            1042: ("explicitDoNotDisturb", "Explicit DND destination"),
            8: ("internalError", "Internal error"),
            69: ("internalError", "Internal error"),
            16: ("addressBlacklisted", "IP blacklisted"),
            18: ("addressNotWhitelisted", "Non-whitelisted user IP"),
        ]
    }

    /// A delivery report that the platform pushes to the reader's own server.
    ///
    /// The document describes none; these are the fields of the platform's own description of it.
    public struct DeliveryReport: Sendable, Hashable {
        /// What became of a message.
        public struct Status: RawRepresentable, Sendable, Hashable {
            /// The word of the report.
            public let rawValue: String

            /// Makes a status of a word, known or not.
            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            private static let finalWords: Set = [
                "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "REJECTD",
            ]
            private static let passingWords: Set = ["UNKNOWN", "ACKED", "ENROUTE", "ACCEPTED"]

            /// Whether nothing follows.
            public var isFinal: Bool { Self.finalWords.contains(rawValue) }

            /// Whether the message reached the phone.
            public var isDelivered: Bool { rawValue == "DELIVRD" }

            /// Whether the word is one of those described.
            public var isKnown: Bool { isFinal || Self.passingWords.contains(rawValue) }
        }

        /// `sMessageId`: the identifier of the submission.
        public let messageID: String
        /// `sStatus`: what became of the message.
        public let status: Status
        /// `sSender`: the sender of the message.
        public let sender: String?
        /// `sMobileNo`: its destination.
        public let destination: String?
        /// `dtSubmit`: when it was submitted, as written.
        public let submittedAt: String?
        /// `dtDone`: when the status was reached, as written.
        public let doneAt: String?
        /// `iCostPerSms`: the price of a part.
        public let costPerPart: Amount?
        /// `iCharge`: what was charged for all parts.
        public let charge: Amount?
        /// `iMCCMNC`: the network.
        public let network: String?
        /// `iErrCode`: the network's error, as written.
        public let errorCode: String?

        /// Reads the fields of a report.
        ///
        /// Throws `missing` without identifier or status, `wrongValue` for a value that isn't an amount.
        public init(_ form: FormFields) throws(ReplyError) {
            messageID = try form.required("sMessageId")
            status = Status(rawValue: try form.required("sStatus").uppercased())
            sender = form["sSender"]
            destination = form["sMobileNo"]
            submittedAt = form["dtSubmit"]
            doneAt = form["dtDone"]
            costPerPart = try form.amount("iCostPerSms")
            charge = try form.amount("iCharge")
            network = form["iMCCMNC"]
            errorCode = form["iErrCode"]
        }

        /// Whether so many parts at the reported price make the reported charge.
        ///
        /// `nil` when the report lacks one of them.
        public func charges(partCount: Int) -> Bool? {
            guard let costPerPart, let charge else { return nil }
            return costPerPart * partCount == charge
        }
    }
}
