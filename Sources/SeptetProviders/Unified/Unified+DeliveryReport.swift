public import SeptetBilling

extension Unified {
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
        /// Throws `missing` without identifier or status, `wrongValue` for what is no amount.
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
