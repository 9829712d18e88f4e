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
