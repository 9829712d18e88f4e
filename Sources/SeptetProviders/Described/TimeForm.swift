internal import SeptetJSON

/// How a provider writes a time: `MM/DD/YYYY`, `hh:mm am`, `GMT +h:mm`.
struct TimeForm: Sendable, Hashable {
    /// What stands in a form; everything else is itself.
    private enum Piece: String, CaseIterable {
        case year = "YYYY"
        case month = "MM"
        case day = "DD"
        case hour = "HH"
        /// 12 for the hours of midnight and noon.
        case hourOfHalf = "hh"
        case minute = "mm"
        /// `am` or `pm`.
        case half = "am"
        /// Hours without leading zeros and minutes, ahead of UTC or behind it.
        case offset = "+h:mm"
    }

    private let form: String

    init(_ node: JSONNode) throws(JSONFault) {
        form = try node.filled()
        let form = form
        guard Piece.allCases.contains(where: { form.holds($0.rawValue) }) else {
            let pieces = Piece.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.fault("made of \(pieces)")
        }
    }

    /// The time that a clock shows.
    func text(_ clock: Clock) -> String {
        var text = ""
        var rest = form[...]
        while let first = rest.unicodeScalars.first {
            if let piece = Piece.allCases.first(where: { rest.begins(with: $0.rawValue) }) {
                text += Self.text(piece, clock)
                rest =
                    rest[rest.utf8.index(rest.startIndex, offsetBy: piece.rawValue.utf8.count)...]
            } else {
                text.unicodeScalars.append(first)
                rest = Substring(rest.unicodeScalars.dropFirst())
            }
        }
        return text
    }

    private static func text(_ piece: Piece, _ clock: Clock) -> String {
        let hour = clock.minuteOfDay / 60
        switch piece {
        case .year: return DecimalField.text(clock.date.year, digitCount: 4)
        case .month: return DecimalField.text(clock.date.month, digitCount: 2)
        case .day: return DecimalField.text(clock.date.day, digitCount: 2)
        case .hour: return DecimalField.text(hour, digitCount: 2)
        case .hourOfHalf:
            return DecimalField.text(hour % 12 == 0 ? 12 : hour % 12, digitCount: 2)
        case .minute: return DecimalField.text(clock.minuteOfDay % 60, digitCount: 2)
        case .half: return hour < 12 ? "am" : "pm"
        case .offset:
            let minutes = abs(clock.offsetMinutes)
            let sign = clock.offsetMinutes < 0 ? "-" : "+"
            return "\(sign)\(minutes / 60):\(DecimalField.text(minutes % 60, digitCount: 2))"
        }
    }

    /// What a clock shows, without its seconds.
    struct Clock {
        let date: CalendarDate
        let minuteOfDay: Int
        let offsetMinutes: Int

        /// Reads Unix time, or ISO 8601 with a zone; `nil` for anything else.
        ///
        /// - Parameter offsets: The zones that can be written; a clock of any other is read in UTC, which is the same
        ///   moment. `nil` for all.
        init?(_ text: String, offsets: Offsets?) {
            var offset = 0
            let moment: Timestamp
            if let seconds = Int(text) {
                moment = Timestamp(secondsSince1970: seconds)
            } else if let reading = ISO8601Reading(text), let minutes = reading.offsetMinutes {
                moment = Timestamp(
                    date: reading.date,
                    secondOfDay: reading.secondOfDay,
                    offsetMinutes: minutes
                )
                offset = offsets?.contains(minutes) ?? true ? minutes : 0
            } else {
                return nil
            }
            let clock = moment.clock(offsetMinutes: offset)
            date = clock.date
            minuteOfDay = clock.secondOfDay / 60
            offsetMinutes = offset
        }
    }

    /// The minutes ahead of UTC that a provider knows: `[least, most, step]`.
    struct Offsets: Sendable, Hashable {
        private let range: ClosedRange<Int>
        private let step: Int

        init(_ node: JSONNode) throws(JSONFault) {
            let elements = try node.elements()
            guard elements.count == 3, try elements[0].whole() <= elements[1].whole(),
                try elements[2].whole() > 0
            else { throw node.fault("[least, most, step] in minutes") }
            range = try elements[0].whole()...elements[1].whole()
            step = try elements[2].whole()
        }

        func contains(_ minutes: Int) -> Bool {
            range.contains(minutes) && minutes.isMultiple(of: step)
        }
    }
}
