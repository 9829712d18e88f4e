internal import SeptetBilling
internal import SeptetNumbers

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

    /// The code of a country, or its name where other columns tell the numbers it is for.
    private func country(
        _ row: PriceTable.Row,
        isDecisive: Bool
    ) throws(PriceListError) -> String? {
        guard let text = cell(.country, row) else { return nil }
        if text.utf8.count == 2 {
            return String(decoding: text.utf8.map(\.uppercased), as: UTF8.self)
        }
        if let code = CountryName.code(of: text) { return code }
        guard !isDecisive else { throw .notACountry(text, line: row.line) }
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
