internal import Septet

/// Finds the fields of one record of comma-separated values after the other.
///
/// RFC 4180: a field that begins with a quote ends at the next single quote; two quotes inside
/// stand for one; delimiters and line breaks inside are text. A record ends with LF or CR LF; a CR
/// elsewhere is text. The scanner goes from one quote, delimiter or line feed to the next.
struct CSVScanner {
    /// What was found from a position on.
    enum Finding: Equatable {
        /// A record; `next` is where the following one begins.
        case record
        /// The buffer ends inside the record.
        case incomplete
        /// A record that breaks the rules; the next one begins after its first line.
        case malformed(RecordError)
    }

    static let quote: UInt8 = 0x22
    static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    let delimiter: UInt8

    /// How many fields the record found last has.
    private(set) var fieldCount = 0

    /// Where fields lie; those behind the record's are left over from others.
    private(set) var places: [Range<Int>] = []

    /// Whether two quotes stand for one somewhere in the record.
    private(set) var hasDoubledQuotes = false

    /// Where the next record begins.
    private(set) var next = 0

    /// The line feeds of the record found last.
    private(set) var lineFeedCount = 0

    /// What stands for a line end in a cell; `nil` where a line end does.
    let lineEndMark: UInt8?

    /// The first division that has not been passed.
    private var cursor = 0

    /// Where the fields of the record found last lie, without the quotes around them.
    var fields: ArraySlice<Range<Int>> { places[..<fieldCount] }

    /// Where one of the fields lies.
    @inline(__always)
    func field(_ index: Int) -> Range<Int> { places[index] }

    init(delimiter: UInt8, lineEndMark: UInt8? = nil) {
        self.delimiter = delimiter
        self.lineEndMark = lineEndMark
    }

    /// Adds empty fields behind those of the record found last.
    mutating func pad(to count: Int) {
        while fieldCount < count { append(0..<0) }
    }

    /// Drops fields of the record found last.
    mutating func cut(to count: Int) { fieldCount = min(fieldCount, count) }

    /// Begins at a position where a record begins.
    mutating func begin(at position: Int, _ divisions: Divisions) {
        next = position
        cursor = 0
        while cursor < divisions.count, divisions.places[cursor] < position { cursor += 1 }
    }

    /// Scans one record from `next` on.
    ///
    /// - Parameters:
    ///   - found: The places of all quotes, delimiters and line feeds from the beginning on.
    ///   - isLast: Whether the input ends with the octets.
    mutating func scan(
        _ octets: Span<UInt8>,
        _ found: Divisions,
        isLast: Bool
    ) -> Finding {
        let divisions = found.places.span.extracting(first: found.count)
        let start = next
        let first = cursor
        var place = cursor
        fieldCount = 0
        hasDoubledQuotes = false
        lineFeedCount = 0
        var position = start
        while true {
            let isQuoted = position < octets.count && octets[position] == Self.quote
            var end: Int
            if isQuoted {
                guard let closing = closingQuote(octets, divisions, &place) else {
                    guard isLast else { return .incomplete }
                    let error = RecordError.unclosedQuote(column: fieldCount + 1)
                    return malformed(error, octets, divisions, first, isLast: true)
                }
                append(position + 1..<closing)
                end = closing + 1
            } else {
                guard place < divisions.count || isLast else { return .incomplete }
                end = place < divisions.count ? Int(divisions[place]) : octets.count
                var fieldEnd = end
                if end == octets.count || octets[end] == Self.lineFeed,
                    end > position && octets[end - 1] == Self.carriageReturn
                {
                    fieldEnd -= 1
                }
                append(position..<fieldEnd)
            }
            guard end < octets.count else {
                // Behind a closing quote something may still follow.
                guard isLast else { return .incomplete }
                return record(endingBefore: end, place)
            }
            if octets[end] == delimiter {
                position = end + 1
                place += 1
                continue
            }
            if isQuoted && octets[end] == Self.carriageReturn {
                if end + 1 == octets.count {
                    guard isLast else { return .incomplete }
                    return record(endingBefore: end + 1, place)
                }
                if octets[end + 1] == Self.lineFeed { end += 1 }
            }
            if octets[end] == Self.lineFeed {
                lineFeedCount += 1
                return record(endingBefore: end + 1, place + 1)
            }
            let column = fieldCount
            return malformed(
                isQuoted ? .textAfterQuote(column: column) : .quoteInsideField(column: column),
                octets,
                divisions,
                first,
                isLast: isLast
            )
        }
    }

