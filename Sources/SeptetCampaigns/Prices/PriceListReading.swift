public import SeptetBilling
internal import SeptetLists
internal import SeptetNumbers

extension PriceList {
    /// Reads a list in comma-separated values.
    ///
    /// Its header names the columns, in any order and letter case: `price`, and as many of `prefix`,
    /// `country`, `mcc`, `mnc`, `network` and `currency` as there are; other columns do not count.
    /// Where cells are not separated by commas, a price may have a decimal comma.
    ///
    /// Rows that repeat another are left out. Complexity: linear; keeps each row that differs once.
    ///
    /// - Parameter currency: The currency when the list does not name one.
    public init(octets: [UInt8], currency: String? = nil) throws(PriceListError) {
        do {
            _ = try UTF8Span(validating: octets.span)
        } catch {
            throw .invalidUTF8(utf8Offset: error.byteOffsets.lowerBound)
        }
        var reader = PriceRowReader(currency: currency)
        let rows = try reader.rows(of: PriceTable(octets))
        guard let currency = reader.currency else { throw .noCurrency }
        try self.init(rows, currency: currency)
    }

    /// Takes a list that was read elsewhere, such as a provider's answer.
    ///
    /// Entries that repeat another are left out. Complexity: linear; keeps each entry that differs.
    public init(_ entries: [PriceEntry], currency: String) throws(PriceListError) {
        var collection = PriceRowCollection()
        for (index, entry) in entries.enumerated() {
            try collection.add(PriceRow(entry, line: entry.line ?? index + 1))
        }
        guard !collection.rows.isEmpty else { throw .isEmpty }
        try self.init(collection.rows, currency: currency)
    }
}

/// Makes prices of the rows of a table.
struct PriceRowReader {
    /// A column by its name in the header.
    private enum Column: String, CaseIterable {
        case prefix, country, mcc, mnc, network, price, currency
    }

    /// The currency of the rows read, or the one to take for rows without.
    private(set) var currency: String?

    private var isNamed = false
    private var places: [Column: Int] = [:]
    private var collection = PriceRowCollection()

    init(currency: String?) {
        self.currency = currency
    }

    /// Reads all rows behind the header; those that repeat another are left out.
    ///
    /// Complexity: linear; keeps the rows that differ.
    mutating func rows(of table: PriceTable) throws(PriceListError) -> [PriceRow] {
        var table = table
        guard let header = try table.next() else { throw .isEmpty }
        try findColumns(header)
        while let row = try table.next() {
            guard row.cells.count == header.cells.count else {
                throw .fieldCountDiffers(
                    fieldCount: row.cells.count,
                    headerFieldCount: header.cells.count,
                    line: row.line
                )
            }
            try checkCurrency(row)
            try collection.add(self.row(row, hasDecimalComma: table.delimiter != UInt8(ascii: ",")))
        }
        guard !collection.rows.isEmpty else { throw .isEmpty }
        return collection.rows
    }

    private mutating func findColumns(_ header: PriceTable.Row) throws(PriceListError) {
        for (place, cell) in header.cells.enumerated() {
            let column = Column.allCases.first { column in
                column.rawValue.utf8.elementsEqual(cell.utf8.lazy.map(\.lowercased))
            }
            guard let column else { continue }
            guard places[column] == nil else {
                throw .repeatedColumn(column.rawValue, line: header.line)
            }
            places[column] = place
        }
        guard places[.price] != nil else { throw .noPriceColumn(line: header.line) }
    }

    /// The text of a cell; `nil` when it is empty or there is no such column.
    private func cell(_ column: Column, _ row: PriceTable.Row) -> String? {
        guard let place = places[column], !row.cells[place].isEmpty else { return nil }
        return row.cells[place]
    }

    private func row(
        _ row: PriceTable.Row,
        hasDecimalComma: Bool
    ) throws(PriceListError) -> PriceRow {
        let price = try amount(row, hasDecimalComma: hasDecimalComma)
        let prefix = try prefix(row)
        let mobileCountryCode = try code(.mcc, row)
        return PriceRow(
            prefix: prefix,
            country: try country(row, isDecisive: prefix.isEmpty && mobileCountryCode == nil),
            mobileCountryCode: mobileCountryCode,
            network: try code(.mnc, row) == nil ? nil : cell(.mnc, row),
            networkName: cell(.network, row),
            price: price,
            line: row.line
        )
    }

    private func amount(
        _ row: PriceTable.Row,
        hasDecimalComma: Bool
    ) throws(PriceListError) -> Amount {
        let text = cell(.price, row) ?? ""
        let digits =
            hasDecimalComma
            ? String(decoding: text.utf8.map { $0 == 0x2C ? 0x2E : $0 }, as: UTF8.self) : text
        let amount: Amount
        do {
            amount = try Amount(digits)
        } catch {
            guard case .tooManyDigits(let count) = error else {
                throw .notAnAmount(text, line: row.line)
            }
            throw .tooManyDigits(digitCount: count, limit: Amount.digitLimit, line: row.line)
        }
        guard amount >= .zero else { throw .negativePrice(text, line: row.line) }
        return amount
    }

    private func prefix(_ row: PriceTable.Row) throws(PriceListError) -> String {
        try Self.prefix(cell(.prefix, row) ?? "", line: row.line)
    }

    /// The digits of the beginning of numbers; none when there is no text.
    static func prefix(_ text: String, line: Int) throws(PriceListError) -> String {
        guard text.utf8.first != nil else { return "" }
        do throws(NumberFault) {
            return try NumberPrefix(text).digits
        } catch {
            throw .notAPrefix(text, line: line)
        }
    }

