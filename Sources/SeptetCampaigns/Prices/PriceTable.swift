internal import SeptetLists

/// Reads the rows of a table in comma-separated values, RFC 4180, one after the other.
///
/// The delimiter is that of comma, semicolon and tab which the header has most of.
struct PriceTable {
    /// One row with the line it begins on.
    struct Row {
        let line: Int
        let cells: [String]
    }

    /// The octets a row has at most, line breaks in quotes included.
    static let rowOctetLimit = 1 << 20

    /// What stands between cells.
    let delimiter: UInt8

    private let octets: [UInt8]
    private var position: Int
    private var line = 1

    /// The octet that the row must end before.
    private var rowEnd = 0

    /// Begins to read valid UTF-8.
    init(_ octets: [UInt8]) {
        self.octets = octets
        let mark = ByteSource.byteOrderMark
        position = octets.starts(with: mark) ? mark.count : 0
        let header = octets[position...].prefix { $0 != 0x0A && $0 != 0x0D }
        let delimiters: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        let counts = delimiters.map { delimiter in header.count { $0 == delimiter } }
        let most = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
        delimiter = delimiters[most]
    }

    /// The next row that is not empty; `nil` at the end.
    ///
    /// Complexity: linear in the row; allocates its cells.
    mutating func next() throws(PriceListError) -> Row? {
        while position < octets.count {
            let row = try readRow()
            if row.cells.count > 1 || row.cells[0].utf8.first != nil { return row }
        }
        return nil
    }

    private mutating func readRow() throws(PriceListError) -> Row {
        let first = line
        rowEnd = position + Self.rowOctetLimit
        var cells: [String] = []
        repeat {
            cells.append(String(decoding: Self.trimmed(try readCell(first)), as: UTF8.self))
        } while take(delimiter)
        if take(0x0D) { _ = take(0x0A) } else { _ = take(0x0A) }
        line += 1
        return Row(line: first, cells: cells)
    }

    private mutating func readCell(_ rowLine: Int) throws(PriceListError) -> ArraySlice<UInt8> {
        let first = line
        guard position <= rowEnd else { throw tooLong(rowLine) }
        var cell: [UInt8] = []
        // What stands behind a closing quote belongs to the cell, as spreadsheets read it.
        while take(UInt8(ascii: "\"")) {
            var isClosed = false
            while !isClosed {
                guard let octet else { throw .unclosedQuote(line: first) }
                try advance(rowLine)
                if octet == UInt8(ascii: "\"") && !take(UInt8(ascii: "\"")) {
                    isClosed = true
                } else {
                    if octet == 0x0A { line += 1 }
                    cell.append(octet)
                }
            }
        }
        while let octet, octet != delimiter, octet != 0x0A, octet != 0x0D {
            try advance(rowLine)
            cell.append(octet)
        }
        return cell[...]
    }

    private mutating func advance(_ rowLine: Int) throws(PriceListError) {
        guard position < rowEnd else { throw tooLong(rowLine) }
        position += 1
    }

    private func tooLong(_ rowLine: Int) -> PriceListError {
        .rowTooLong(octetLimit: Self.rowOctetLimit, line: rowLine)
    }

    private var octet: UInt8? { position < octets.count ? octets[position] : nil }

    private mutating func take(_ wanted: UInt8) -> Bool {
        guard octet == wanted else { return false }
        position += 1
        return true
    }

    /// The octets without the spaces around them.
    private static func trimmed(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let start = octets.drop { $0 == 0x20 }
        return start[..<(start.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? start.startIndex)]
    }
}
