internal import SeptetLists

/// Reads the rows of a table in comma-separated values, RFC 4180, one after the other.
package struct PriceTable {
    /// One row with the line it begins on.
    package struct Row {
        package let line: Int
        package let cells: [String]
    }

    /// The octets a row has at most, line breaks in quotes included.
    static let rowOctetLimit = 1 << 20

    /// What separates cells.
    let delimiter: UInt8

    private let octets: [UInt8]
    private let keepsSpaces: Bool
    private var position: Int
    private var line = 1

    /// The octet that the row must end before.
    private var rowEnd = 0

    /// What may separate cells, the likeliest first.
    private static let delimiters: [UInt8] = [
        UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|"),
    ]

    /// Begins to read valid UTF-8, by the likeliest delimiter.
    ///
    /// - Parameter keepsSpaces: Whether the spaces around a cell belong to it, as those of a text do.
    package init(_ octets: [UInt8], keepsSpaces: Bool = false) {
        let likeliest = Self.readings(of: octets).first
        self.init(
            octets,
            delimiter: likeliest?.delimiter ?? UInt8(ascii: ","),
            keepsSpaces: keepsSpaces
        )
    }

    private init(_ octets: [UInt8], delimiter: UInt8, keepsSpaces: Bool = false) {
        self.octets = octets
        self.keepsSpaces = keepsSpaces
        self.delimiter = delimiter
        let mark = ByteSource.byteOrderMark
        position = octets.starts(with: mark) ? mark.count : 0
        if octets.span.separatorLine(from: position) != nil {
            position += 5
            if take(0x0D) { _ = take(0x0A) } else { _ = take(0x0A) }
            line = 2
        }
    }

    /// The tables that valid UTF-8 may be, the likeliest first: its first line with a delimiter has
    /// most of that one, and a line such as `sep=;` says which it is.
    static func readings(of octets: [UInt8]) -> [Self] {
        let start = octets.starts(with: ByteSource.byteOrderMark) ? 3 : 0
        if let delimiter = octets.span.separatorLine(from: start) {
            return [Self(octets, delimiter: delimiter)]
        }
        // The line with the first delimiter.
        let first = octets[start...].firstIndex { delimiters.contains($0) } ?? octets.endIndex
        func isLineEnd(_ octet: UInt8) -> Bool { octet == 0x0A || octet == 0x0D }
        let lineStart = octets[start..<first].lastIndex(where: isLineEnd) ?? start
        let header = octets[lineStart...].dropFirst(lineStart == start ? 0 : 1)
            .prefix { !isLineEnd($0) }
        let counts = delimiters.map { delimiter in header.count { $0 == delimiter } }
        let order = delimiters.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
        return order.map { Self(octets, delimiter: delimiters[$0]) }
    }

    /// Rows of words between spaces.
    static func words(of octets: [UInt8]) -> Self { Self(octets, delimiter: 0x20) }

    /// The next row that is not empty; `nil` at the end.
    ///
    /// Complexity: linear in the row; allocates its cells.
    package mutating func next() throws(PriceListError) -> Row? {
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
            let cell = try readCell(first)
            cells.append(String(decoding: keepsSpaces ? cell : Self.trimmed(cell), as: UTF8.self))
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

extension Span<UInt8> {
    /// The delimiter that a line such as `sep=;` names, with which Excel begins a table.
    fileprivate func separatorLine(from start: Int) -> UInt8? {
        guard count >= start + 5,
            count == start + 5 || self[start + 5] == 0x0A || self[start + 5] == 0x0D
        else { return nil }
        for (index, octet) in "sep=".utf8.enumerated() {
            let found = self[start + index]
            guard found == octet || found | 0x20 == octet else { return nil }
        }
        return self[start + 4]
    }
}
