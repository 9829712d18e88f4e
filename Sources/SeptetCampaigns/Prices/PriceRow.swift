internal import SeptetBilling
internal import SeptetNumbers

/// One price as a list gives it, with all that the list says about whom it is for.
struct PriceRow: Sendable, Hashable {
    /// The beginning of the numbers; empty when the list has none.
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
    /// What a part costs beside that.
    var fee: Amount?
    /// The line it comes from, or its place in the list, from 1.
    var line: Int

    /// An octet that UTF-8 doesn't have.
    static let separator: UInt8 = 0xFF

    /// What the price is for, in octets: no two rows of a list may have different prices for it.
    ///
    /// Networks without codes are told apart by their names.
    var target: [UInt8] {
        let code = mobileCountryCode.map(String.init) ?? ""
        let name = network == nil ? networkName ?? "" : ""
        let fields = [prefix, country ?? "", code, network ?? "", name]
        return Array(fields.map { Array($0.utf8) }.joined(separator: [Self.separator]))
    }

    /// Whether the row says which country it is for.
    var namesCountry: Bool { country != nil || mobileCountryCode != nil }
}

/// A row of a list as the texts of its cells.
struct PriceFields {
    var line: Int
    var price: String?
    var fee: String?
    /// Beginnings of numbers.
    var prefixes: [String] = []
    /// Codes, names or calling codes of the country.
    var countries: [String] = []
    var mcc: String?
    var mnc: String?
    var mccmnc: String?
    var network: String?
    var currency: String?
    var date: String?

    /// Whether some cell says which numbers the price is for.
    var hasPlace: Bool {
        !prefixes.isEmpty || !countries.isEmpty || mcc != nil || mccmnc != nil
    }

    init(line: Int) {
        self.line = line
    }

    /// Takes a cell; blank ones are none.
    mutating func set(_ column: PriceColumn, _ text: String) {
        let isBlank = text.unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.properties.generalCategory == .format
        }
        guard !isBlank else { return }
        switch column {
        case .price: price = text
        case .fee: fee = text
        case .prefix: prefixes.append(text)
        case .country: countries.append(text)
        case .mcc: mcc = text
        case .mnc: mnc = text
        case .mccmnc: mccmnc = text
        case .network: network = network ?? text
        case .currency: currency = text
        case .date: date = text
        }
    }
}

/// The mobile country codes that some country has.
enum MobileCountry {
    private static let known = Set(CountryCode.all.flatMap(\.mobileCountryCodes))

    static func isKnown(_ code: Int) -> Bool { known.contains(code) }
}

extension PriceRow {
    /// Why the row counts for no number; `nil` for one that counts.
    var matchingFault: PriceListError? {
        if !prefix.isEmpty { return nil }
        if let country, country.utf8.count == 2, CountryCode(country) != nil { return nil }
        if let mobileCountryCode {
            return MobileCountry.isKnown(mobileCountryCode)
                ? nil : .unknownMobileCode(mobileCountryCode, line: line)
        }
        return country.map { .notACountry($0, line: line) }
    }
}

/// The different rows of a list, in their order.
struct PriceRowCollection {
    private(set) var rows: [PriceRow] = []

    /// The first row for each target, and all targets with the names of networks.
    private var firstRows: [[UInt8]: Int] = [:]
    private var known: Set<[UInt8]> = []

