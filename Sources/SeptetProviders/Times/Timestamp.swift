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

/// A day of the proleptic Gregorian calendar, without a time zone.
public struct CalendarDate: Sendable, Hashable {
    /// The year, 1...9999.
    public let year: Int
    /// The month, 1...12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// Makes a date; `nil` when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.dayCount(ofMonth: month, year: year)
        else { return nil }
        self.init(year, month, day)
    }

    private init(_ year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `YYYY-MM-DD`; `nil` for anything else.
    public init?(_ text: String) {
        let fields = text.divided(at: "-")
        guard fields.count == 3,
            let year = DecimalField.value(fields[0], digitCount: 4),
            let month = DecimalField.value(fields[1], digitCount: 2),
            let day = DecimalField.value(fields[2], digitCount: 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The date `dayNumber` days after 1970-01-01, held within the years 1...9999.
    ///
    /// Complexity: constant.
    public init(dayNumber: Int) {
        // Days since 0000-03-01: with March as the first month a leap day ends its year.
        let days = min(max(dayNumber, -719_162), 2_932_896) + 719_468
        let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        var rest = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        var monthsAfterMarch = 0
        while monthsAfterMarch < 11, rest >= Self.marchToJanuary[monthsAfterMarch] {
            rest -= Self.marchToJanuary[monthsAfterMarch]
            monthsAfterMarch += 1
        }
        let month = monthsAfterMarch < 10 ? monthsAfterMarch + 3 : monthsAfterMarch - 9
        self.init(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, rest + 1)
    }

    private static let marchToJanuary = [31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31]

    /// Days from 1970-01-01 to this date.
    public var dayNumber: Int {
        let marchYear = month > 2 ? year : year - 1
        let monthsAfterMarch = month > 2 ? month - 3 : month + 9
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        let before = Self.marchToJanuary.prefix(monthsAfterMarch).reduce(0, +)
        return marchYear * 365 + leapDays + before + day - 1 - 719_468
    }

    /// The date some days later, or earlier when `days` is negative.
    public func adding(days: Int) -> Self {
        let (number, isOverflow) = dayNumber.addingReportingOverflow(days)
        return Self(dayNumber: isOverflow ? (days < 0 ? .min : .max) : number)
    }

    /// The same day of a later month, or its last day when it is shorter; `nil` beyond 9999.
    public func adding(months: Int) -> Self? {
        let (total, isOverflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !isOverflow, total >= 12, total / 12 <= 9999 else { return nil }
        let last = Self.dayCount(ofMonth: total % 12 + 1, year: total / 12)
        return Self(total / 12, total % 12 + 1, min(day, last))
    }

    /// Days of a month; 0 when there is no such month.
    public static func dayCount(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: 0
        }
    }
}

extension CalendarDate: Comparable {
    /// Earlier days come first.
    public static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CalendarDate: CustomStringConvertible {
    /// The date as `YYYY-MM-DD`.
    public var description: String {
        [
            DecimalField.text(year, digitCount: 4), DecimalField.text(month, digitCount: 2),
            DecimalField.text(day, digitCount: 2),
        ].joined(separator: "-")
    }
}

extension CalendarDate: Codable {
    /// Reads a date of the form `YYYY-MM-DD`.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value("a date of the form YYYY-MM-DD") { Self($0) }
    }

    /// Writes a date of the form `YYYY-MM-DD`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Numbers of a fixed count of digits, as dates have them.
package enum DecimalField {
    /// The number in exactly `digitCount` ASCII digits; `nil` for anything else.
    package static func value(_ text: some StringProtocol, digitCount: Int) -> Int? {
        guard text.utf8.count == digitCount, isDigits(text) else { return nil }
        return Int(text)
    }

    /// A number with leading zeros up to `digitCount` digits.
    package static func text(_ value: Int, digitCount: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, digitCount - digits.count)) + digits
    }

    /// Whether the text has ASCII digits only, and at least one.
    package static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
