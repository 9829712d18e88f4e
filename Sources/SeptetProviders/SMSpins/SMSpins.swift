internal import SeptetBilling
internal import SeptetJSON

/// SMSpins (smspins.com): telephone numbers that receive texts; nothing can be sent.
///
/// The decisions SP-1 and following, where its document leaves something open, are in
/// docs/providers/smspins.md with their reasons.
public enum SMSpins {
    /// The server of the document.
    public static let origin = "https://smspins.com"

    /// The shell variable of the key.
    public static let keyVariable = "SMSPINS_API_KEY"

    /// The zone of every time in a reply.
    public static let zone = "America/New_York"

    /// The document has no sizes.
    public static let limits = ProviderLimits()

    /// When the next auto-check ends: the midnight after a time, presumably Eastern (SP-9).
    public static func autoCheckEnd(after now: Timestamp) -> Timestamp {
        // Eastern clocks are never more than five hours behind, so one of these days is next.
        let today = now.clock(offsetMinutes: -300).date
        let midnights = (0...2).compactMap { days in
            ZonedTime(date: today.adding(days: days), secondOfDay: 0, zone: zone)?.timestamp
        }
        return midnights.first { $0 > now } ?? now
    }
}

extension Provider {
    /// SMSpins, which only receives.
    public static let smspins = Provider(
        name: "smspins",
        title: "SMSpins",
        capabilities: [.receiveText],
        limits: SMSpins.limits,
        insufficientCredit: nil,
        // No call carries a text that is sent, so none is billed.
        billedPartCount: { _ in nil },
        prepare: { _ in Preparation(.unsupported(.sendText)) },
        run: { job throws(JSONFault) in try SMSpinsJobs.run(job) }
    )
}

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

    /// A date of a reply: a second, or a day of the calendar.
    public enum Moment: Sendable, Hashable {
        /// A second, and whether the clock in New York shows its time twice or never.
        case instant(Timestamp, kind: ZonedTime.Kind)
        /// A day without a time, which belongs to no zone.
        case day(CalendarDate)

        /// Reads `YYYY-MM-DD HH:MM:SS` in Eastern time, or `YYYY-MM-DD`; `nil` for anything else.
        public init?(_ text: String) {
            if let day = CalendarDate(text) {
                self = .day(day)
            } else if let instant = Timestamp(iso8601: text) {
                self = .instant(instant, kind: .unique)
            } else if let reading = ISO8601Reading(text),
                let time = ZonedTime(
                    date: reading.date,
                    secondOfDay: reading.secondOfDay,
                    zone: SMSpins.zone
                )
            {
                self = .instant(time.timestamp, kind: time.kind)
            } else {
                return nil
            }
        }
    }
}

extension SMSpins.Moment: CustomStringConvertible {
    /// The second in ISO 8601 in UTC, or the day.
    public var description: String {
        switch self {
        case .instant(let instant, _): instant.description
        case .day(let day): day.description
        }
    }
}

extension SMSpins {
    /// The texts of one look, which arrive joined with `|`.
    ///
    /// SP-1: `|` can be part of a text too and nothing escapes it. So with more than one piece it is
    /// not certain where one text ends.
    public struct Texts: Sendable, Hashable {
        /// The pieces.
        public let pieces: [String]
        /// What arrived; `nil` for no text.
        public let raw: String?

        /// Takes apart what arrived.
        public init(_ raw: String?) {
            self.raw = raw
            pieces = raw.map { $0.isEmpty ? [] : $0.divided(at: "|").map { String($0) } } ?? []
        }

        /// Whether the pieces need not be the texts.
        public var isAmbiguous: Bool { pieces.count > 1 }

        /// The parts of each piece by the standard (SP-8).
        ///
        /// Complexity: linear in the texts.
        public var partCounts: [Int] { pieces.map { TextMeasure($0).partCount } }
    }
}
