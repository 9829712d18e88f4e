public import SeptetBilling
public import SeptetNumbers

/// What a part costs, by the beginning of the recipient's number.
///
/// Rows for beginnings of numbers count by the longest one; rows that name a country
/// count for the numbers of that country. Where several rows of a country are left, for several
/// networks, the price is a range. A row never counts for a number of another country than it
/// names, as far as we know countries; such a number has no price.
public struct PriceList: Sendable {
    /// How the least cost of a message is computed.
    public enum Unit: Sendable, Hashable {
        /// Each part has its price.
        case part
        /// The price may be that of the whole message; the provider's document does not say.
        case messageAtLeast
    }

    /// The currency of all prices, or what the provider calls its credits.
    public let currency: String

    /// The groups of numbers; group 0 has those whose country is not known.
    ///
    /// Without a flat price, group 0 has no price.
    public private(set) var groups: [PriceGroup]

    /// How the least cost is computed.
    public let unit: Unit

    /// What of the list isn't used or was decided for it, in sentences.
    public private(set) var notes: [String] = []

    /// The latest date that the list gives for a price, such as `2026-01-01`; `nil` without any.
    public private(set) var date: String?

    /// How many different prices a list has at most.
    public static let priceLimit = 1 << 16

    /// How many prices there are at most for one number, such as those of the networks of a country.
    public static let priceLimitPerNumber = 1 << 10

    /// The prices that groups share, and those of each group.
    private let sets: [PriceSet]
    private let groupSets: [Int]
    let index: PriceIndex

    init(
        _ rows: [PriceRow],
        currency: String,
        notes: [String] = [],
        date: String? = nil
    ) throws(PriceListError) {
        let grouping = try PriceGrouping(rows)
        self.currency = currency
        self.notes = notes
        self.date = date
        unit = .part
        groups = grouping.groups
        sets = grouping.sets
        groupSets = grouping.groupSets
        index = grouping.index
    }

    /// A list with at most one price, the same for all numbers.
    private init(_ row: PriceRow?, currency: String, unit: Unit) {
        self.currency = currency
        self.unit = unit
        do {
            let grouping = try PriceGrouping(row.map { [$0] } ?? [])
            groups = grouping.groups
            sets = grouping.sets
            groupSets = grouping.groupSets
            index = grouping.index
        } catch {
            // One row is below every limit.
            groups = [PriceGroup(country: nil, PriceSet([]))]
            sets = [PriceSet([])]
            groupSets = [0]
            index = PriceIndex()
        }
    }

    /// A list without prices, which has only countries.
    public static let empty = PriceList(nil, currency: "", unit: .part)

    /// The same price for every part; one below zero is taken as zero.
    public init(flat price: Amount, currency: String) {
        self.init(PriceRow(price: max(price, .zero), line: 1), currency: currency, unit: .part)
    }

    /// SMSwords' credits: one for a message, perhaps one for each part (SW-1).
    public static let smswordsCredits = PriceList(
        PriceRow(price: Amount(1), line: 1),
        currency: "credits",
        unit: .messageAtLeast
    )

    /// The same list with every price half as much again, as SMSAPI bills with `fast=1`.
    package var halfAsMuchAgain: PriceList {
        PriceList(self) { $0.halfAsMuchAgain }
    }

    /// The same list with what a part costs beside its price, by the destination, such as the fees of carriers.
    ///
    /// A number whose country isn't known gets the fee of `nil`, and one without a price none. The prices of networks
    /// stay as they are. Complexity: linear in the groups; allocates a list.
    ///
    /// - Parameters:
    ///   - name: What the fees are called in the notes.
    ///   - fee: The fee of a part in a country (ISO 3166), in the currency of the list.
    package func adding(
        fees name: String,
        _ fee: (String?) -> ClosedRange<Amount>?
    ) -> PriceList {
        var list = PriceList(self) { $0 }
        var count = 0
        list.groups = zip(groups, groupSets).map { group, set in
            guard group.price != nil, let fee = fee(group.country) else { return group }
            count += 1
            return PriceGroup(country: group.country, sets[set].adding(fee))
        }
        if count > 0 { list.note("\(name) are added to the price of each part.") }
        return list
    }

