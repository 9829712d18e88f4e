internal import CSpreadsheet

/// How the cells of a workbook show numbers: as dates and times, or as their digits.
struct SheetStyles {
    /// The format of each style; `nil` for one that isn't a date's.
    private var formats: [DateFormat?] = []

    private let countsFrom1904: Bool

    /// Reads the styles of a workbook.
    init(
        _ archive: ZIPArchive,
        _ source: borrowing ByteSource,
        _ book: Workbook
    ) throws(WorkbookError) {
        countsFrom1904 = book.countsFrom1904
        guard let path = book.part("styles"), let entry = archive[path] else { return }
        var codes: [Int: String] = [:]
        var numbers: [Int] = []
        var isInCells = false
        try Workbook.read("styles", entry, archive, source) { event, xml in
            switch event {
            case .begin(.numberFormat):
                if let number = xml.attribute("numFmtId").flatMap(SheetRows.number) {
                    codes[number] = xml.text("formatCode")
                }
            case .begin(.cellFormats): isInCells = true
            case .end(.cellFormats): isInCells = false
            case .begin(.format) where isInCells:
                numbers.append(xml.attribute("numFmtId").flatMap(SheetRows.number) ?? 0)
            default: break
            }
        }
        var known: [Int: DateFormat?] = [:]
        for number in numbers where known[number] == nil {
            known[number] = (codes[number] ?? DateFormat.builtIn(number)).flatMap(
                DateFormat.init(code:)
            )
        }
        formats = numbers.map { known[$0] ?? nil }
    }

    /// Whether numbers of a style are shown as dates or times.
    func isDate(_ style: Int) -> Bool { formats.indices.contains(style) && formats[style] != nil }

    /// The text of a number in a cell of a style.
    func text(of value: [UInt8], style: Int) -> [UInt8] {
        let text = String(decoding: value, as: UTF8.self)
        if formats.indices.contains(style), let format = formats[style],
            let date = Double(text).flatMap({
                SheetDate(serial: $0, countsFrom1904: countsFrom1904)
            })
        {
            return format.text(of: date)
        }
        return Self.digits(of: value)
    }

    /// A number without an exponent: `4.47900900123E11` is `447900900123`.
    ///
    /// Excel keeps fifteen digits, so those behind them are noise of binary fractions:
    /// `0.30000000000000004` is `0.3`. What isn't a number, or has more than thirty digits before or
    /// behind the point, stays as it is.
    static func digits(of value: [UInt8]) -> [UInt8] {
        var digits: [UInt8] = []
        var pointPlace: Int?
        var exponent = 0
        var position = 0
        let isNegative = value.first == UInt8(ascii: "-")
        if isNegative || value.first == UInt8(ascii: "+") { position = 1 }
        while position < value.count {
            let octet = value[position]
            if (0x30...0x39).contains(octet) {
                digits.append(octet)
            } else if octet == UInt8(ascii: "."), pointPlace == nil {
                pointPlace = digits.count
            } else if octet | 0x20 == UInt8(ascii: "e"), !digits.isEmpty {
                let text = String(decoding: value[(position + 1)...], as: UTF8.self)
                guard let number = Int(text), abs(number) <= 400 else { return value }
                exponent = number
                break
            } else {
                return value
            }
            position += 1
        }
        guard !digits.isEmpty else { return value }
        let isFraction = pointPlace != nil || exponent != 0
        var place = (pointPlace ?? digits.count) + exponent
        while digits.count > 1, digits.first == 0x30 {
            digits.removeFirst()
            place -= 1
        }
        if isFraction && digits.count > 15 {
            let roundsUp = digits[15] >= 0x35
            digits.removeSubrange(15...)
            if roundsUp {
                var index = 14
                while index >= 0 && digits[index] == 0x39 {
                    digits[index] = 0x30
                    index -= 1
                }
                if index >= 0 {
                    digits[index] += 1
                } else {
                    digits.insert(0x31, at: 0)
                    place += 1
                }
            }
        }
        if isFraction {
            while digits.count > 1 && digits.count > place, digits.last == 0x30 {
                digits.removeLast()
            }
        }
        guard place <= 30, place >= -30 else { return value }
        var text: [UInt8] = isNegative && digits != [0x30] ? [UInt8(ascii: "-")] : []
        if place <= 0 {
            guard digits != [0x30] else { return [0x30] }
            text += Array("0.".utf8) + repeatElement(0x30, count: -place) + digits
        } else if place >= digits.count {
            text += digits + repeatElement(0x30, count: place - digits.count)
        } else {
            text += digits[..<place] + [UInt8(ascii: ".")] + digits[place...]
        }
        return text
    }
}

