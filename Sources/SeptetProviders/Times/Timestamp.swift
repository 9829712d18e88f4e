internal import SeptetNumbers

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
    /// - Parameters:
    ///   - date: The day that the clock shows.
    ///   - secondOfDay: Seconds since midnight on that clock.
    ///   - offsetMinutes: Minutes the clock is ahead of UTC.
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

extension Timestamp: Codable {
    /// Reads a time of ISO 8601 with its zone.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value("a time of ISO 8601 with its zone") { Self(iso8601: $0) }
    }

    /// Writes a time of ISO 8601 with its zone.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The fields of a date and time in the extended form of ISO 8601.
package struct ISO8601Reading: Sendable, Hashable {
    package let date: CalendarDate
    package let secondOfDay: Int
    /// Minutes ahead of UTC; `nil` when the text has no zone.
    package let offsetMinutes: Int?

    /// Reads `YYYY-MM-DD`, then `T` or a space, `hh:mm` with optional `:ss` and fraction, and a zone.
    package init?(_ text: String) {
        let halves = text.utf8.split(maxSplits: 1, omittingEmptySubsequences: false) {
            "Tt ".utf8.contains($0)
        }
        guard halves.count == 2, let date = CalendarDate(String(Substring(halves[0]))) else {
            return nil
        }
        let zoneStart = halves[1].firstIndex(where: "Zz+-".utf8.contains) ?? halves[1].endIndex
        guard let second = Self.secondOfDay(Substring(halves[1][..<zoneStart])) else { return nil }
        let zone = Substring(halves[1][zoneStart...])
        let offset = Self.offsetMinutes(zone)
        guard zone.isEmpty || offset != nil else { return nil }
        self.date = date
        secondOfDay = second
        offsetMinutes = offset
    }

    /// Seconds since midnight in `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fraction`.
    package static func secondOfDay(_ text: Substring) -> Int? {
        let parts = text.divided(at: ".", maxSplits: 1)
        guard let clock = parts.first, parts.count == 1 || DecimalField.isDigits(parts[1]) else {
            return nil
        }
        let fields = clock.divided(at: ":")
        guard fields.count == 3 || fields.count == 2 && parts.count == 1,
            let hour = DecimalField.value(fields[0], digitCount: 2), hour < 24,
            let minute = DecimalField.value(fields[1], digitCount: 2), minute < 60
        else { return nil }
        guard fields.count == 3 else { return hour * 3600 + minute * 60 }
        guard let second = DecimalField.value(fields[2], digitCount: 2), second < 60 else {
            return nil
        }
        return hour * 3600 + minute * 60 + second
    }

    private static func offsetMinutes(_ zone: Substring) -> Int? {
        if zone.isSame(as: "Z") || zone.isSame(as: "z") { return 0 }
        let isBehind = zone.begins(with: "-")
        guard let fields = zone.rest(after: isBehind ? "-" : "+") else { return nil }
        let hourText = Substring(fields.utf8.prefix(2))
        let behindHours = Substring(fields.utf8.dropFirst(2))
        let minuteText = behindHours.rest(after: ":") ?? behindHours
        guard let hour = DecimalField.value(hourText, digitCount: 2), hour < 24 else { return nil }
        guard !behindHours.isEmpty else { return isBehind ? -hour * 60 : hour * 60 }
        guard let minute = DecimalField.value(minuteText, digitCount: 2), minute < 60 else {
            return nil
        }
        return (isBehind ? -1 : 1) * (hour * 60 + minute)
    }
}
