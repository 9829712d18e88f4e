/// A moment in semi-octets, with the zone of the sender of the stamp.
///
/// Source: 3GPP TS 23.040 §9.2.3.11 (TP-Service-Centre-Time-Stamp): year, month, day, hour, minute and
/// second of local time, and the zone in quarters of an hour, whose sign is bit 3.
public struct TimeStamp: Sendable, Hashable {
    /// The seven octets as they travel; any octets are kept.
    public let octets: [UInt8]

    /// How many octets a time stamp has.
    public static let octetCount = 7

    /// Takes octets as received; throws `octetCount` unless there are seven.
    public init(octets: [UInt8]) throws(TimeFieldError) {
        guard octets.count == Self.octetCount else { throw .octetCount(octets.count) }
        self.octets = octets
    }

    /// Makes a time stamp of local time and its distance from UTC in quarters of an hour.
    ///
    /// Throws `outOfRange` for a part of the date that does not exist. Only the last two digits of
    /// the year travel, so it lies in 1990...2089.
    public init(
        year: Int,
        month: Int,
        day: Int,
        hour: Int,
        minute: Int,
        second: Int,
        quarterHoursEastOfUTC: Int
    ) throws(TimeFieldError) {
        let parts = [
            ("year", year, 1990...2089), ("month", month, 1...12), ("day", day, 1...31),
            ("hour", hour, 0...23), ("minute", minute, 0...59), ("second", second, 0...59),
            ("zone", quarterHoursEastOfUTC, -79...79),
        ]
        for (name, value, range) in parts where !range.contains(value) {
            throw .outOfRange(name, value, range)
        }
        guard day <= Self.dayCount(year: year, month: month) else {
            throw .outOfRange("day", day, 1...Self.dayCount(year: year, month: month))
        }
        let digits = [year % 100, month, day, hour, minute, second]
        let zone = SemiOctets.octet(ofDecimal: abs(quarterHoursEastOfUTC))
        octets =
            digits.map { SemiOctets.octet(ofDecimal: $0) }
            + [zone | (quarterHoursEastOfUTC < 0 ? 0b1000 : 0)]
    }

    /// The distance of the zone from UTC in quarters of an hour, positive in the east.
    ///
    /// `nil` when the octet is not decimal.
    public var quarterHoursEastOfUTC: Int? {
        let zone = octets[6]
        return SemiOctets.decimal(zone & 0b1111_0111).map { zone & 0b1000 == 0 ? $0 : -$0 }
    }

    /// The moment as `2026-11-30T15:02:00+01:00`, with the zone that it carries.
    ///
    /// `nil` when a semi-octet is not decimal or the date does not exist. Years from 90 on belong to
    /// the twentieth century. Complexity: constant; allocates the text.
    public var iso8601: String? {
        let parts = octets[..<6].compactMap { SemiOctets.decimal($0) }
        guard parts.count == 6, let quarters = quarterHoursEastOfUTC else { return nil }
        let year = parts[0] < 90 ? 2000 + parts[0] : 1900 + parts[0]
        guard
            (1...12).contains(parts[1]),
            (1...Self.dayCount(year: year, month: parts[1])).contains(parts[2]),
            parts[3] < 24, parts[4] < 60, parts[5] < 60
        else { return nil }
        let date = "\(year)-\(Self.pair(parts[1]))-\(Self.pair(parts[2]))"
        let time = "\(Self.pair(parts[3])):\(Self.pair(parts[4])):\(Self.pair(parts[5]))"
        let zone = abs(quarters)
        let sign = quarters < 0 ? "-" : "+"
        return "\(date)T\(time)\(sign)\(Self.pair(zone / 4)):\(Self.pair(zone % 4 * 15))"
    }