    private init(_ other: PriceList, _ surcharged: (Amount) -> Amount) {
        currency = other.currency
        notes = other.notes
        date = other.date
        unit = other.unit
        index = other.index
        let sets = other.sets.map { $0.priced(surcharged) }
        self.sets = sets
        groupSets = other.groupSets
        groups = zip(other.groups, other.groupSets).map { group, set in
            PriceGroup(country: group.country, sets[set])
        }
    }

    /// Adds what was decided for the list, in a sentence.
    package mutating func note(_ sentence: String) { notes.append(sentence) }

    /// The number of the group a telephone number belongs to; group 0 is for what is not a number.
    ///
    /// The country is the one that has the number, or the main one of its calling code where none
    /// has it. Complexity: linear in the longest prefix; allocates nothing.
    @inline(__always)
    public func groupIndex(of reading: NumberReading) -> Int {
        index.group(of: reading)
    }

    /// What of the cost of some parts are fees; `nil` when the group's prices have none.
    func fees(group: Int, partCount: Int) -> Cost? {
        guard groups.indices.contains(group), let fee = groups[group].fee else { return nil }
        return Cost(
            minimum: fee.lowerBound * partCount,
            maximum: fee.upperBound * partCount,
            currency: currency
        )
    }

    /// What the messages to the numbers of a group cost; `nil` when no price is known.
    public func cost(group: Int, messageCount: Int, partCount: Int) -> Cost? {
        guard groups.indices.contains(group), let price = groups[group].price else { return nil }
        return Cost(
            minimum: price.lowerBound * (unit == .part ? partCount : messageCount),
            maximum: price.upperBound * partCount,
            currency: currency
        )
    }
}

/// Numbers that cost the same, as far as numbers show: a country, or a part of one.
public struct PriceGroup: Sendable, Hashable {
    /// The price for one network.
    public struct Network: Sendable, Hashable {
        /// The mobile network code; `nil` for all networks that have no price of their own.
        public let code: String?
        /// The network's name, where the list has it.
        public let name: String?
        /// What one part costs, without the fee.
        public let price: Amount
        /// What a part costs beside the price, such as a carrier's fee; `nil` where there is none.
        public let fee: Amount?

        /// Price and fee.
        var total: Amount { fee.map { price + $0 } ?? price }
    }

    /// The country's code by ISO 3166, or its name in the list; `nil` when it is not known.
    public let country: String?

    /// The mobile country codes of the prices, ascending.
    public let mobileCountryCodes: [Int]

    /// The prices, in the order of the list; empty when none is known.
    ///
    /// A number does not show its network, because numbers move between networks.
    public let networks: [Network]

    /// What one part costs at least and at most, fees included; `nil` when no price is known.
    public let price: ClosedRange<Amount>?

    /// What of that are fees; `nil` when no price has one.
    public let fee: ClosedRange<Amount>?

    init(country: String?, _ set: PriceSet) {
        self.country = country
        mobileCountryCodes = set.mobileCountryCodes
        networks = set.networks
        price = set.price
        fee = set.fee
    }
}

