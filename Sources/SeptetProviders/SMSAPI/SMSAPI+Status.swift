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
}
