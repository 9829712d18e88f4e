internal import SeptetNumbers

/// What a column of a price list says, by its heading.
enum PriceColumn: Sendable, Hashable {
    /// What a part costs; of several columns the greatest rank counts.
    case price(rank: Int)
    /// What a part costs beside the price, such as a carrier's fee.
    case fee
    /// Beginnings of numbers.
    case prefix
    /// Countries, by codes or names, or by calling codes.
    case country
    /// Mobile country codes.
    case mcc
    /// Mobile network codes.
    case mnc
    /// Both codes in one cell.
    case mccmnc
    /// Names of networks.
    case network
    /// The currency of the price.
    case currency
    /// Since when the price holds.
    case date

    /// Reads a heading; `nil` for one that isn't understood or is about something else.
    ///
    /// Letter case, accents, spaces, `_`, `-` and `countryName`-like capitals make no difference.
    init?(_ heading: String) {
        let heading = Heading(heading)
        guard !heading.words.isEmpty else { return nil }
        if heading.has(.currency) || heading.words == Heading.priceUnit {
            self = .currency
        } else if heading.has(.price) && !heading.endsInDate {
            guard !heading.has(.otherService) else { return nil }
            self = heading.has(.fee) ? .fee : .price(rank: heading.priceRank)
        } else if heading.has(.fee) {
            guard !heading.has(.otherService) else { return nil }
            self = .fee
        } else if heading.isMobileCode {
            self = heading.has(.country) ? .mcc : .mnc
        } else if heading.has(.joined) || heading.has(.mcc) && heading.has(.mnc) {
            self = .mccmnc
        } else if heading.has(.mcc) {
            self = .mcc
        } else if heading.has(.mnc) {
            self = .mnc
        } else if heading.has(.date) {
            self = .date
        } else if heading.has(.network) {
            // A code of a network is that of its country and its own, when it is long enough.
            self = heading.has(.code) ? .mccmnc : .network
        } else if heading.has(.prefix) {
            self = .prefix
        } else if heading.has(.country) || heading.isCode {
            self = .country
        } else {
            return nil
        }
    }

    /// Whether a name is that of prices for something else than sending a text.
    static func isOtherService(_ name: String) -> Bool { Heading(name).has(.otherService) }

    /// Whether two headings say the same, so that one of them is too many.
    static func areAlike(_ left: String, _ right: String) -> Bool {
        Heading(left).words == Heading(right).words
    }
}

/// A heading as its words.
private struct Heading {
    let words: [[UInt8]]

    init(_ text: String) {
        words = FoldedWords(text, dividesCamelCase: true).words
    }

    static let priceUnit = FoldedWords("price unit").words

    /// What words speak of.
    enum Topic: String, CaseIterable {
        case price, fee, currency, otherService, mcc, mnc, joined, network, code, prefix, country,
            date

        /// The words, in the languages that people use, without accents.
        var words: String {
            switch self {
            case .price:
                """
                price prices rate rates cost costs tariff tariffs charge amount preis preise kosten tarif \
                tarife prix cout couts precio precios coste costes costo costi tarifa tarifas preco precos \
                custo valor prezzo prezzi tariffa tariffe cena ceny koszt stawka cennik prijs prijzen tarief \
                pris priser ar arak cijena cijene hinta fiyat ucret pret preturi cenik sazba cina цена \
                стоимость тариф ціна вартість 价格 價格 単価 料金 価格 단가 τιμη giá سعر מחיר
                """
            case .fee:
                """
                fee fees surcharge surcharges passthrough gebuhr gebuhren zuschlag frais supplement recargo \
                tasa taxa oplata oplaty doplata toeslag avgift commissione комиссия сбор
                """
            case .currency:
                """
                currency currencycode wahrung devise moneda moeda valuta waluta mena валюта para iso4217 \
                货币 通貨 valuutta paranem penznem νομισμα
                """
            case .otherService:
                """
                mms inbound incoming receive received receiving mo voice call calls minute minutes rcs \
                whatsapp viber email monthly month setup rental old previous eingehend entrant entrante \
                przychodzace
                """
            case .mcc: "mcc"
            case .mnc: "mnc"
            case .joined: "mccmnc mncmcc plmn imsi"
            case .network:
                """
                network networks networkname carrier carriers operator operators operatorname netz netze \
                netzbetreiber mobilfunkanbieter anbieter reseau operateur operador red siec rete gestore \
                netwerk natverk description group provider сеть оператор networkcode
                """
            case .code: "code codes networkcode"
            case .prefix:
                """
                prefix prefixes prefiks prefixo dial dialing dialling dialcode calling callingcode \
                dialingcode vorwahl vorwahlen landesvorwahl landervorwahl indicatif indicativo prefijo \
                prefisso kierunkowy predvolba landnummer phonecode breakout префикс код
                """
            case .country:
                """
                country countries countrycode countryname countryiso land lander landercode landerkennung \
                pays paese paesi kraj kraje zeme pais paises destination destinations dest ziel zielland \
                nation territory iso iso2 iso3 isocode isocountry alpha2 alpha3 cc tara orszag maa ulke \
                zemlja страна країна 国家 国 국가 χωρα
                """
            case .date:
                """
                date dated valid from effective updated changed since datum datumod gultig desde vigencia \
                until to created modified timestamp expires
                """
            }
        }
    }

