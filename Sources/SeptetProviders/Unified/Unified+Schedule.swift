extension Unified {
    /// When to send, in the fields of `schedulemsg`.
    ///
    /// The document allows offsets of at most twelve hours, by half hours. A clock with any other
    /// offset is read in UTC instead, which is the same moment (UN-9). Seconds are dropped.
    public struct Schedule: Sendable, Hashable {
        /// The day the clock shows.
        public let date: CalendarDate

        /// Minutes since the clock's midnight.
        public let minuteOfDay: Int

        /// Minutes the clock is ahead of UTC.
        public let offsetMinutes: Int

        /// Makes a schedule of a moment, as a clock with an offset from UTC shows it.
        public init(at moment: Timestamp, offsetMinutes: Int = 0) {
            let isExpressible =
                (-720...720).contains(offsetMinutes) && offsetMinutes.isMultiple(of: 30)
            self.offsetMinutes = isExpressible ? offsetMinutes : 0
            let clock = moment.clock(offsetMinutes: self.offsetMinutes)
            date = clock.date
            minuteOfDay = clock.secondOfDay / 60
        }

        /// Reads ISO 8601 with a zone, such as `2018-03-03T03:45:00+01:30`.
        public init?(iso8601 text: String) {
            guard let reading = ISO8601Reading(text), let offset = reading.offsetMinutes else {
                return nil
            }
            let moment = Timestamp(
                date: reading.date,
                secondOfDay: reading.secondOfDay,
                offsetMinutes: offset
            )
            self.init(at: moment, offsetMinutes: offset)
        }

        /// `date`: `MM/DD/YYYY`.
        public var dateText: String {
            [
                DecimalField.text(date.month, digitCount: 2),
                DecimalField.text(date.day, digitCount: 2),
                DecimalField.text(date.year, digitCount: 4),
            ].joined(separator: "/")
        }

        /// `time`: `hh:mm am` or `hh:mm pm`, with 12 for the hours of midnight and noon.
        public var timeText: String {
            let hour = minuteOfDay / 60 % 12
            let minute = DecimalField.text(minuteOfDay % 60, digitCount: 2)
            let half = minuteOfDay < 720 ? "am" : "pm"
            return "\(DecimalField.text(hour == 0 ? 12 : hour, digitCount: 2)):\(minute) \(half)"
        }

        /// `gmt`: `GMT +h:mm` or `GMT -h:mm`.
        public var gmtText: String {
            let minutes = abs(offsetMinutes)
            let sign = offsetMinutes < 0 ? "-" : "+"
            return "GMT \(sign)\(minutes / 60):\(DecimalField.text(minutes % 60, digitCount: 2))"
        }
    }

    /// What the fields of a schedule are called.
    ///
    /// The document has one set in its address line and another in its text (UN-8).
    public struct ScheduleNames: Sendable, Hashable {
        /// The name of the date.
        public var date: String
        /// The name of the time.
        public var time: String
        /// The name of the offset.
        public var gmt: String

        /// Makes names; without arguments those of the document's address line.
        public init(date: String = "date", time: String = "time", gmt: String = "gmt") {
            self.date = date
            self.time = time
            self.gmt = gmt
        }

        /// The names of the same platform's published description.
        public static let long = Self(date: "scheduledate", time: "scheduletime")
    }
}