    /// The code of a country, or its name where other columns say which numbers it is for.
    private func country(
        _ row: PriceTable.Row,
        isDecisive: Bool
    ) throws(PriceListError) -> String? {
        guard let text = cell(.country, row) else { return nil }
        if let country = CountryCode(text) { return country.description }
        if let code = CountryName.code(of: text) { return code }
        // Of two letters are also the codes of places without numbers, such as Antarctica.
        let code = String(decoding: text.utf8.map(\.uppercased), as: UTF8.self)
        if CountryName.of(code) != nil { return code }
        guard !isDecisive, text.utf8.count != 2 else { throw .notACountry(text, line: row.line) }
        return text
    }

    private func code(_ column: Column, _ row: PriceTable.Row) throws(PriceListError) -> Int? {
        guard let text = cell(column, row) else { return nil }
        guard let code = Self.code(text) else { throw .notACode(text, line: row.line) }
        return code
    }

    /// A mobile country or network code: one to three digits.
    static func code(_ text: String) -> Int? {
        let isCode =
            (1...3).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isCode ? Int(text) : nil
    }

    private mutating func checkCurrency(_ row: PriceTable.Row) throws(PriceListError) {
        guard places[.currency] != nil else { return }
        guard let named = cell(.currency, row) ?? currency else { return }
        if isNamed, let currency, !currency.utf8.elementsEqual(named.utf8) {
            throw .mixedCurrencies(named, expected: currency, line: row.line)
        }
        currency = named
        isNamed = true
    }
}

/// The different rows of a list, in their order.
struct PriceRowCollection {
    private(set) var rows: [PriceRow] = []

    /// The first row for each target, and all targets with the names of networks.
    private var firstRows: [[UInt8]: Int] = [:]
    private var known: Set<[UInt8]> = []

    /// Adds a row unless there is the same one; refuses another price for the same.
    ///
    /// Complexity: constant.
    mutating func add(_ row: PriceRow) throws(PriceListError) {
        let target = row.target
        if let first = firstRows[target], rows[first].price != row.price {
            throw .contradictingPrices(line: row.line, earlierLine: rows[first].line)
        }
        guard known.insert(target + [PriceRow.separator] + (row.networkName ?? "").utf8).inserted
        else { return }
        guard rows.count < PriceList.priceLimit else {
            throw .tooManyPrices(limit: PriceList.priceLimit, line: row.line)
        }
        if firstRows[target] == nil { firstRows[target] = rows.count }
        rows.append(row)
    }
}

extension PriceRow {
    /// Takes an entry that was read elsewhere.
    init(_ entry: PriceEntry, line: Int) throws(PriceListError) {
        let code = entry.mobileCountryCode.map { (text: $0, code: PriceRowReader.code($0)) }
        if let code, code.code == nil { throw .notACode(code.text, line: line) }
        guard entry.price >= .zero else {
            throw .negativePrice(entry.price.description, line: line)
        }
        self.init(
            prefix: try PriceRowReader.prefix(entry.prefix, line: line),
            country: entry.country,
            mobileCountryCode: code?.code,
            network: entry.networkCode,
            networkName: entry.networkName,
            price: entry.price,
            line: line
        )
    }
}

extension UInt8 {
    fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
    fileprivate var uppercased: UInt8 { (0x61...0x7A).contains(self) ? self & 0xDF : self }
}

/// One price as a list gives it, with all that the list says about whom it is for.
struct PriceRow: Sendable, Hashable {
    /// The beginning of the numbers; empty when the list does not go by numbers.
    var prefix = ""
    /// The country: its code by ISO 3166, or its name in the list.
    var country: String?
    /// The mobile country code.
    var mobileCountryCode: Int?
    /// The network code; `nil` for the country's other networks.
    var network: String?
    /// The network's name.
    var networkName: String?
    /// What a part costs.
    var price: Amount
    /// The line it comes from, or its place in the list, from 1.
    var line: Int

    /// No octet of UTF-8.
    static let separator: UInt8 = 0xFF

    /// What the price is for, in octets: no two rows of a list may have different prices for it.
    var target: [UInt8] {
        let code = mobileCountryCode.map(String.init) ?? ""
        let fields = [prefix, country ?? "", code, network ?? ""]
        return Array(fields.map { Array($0.utf8) }.joined(separator: [Self.separator]))
    }

    /// Whether the row says which country it is for.
    var namesCountry: Bool { country != nil || mobileCountryCode != nil }
}

/// Reads the rows of a table in comma-separated values, RFC 4180, one after the other.
///
/// The delimiter is that of comma, semicolon and tab which the header has most of.
package struct PriceTable {
    /// One row with the line it begins on.
    package struct Row {
        package let line: Int
        package let cells: [String]
    }

    /// The octets a row has at most, line breaks in quotes included.
    static let rowOctetLimit = 1 << 20

    /// What stands between cells.
    let delimiter: UInt8

    private let octets: [UInt8]
    private let keepsSpaces: Bool
    private var position: Int
    private var line = 1

    /// The octet that the row must end before.
    private var rowEnd = 0

    /// Begins to read valid UTF-8.
    ///
    /// - Parameter keepsSpaces: Whether the spaces around a cell belong to it, as those of a text do.
    package init(_ octets: [UInt8], keepsSpaces: Bool = false) {
        self.octets = octets
        self.keepsSpaces = keepsSpaces
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
