internal import SeptetLists

/// The cells of a small table in comma-separated values, RFC 4180.
///
/// The delimiter is that of comma, semicolon and tab which the header has most of. Lists of prices
/// are small, so all of it is kept.
struct PriceTable {
    /// One row with the line it begins on.
    struct Row {
        let line: Int
        let cells: [String]
    }

    /// The rows that are not empty, the header first.
    private(set) var rows: [Row] = []

    /// What stands between cells.
    let delimiter: UInt8

    private let octets: [UInt8]
    private var position: Int
    private var line = 1

    /// Reads a table from valid UTF-8.
    ///
    /// Complexity: linear; allocates the cells.
    init(_ octets: [UInt8]) throws(PriceListError) {
        self.octets = octets
        let mark = ByteSource.byteOrderMark
        position = octets.starts(with: mark) ? mark.count : 0
        let header = octets[position...].prefix { $0 != 0x0A && $0 != 0x0D }
        let delimiters: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        let counts = delimiters.map { delimiter in header.count { $0 == delimiter } }
        let most = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
        delimiter = delimiters[most]
        while position < octets.count { try readRow() }
    }

    private mutating func readRow() throws(PriceListError) {
        let first = line
        var cells: [String] = []
        repeat {
            cells.append(try readCell().trimmingSpaces)
        } while take(delimiter)
        if take(0x0D) { _ = take(0x0A) } else { _ = take(0x0A) }
        line += 1
        if cells != [""] { rows.append(Row(line: first, cells: cells)) }
    }

    private mutating func readCell() throws(PriceListError) -> String {
        let first = line
        guard take(UInt8(ascii: "\"")) else {
            let start = position
            while let octet, octet != delimiter, octet != 0x0A, octet != 0x0D { position += 1 }
            return String(decoding: octets[start..<position], as: UTF8.self)
        }
        var cell: [UInt8] = []
        while let octet {
            position += 1
            if octet == UInt8(ascii: "\"") && !take(UInt8(ascii: "\"")) {
                // What stands behind the quote belongs to the cell, as spreadsheets read it.
                return String(decoding: cell, as: UTF8.self) + (try readCell())
            }
            if octet == 0x0A { line += 1 }
            cell.append(octet)
        }
        throw .unclosedQuote(line: first)
    }

    private var octet: UInt8? { position < octets.count ? octets[position] : nil }

    private mutating func take(_ wanted: UInt8) -> Bool {
        guard octet == wanted else { return false }
        position += 1
        return true
    }
}

extension String {
    /// The text without the spaces around it.
    fileprivate var trimmingSpaces: String {
        let start = drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
        return String(start[...last])
    }
}
