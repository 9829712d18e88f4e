/// The fields of a date and time in the extended form of ISO 8601.
package struct ISO8601Reading: Sendable, Hashable {
    package let date: CalendarDate
    package let secondOfDay: Int
    /// Minutes ahead of UTC; `nil` when the text has no zone.
    package let offsetMinutes: Int?

    /// Reads `YYYY-MM-DD`, then `T` or a space, `hh:mm` with optional `:ss` and fraction, and a zone.
    package init?(_ text: String) {
        let halves = text.split(maxSplits: 1, omittingEmptySubsequences: false) {
            $0 == "T" || $0 == "t" || $0 == " "
        }
        guard halves.count == 2, let date = CalendarDate(String(halves[0])) else { return nil }
        let zoneStart = halves[1].firstIndex { "Zz+-".contains($0) } ?? halves[1].endIndex
        guard let second = Self.secondOfDay(halves[1][..<zoneStart]) else { return nil }
        let zone = halves[1][zoneStart...]
        let offset = Self.offsetMinutes(zone)
        guard zone.isEmpty || offset != nil else { return nil }
        self.date = date
        secondOfDay = second
        offsetMinutes = offset
    }

    /// Seconds since midnight in `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fraction`.
    package static func secondOfDay(_ text: some StringProtocol) -> Int? {
        let parts = text.split(
            separator: ".",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard let clock = parts.first, parts.count == 1 || DecimalField.isDigits(parts[1]) else {
            return nil
        }
        let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
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
        if zone == "Z" || zone == "z" { return 0 }
        guard let sign = zone.first, sign == "+" || sign == "-" else { return nil }
        let fields = zone.dropFirst()
        let colon = fields.firstIndex(of: ":")
        let hourText = fields.prefix(2)
        let minuteText = colon.map { fields[$0...].dropFirst() } ?? fields.dropFirst(2)
        guard colon == nil || colon == hourText.endIndex,
            let hour = DecimalField.value(hourText, digitCount: 2), hour < 24
        else { return nil }
        guard colon != nil || !minuteText.isEmpty else {
            return sign == "-" ? -hour * 60 : hour * 60
        }
        guard let minute = DecimalField.value(minuteText, digitCount: 2), minute < 60 else {
            return nil
        }
        return (sign == "-" ? -1 : 1) * (hour * 60 + minute)
    }
}