    private static let topics: [Topic: Set<[UInt8]>] = Dictionary(
        uniqueKeysWithValues: Topic.allCases.map { topic in
            (topic, Set(topic.words.utf8.split(separator: 0x20).map { Array($0) }))
        }
    )

    func has(_ topic: Topic) -> Bool {
        let known = Self.topics[topic] ?? []
        return words.contains { known.contains($0) }
    }

    /// Whether the heading is of a date, such as that of a price.
    var endsInDate: Bool {
        words.last.map { Self.topics[.date]?.contains($0) ?? false } ?? false
    }

    /// Whether the heading is `mobile country code` or `mobile network code`.
    var isMobileCode: Bool {
        has(.code) && (has(.country) || has(.network)) && words.contains(Array("mobile".utf8))
    }

    /// Whether the heading is `code` and nothing more.
    var isCode: Bool { words.count == 1 && has(.code) }

    private static let ranks: [(words: Set<[UInt8]>, rank: Int)] = [
        (words("current new net"), 8),
        (words("outbound outgoing mt sending send sent ausgehend sortant"), 4),
        (
            words(
                "sms message messages msg text texts segment part nachricht wiadomosc wiadomosci"
            ), 2
        ),
        (words("base list standard"), -2),
        (words("total sum max maximum min minimum average"), -4),
    ]

    private static func words(_ text: String) -> Set<[UInt8]> {
        Set(text.utf8.split(separator: 0x20).map { Array($0) })
    }

    /// How likely this of several prices is that of a part.
    var priceRank: Int {
        let rank = Self.ranks.reduce(0) { sum, entry in
            words.contains { entry.words.contains($0) } ? sum + entry.rank : sum
        }
        return words.count == 1 ? rank + 1 : rank
    }
}

/// What the columns of a table are, and the rows behind its header.
struct PriceHeader {
    /// The rows behind the header.
    private(set) var rows: PriceTable

    /// The headings.
    let names: [String]

    /// The line of the header.
    let line: Int

    /// The currency that the heading of the price names.
    private(set) var currency: String?

    /// Whether that heading says that prices are in hundredths.
    private(set) var isMinor = false

    /// The headings that are not understood or not used.
    private(set) var unusedNames: [String] = []

    private var columns: [PriceColumn?]
    private var price = 0

    /// Rows in which a header is looked for, because titles may stand above it.
    private static var beginningCount: Int { 30 }

    /// Finds the header: the first row with a price and something that says for whom, otherwise the
    /// row with most headings among those with a price.
    init(finding rows: PriceTable, currency given: String? = nil) throws(PriceListError) {
        var rest = rows
        var best: (row: PriceTable.Row, rest: PriceTable, count: Int)?
        var first: PriceTable.Row?
        for _ in 0..<Self.beginningCount {
            guard let row = try rest.next() else { break }
            first = first ?? row
            let columns = row.cells.map { PriceColumn($0) }
            guard columns.contains(where: \.isPrice) else { continue }
            let count = columns.count { $0 != nil }
            if columns.contains(where: \.isPlace) {
                best = (row, rest, count)
                break
            }
            if count > best?.count ?? 0 { best = (row, rest, count) }
        }
        guard let best else {
            guard let first else { throw .isEmpty }
            throw .noPriceColumn(first.cells.filter { !$0.utf8.isEmpty }, line: first.line)
        }
        self.rows = best.rest
        names = best.row.cells
        line = best.row.line
        columns = names.map { PriceColumn($0) }
        try choose(given)
    }

