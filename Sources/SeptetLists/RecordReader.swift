public import SeptetCharsets
internal import SeptetJSON

/// Reads the texts of an input one after the other, in bounded memory.
///
/// A UTF-8 byte order mark at the beginning is a signature, not text, and is dropped. In lines an
/// empty line is an empty text; between records of JSON or CSV it is nothing.
public struct RecordReader: ~Copyable {
    /// The octets a record may have, line ends included; longer ones are rejected.
    ///
    /// A message of 255 parts has fewer than a twentieth of it. Records of nothing but delimiters
    /// take twenty times their octets while they are looked at, on each thread, and thirty-six
    /// where fields are written anew.
    public static let octetLimit = 1 << 20

    private var blocks: BlockReader

    /// How texts stand in the input; `nil` when it was opened, and the next two are known.
    private let format: RecordFormat?
    private let textField: Int
    private let fieldCount: Int

    /// What the list turned out to be; `nil` when its form was given.
    public let input: ListInput?

    private let unescapes: Bool

    /// Reads records of some format from a source.
    ///
    /// Throws when ICU cannot read the charset.
    ///
    /// - Parameters:
    ///   - source: Where the octets come from.
    ///   - format: What the records are.
    ///   - charset: What the octets of the source mean; texts are handed over in UTF-8.
    ///   - unescapes: Whether `\n`, `\r`, `\t` and `\\` stand for those characters.
    public init(
        _ source: consuming ByteSource,
        format: RecordFormat,
        charset: Charset = .utf8,
        unescapes: Bool = false
    ) throws(CharsetError) {
        try self.init(
            source,
            format: format,
            charset: charset,
            unescapes: unescapes,
            readOctetCount: BlockReader.readOctetCount,
            octetLimit: Self.octetLimit
        )
    }

    /// The same with another size of reads and another limit, so that tests can be small.
    init(
        _ source: consuming ByteSource,
        format: RecordFormat,
        charset: Charset = .utf8,
        unescapes: Bool,
        readOctetCount: Int,
        octetLimit: Int
    ) throws(CharsetError) {
        blocks = try BlockReader(
            source,
            format.syntax,
            charset: charset,
            readOctetCount: readOctetCount,
            octetLimit: octetLimit
        )
        self.format = format
        self.unescapes = unescapes
        textField = 0
        fieldCount = 1
        input = nil
    }

    /// Reads a list that was opened.
    init(_ list: consuming OpenList, _ options: ListOptions) throws(HeaderError) {
        textField = try list.textField
        fieldCount = list.names.names.count
        input = list.input
        blocks = list.takeReader()
        format = nil
        unescapes = options.unescapes
    }

    /// The name of the input, as shown to a person.
    public var name: String { blocks.name }

    /// Calls `body` with each record in order: the line it begins on, and its text or what is
    /// wrong with it.
    ///
    /// The text is raw: it may be invalid UTF-8. With an error it is empty. Throws `InputError`
    /// when the input cannot be read, `HeaderError` when a CSV header does not lead to the texts,
    /// and what `body` throws.
    public mutating func forEach(
        _ body: (_ line: Int, _ text: Span<UInt8>, _ error: RecordError?) throws -> Void
    ) throws {
        var textField = textField
        var fieldCount = fieldCount
        if case .csv(let column, _, _)? = format {
            guard let names = try blocks.readColumns() else { return }
            textField = try ColumnNames(names, blocks).place(of: column)
            fieldCount = names.count
        }
        var scanner = RecordScanner(blocks, fieldCount: fieldCount, unescapes: unescapes)
        var block = RecordBlock()
        while try blocks.read(into: &block) {
            scanner.begin(block)
            while scanner.next(in: block) {
                if let error = scanner.error {
                    try body(scanner.line, [UInt8]().span, error)
                    continue
                }
                let octets = scanner.isWritten ? scanner.written : block.octets
                try body(
                    scanner.line,
                    octets.span.extracting(scanner.field(textField)),
                    nil
                )
            }
        }
    }
}

extension RecordFormat {
    /// How the records are told apart.
    var syntax: RecordSyntax {
        switch self {
        case .lines: .lines
        case .ndjson(let key): .ndjson(keys: [key], optional: [])
        case .csv(_, let delimiter, let hasHeader):
            .csv(delimiter: delimiter, hasHeader: hasHeader)
        }
    }
}

/// How texts stand in an input.
public enum RecordFormat: Sendable, Hashable {
    /// One text a line; lines end with LF or CR LF.
    case lines
    /// One JSON object a line; the text is the string under a key.
    case ndjson(key: String)
    /// Values separated by an octet, after RFC 4180; the text is in the named column.
    ///
    /// Without a header columns are named by their numbers, from 1.
    case csv(column: String, delimiter: UInt8 = 0x2C, hasHeader: Bool = true)
}

/// How records are told apart, whatever is in them.
package enum RecordSyntax: Sendable, Hashable {
    /// One record a line; lines end with LF or CR LF, and a CR elsewhere is text.
    case lines
    /// One JSON object a line; its fields are the values under some keys, of which some may be
    /// missing.
    case ndjson(keys: [String], optional: [Bool])
    /// Values separated by an octet, after RFC 4180.
    case csv(delimiter: UInt8, hasHeader: Bool)
}

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
