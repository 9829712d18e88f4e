extension SMSpins {
    /// How far a request is; unknown words pass through.
    public enum Status: Sendable, Hashable {
        /// Submitted.
        case pending
        /// Taken by a server.
        case acquired
        /// Begun.
        case started
        /// Done.
        case success
        /// Not done; the document writes FAIL and FAILED (SP-3).
        case failed
        /// Canceled while it was pending.
        case canceled
        /// Removed.
        case removed
        /// A word the document does not have.
        case other(String)

        /// Reads the word of a reply, in any letter case.
        public init(_ word: String) {
            self =
                switch word.uppercased() {
                case "PENDING": .pending
                case "ACQUIRED": .acquired
                case "STARTED": .started
                case "SUCCESS": .success
                case "FAIL", "FAILED": .failed
                case "CANCELED", "CANCELLED": .canceled
                case "REMOVED": .removed
                default: .other(word)
                }
        }

        /// The word in results.
        public var name: String {
            switch self {
            case .pending: "pending"
            case .acquired: "acquired"
            case .started: "started"
            case .success: "success"
            case .failed: "failed"
            case .canceled: "canceled"
            case .removed: "removed"
            case .other: "other"
            }
        }

        /// Whether nothing follows.
        public var isFinal: Bool {
            switch self {
            case .success, .failed, .canceled, .removed: true
            case .pending, .acquired, .started, .other: false
            }
        }
    }
}
