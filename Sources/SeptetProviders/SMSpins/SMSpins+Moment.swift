extension SMSpins {
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
