#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// What a wall clock of a named time zone shows, turned into a second of UTC.
public struct ZonedTime: Sendable, Hashable {
    /// How the clock's time stands to UTC.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The clock shows this time once.
        case unique
        /// The clock is put back and shows this time twice; the first one was taken.
        case repeated
        /// The clock is put forward over this time; the offset before that was taken.
        case skipped
    }

    /// The second of UTC.
    public let timestamp: Timestamp

    /// Whether the second is certain.
    public let kind: Kind

    /// Reads a clock; `nil` when the system has no zone of this name.
    ///
    /// The zones are those of the IANA time zone database in `/usr/share/zoneinfo`, by the names of its files, such as
    /// `Europe/Warsaw`. `America/New_York` is known without them, by its rule since 2007.
    ///
    /// Complexity: constant; reads a file of a few thousand octets.
    public init?(date: CalendarDate, secondOfDay: Int, zone identifier: String) {
        guard let zone = ZoneOffsets(named: identifier) else { return nil }
        let local = Timestamp(date: date, secondOfDay: secondOfDay, offsetMinutes: 0)
        func shifted(_ seconds: Int) -> Timestamp {
            Timestamp(secondsSince1970: local.secondsSince1970 + seconds)
        }
        // No offset is beyond a day, so these are in force before and after any change near here.
        let day = 86_400
        let before = zone.secondsAhead(at: shifted(-day))
        let after = zone.secondsAhead(at: shifted(day))
        let candidates = Set([before, after]).map { shifted(-$0) }.filter {
            $0.secondsSince1970 + zone.secondsAhead(at: $0) == local.secondsSince1970
        }
        timestamp = candidates.min() ?? shifted(-before)
        kind = candidates.isEmpty ? .skipped : candidates.count > 1 ? .repeated : .unique
    }
}

