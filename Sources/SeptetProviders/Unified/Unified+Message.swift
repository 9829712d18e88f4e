internal import Septet
public import SeptetBilling

extension Unified {
    /// A message for `/bulksms/bulksms`, or with a schedule for `/bulksms/schedulemsg`.
    public struct Message: Sendable, Hashable {
        /// The message.
        public enum Content: Sendable, Hashable {
            /// A text.
            case text(String)
            /// A text in UTF-16BE that the caller has written as hexadecimal digits (UN-7).
            case hexadecimal(String)
        }

        /// `message`: what is sent.
        public var content: Content
        /// `destination`: the numbers, as they were given.
        public var destinations: [String]
        /// `source`: the sender name or number; mandatory.
        public var source: String?
        /// `type`: the type the caller insists on; `nil` lets the text decide.
        public var type: Int?
        /// Whether an automatic type is one of those shown at once and not kept.
        public var isFlash = false
        /// `dlr`: 0 for no delivery report, 1 for one; mandatory.
        public var deliveryReport: Int?
        /// `url`: the link of a WAP push; makes an automatic type 4.
        public var url: String?
        /// `date`, `time` and `gmt`: when to send; `nil` for at once.
        public var schedule: Schedule?
        /// `ip`: a parameter that one sample of the document has and nothing explains.
        public var address: String?
        /// Whether a schedule goes to `bulksms`, as in the document's samples, instead of `schedulemsg` (UN-8).
        public var schedulesAtBulksms = false
        /// Whether types 5 and 7 travel to the server as octets of ISO-8859-1 instead of UTF-8.
        public var usesLatin1Octets = false
        /// Whether a schedule is wanted and was not given, which is error 1702.
        var lacksSchedule = false

        /// Makes a message.
        public init(
            _ content: Content,
            destinations: [String],
            source: String?,
            deliveryReport: Int? = 0
        ) {
            self.content = content
            self.destinations = destinations
            self.source = source
            self.deliveryReport = deliveryReport
        }

        /// The text, or the digits that stand for one.
        var wording: String {
            switch content {
            case .text(let text), .hexadecimal(let text): text
            }
        }
    }

    /// The values of `type`; 3 is reserved and has none.
    public enum MessageType: Int, Sendable, Hashable, CaseIterable {
        /// Text in GSM 03.38.
        case plain = 0
        /// Text in GSM 03.38, shown at once and not kept.
        case flash = 1
        /// Text in UCS-2.
        case unicode = 2
        /// A link with a title.
        case wapPush = 4
        /// Text in ISO-8859-1; never chosen automatically (UN-4).
        case latin1 = 5
        /// Text in UCS-2, shown at once and not kept.
        case unicodeFlash = 6
        /// Text in ISO-8859-1, shown at once and not kept; never chosen automatically (UN-4).
        case latin1Flash = 7

        /// How the text travels to the phone.
        public var encoding: MessageEncoding {
            switch self {
            case .plain, .flash: .gsm7
            case .unicode, .unicodeFlash: .ucs2
            case .latin1, .latin1Flash: .latin1
            case .wapPush: .binary
            }
        }

        /// Whether the text is shown at once and not kept.
        public var isFlash: Bool {
            switch self {
            case .flash, .unicodeFlash, .latin1Flash: true
            case .plain, .unicode, .latin1, .wapPush: false
            }
        }

        /// How units make parts; `nil` where the document has no rule.
        ///
        /// Units are septets, characters of ISO-8859-1, or UTF-16 code units. The document counts
        /// Unicode in hexadecimal digits, four of which are a code unit (UN-1); it gives flash 140
        /// where the standard gives 160 (UN-3).
        public var billingRule: BillingRule? {
            switch self {
            case .plain, .latin1: .standard(.gsm7)
            case .flash, .latin1Flash:
                BillingRule(
                    singleUnitCount: 140,
                    unitsPerPart: BillingRule.standard(.gsm7).unitsPerPart
                )
            case .unicode, .unicodeFlash: .standard(.ucs2)
            case .wapPush: nil
            }
        }

        /// The type that carries a text at the lowest price: GSM where possible, otherwise Unicode.
        ///
        /// Complexity: one pass over the text.
        public static func automatic(for text: String, isFlash: Bool) -> Self {
            automatic(for: TextMeasure(text).alphabet, isFlash: isFlash)
        }

        /// The type for a text in an alphabet.
        static func automatic(for alphabet: Alphabet, isFlash: Bool) -> Self {
            switch alphabet {
            case .gsm7Bit: isFlash ? .flash : .plain
            case .eightBitData, .ucs2: isFlash ? .unicodeFlash : .unicode
            }
        }
    }

    /// The text of a message with its type and its size.
    struct Wording {
        let type: MessageType
        /// The text that reaches the phone.
        let text: String
        let unitCount: Int
        let billedPartCount: Int?
        /// `nil` for a WAP push, and where more than 255 segments would be needed.
        let wireSegmentCount: Int?
        let needsTooManyParts: Bool

        /// The size of a text in a type.
        ///
        /// ISO-8859-1 is taken as 8-bit data on the wire (UN-4).
        init(_ text: String, type: MessageType) {
            self.text = text
            self.type = type
            let measured: Int
            switch type.encoding {
            case .gsm7, .ucs2:
                let measure = TextMeasure(text, isUCS2: type.encoding == .ucs2)
                unitCount = measure.unitCount
                measured = measure.partCount
            case .latin1:
                unitCount = text.unicodeScalars.count
                measured = BillingRule.standard(.latin1).partCount(unitCount: unitCount)
            case .binary:
                unitCount = text.utf16.count
                measured = 0
            }
            billedPartCount = type.billingRule?.partCount(unitCount: unitCount)
            needsTooManyParts = measured > MessagePlan.maximumPartCount
            wireSegmentCount = measured == 0 || needsTooManyParts ? nil : measured
        }

        /// The hexadecimal digits of types 2 and 6, which the document counts.
        var digitCount: Int? { type.encoding == .ucs2 ? unitCount * 4 : nil }
    }

    /// The digits of a text in UTF-16BE: four for each code unit, in upper case (UN-1).
    static func hexadecimal(_ text: String) -> String {
        let octets = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        return Hexadecimal.string(of: octets.span, .upper)
    }

    /// The UTF-16 code units that digits stand for; `nil` unless they are upper case and in fours.
    static func codeUnits(_ digits: String) -> [UInt16]? {
        guard !digits.isEmpty, digits.utf8.count.isMultiple(of: 4),
            !digits.utf8.contains(where: { $0 >= UInt8(ascii: "a") }),
            let octets = try? Hexadecimal.octets(of: digits)
        else { return nil }
        return stride(from: 0, to: octets.count, by: 2).map {
            UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
        }
    }

    /// The first character of a text that a type cannot carry.
    static func obstacle(
        in text: String,
        type: MessageType
    ) -> (scalar: Unicode.Scalar, utf8Offset: Int)? {
        switch type.encoding {
        case .gsm7:
            do {
                _ = try Planner(choice: .gsm7Bit).plan(text)
                return nil
            } catch {
                guard case .notEncodable(let scalar, let offset) = error else { return nil }
                return (scalar, offset)
            }
        case .latin1:
            var offset = 0
            for scalar in text.unicodeScalars {
                if scalar.value > 0xFF { return (scalar, offset) }
                offset += UTF8.width(scalar)
            }
            return nil
        case .ucs2, .binary:
            return nil
        }
    }

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