    @inline(__always)
    private mutating func append(_ field: Range<Int>) {
        if fieldCount < places.count {
            places[fieldCount] = field
        } else {
            places.append(field)
        }
        fieldCount += 1
    }

    /// The quote that closes the field whose opening quote is at a place; moves behind it.
    private mutating func closingQuote(
        _ octets: Span<UInt8>,
        _ divisions: Span<UInt32>,
        _ place: inout Int
    ) -> Int? {
        place += 1
        while place < divisions.count {
            let position = Int(divisions[place])
            place += 1
            guard octets[position] == Self.quote else {
                if octets[position] == Self.lineFeed { lineFeedCount += 1 }
                continue
            }
            let isDoubled =
                place < divisions.count && Int(divisions[place]) == position + 1
                && octets[position + 1] == Self.quote
            guard isDoubled else { return position }
            hasDoubledQuotes = true
            place += 1
        }
        return nil
    }

    private mutating func record(endingBefore next: Int, _ cursor: Int) -> Finding {
        self.next = next
        self.cursor = cursor
        return .record
    }

    /// Ends a broken record with its first line, which may still be on its way.
    private mutating func malformed(
        _ error: RecordError,
        _ octets: Span<UInt8>,
        _ divisions: Span<UInt32>,
        _ first: Int,
        isLast: Bool
    ) -> Finding {
        var place = first
        while place < divisions.count, octets[Int(divisions[place])] != Self.lineFeed { place += 1 }
        if place < divisions.count {
            next = Int(divisions[place]) + 1
            cursor = place + 1
            lineFeedCount = 1
            return .malformed(error)
        }
        guard isLast else { return .incomplete }
        next = octets.count
        cursor = place
        lineFeedCount = 0
        return .malformed(error)
    }

    /// The text of a field, in which two quotes stand for one.
    static func text(of field: ArraySlice<UInt8>) -> String {
        var octets: [UInt8] = []
        append(Array(field), 0..<field.count, to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }

    /// Appends the text of a field: one quote for each two, and line ends for their marks.
    func appendText(of field: Range<Int>, _ octets: [UInt8], to text: inout [UInt8]) {
        let start = text.count
        Self.append(octets, field, to: &text)
        guard let lineEndMark else { return }
        for index in start..<text.count where text[index] == lineEndMark {
            text[index] = Self.lineFeed
        }
    }

    /// Appends a field with one quote for each two; only in quoted fields there are any.
    static func append(_ octets: [UInt8], _ field: Range<Int>, to text: inout [UInt8]) {
        var rest = field
        while let first = octets.firstOctet(quote, in: rest) {
            text.append(contentsOf: octets[rest.lowerBound...first])
            let isDoubled = first + 1 < field.upperBound && octets[first + 1] == quote
            rest = first + (isDoubled ? 2 : 1)..<field.upperBound
        }
        text.append(contentsOf: octets[rest])
    }
}

/// The places of the octets that divide records and, in comma-separated values, their fields.
struct Divisions: Sendable {
    /// The places in order; those behind the first `count` mean nothing.
    private(set) var places: [UInt32] = []

    /// How many there are.
    private(set) var count = 0

    /// The last of them.
    var last: Int? { count == 0 ? nil : Int(places[count - 1]) }

    /// Finds all in some octets, fewer than 2^32.
    ///
    /// Complexity: linear; allocates four octets for each when there is no room yet.
    mutating func find(in octets: Span<UInt8>, _ syntax: RecordSyntax) {
        let room = octets.count + Kernel.findSlack
        if places.count < room {
            places.append(contentsOf: repeatElement(0, count: room - places.count))
        }
        var quote = CSVScanner.lineFeed
        var delimiter = CSVScanner.lineFeed
        if case .csv(let separator, _) = syntax {
            quote = CSVScanner.quote
            delimiter = separator
        }
        var found = places.mutableSpan
        count = Kernel.chosen.find(
            quote,
            delimiter,
            CSVScanner.lineFeed,
            in: octets,
            into: &found
        )
    }
}