/// How far the clocks of a zone are ahead of UTC, and when that changes: a file of the IANA time zone database.
///
/// RFC 9636 (TZif)
package struct ZoneOffsets: Sendable, Hashable {
    /// The seconds at which the offset changes, ascending, and the offset from then on.
    private var changes: [Change] = []

    /// The offset before the first change.
    private var first: Int

    /// What holds after the last change; `nil` when its offset stays.
    private var rule: ZoneRule?

    private struct Change: Sendable, Hashable {
        let second: Int
        let secondsAhead: Int
    }

    /// More of a file is not a zone.
    private static let octetLimit = 1 << 20

    private static let folder = "/usr/share/zoneinfo/"

    /// Finds a zone by its name; `nil` when there is none.
    package init?(named name: String) {
        guard Self.isName(name) else { return nil }
        if let octets = FileManager.default.contents(atPath: Self.folder + name),
            octets.count <= Self.octetLimit, let zone = Self(octets: Array(octets))
        {
            self = zone
        } else if name.utf8.elementsEqual("America/New_York".utf8) {
            self.init(rule: "EST5EDT,M3.2.0,M11.1.0")
        } else {
            return nil
        }
    }

    /// Follows the rule of a TZ variable for all time, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
    package init?(rule: String) {
        guard let rule = ZoneRule(Array(rule.utf8)) else { return nil }
        first = rule.standard
        self.rule = rule
    }

    /// Whether a name leads to a file of the folder and to none elsewhere.
    private static func isName(_ name: String) -> Bool {
        name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy {
            guard let first = $0.first, first != UInt8(ascii: ".") else { return false }
            return $0.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        }
    }

    /// Reads the octets of a file; `nil` when they aren't one, have leap seconds, or are of version 1.
    ///
    /// Complexity: linear; allocates the changes.
    package init?(octets: [UInt8]) {
        // A header and a block with times of four octets, then the same with eight, then the rule.
        guard let short = Header(octets, at: 0), short.version >= UInt8(ascii: "2"),
            let header = Header(octets, at: short.end(timeOctetCount: 4)),
            header.leapSecondCount == 0, header.typeCount > 0,
            header.end(timeOctetCount: 8) <= octets.count
        else { return nil }
        let typeIndexes = header.start + header.changeCount * 8
        let types = typeIndexes + header.changeCount
        func secondsAhead(ofType type: Int) -> Int {
            let bits = Self.bigEndian(octets[(types + type * 6)...].prefix(4))
            return Int(Int32(truncatingIfNeeded: bits))
        }
        first = secondsAhead(ofType: 0)
        for index in 0..<header.changeCount {
            let type = Int(octets[typeIndexes + index])
            let second = Self.bigEndian(octets[(header.start + index * 8)...].prefix(8))
            guard type < header.typeCount, changes.last.map({ $0.second < second }) ?? true else {
                return nil
            }
            changes.append(Change(second: second, secondsAhead: secondsAhead(ofType: type)))
        }
        let footer = octets[header.end(timeOctetCount: 8)...]
        let lineFeed = UInt8(ascii: "\n")
        guard footer.first == lineFeed, let end = footer.dropFirst().firstIndex(of: lineFeed) else {
            return nil
        }
        let text = footer[..<end].dropFirst()
        guard !text.isEmpty else { return }
        guard let rule = ZoneRule(Array(text)) else { return nil }
        self.rule = rule
    }

    private static func bigEndian(_ octets: ArraySlice<UInt8>) -> Int {
        octets.reduce(0) { $0 << 8 | Int($1) }
    }

    /// How many seconds the clocks are ahead of UTC; negative west of it.
    ///
    /// Complexity: logarithmic in the changes.
    package func secondsAhead(at timestamp: Timestamp) -> Int {
        let second = timestamp.secondsSince1970
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].second <= second { low = middle + 1 } else { high = middle }
        }
        if low == changes.count, let rule { return rule.secondsAhead(at: timestamp) }
        return low == 0 ? first : changes[low - 1].secondsAhead
    }

    /// The counts before a block of data.
    private struct Header {
        static let octetCount = 44

        let start: Int
        let version: UInt8
        let leapSecondCount: Int
        let changeCount: Int
        let typeCount: Int
        /// The octets that neither times nor types take.
        private let otherCount: Int

        init?(_ octets: [UInt8], at offset: Int) {
            guard octets.count >= Self.octetCount, offset <= octets.count - Self.octetCount,
                octets[offset...].starts(with: "TZif".utf8)
            else { return nil }
            start = offset + Self.octetCount
            version = octets[offset + 4]
            let counts = (0..<6).map {
                ZoneOffsets.bigEndian(octets[(offset + 20 + $0 * 4)...].prefix(4))
            }
            leapSecondCount = counts[2]
            changeCount = counts[3]
            typeCount = counts[4]
            otherCount = counts[0] + counts[1] + counts[5]
        }

        /// Where the block ends whose times have four or eight octets.
        func end(timeOctetCount: Int) -> Int {
            start + changeCount * (timeOctetCount + 1) + typeCount * 6
                + leapSecondCount * (timeOctetCount + 4) + otherCount
        }
    }
}

/// The offset of standard time, and when summer time begins and ends each year.
///
/// POSIX.1-2024, Base Definitions, §8.3 (TZ)
private struct ZoneRule: Sendable, Hashable {
    /// Seconds ahead of UTC in standard time.
    let standard: Int

    private var summer: Summer?

    private struct Summer: Sendable, Hashable {
        let secondsAhead: Int
        let start: Moment
        let end: Moment
    }

    /// A second of any year, by the clock that holds before it.
    private struct Moment: Sendable, Hashable {
        enum Day: Sendable, Hashable {
            /// The 1st to 365th day, 29 February never counted.
            case number(Int)
            /// The days after 1 January.
            case offset(Int)
            /// The first to fourth, or last (5), such day of a month; Sunday is 0.
            case weekday(Int, week: Int, month: Int)
        }

        let day: Day
        let second: Int

