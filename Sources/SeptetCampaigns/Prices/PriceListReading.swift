public import SeptetBilling
package import SeptetLists
internal import SeptetNumbers

extension PriceList {
    /// Reads a list as providers publish them: comma-separated values, or JSON.
    ///
    /// The columns are found by their headings, in the languages that people use: the price of a part
    /// and a fee beside it; the country by its ISO code, its English name or its calling code; the
    /// beginning of numbers; mobile country and network codes, apart or joined; network, currency and
    /// date. Titles may stand above the header. Columns that are not understood, rows without a price
    /// and rows that count for no number are in `notes`. In JSON each object with a price is a row,
    /// and has the country, the network and the currency of the objects around it.
    ///
    /// Rows that repeat another are left out. Complexity: linear; keeps each row that differs once.
    ///
    /// - Parameters:
    ///   - octets: The octets of the list.
    ///   - currency: The currency of prices that name none, and which dollar `$` is.
    public init(octets: [UInt8], currency: String? = nil) throws(PriceListError) {
        let octets = Self.utf8(octets)
        do {
            _ = try UTF8Span(validating: octets.span)
        } catch {
            throw .invalidUTF8(utf8Offset: error.byteOffsets.lowerBound)
        }
        var reader = PriceRowReader(currency: currency)
        let first = octets.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
        if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
            try reader.read(PriceDocument(octets))
        } else {
            try reader.read(octets)
        }
        try self.init(reader)
    }

    /// Reads a list in whatever file it is: also a workbook's sheet, and text in another charset.
    ///
    /// As for octets; that a charset was guessed is a note.
    package init(_ table: WholeTable, currency: String? = nil) throws(PriceListError) {
        if table.isSheet {
            var reader = PriceRowReader(currency: currency)
            try reader.read(table.octets, unclear: .point)
            try self.init(reader)
        } else {
            try self.init(octets: table.octets, currency: currency)
        }
        if let charset = table.guessedCharset {
            note("The price list is not in UTF-8 and was read as \(charset).")
        }
    }

    /// Takes a list that was read elsewhere, such as a provider's answer.
    ///
    /// Entries that repeat another are left out. Complexity: linear; keeps each entry that differs.
    public init(_ entries: [PriceEntry], currency: String) throws(PriceListError) {
        var reader = PriceRowReader(currency: currency)
        for (index, entry) in entries.enumerated() {
            try reader.add(entry, line: entry.line ?? index + 1)
        }
        try self.init(reader)
    }

    private init(_ reader: PriceRowReader) throws(PriceListError) {
        let rows = try reader.finish()
        guard let currency = reader.currency else { throw .noCurrency }
        try self.init(
            rows,
            currency: currency,
            notes: reader.notes.sentences(currency: currency),
            date: reader.date
        )
    }

    /// UTF-16 with a byte order mark as UTF-8; other octets as they are.
    private static func utf8(_ octets: [UInt8]) -> [UInt8] {
        let isLittle = octets.starts(with: [0xFF, 0xFE])
        guard isLittle || octets.starts(with: [0xFE, 0xFF]), octets.count.isMultiple(of: 2) else {
            return octets
        }
        var units: [UInt16] = []
        for place in stride(from: 2, to: octets.count, by: 2) {
            let (first, second) = (UInt16(octets[place]), UInt16(octets[place + 1]))
            units.append(isLittle ? second << 8 | first : first << 8 | second)
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

/// Makes prices of the rows of a table or a document.
struct PriceRowReader {
    /// The currency of the rows read, or the one to take for rows without.
    private(set) var currency: String?

    /// What was left out or decided.
    var notes = PriceNotes()

    /// The latest date of a row.
    private(set) var date: String?

    private let given: String?
    private var isNamed = false
    private var collection = PriceRowCollection()

    /// How the list writes decimals; `nil` where nothing shows it.
    private var decimalSign: PriceText.DecimalSign?

    /// Why the first row counts for no number.
    private var firstUnmatched: PriceListError?

    init(currency: String?) {
        self.currency = currency
        given = currency
    }

    /// The rows that differ; throws when there are none.
    func finish() throws(PriceListError) -> [PriceRow] {
        guard collection.rows.isEmpty else { return collection.rows }
        throw firstUnmatched ?? .isEmpty
    }

    /// Reads comma-separated values in UTF-8.
    ///
    /// Complexity: linear, twice; keeps the rows that differ.
    ///
    /// - Parameter sign: What a sign in prices is where it may be decimal or part of a thousand; `nil`
    ///   for a comma where commas don't separate the cells.
    mutating func read(
        _ octets: [UInt8],
        unclear sign: PriceText.DecimalSign? = nil
    ) throws(PriceListError) {
        var failure: PriceListError?
        for table in PriceTable.readings(of: octets) {
            do throws(PriceListError) {
                let found = try PriceHeader(finding: table, currency: given)
                try read(found, sign: sign ?? table.likelySign)
                return
            } catch {
                // The first table is the likeliest; another one counts only if it has a header.
                guard case .noPriceColumn = error else { throw error }
                failure = failure ?? error
            }
        }
        for table in PriceTable.readings(of: octets) + [PriceTable.words(of: octets)] {
            guard let found = try PriceHeader(guessing: table) else { continue }
            notes.hasHeader = false
            try read(found, sign: sign ?? table.likelySign)
            return
        }
        throw failure ?? .isEmpty
    }

    private mutating func read(
        _ header: PriceHeader,
        sign: PriceText.DecimalSign?
    ) throws(PriceListError) {
        notes.unusedColumns = header.unusedNames
        notes.hasPlaces = header.hasPlace
        var pointCount = 0
        var commaCount = 0
        var rows = header.rows
        while let row = try rows.next() {
            switch PriceText(header.priceCell(of: row)).decimalSign {
            case .point: pointCount += 1
            case .comma: commaCount += 1
            case nil: break
            }
        }
        decimalSign =
            switch (pointCount > 0, commaCount > 0) {
            case (true, false): .point
            case (false, true): .comma
            case (true, true): nil
            case (false, false): sign
            }
        rows = header.rows
        while let row = try rows.next() {
            guard let fields = try header.fields(of: row) else { continue }
            guard header.hasPlace || header.unusedNames.isEmpty else {
                throw .noPlaceColumn(header.names, line: header.line)
            }
            try add(fields, isMinor: header.isMinor, headingCurrency: header.currency)
        }
    }

    /// Reads the prices of a JSON document.
    mutating func read(_ document: PriceDocument) throws(PriceListError) {
        notes.unusedColumns = document.unusedNames
        decimalSign = .point
        for fields in document.rows {
            guard fields.hasPlace || document.unusedNames.isEmpty && document.rows.count == 1 else {
                throw .noPlaceColumn(document.names, line: fields.line)
            }
            try add(fields, isMinor: false, headingCurrency: nil)
        }
    }

    /// Takes an entry that was read elsewhere.
    mutating func add(_ entry: PriceEntry, line: Int) throws(PriceListError) {
        let code = entry.mobileCountryCode.map { (text: $0, code: Self.code($0)) }
        if let code, code.code == nil { throw .notACode(code.text, line: line) }
        guard entry.price >= .zero else {
            throw .negativePrice(entry.price.description, line: line)
        }
        var row = PriceRow(
            prefix: entry.prefix.isEmpty ? "" : try Self.prefix(entry.prefix, line: line),
            country: entry.country,
            mobileCountryCode: code?.code,
            network: entry.networkCode,
            networkName: entry.networkName,
            price: entry.price,
            line: line
        )
        // A name is a remark, unless the mobile country code is that of no country we know.
        if row.prefix.isEmpty, let name = entry.country,
            row.mobileCountryCode.map({ !MobileCountry.isKnown($0) }) ?? true,
            let code = CountryName.code(of: name)
        {
            row.country = code
        }
        try add(row)
    }

    private mutating func add(_ row: PriceRow) throws(PriceListError) {
        if let fault = row.matchingFault {
            firstUnmatched = firstUnmatched ?? fault
            notes.unmatched.append((row.line, fault))
            return
        }
        try collection.add(row)
    }

    private mutating func add(
        _ fields: PriceFields,
        isMinor: Bool,
        headingCurrency: String?
    ) throws(PriceListError) {
        let line = fields.line
        let text = PriceText(fields.price ?? "")
        let content = text.content(decimalSign)
        let fee = try fields.fee.flatMap { text throws(PriceListError) in
            try amount(PriceText(text), of: text, isMinor: isMinor, line: line)
        }
        guard content != .absent, let written = fields.price,
            let price = try amount(text, of: written, isMinor: isMinor, line: line)
        else {
            notes.priceless.append((line, fields.label))
            return
        }
        try checkCurrency(fields.currency, headingCurrency, text, line: line)
        if let date = fields.date.flatMap(Self.day), date.isAfter(self.date) { self.date = date }
        for row in try rows(fields, price, fee) { try add(row) }
    }

    private func amount(
        _ text: PriceText,
        of written: String,
        isMinor: Bool,
        line: Int
    ) throws(PriceListError) -> Amount? {
        let digits: String
        switch text.content(decimalSign) {
        case .absent: return nil
        case .unreadable: throw .notAnAmount(written, line: line)
        case .ambiguous: throw .ambiguousAmount(written, line: line)
        case .decimal(let decimal): digits = decimal
        }
        let hasExponent = digits.utf8.contains(UInt8(ascii: "e"))
        guard !(hasExponent && (isMinor || text.isMinor)) else {
            throw .notAnAmount(written, line: line)
        }
        let amount: Amount
        do {
            amount = try Amount(isMinor || text.isMinor ? digits + "e-2" : digits)
        } catch {
            guard case .tooManyDigits(let count) = error else {
                throw .notAnAmount(written, line: line)
            }
            throw .tooManyDigits(digitCount: count, limit: Amount.digitLimit, line: line)
        }
        guard amount >= .zero else { throw .negativePrice(written, line: line) }
        return amount
    }

    private mutating func checkCurrency(
        _ cell: String?,
        _ heading: String?,
        _ text: PriceText,
        line: Int
    ) throws(PriceListError) {
        var beside = text.currency
        let column = cell.map { Currency.code($0) ?? $0 } ?? heading
        if text.isDollar {
            let known = column ?? (isNamed ? currency : nil) ?? given
            if let known, Currency.dollars.contains(Array(known.utf8)) {
                beside = known
            } else if known == nil {
                notes.takesDollarsForUSD = true
            }
        }
        if let column, let beside, !column.utf8.elementsEqual(beside.utf8) {
            throw .mixedCurrencies(beside, expected: column, line: line)
        }
        guard let named = column ?? beside ?? currency else { return }
        if isNamed, let currency, !currency.utf8.elementsEqual(named.utf8) {
            throw .mixedCurrencies(named, expected: currency, line: line)
        }
        if let given, !given.utf8.elementsEqual(named.utf8) { notes.unusedCurrency = given }
        currency = named
        isNamed = true
    }

    /// The day at the beginning of a date: four digits, two and two.
    private static func day(_ text: String) -> String? {
        let octets = Array(text.utf8.prefix(10))
        let isDay =
            octets.count == 10
            && octets.enumerated().allSatisfy { index, octet in
                index == 4 || index == 7 ? octet == 0x2D : (0x30...0x39).contains(octet)
            }
        return isDay ? String(decoding: octets, as: UTF8.self) : nil
    }
}

extension PriceTable {
    /// The decimal sign where prices leave it open.
    fileprivate var likelySign: PriceText.DecimalSign? {
        delimiter == UInt8(ascii: ",") ? nil : .comma
    }
}

extension String {
    /// Whether a day comes after another, or after none.
    fileprivate func isAfter(_ other: String?) -> Bool {
        guard let other else { return true }
        return other.utf8.lexicographicallyPrecedes(utf8)
    }
}