/// Why a price list cannot be used, and where.
@nonexhaustive
public enum PriceListError: Error, Sendable, Hashable {
    /// The octets are not UTF-8.
    case invalidUTF8(utf8Offset: Int)
    /// The document isn't JSON, or nothing in it is a price.
    case notPrices(String)
    /// There is no price in the list.
    case isEmpty
    /// No column is that of the price; the columns there are.
    case noPriceColumn([String], line: Int)
    /// No column says which numbers a price is for, though there are columns of unknown meaning.
    case noPlaceColumn([String], line: Int)
    /// The header names a column twice.
    case repeatedColumn(String, line: Int)
    /// Several columns may be that of the price.
    case severalPriceColumns([String], line: Int)
    /// A quoted field is not closed.
    case unclosedQuote(line: Int)
    /// A row has more or fewer fields than the header.
    case fieldCountDiffers(fieldCount: Int, headerFieldCount: Int, line: Int)
    /// A price that can be a thousand or one, because nothing shows what the comma means.
    case ambiguousAmount(String, line: Int)
    /// A price that isn't an amount.
    case notAnAmount(String, line: Int)
    /// A price with more digits than `Amount.digitLimit`.
    case tooManyDigits(digitCount: Int, limit: Int, line: Int)
    /// A price below zero.
    case negativePrice(String, line: Int)
    /// A prefix that is not made of digits, or of more than a number has.
    case notAPrefix(String, line: Int)
    /// A country that has neither that code nor that name, and no row counts for any number.
    case notACountry(String, line: Int)
    /// A mobile country or network code that isn't a number of up to three digits.
    case notACode(String, line: Int)
    /// No row counts for any number: the mobile country codes are those of no country we know.
    case unknownMobileCode(Int, line: Int)
    /// Another currency than that of the rows before: amounts could not be added up.
    case mixedCurrencies(String, expected: String, line: Int)
    /// Neither the list nor the caller says what the prices are in.
    case noCurrency
    /// A row has more octets than one may have.
    case rowTooLong(octetLimit: Int, line: Int)
    /// More prices than a list may have.
    case tooManyPrices(limit: Int, line: Int)
    /// More prices for the same numbers than there may be.
    case tooManyPricesForANumber(limit: Int, line: Int)
    /// Two prices for the same.
    case contradictingPrices(line: Int, earlierLine: Int)
}

extension PriceListError: CustomStringConvertible {
    /// The fault in a sentence part, with its line where there is one.
    public var description: String {
        switch self {
        case .invalidUTF8(let offset): "invalid UTF-8 at byte \(offset)"
        case .notPrices(let reason): "the list of prices cannot be read: \(reason)"
        case .isEmpty: "there is no price"
        case .noPriceColumn(let columns, let line):
            "line \(line): no column is that of the price; there are: \(Self.listing(columns))"
        case .noPlaceColumn(let columns, let line):
            "line \(line): no column says which country or prefix a price is for; there are: "
                + Self.listing(columns)
        case .severalPriceColumns(let columns, let line):
            "line \(line): several columns may be the price: \(Self.listing(columns))"
        case .ambiguousAmount(let text, let line):
            "line \(line): the comma in \"\(text)\" may stand for decimals or for thousands"
        case .unknownMobileCode(let code, let line):
            "line \(line): no country is known to have the mobile country code \(code)"
        case .repeatedColumn(let name, let line):
            "line \(line): several columns are called \"\(name)\""
        case .unclosedQuote(let line): "line \(line): no quote closes the field"
        case .fieldCountDiffers(let count, let header, let line):
            "line \(line): \(count) fields, the header has \(header)"
        case .notAnAmount(let text, let line): "line \(line): \"\(text)\" isn't a price"
        case .tooManyDigits(let count, let limit, let line):
            "line \(line): a price of \(count) digits, more than \(limit)"
        case .negativePrice(let text, let line): "line \(line): the price \(text) is below zero"
        case .notAPrefix(let text, let line):
            "line \(line): \"\(text)\" isn't the beginning of a number"
        case .notACountry(let text, let line):
            "line \(line): no country is called \"\(text)\"; write its code, such as PL"
        case .notACode(let text, let line):
            "line \(line): \"\(text)\" isn't a mobile country or network code"
        case .mixedCurrencies(let currency, let expected, let line):
            "line \(line): prices in \(currency) after prices in \(expected)"
        case .noCurrency: "the currency isn't known: neither a column nor a price names it"
        case .rowTooLong(let limit, let line): "line \(line): a row of more than \(limit) octets"
        case .tooManyPrices(let limit, let line): "line \(line): more than \(limit) prices"
        case .tooManyPricesForANumber(let limit, let line):
            "line \(line): more than \(limit) prices for the same numbers"
        case .contradictingPrices(let line, let earlier):
            "line \(line): another price for the same as in line \(earlier)"
        }
    }

    private static func listing(_ columns: [String]) -> String {
        let shown = columns.prefix(12).map { "\"\($0)\"" }.joined(separator: ", ")
        return columns.count > 12 ? "\(shown) and \(columns.count - 12) more" : shown
    }
}
