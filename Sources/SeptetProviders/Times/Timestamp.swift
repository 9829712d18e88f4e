/// A second of UTC, counted from 1970-01-01T00:00:00Z without leap seconds.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSince1970: Int

    /// Makes a timestamp, held within the years 1...9999.
    public init(secondsSince1970: Int) {
        self.secondsSince1970 = min(max(secondsSince1970, -62_135_596_800), 253_402_300_799)
    }

    /// The second at which a clock with the given offset from UTC shows this date and time.
    ///
    /// - Parameter offsetMinutes: Minutes the clock is ahead of UTC.
    public init(date: CalendarDate, secondOfDay: Int, offsetMinutes: Int) {
        self.init(
            secondsSince1970: date.dayNumber * 86_400 + Self.held(secondOfDay)
                - Self.held(offsetMinutes) * 60
        )
    }

    /// A number as it is, or the nearest that sums of a few cannot overflow with.
    ///
    /// Further than this from any date every timestamp is held at the end of the calendar.
    private static func held(_ number: Int) -> Int {
        min(max(number, -1_000_000_000_000), 1_000_000_000_000)
    }

    /// Reads ISO 8601 in its extended form with a zone, such as `2012-05-10T08:40:27+00:00`.
    ///
    /// Seconds may be missing; the zone is `Z`, `±hh:mm`, `±hhmm` or `±hh`. Fractions are dropped.
    public init?(iso8601 text: String) {
        guard let reading = ISO8601Reading(text), let offset = reading.offsetMinutes else {
            return nil
        }
        self.init(
            date: reading.date,
            secondOfDay: reading.secondOfDay,
            offsetMinutes: offset
        )
    }

    /// Earlier seconds come first.
    public static func < (left: Self, right: Self) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }

    /// The date and time a clock with the given offset from UTC shows.
    ///
    /// - Parameter offsetMinutes: Minutes the clock is ahead of UTC.
    public func clock(offsetMinutes: Int = 0) -> (date: CalendarDate, secondOfDay: Int) {
        let local = secondsSince1970 + Self.held(offsetMinutes) * 60
        let (quotient, remainder) = local.quotientAndRemainder(dividingBy: 86_400)
        let day = remainder < 0 ? quotient - 1 : quotient
        return (CalendarDate(dayNumber: day), remainder < 0 ? remainder + 86_400 : remainder)
    }
}

extension Timestamp: CustomStringConvertible {
    /// The second in ISO 8601, such as `2018-04-26T00:14:16Z`.
    public var description: String {
        let (date, second) = clock()
        let time = [second / 3600, second / 60 % 60, second % 60]
            .map { DecimalField.text($0, digitCount: 2) }
        return "\(date)T\(time.joined(separator: ":"))Z"
    }
}