/// A day and a time of a sheet.
struct SheetDate {
    let year: Int
    let month: Int
    let day: Int
    /// 0 is Sunday.
    let weekday: Int
    /// Tenths of a second since midnight.
    let tenths: Int
    /// The days that the sheet's number counts.
    let dayCount: Int

    /// The date that a number stands for; `nil` for one that is none.
    ///
    /// Days are counted from 1900 as if that had been a leap year, or from 1904.
    init?(serial: Double, countsFrom1904: Bool) {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        let total = Int((serial * 864_000).rounded())
        var days = total / 864_000
        tenths = total % 864_000
        dayCount = days
        if countsFrom1904 { days += 1462 }
        // Number 60 is a 29 February that never was.
        let isMissing = days == 60
        // Days since 1 March of the year 0, the Gregorian calendar taken back.
        let since = days + (days < 60 ? 1 : 0) + 693_899
        weekday = (days + 6) % 7
        let era = since / 146_097
        let ofEra = since % 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        // Beginning with March, each five months have as many days, up to the end of January.
        let fiveMonths = 31 + 30 + 31 + 30 + 31
        let marchMonth = (5 * ofYear + 2) / fiveMonths
        let found = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        day = isMissing ? 29 : ofYear - (fiveMonths * marchMonth + 2) / 5 + 1
        month = isMissing ? 2 : found
        year = yearOfEra + era * 400 + (found <= 2 ? 1 : 0)
    }
}

/// The format of a date or time, ECMA-376 part 1 §18.8.31.
///
/// Names of months and days are English. The short date of the system, format 14, has no form of its
/// own and is written as in ISO 8601.
struct DateFormat {
    private enum Piece {
        case literal([UInt8])
        case year(Int)
        case month(Int)
        case day(Int)
        case hour(Int)
        case minute(Int)
        case second(Int)
        /// Digits of fractions of a second.
        case fraction
        case half(short: Bool)
        /// Hours, minutes or seconds in all, by the seconds of one.
        case elapsed(Int, Int)
    }

    private var pieces: [Piece] = []
    private let hasHalves: Bool

    /// The code of a format that needs none in the file.
    static func builtIn(_ number: Int) -> String? {
        switch number {
        case 14, 27...31, 36, 50...54, 57, 58: "yyyy-mm-dd"
        case 15: "d-mmm-yy"
        case 16: "d-mmm"
        case 17: "mmm-yy"
        case 18: "h:mm AM/PM"
        case 19: "h:mm:ss AM/PM"
        case 20, 32: "h:mm"
        case 21, 33: "h:mm:ss"
        case 22: "yyyy-mm-dd h:mm"
        case 45: "mm:ss"
        case 46: "[h]:mm:ss"
        case 47: "mm:ss.0"
        default: nil
        }
    }

