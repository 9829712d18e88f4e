extension CheapGlobalSMS {
    /// What became of a message; unknown numbers pass through.
    public struct Status: RawRepresentable, Sendable, Hashable {
        /// The number.
        public let rawValue: Int

        /// Makes a status of a number, known or not.
        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// The numbers of the document.
        public static let known = -4...2

        /// The word of the document, `nil` for an unknown number.
        ///
        /// 1 is called SENT in one place and ACCEPTED in others (CG-7).
        public var name: String? {
            switch rawValue {
            case -4: "UNDELIVERABLE"
            case -3: "EXPIRED"
            case -2: "REJECTED"
            case -1: "FAILED"
            case 0: "PENDING"
            case 1: "ACCEPTED"
            case 2: "DELIVERED"
            default: nil
            }
        }

        /// Whether nothing follows.
        public var isFinal: Bool { (-4 ... -1).contains(rawValue) || rawValue == 2 }
    }
}