    /// Adds a row unless there is the same one; rejects another price for the same.
    ///
    /// Complexity: constant.
    mutating func add(_ row: PriceRow) throws(PriceListError) {
        let target = row.target
        if let first = firstRows[target],
            rows[first].price != row.price || rows[first].fee != row.fee
        {
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

/// What was left out of a list or decided for it.
struct PriceNotes {
    /// Headings and members that are not understood, or not about the price of a part.
    var unusedColumns: [String] = []
    /// Rows without a price, and what they are for.
    var priceless: [(line: Int, label: String)] = []
    /// Rows that count for no number.
    var unmatched: [(line: Int, fault: PriceListError)] = []
    /// Rows of the price of all numbers without a row of their own.
    var remaining: [Int] = []
    /// Rows whose code and name are those of different countries.
    var contradictions: [(line: Int, code: String, name: String)] = []
    /// Whether `$` was taken for US dollars without anything that says so.
    var takesDollarsForUSD = false
    /// The currency that was given and isn't that of the list.
    var unusedCurrency: String?
    /// Whether the columns have headings.
    var hasHeader = true
    /// Whether some column says which numbers prices are for.
    var hasPlaces = true

    /// The notes in sentences.
    func sentences(currency: String) -> [String] {
        var sentences: [String] = []
        if !hasHeader {
            sentences.append(
                "The price list has no header: its columns are read by what is in them."
            )
        }
        if !unusedColumns.isEmpty {
            let names = Self.listing(
                unusedColumns.map { "\"\($0)\"" },
                limit: 8,
                separator: ", "
            )
            let isOne = unusedColumns.count == 1
            sentences.append(
                "The price list's \(isOne ? "column" : "columns") \(names) \(isOne ? "isn't" : "aren't") used."
            )
        }
        if !priceless.isEmpty {
            let labels = priceless.map {
                "\($0.label.isEmpty ? "" : "\($0.label), ")line \($0.line)"
            }
            let rows = ReportWording.counted(priceless.count, "row")
            sentences.append(
                "The price list has no price in \(rows): \(Self.listing(labels, limit: 5))."
            )
        }
        if !unmatched.isEmpty {
            let rows = ReportWording.counted(unmatched.count, "row")
            let faults = Self.listing(unmatched.map { "\($0.fault)" }, limit: 3)
            let verb = unmatched.count == 1 ? "counts" : "count"
            sentences.append("\(rows) of the price list \(verb) for no number: \(faults).")
        }
        if !remaining.isEmpty {
            let lines = Self.listing(remaining.map { "line \($0)" }, limit: 3)
            sentences.append(
                "A price of the list is for all numbers that no other row is for: \(lines)."
            )
        }
        for (line, code, name) in contradictions.prefix(3) {
            sentences.append(
                "Line \(line) of the price list names \(code) and \(name), which differ; \(code) counts."
            )
        }
        if takesDollarsForUSD {
            sentences.append("\"$\" is read as USD; --currency says which other dollar it is.")
        }
        if let unusedCurrency {
            sentences.append(
                "--currency \(unusedCurrency) has no effect: the prices are in \(currency)."
            )
        }
        return sentences
    }

    private static func listing(
        _ texts: [String],
        limit: Int,
        separator: String = "; "
    ) -> String {
        let shown = texts.prefix(limit).joined(separator: separator)
        return texts.count > limit
            ? "\(shown)\(separator)and \(ReportWording.count(texts.count - limit)) more" : shown
    }
}

extension PriceRowReader {
    /// The rows that a row with several beginnings or networks stands for.
    mutating func rows(
        _ fields: PriceFields,
        _ price: Amount,
        _ fee: Amount?
    ) throws(PriceListError) -> [PriceRow] {
        let line = fields.line
        var row = PriceRow(networkName: fields.network, price: price, fee: fee, line: line)
        var networks: [String?] = [nil]
        try setCodes(of: &row, &networks, fields)
        var prefixes: [String] = []
        var names: [String] = []
        for cell in fields.prefixes + fields.countries {
            let isPrefixColumn = prefixes.count + names.count < fields.prefixes.count
            for text in Self.pieces(of: cell) {
                if Self.isWrittenInDigits(text) {
                    guard let prefix = try? NumberPrefix(text).digits else {
                        throw isPrefixColumn
                            ? .notAPrefix(text, line: line) : .notACountry(text, line: line)
                    }
                    prefixes.append(prefix)
                } else if isPrefixColumn && CountryName.code(of: text) == nil {
                    throw .notAPrefix(text, line: line)
                } else {
                    names.append(cell)
                    break
                }
            }
        }
        try setCountry(of: &row, names, hasOtherPlace: !prefixes.isEmpty || fields.hasCode)
        if !fields.hasPlace && notes.hasPlaces { notes.remaining.append(line) }
        var rows: [PriceRow] = []
        for prefix in prefixes.isEmpty ? [""] : prefixes {
            for network in networks {
                row.prefix = prefix
                row.network = network
                rows.append(row)
            }
        }
        return rows
    }

    /// Finds the mobile country code and the network codes.
    private func setCodes(
        of row: inout PriceRow,
        _ networks: inout [String?],
        _ fields: PriceFields
    ) throws(PriceListError) {
        var mcc = fields.mcc
        var mnc = fields.mnc
        if let joined = fields.mccmnc ?? (fields.mnc == nil && fields.mcc.isJoinedCode ? mcc : nil)
        {
            let digits = joined.utf8.filter { (0x30...0x39).contains($0) }
            let isCode = joined.utf8.allSatisfy {
                (0x30...0x39).contains($0) || [0x20, 0x2D, 0x2E, 0x2F, 0x5F].contains($0)
            }
            guard isCode, (1...6).contains(digits.count), digits.count != 4 else {
                throw .notACode(joined, line: fields.line)
            }
            if digits.count >= 5 {
                mcc = mcc.isJoinedCode ? nil : mcc
                mcc = mcc ?? String(decoding: digits.prefix(3), as: UTF8.self)
                mnc = mnc ?? String(decoding: digits.dropFirst(3), as: UTF8.self)
            } else if mcc == nil {
                mcc = String(decoding: digits, as: UTF8.self)
            } else {
                mnc = mnc ?? String(decoding: digits, as: UTF8.self)
            }
        }
        if let mcc {
            guard let code = Self.code(mcc) else { throw .notACode(mcc, line: fields.line) }
            row.mobileCountryCode = code
        }
        guard let mnc else { return }
        networks = []
        for text in Self.pieces(of: mnc) {
            guard Self.code(text) != nil else { throw .notACode(text, line: fields.line) }
            networks.append(text)
        }
        if networks.isEmpty { networks = [nil] }
    }

    /// Finds the country among codes and names, of which codes count more.
    private mutating func setCountry(
        of row: inout PriceRow,
        _ names: [String],
        hasOtherPlace: Bool
    ) throws(PriceListError) {
        let found = names.compactMap { name in CountryName.code(of: name).map { (name, $0) } }
        let code = found.first { $0.0.utf8.count <= 3 } ?? found.first
        if let code {
            row.country = code.1
            if let other = found.first(where: { !$0.1.utf8.elementsEqual(code.1.utf8) }) {
                notes.contradictions.append((row.line, code.0, other.0))
            }
        } else if let name = names.first {
            if !hasOtherPlace, Self.isRest(name) {
                notes.remaining.append(row.line)
            } else if hasOtherPlace, name.utf8.count <= 2 {
                // With a beginning a name is a remark; a code would be taken for a country's.
                throw .notACountry(name, line: row.line)
            } else {
                row.country = name
            }
        }
    }

    /// Names for all countries without a row of their own.
    private static let rest = Set(
        [
            "rest of world", "rest of the world", "row", "other", "others", "other countries",
            "all other countries", "all others", "rest", "all", "any", "default", "world",
            "worldwide", "global", "international", "everywhere else", "sonstige", "ubrige",
            "autres",
            "otros", "resto", "pozostale", "altri", "all countries",
        ].map { FoldedWords($0).words }
    )

    /// Whether a cell stands for all countries without a row of their own, by its words or as a wildcard.
    static func isRest(_ text: String) -> Bool {
        text.utf8.elementsEqual("*".utf8) || rest.contains(FoldedWords(text).words)
    }

    /// The digits of the beginning of numbers.
    static func prefix(_ text: String, line: Int) throws(PriceListError) -> String {
        do throws(NumberFault) {
            return try NumberPrefix(text).digits
        } catch {
            throw .notAPrefix(text, line: line)
        }
    }

    /// A mobile country or network code: one to three digits.
    static func code(_ text: String) -> Int? {
        let isCode =
            (1...3).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isCode ? Int(text) : nil
    }

    /// Whether a cell has digits and no letters, such as `+44` or `(1-264)`.
    private static func isWrittenInDigits(_ text: String) -> Bool {
        !text.unicodeScalars.contains { $0.properties.isAlphabetic }
            && text.unicodeScalars.contains {
                $0.properties.numericType == .decimal || $0 == "+"
            }
    }

    /// Several beginnings in one cell, which commas, semicolons or bars divide.
    private static func pieces(of cell: String) -> [String] {
        let hasLetters = cell.unicodeScalars.contains { $0.properties.isAlphabetic }
        guard !hasLetters else { return [cell] }
        return cell.utf8.split { $0 == 0x2C || $0 == 0x3B || $0 == 0x7C }
            .map { String(Substring($0)) }
            .filter { piece in piece.utf8.contains { $0 != 0x20 } }
    }
}

extension String? {
    /// Whether this is a mobile country code with a network code behind it.
    fileprivate var isJoinedCode: Bool { (self?.utf8.count ?? 0) >= 5 }
}

extension PriceFields {
    fileprivate var hasCode: Bool { mcc != nil || mccmnc != nil }

    /// What a person would call the row.
    var label: String {
        countries.first ?? prefixes.first ?? mccmnc ?? mcc ?? network ?? ""
    }
}