    /// Takes rows without a header whose cells can be only one thing: a price with decimals, and a
    /// country or a beginning of numbers; `nil` for other rows.
    init?(guessing rows: PriceTable) throws(PriceListError) {
        var rest = rows
        var cells: [[String]] = []
        while cells.count < Self.beginningCount, let row = try rest.next() {
            cells.append(row.cells)
        }
        guard let count = cells.first?.count, cells.allSatisfy({ $0.count == count }) else {
            return nil
        }
        var columns: [PriceColumn?] = []
        for column in 0..<count {
            let texts = cells.map { $0[column] }
            if texts.allSatisfy({ PriceText($0).isDecimal }) {
                columns.append(.price(rank: 0))
            } else if texts.allSatisfy({ CountryName.code(of: $0) != nil }) {
                columns.append(.country)
            } else {
                let arePrefixes = texts.allSatisfy { (try? NumberPrefix($0)) != nil }
                columns.append(arePrefixes ? .prefix : nil)
            }
        }
        guard columns.count(where: \.isPrice) == 1, columns.contains(where: \.isPlace),
            let price = columns.firstIndex(where: \.isPrice)
        else { return nil }
        self.rows = rows
        names = (1...count).map { String($0) }
        line = 1
        self.columns = columns
        self.price = price
        unusedNames = zip(names, columns).filter { $0.1 == nil }.map(\.0)
    }

    /// Whether some column says which numbers a price is for.
    var hasPlace: Bool { columns.contains(where: \.isPlace) }

    /// Chooses the column of the price, and of columns that say the same the first.
    private mutating func choose(_ given: String?) throws(PriceListError) {
        var prices: [(place: Int, rank: Int)] = []
        var seen: [PriceColumn: Int] = [:]
        for (place, column) in columns.enumerated() {
            guard let column else { continue }
            if case .price(let rank) = column {
                let named = Currency.code(inHeading: names[place]) ?? ""
                let isGiven = given.map { named.utf8.elementsEqual($0.utf8) } ?? false
                prices.append((place, isGiven ? rank + 16 : rank))
            } else if !column.isPlaceOrNetwork {
                if let first = seen[column] {
                    guard !PriceColumn.areAlike(names[first], names[place]) else {
                        throw .repeatedColumn(names[first], line: line)
                    }
                    columns[place] = nil
                } else {
                    seen[column] = place
                }
            }
        }
        let most = prices.map(\.rank).max() ?? 0
        let best = prices.filter { $0.rank == most }.map(\.place)
        guard let price = best.first ?? seen[.fee] else { return }
        if best.count > 1 {
            guard !PriceColumn.areAlike(names[best[0]], names[best[1]]) else {
                throw .repeatedColumn(names[best[0]], line: line)
            }
            throw .severalPriceColumns(best.map { names[$0] }, line: line)
        }
        for other in prices where other.place != price { columns[other.place] = nil }
        columns[price] = .price(rank: 0)
        self.price = price
        let minor = FoldedWords(names[price]).words.filter { $0.count > 1 }
            .compactMap { Currency.minor[$0] }.first
        isMinor = minor != nil
        currency = Currency.code(inHeading: names[price]) ?? minor ?? nil
        unusedNames = zip(names, columns).filter { $0.1 == nil && !$0.0.utf8.isEmpty }.map(\.0)
    }

    /// The cell of the price; empty where the row is shorter.
    func priceCell(of row: PriceTable.Row) -> String {
        price < row.cells.count ? row.cells[price] : ""
    }

    /// The cells by what they say; `nil` for a row of blank cells.
    func fields(of row: PriceTable.Row) throws(PriceListError) -> PriceFields? {
        guard row.cells.contains(where: { !$0.utf8.isEmpty }) else { return nil }
        if row.cells.count > columns.count,
            row.cells[columns.count...].contains(where: { !$0.utf8.isEmpty })
        {
            throw .fieldCountDiffers(
                fieldCount: row.cells.count,
                headerFieldCount: columns.count,
                line: row.line
            )
        }
        var fields = PriceFields(line: row.line)
        for (column, cell) in zip(columns, row.cells) {
            if let column { fields.set(column, cell) }
        }
        return fields
    }
}

extension PriceColumn? {
    fileprivate var isPrice: Bool {
        switch self {
        case .price, .fee: true
        default: false
        }
    }

    fileprivate var isPlace: Bool {
        switch self {
        case .prefix, .country, .mcc, .mccmnc: true
        default: false
        }
    }
}

extension PriceColumn {
    fileprivate var isPlaceOrNetwork: Bool {
        switch self {
        case .prefix, .country, .network, .date: true
        default: false
        }
    }
}