    /// Reads a format; `nil` when it isn't a date's or a time's.
    init?(code: String) {
        var pieces: [Piece] = []
        let octets = Array(code.utf8)
        var position = 0
        var isDate = false
        var hasHalves = false
        scan: while position < octets.count {
            let octet = octets[position]
            let lower = octet | 0x20
            switch octet {
            case UInt8(ascii: ";"): break scan
            case UInt8(ascii: "\""):
                let end = octets[(position + 1)...].firstIndex(of: octet) ?? octets.count
                pieces.append(.literal(Array(octets[position + 1..<end])))
                position = end + 1
                continue
            case UInt8(ascii: "\\"):
                var end = position + 2
                // A character may have several octets.
                while end < octets.count, octets[end] & 0xC0 == 0x80 { end += 1 }
                pieces.append(
                    .literal(
                        Array(octets[min(position + 1, octets.count)..<min(end, octets.count)])
                    )
                )
                position = end
                continue
            case UInt8(ascii: "["):
                let end = octets[position...].firstIndex(of: UInt8(ascii: "]")) ?? octets.count
                let inside = octets[position + 1..<end].map { $0 | 0x20 }
                if let first = inside.first, inside.allSatisfy({ $0 == first }),
                    let seconds = [
                        UInt8(ascii: "h"): 3600, UInt8(ascii: "m"): 60, UInt8(ascii: "s"): 1,
                    ][first]
                {
                    pieces.append(.elapsed(seconds, inside.count))
                    isDate = true
                }
                position = end + 1
                continue
            case UInt8(ascii: "_"), UInt8(ascii: "*"):
                position += 2
                continue
            default: break
            }
            var end = position + 1
            while end < octets.count, octets[end] | 0x20 == lower { end += 1 }
            let count = end - position
            switch lower {
            case UInt8(ascii: "y"): pieces.append(.year(count))
            case UInt8(ascii: "m"): pieces.append(.month(count))
            case UInt8(ascii: "d"): pieces.append(.day(count))
            case UInt8(ascii: "h"): pieces.append(.hour(count))
            case UInt8(ascii: "s"): pieces.append(.second(count))
            case UInt8(ascii: "a"):
                let rest = octets[position...].prefix(5).map { $0 & 0xDF }
                if rest.elementsEqual("AM/PM".utf8.map { $0 & 0xDF }) {
                    pieces.append(.half(short: false))
                    end = position + 5
                } else if rest.starts(with: "A/P".utf8.map { $0 & 0xDF }) {
                    pieces.append(.half(short: true))
                    end = position + 3
                } else {
                    return nil
                }
                hasHalves = true
                position = end
                continue
            case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"):
                // Behind seconds; elsewhere the format is a number's.
                guard isDate, octet == UInt8(ascii: "0") else { return nil }
                pieces.append(.fraction)
                position = end
                continue
            case UInt8(ascii: "g") where octets.count == 7: return nil
            default:
                pieces.append(.literal([octet]))
                position += 1
                continue
            }
            isDate = true
            position = end
        }
        guard isDate else { return nil }
        self.pieces = pieces
        self.hasHalves = hasHalves
        findMinutes()
    }

    /// An `m` behind hours or before seconds means minutes.
    private mutating func findMinutes() {
        let units = pieces.indices.filter { index in
            switch pieces[index] {
            case .literal, .half, .fraction: false
            default: true
            }
        }
        for (place, index) in units.enumerated() {
            guard case .month(let count) = pieces[index], count <= 2 else { continue }
            var isMinute = false
            if place > 0 {
                switch pieces[units[place - 1]] {
                case .hour, .elapsed(3600, _): isMinute = true
                default: break
                }
            }
            if place + 1 < units.count {
                switch pieces[units[place + 1]] {
                case .second, .elapsed(1, _): isMinute = true
                default: break
                }
            }
            if isMinute { pieces[index] = .minute(count) }
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    private static let days = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    /// A date as the format shows it.
    func text(of date: SheetDate) -> [UInt8] {
        var text = ""
        var octets: [UInt8] = []
        for piece in pieces {
            text = ""
            switch piece {
            case .literal(let literal): octets += literal
            case .year(let count):
                text = count <= 2 ? Self.padded(date.year % 100, 2) : Self.padded(date.year, 4)
            case .month(let count):
                text = Self.named(Self.months, date.month - 1, count, date.month)
            case .day(let count): text = Self.named(Self.days, date.weekday, count, date.day)
            case .hour(let count):
                let hour = date.tenths / 36_000
                text = Self.padded(hasHalves ? (hour + 11) % 12 + 1 : hour, count)
            case .minute(let count): text = Self.padded(date.tenths / 600 % 60, count)
            case .second(let count): text = Self.padded(date.tenths / 10 % 60, count)
            case .fraction: text = String(date.tenths % 10)
            case .half(let short):
                let isMorning = date.tenths < 432_000
                text = short ? (isMorning ? "A" : "P") : (isMorning ? "AM" : "PM")
            case .elapsed(let seconds, let count):
                let all = date.dayCount * 86_400 + date.tenths / 10
                text = Self.padded(all / seconds, count)
            }
            octets += Array(text.utf8)
        }
        return octets
    }

    private static func padded(_ number: Int, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
    }

    private static func named(_ names: [String], _ index: Int, _ count: Int, _ number: Int)
        -> String
    {
        guard count > 2 else { return padded(number, count) }
        let name = names.indices.contains(index) ? names[index] : ""
        return count == 3 ? String(name.prefix(3)) : count == 5 ? String(name.prefix(1)) : name
    }
}
