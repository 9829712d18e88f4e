extension SMSAPI {
    /// A date as SMSAPI takes it: Unix time or ISO 8601, sent as it was given.
    public struct Moment: Sendable, Hashable {
        /// The text that is sent.
        public let text: String

        /// Makes a moment of a text that may turn out to be no date.
        public init(_ text: String) {
            self.text = text
        }

        /// Makes a moment in Unix time.
        public init(_ timestamp: Timestamp) {
            text = String(timestamp.secondsSince1970)
        }

        /// Whether the text is Unix time or ISO 8601; `nil` from `timestamp` may still be a date.
        public var isValid: Bool { timestamp != nil }

        /// The second it means; a date without a zone is read as UTC.
        public var timestamp: Timestamp? {
            if DecimalField.isDigits(text), text.utf8.count <= 11, let seconds = Int(text) {
                return Timestamp(secondsSince1970: seconds)
            }
            if let reading = ISO8601Reading(Self.extended(text)) {
                return Timestamp(
                    date: reading.date,
                    secondOfDay: reading.secondOfDay,
                    offsetMinutes: reading.offsetMinutes ?? 0
                )
            }
            return CalendarDate(text).map {
                Timestamp(date: $0, secondOfDay: 0, offsetMinutes: 0)
            }
        }

        /// The extended form of the basic form `20120510T084027Z`; other texts unchanged.
        private static func extended(_ text: String) -> String {
            let octets = Array(text.utf8)
            func digits(_ ranges: [Range<Int>]) -> [String]? {
                let fields = ranges.map { String(decoding: octets[$0], as: UTF8.self) }
                return fields.allSatisfy(DecimalField.isDigits) ? fields : nil
            }
            guard octets.count >= 15, octets[8] == UInt8(ascii: "T"),
                let date = digits([0..<4, 4..<6, 6..<8]),
                let time = digits([9..<11, 11..<13, 13..<15])
            else { return text }
            return date.joined(separator: "-") + "T" + time.joined(separator: ":")
                + String(decoding: octets[15...], as: UTF8.self)
        }
    }
}
