/// Finds the fields of one record of comma-separated values.
///
/// RFC 4180: a field that begins with a quote ends at the next single quote; two quotes inside
/// stand for one; delimiters and line breaks inside are text. A record ends with LF or CR LF.
struct CSVScanner {
    /// A field: where its octets lie, and whether doubled quotes are among them.
    struct Field {
        var range: Range<Int>
        var hasDoubledQuotes = false
    }

    /// What was found from a position on.
    enum Finding {
        /// A record that ends before `next`, where the following one begins.
        case record(next: Int)
        /// The buffer ends inside the record.
        case incomplete
        /// A record that breaks the rules; the next one begins after its first line.
        case malformed(RecordError, next: Int)
    }

    private static let quote: UInt8 = 0x22
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    let delimiter: UInt8

    /// The fields of the record found last.
    private(set) var fields: [Field] = []

    init(delimiter: UInt8) {
        self.delimiter = delimiter
    }

    /// Scans one record.
    ///
    /// - Parameter isLast: Whether the input ends with the buffer.
    mutating func scan(_ buffer: [UInt8], from start: Int, isLast: Bool) -> Finding {
        let octets = buffer.span
        fields.removeAll(keepingCapacity: true)
        var position = start
        while true {
            let isQuoted = position < octets.count && octets[position] == Self.quote
            let end: Int?
            if isQuoted {
                end = scanQuoted(octets, from: position, isLast: isLast)
                if end == nil && isLast {
                    let error = RecordError.unclosedQuote(column: fields.count + 1)
                    return malformed(error, octets, start, isLast: true)
                }
            } else {
                end = scanPlain(octets, from: position, isLast: isLast)
            }
            guard let end else { return .incomplete }
            guard end < octets.count else { return .record(next: end) }
            if octets[end] == delimiter {
                position = end + 1
                continue
            }
            if octets[end] == Self.lineFeed { return .record(next: end + 1) }
            if octets[end] == Self.carriageReturn && end + 1 < octets.count {
                if octets[end + 1] == Self.lineFeed { return .record(next: end + 2) }
            } else if octets[end] == Self.carriageReturn {
                return isLast ? .record(next: end + 1) : .incomplete
            }
            let column = fields.count
            return malformed(
                isQuoted ? .textAfterQuote(column: column) : .quoteInsideField(column: column),
                octets,
                start,
                isLast: isLast
            )
        }
    }

    /// The end of a field without quotes; `nil` when the buffer ends first.
    private mutating func scanPlain(_ octets: Span<UInt8>, from start: Int, isLast: Bool) -> Int? {
        var position = start
        while position < octets.count {
            let octet = octets[position]
            if octet == delimiter || octet == Self.lineFeed || octet == Self.quote { break }
            position += 1
        }
        guard position < octets.count || isLast else { return nil }
        let endsLine =
            position == octets.count || position < octets.count && octets[position] == Self.lineFeed
        if endsLine && position > start && octets[position - 1] == Self.carriageReturn {
            position -= 1
        }
        fields.append(Field(range: start..<position))
        return position
    }

    /// The position behind a quoted field; `nil` when the buffer ends first.
    private mutating func scanQuoted(_ octets: Span<UInt8>, from start: Int, isLast: Bool) -> Int? {
        var field = Field(range: start + 1..<start + 1)
        var position = start + 1
        while position < octets.count {
            guard octets[position] == Self.quote else {
                position += 1
                continue
            }
            guard position + 1 < octets.count else {
                if !isLast { return nil }
                break
            }
            guard octets[position + 1] == Self.quote else { break }
            field.hasDoubledQuotes = true
            position += 2
        }
        guard position < octets.count else { return nil }
        field.range = start + 1..<position
        fields.append(field)
        return position + 1
    }

    /// The text of a quoted field, in which two quotes stand for one.
    static func withoutDoubledQuotes(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var result: [UInt8] = []
        result.reserveCapacity(octets.count)
        var isSecond = false
        for octet in octets {
            if octet == quote && !isSecond {
                isSecond = true
                result.append(octet)
            } else if octet == quote {
                isSecond = false
            } else {
                isSecond = false
                result.append(octet)
            }
        }
        return result[...]
    }

    /// Ends a broken record with its first line, which may still be on its way.
    private func malformed(
        _ error: RecordError,
        _ octets: Span<UInt8>,
        _ start: Int,
        isLast: Bool
    ) -> Finding {
        var position = start
        while position < octets.count && octets[position] != Self.lineFeed { position += 1 }
        if position < octets.count { return .malformed(error, next: position + 1) }
        return isLast ? .malformed(error, next: position) : .incomplete
    }
}
