internal import Foundation

/// What a wall clock of a named time zone shows, turned into a second of UTC.
public struct ZonedTime: Sendable, Hashable {
    /// How the clock's time stands to UTC.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The clock shows this time once.
        case unique
        /// The clock is put back and shows this time twice; the first one was taken.
        case repeated
        /// The clock is put forward over this time; the offset before that was taken.
        case skipped
    }

    /// The second of UTC.
    public let timestamp: Timestamp

    /// Whether the second is certain.
    public let kind: Kind

    /// Reads a clock; `nil` when no zone has this name of the IANA time zone database.
    ///
    /// Complexity: constant, with a search of the database.
    public init?(date: CalendarDate, secondOfDay: Int, zone identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        func offsetSeconds(at timestamp: Timestamp) -> Int {
            zone.secondsFromGMT(
                for: Date(timeIntervalSince1970: TimeInterval(timestamp.secondsSince1970))
            )
        }
        let local = Timestamp(date: date, secondOfDay: secondOfDay, offsetMinutes: 0)
        func shifted(_ seconds: Int) -> Timestamp {
            Timestamp(secondsSince1970: local.secondsSince1970 + seconds)
        }
        // No offset is beyond a day, so these are in force before and after any change near here.
        let day = 86_400
        let before = offsetSeconds(at: shifted(-day))
        let after = offsetSeconds(at: shifted(day))
        let candidates = Set([before, after]).map { shifted(-$0) }.filter {
            $0.secondsSince1970 + offsetSeconds(at: $0) == local.secondsSince1970
        }
        timestamp = candidates.min() ?? shifted(-before)
        kind = candidates.isEmpty ? .skipped : candidates.count > 1 ? .repeated : .unique
    }
}
