public import SeptetCharsets

/// How the records of a list are told apart.
public enum ListFormat: String, Sendable, Hashable, CaseIterable {
    /// A text a line.
    case lines
    /// A JSON object a line.
    case ndjson
    /// Comma-separated values.
    case csv

    /// The endings of files' names that say what is in them.
    private static let endings: [(ending: String, format: ListFormat)] = [
        (".csv", .csv), (".ndjson", .ndjson), (".jsonl", .ndjson),
    ]

    /// The format that the name of a file says it has, whatever the case of its letters.
    public init?(fileName: String) {
        let name = fileName.utf8.map(Self.lowercased)
        guard
            let row = Self.endings.first(where: {
                name.reversed().starts(with: $0.ending.utf8.reversed())
            })
        else { return nil }
        self = row.format
    }

    private static func lowercased(_ octet: UInt8) -> UInt8 {
        (0x41...0x5A).contains(octet) ? octet | 0x20 : octet
    }
}

/// What separates the values of a record: one octet of ASCII.
public struct CSVDelimiter: Sendable, Hashable {
    /// The comma of RFC 4180.
    public static let comma = CSVDelimiter(octet: 0x2C)

    /// The tab, which `tab` and `\t` stand for.
    public static let tab = CSVDelimiter(octet: 0x09)

    /// The octet.
    public let octet: UInt8

    private init(octet: UInt8) {
        self.octet = octet
    }

    /// Takes a character of ASCII, `tab` or `\t`; `nil` for one that is a quote or a line end.
    public init?(_ text: String) {
        let octets = Array(text.utf8)
        if octets.elementsEqual("tab".utf8) || octets.elementsEqual("\\t".utf8) {
            self = .tab
            return
        }
        guard octets.count == 1, octets[0] < 0x80, ![0x0A, 0x0D, 0x22].contains(octets[0]) else {
            return nil
        }
        octet = octets[0]
    }

    /// The delimiter that a header was probably written with, when it seems to have one column.
    public static func likely(inHeader names: [String]) -> CSVDelimiter? {
        guard names.count == 1, let name = names.first else { return nil }
        if name.utf8.contains(0x3B) { return CSVDelimiter(octet: 0x3B) }
        return name.utf8.contains(0x09) ? .tab : nil
    }
}

/// How texts stand in a list.
public struct ListOptions: Sendable, Hashable {
    /// How records are told apart.
    public var format = ListFormat.lines

    /// The column of the texts, for comma-separated values; a number from 1 without a header.
    public var column: String?

    /// What separates the values of comma-separated values.
    public var delimiter = CSVDelimiter.comma

    /// Whether the first record of comma-separated values names the columns.
    public var hasHeader = true

    /// What the octets mean.
    public var charset = Charset.utf8

    /// Whether `\n`, `\r`, `\t` and `\\` in a text stand for those characters.
    public var unescapes = false

    /// Lines of UTF-8.
    public init() {}

    /// Reads the texts of a source one after the other.
    ///
    /// Objects have their text under the key `text`. Throws `icuFailure` when ICU cannot open the
    /// charset's converter.
    public func recordReader(
        _ source: consuming ByteSource
    ) throws(CharsetError) -> RecordReader {
        let format: RecordFormat =
            switch format {
            case .lines: .lines
            case .ndjson: .ndjson(key: ListColumns.textKey)
            case .csv: .csv(column: column ?? "", delimiter: delimiter.octet, hasHeader: hasHeader)
            }
        return try RecordReader(source, format: format, charset: charset, unescapes: unescapes)
    }

    /// Reads a source in blocks of whole records, of which some columns are wanted.
    package func blockReader(
        _ source: consuming ByteSource,
        _ columns: ListColumns
    ) throws(CharsetError) -> BlockReader {
        let syntax: RecordSyntax =
            switch format {
            case .lines: .lines
            case .ndjson: .ndjson(keys: columns.keys)
            case .csv: .csv(delimiter: delimiter.octet, hasHeader: hasHeader)
            }
        return try BlockReader(source, syntax, charset: charset)
    }
}
