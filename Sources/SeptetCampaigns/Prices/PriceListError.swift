/// Why a price list cannot be used, and where.
public enum PriceListError: Error, Sendable, Hashable {
    /// The octets are not UTF-8.
    case invalidUTF8(utf8Offset: Int)
    /// The list is no JSON, or not that of `prices.do`.
    case notPrices(String)
    /// There is no price in the list.
    case isEmpty
    /// The header has no column for the price.
    case noPriceColumn(line: Int)
    /// The header names a column twice.
    case repeatedColumn(String, line: Int)
    /// A quoted field is not closed.
    case unclosedQuote(line: Int)
    /// A row has more or fewer fields than the header.
    case fieldCountDiffers(fieldCount: Int, headerFieldCount: Int, line: Int)
    /// A price that is no amount.
    case notAnAmount(String, line: Int)
    /// A price with more digits than `Amount.digitLimit`.
    case tooManyDigits(digitCount: Int, limit: Int, line: Int)
    /// A price below zero.
    case negativePrice(String, line: Int)
    /// A prefix that is not made of digits, or of more than a number has.
    case notAPrefix(String, line: Int)
    /// A country that is neither a code of two letters nor a name of one, in a row that goes by it.
    case notACountry(String, line: Int)
    /// A mobile country or network code that is no number of up to three digits.
    case notACode(String, line: Int)
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
    /// What is wrong, in a sentence part that begins with the line where there is one.
    public var description: String {
        switch self {
        case .invalidUTF8(let offset): "invalid UTF-8 at byte \(offset)"
        case .notPrices(let reason): "the list of prices cannot be read: \(reason)"
        case .isEmpty: "there is no price"
        case .noPriceColumn(let line): "line \(line): no column is called \"price\""
        case .repeatedColumn(let name, let line):
            "line \(line): several columns are called \"\(name)\""
        case .unclosedQuote(let line): "line \(line): no quote closes the field"
        case .fieldCountDiffers(let count, let header, let line):
            "line \(line): \(count) fields, the header has \(header)"
        case .notAnAmount(let text, let line): "line \(line): \"\(text)\" is no price"
        case .tooManyDigits(let count, let limit, let line):
            "line \(line): a price of \(count) digits, more than \(limit)"
        case .negativePrice(let text, let line): "line \(line): the price \(text) is below zero"
        case .notAPrefix(let text, let line):
            "line \(line): \"\(text)\" is no beginning of a number"
        case .notACountry(let text, let line):
            "line \(line): no country is called \"\(text)\"; write its code, such as PL"
        case .notACode(let text, let line):
            "line \(line): \"\(text)\" is no mobile country or network code"
        case .mixedCurrencies(let currency, let expected, let line):
            "line \(line): prices in \(currency) after prices in \(expected)"
        case .noCurrency: "the currency is not known: there is no column \"currency\""
        case .rowTooLong(let limit, let line): "line \(line): a row of more than \(limit) octets"
        case .tooManyPrices(let limit, let line): "line \(line): more than \(limit) prices"
        case .tooManyPricesForANumber(let limit, let line):
            "line \(line): more than \(limit) prices for the same numbers"
        case .contradictingPrices(let line, let earlier):
            "line \(line): another price for the same as in line \(earlier)"
        }
    }
}