        /// The day of a year, counted from 1970-01-01.
        func dayNumber(year: Int) -> Int {
            func number(_ month: Int, _ day: Int) -> Int {
                CalendarDate(year: year, month: month, day: day)?.dayNumber ?? 0
            }
            switch day {
            case .number(let number1) where number1 > 59: return number(3, 1) + number1 - 60
            case .number(let number1): return number(1, 1) + number1 - 1
            case .offset(let offset): return number(1, 1) + offset
            case .weekday(let weekday, let week, let month):
                let first = number(month, 1)
                // 1970-01-01 was a Thursday.
                let weekdayOfFirst = ((first + 4) % 7 + 7) % 7
                let day = first + (weekday - weekdayOfFirst + 7) % 7 + (week - 1) * 7
                let next = month == 12 ? number(12, 31) + 1 : number(month + 1, 1)
                return day >= next ? day - 7 : day
            }
        }
    }

    init?(_ octets: [UInt8]) {
        var rest = octets[...]
        guard Self.takeName(&rest), let west = Self.takeTime(&rest) else { return nil }
        standard = -west
        guard !rest.isEmpty else { return }
        guard Self.takeName(&rest) else { return nil }
        var ahead = standard + 3600
        if rest.first != UInt8(ascii: ",") {
            guard let west = Self.takeTime(&rest) else { return nil }
            ahead = -west
        }
        guard let start = Self.takeMoment(&rest), let end = Self.takeMoment(&rest), rest.isEmpty
        else { return nil }
        summer = Summer(secondsAhead: ahead, start: start, end: end)
    }

    func secondsAhead(at timestamp: Timestamp) -> Int {
        guard let summer else { return standard }
        let second = timestamp.secondsSince1970
        let year = Timestamp(secondsSince1970: second + standard).clock().date.year
        let start = summer.start.dayNumber(year: year) * 86_400 + summer.start.second - standard
        let end =
            summer.end.dayNumber(year: year) * 86_400 + summer.end.second - summer.secondsAhead
        let isSummer =
            start < end
            ? second >= start && second < end
            : second >= start || second < end
        return isSummer ? summer.secondsAhead : standard
    }

    /// Takes `CET` or `<+0330>`.
    private static func takeName(_ rest: inout ArraySlice<UInt8>) -> Bool {
        if take("<", &rest) {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
            rest = rest[(end + 1)...]
            return true
        }
        let name = rest.prefix {
            ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z")
        }
        rest = rest.dropFirst(name.count)
        return name.count >= 3
    }

    /// Takes `hh`, `hh:mm` or `hh:mm:ss` with a sign, as seconds.
    private static func takeTime(_ rest: inout ArraySlice<UInt8>) -> Int? {
        let isNegative = take("-", &rest)
        if !isNegative { _ = take("+", &rest) }
        guard var seconds = takeNumber(&rest, upTo: 167).map({ $0 * 3600 }) else { return nil }
        for unit in [60, 1] where take(":", &rest) {
            guard let number = takeNumber(&rest, upTo: 59) else { return nil }
            seconds += number * unit
        }
        return isNegative ? -seconds : seconds
    }

    /// Takes `,M3.2.0`, `,J60` or `,59`, with `/` and a time where it isn't two o'clock.
    private static func takeMoment(_ rest: inout ArraySlice<UInt8>) -> Moment? {
        guard take(",", &rest) else { return nil }
        var day: Moment.Day?
        if take("M", &rest) {
            guard let month = takeNumber(&rest, upTo: 12), month > 0, take(".", &rest),
                let week = takeNumber(&rest, upTo: 5), week > 0, take(".", &rest),
                let weekday = takeNumber(&rest, upTo: 6)
            else { return nil }
            day = .weekday(weekday, week: week, month: month)
        } else if take("J", &rest) {
            day = takeNumber(&rest, upTo: 365).flatMap { $0 > 0 ? .number($0) : nil }
        } else {
            day = takeNumber(&rest, upTo: 365).map { .offset($0) }
        }
        guard let day else { return nil }
        guard take("/", &rest) else { return Moment(day: day, second: 7_200) }
        return takeTime(&rest).map { Moment(day: day, second: $0) }
    }

    private static func takeNumber(_ rest: inout ArraySlice<UInt8>, upTo most: Int) -> Int? {
        let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.prefix(4)
        rest = rest.dropFirst(digits.count)
        guard !digits.isEmpty else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return number <= most ? number : nil
    }

    private static func take(_ octet: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first, UInt32(first) == octet.value else { return false }
        rest = rest.dropFirst()
        return true
    }
}
