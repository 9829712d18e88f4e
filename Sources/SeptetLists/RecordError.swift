public import SeptetCharsets
internal import SeptetJSON

/// Why one record of an input has no text.
@nonexhaustive
public enum RecordError: Error, Sendable, Hashable {
    /// The record is longer than `octetLimit` octets, line ends included.
    case tooLong(octetLimit: Int)
    /// A quoted field is not closed before the input ends.
    case unclosedQuote(column: Int)
    /// Something other than a delimiter follows the closing quote of a field.
    case textAfterQuote(column: Int)
    /// A quote stands inside a field that is not quoted.
    case quoteInsideField(column: Int)
    /// The record has `fieldCount` fields, the header has `headerFieldCount`, and a surplus field
    /// isn't blank.
    ///
    /// A comma that is not quoted would otherwise cut a text, unnoticed.
    case fieldCountDiffers(fieldCount: Int, headerFieldCount: Int)
    /// The header lacks the column asked for.
    case unknownColumn(String, known: [String])
    /// No column seems to have the texts.
    case noTextColumn(known: [String])
    /// The header names the column more than once, perhaps in several spellings.
    case ambiguousColumn(String, among: [String])
    /// Octets of the record aren't a character of the input's charset; the offset is the input's.
    case charset(CharsetError)
    /// The octets of the record are not UTF-8 from `utf8Offset` on.
    case invalidUTF8(utf8Offset: Int)
    /// The record is not valid JSON: what is wrong at `utf8Offset`.
    case notJSON(String, utf8Offset: Int)
    /// The record is no JSON object with a string under the key.
    case notAnObject(key: String, reason: String)
}

extension RecordError {
    /// What the reader of members found wrong with the record.
    init(_ fault: JSONFault) {
        let offset = fault.offset ?? 0
        if case .invalidUTF8 = fault.kind {
            self = .invalidUTF8(utf8Offset: offset)
        } else {
            self = .notJSON(fault.reason, utf8Offset: offset)
        }
    }
}

extension RecordError: CustomStringConvertible {
    /// What is wrong, and where in the record.
    public var description: String {
        switch self {
        case .charset(let error): error.description
        case .tooLong(let limit):
            "the record is longer than \(limit) bytes"
        case .unclosedQuote(let column):
            "the quote that opens field \(column) is never closed"
        case .textAfterQuote(let column):
            "text follows the closing quote of field \(column)"
        case .quoteInsideField(let column):
            "a quote stands inside field \(column), which is not quoted"
        case .fieldCountDiffers(let count, let headerCount):
            "the record has \(count) field\(count == 1 ? "" : "s"), the header has \(headerCount)"
        case .unknownColumn(let name, let known):
            "no column \"\(name)\"; there are: \(ColumnNames.listing(known))"
        case .noTextColumn(let known):
            "no column \"text\"; there are: \(ColumnNames.listing(known)); "
                + "name the column of the texts with --column"
        case .ambiguousColumn(let name, let among):
            "the header names column \"\(name)\" more than once: \(ColumnNames.listing(among))"
        case .invalidUTF8(let offset):
            "invalid UTF-8 at byte \(offset)"
        case .notJSON(let what, let offset):
            "not valid JSON: \(what) at byte \(offset)"
        case .notAnObject(let key, let reason):
            "no JSON object with a string \"\(key)\": \(reason)"
        }
    }
}
