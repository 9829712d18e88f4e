extension CheapGlobalSMS {
    /// A date, a time or both, in the forms of `send_at`.
    struct SendTime {
        let date: CalendarDate?
        /// Seconds since midnight; `nil` for a date alone.
        let secondOfDay: Int?

        /// Reads `YYYY-MM-DD HH:MM`, `YYYY-MM-DD` or `HH:MM`; `nil` for anything else.
        init?(_ text: String) {
            let fields = text.divided(at: " ")
            switch fields.count {
            case 1 where text.utf8.contains(UInt8(ascii: ":")):
                date = nil
                secondOfDay = Self.secondOfDay(fields[0])
                guard secondOfDay != nil else { return nil }
            case 1:
                date = CalendarDate(text)
                secondOfDay = nil
                guard date != nil else { return nil }
            case 2:
                date = CalendarDate(String(fields[0]))
                secondOfDay = Self.secondOfDay(fields[1])
                guard date != nil, secondOfDay != nil else { return nil }
            default:
                return nil
            }
        }

        static func secondOfDay(_ text: Substring) -> Int? {
            text.utf8.count == 5 ? ISO8601Reading.secondOfDay(text) : nil
        }

        /// Whether this is certainly over; a date alone is its midnight, a time alone is today's.
        ///
        /// - Parameter offsetMinutes: Minutes ahead of UTC; `nil` when they are not known.
        func isPast(at now: Timestamp, offsetMinutes: Int?) -> Bool {
            if date == nil, offsetMinutes == nil { return false }
            // No zone is further behind than twelve hours, so there it becomes past last.
            let offset = offsetMinutes ?? -720
            let day = date ?? now.clock(offsetMinutes: offset).date
            let moment = Timestamp(
                date: day,
                secondOfDay: secondOfDay ?? 0,
                offsetMinutes: offset
            )
            return moment < now
        }
    }

    /// Minutes ahead of UTC in an offset such as `+1`, `-3:30` or `01:00`; `nil` when it is none.
    ///
    /// A sign, one or two digits, and after a colon one or two more.
    static func offsetMinutes(_ text: String) -> Int? {
        let isBehind = text.begins(with: "-")
        let fields = (text.rest(after: isBehind ? "-" : "+") ?? text[...]).divided(at: ":")
        guard (1...2).contains(fields.count),
            fields.allSatisfy({ $0.utf8.count <= 2 && DecimalField.isDigits($0) }),
            let hours = Int(fields[0])
        else { return nil }
        let minutes = hours * 60 + (fields.count > 1 ? Int(fields[1]) ?? 0 : 0)
        return isBehind ? -minutes : minutes
    }

    /// A filter's date with the year first, whichever way it was written; `nil` when it is none.
    ///
    /// The document has the day first in one example and the year in the next (CG-11).
    static func filterDate(_ text: String) -> String? {
        let fields = text.divided(at: " ")
        guard (1...2).contains(fields.count) else { return nil }
        let numbers = fields[0].divided(at: "-")
        let isDayFirst = numbers.last?.utf8.count == 4
        let written = isDayFirst ? numbers.reversed() : numbers
        guard let date = CalendarDate(written.joined(separator: "-")) else { return nil }
        guard fields.count == 2 else { return date.description }
        guard SendTime.secondOfDay(fields[1]) != nil else { return nil }
        return "\(date) \(fields[1])"
    }
}