    private static func pair(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static func dayCount(year: Int, month: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// How long a service centre keeps a message that it cannot deliver (TP-Validity-Period).
///
/// Source: 3GPP TS 23.040 §9.2.3.12.
public enum ValidityPeriod: Sendable, Hashable {
    /// A length of time from its receipt on, as one octet.
    case relative(UInt8)
    /// The moment it ends.
    case absolute(TimeStamp)
    /// The enhanced format: seven octets, whose first says what the others are.
    case enhanced(EnhancedValidityPeriod)

    /// The shortest relative period that lasts at least so many seconds.
    ///
    /// Throws `tooLong` beyond 63 weeks. Complexity: at most 256 steps; allocates nothing.
    public static func relative(seconds: Int) throws(TimeFieldError) -> Self {
        for octet in UInt8.min...UInt8.max where Self.seconds(ofRelative: octet) >= seconds {
            return .relative(octet)
        }
        throw .tooLong(seconds: seconds, limit: Self.seconds(ofRelative: .max))
    }

    /// The seconds that an octet of the relative format stands for (§9.2.3.12.1).
    public static func seconds(ofRelative octet: UInt8) -> Int {
        let value = Int(octet)
        let minute = 60
        let day = 24 * 60 * minute
        return switch value {
        case 0...143: (value + 1) * 5 * minute
        case 144...167: day / 2 + (value - 143) * 30 * minute
        case 168...196: (value - 166) * day
        default: (value - 192) * 7 * day
        }
    }

    /// The seconds of a relative or enhanced period; `nil` when it ends at a moment or says nothing.
    public var seconds: Int? {
        switch self {
        case .relative(let octet): Self.seconds(ofRelative: octet)
        case .absolute: nil
        case .enhanced(let period): period.seconds
        }
    }

    /// TP-Validity-Period-Format: 1 enhanced, 2 relative, 3 absolute (§9.2.3.3).
    var format: UInt8 {
        switch self {
        case .enhanced: 1
        case .relative: 2
        case .absolute: 3
        }
    }

    var octets: [UInt8] {
        switch self {
        case .relative(let octet): [octet]
        case .absolute(let stamp): stamp.octets
        case .enhanced(let period): period.octets
        }
    }
}

/// A validity period in the enhanced format (TS 23.040 §9.2.3.12.3).
public struct EnhancedValidityPeriod: Sendable, Hashable {
    /// The seven octets as they travel; any octets are kept.
    public let octets: [UInt8]

    /// Takes octets as received; throws `octetCount` unless there are seven.
    public init(octets: [UInt8]) throws(TimeFieldError) {
        guard octets.count == TimeStamp.octetCount else { throw .octetCount(octets.count) }
        self.octets = octets
    }

    /// Makes a period of 1 to 255 seconds.
    public init(seconds: UInt8, isSingleShot: Bool = false) throws(TimeFieldError) {
        guard seconds > 0 else { throw .outOfRange("seconds", 0, 1...255) }
        octets = [0b010 | (isSingleShot ? 0b0100_0000 : 0), seconds, 0, 0, 0, 0, 0]
    }

    /// Makes a period of hours, minutes and seconds below 100 hours.
    public init(
        hours: Int,
        minutes: Int,
        seconds: Int,
        isSingleShot: Bool = false
    ) throws(TimeFieldError) {
        for (name, value, range) in [
            ("hours", hours, 0...99), ("minutes", minutes, 0...59), ("seconds", seconds, 0...59),
        ] where !range.contains(value) {
            throw .outOfRange(name, value, range)
        }
        let digits = [hours, minutes, seconds].map { SemiOctets.octet(ofDecimal: $0) }
        octets = [0b011 | (isSingleShot ? 0b0100_0000 : 0)] + digits + [0, 0, 0]
    }

    /// Whether the service centre tries to deliver once only.
    public var isSingleShot: Bool { octets[0] & 0b0100_0000 != 0 }

    /// The length in seconds; `nil` when the format gives none, is reserved or is extended.
    public var seconds: Int? {
        guard octets[0] & 0b1000_0000 == 0 else { return nil }
        switch octets[0] & 0b111 {
        case 1: return ValidityPeriod.seconds(ofRelative: octets[1])
        case 2: return Int(octets[1])
        case 3:
            guard
                let hours = SemiOctets.decimal(octets[1]),
                let minutes = SemiOctets.decimal(octets[2]),
                let seconds = SemiOctets.decimal(octets[3])
            else { return nil }
            return (hours * 60 + minutes) * 60 + seconds
        default: return nil
        }
    }
}

/// Why a time cannot be written, or octets are not one.
@nonexhaustive
public enum TimeFieldError: Error, Sendable, Hashable {
    /// There are so many octets instead of seven.
    case octetCount(Int)
    /// A part of the time lies outside of its range.
    case outOfRange(String, Int, ClosedRange<Int>)
    /// The relative format ends at `limit` seconds.
    case tooLong(seconds: Int, limit: Int)
}

extension TimeFieldError: CustomStringConvertible {
    /// A sentence part with the numbers.
    public var description: String {
        switch self {
        case .octetCount(let count): "a time has \(TimeStamp.octetCount) octets, not \(count)"
        case .outOfRange(let name, let value, let range):
            "\(name) \(value) is not between \(range.lowerBound) and \(range.upperBound)"
        case .tooLong(let seconds, let limit):
            "a validity period of \(seconds) seconds is longer than \(limit)"
        }
    }
}
