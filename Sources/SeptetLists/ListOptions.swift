public import SeptetCharsets
public import SeptetNumbers

/// How the records of a list are told apart.
@nonexhaustive
public enum ListFormat: String, Sendable, Hashable, CaseIterable {
    /// A text a line.
    case lines
    /// A JSON object a line.
    case ndjson
    /// One JSON array of objects.
    case json
    /// Comma-separated values.
    case csv
    /// A workbook of Excel since 2007, of which one sheet is read.
    case xlsx

    /// Whether records have several named values.
    package var hasColumns: Bool { self != .lines }
}

/// What separates the values of a record: one octet of ASCII.
public struct CSVDelimiter: Sendable, Hashable {
    /// The comma of RFC 4180.
    public static let comma = CSVDelimiter(octet: 0x2C)

    /// The semicolon, which spreadsheets write where the comma is the decimal point.
    public static let semicolon = CSVDelimiter(octet: 0x3B)

    /// The tab, which `tab` and `\t` stand for.
    public static let tab = CSVDelimiter(octet: 0x09)

    /// The vertical bar.
    public static let bar = CSVDelimiter(octet: 0x7C)

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
}

extension CSVDelimiter: CustomStringConvertible {
    /// The character, or `tab`.
    public var description: String { self == .tab ? "tab" : String(Unicode.Scalar(octet)) }
}

/// How texts stand in a list, as far as somebody said so; the rest is found by looking at it.
public struct ListOptions: Sendable, Hashable {
    /// How records are told apart; `nil` to find it by the list and its name.
    public var format: ListFormat?

    /// The column of the texts; a number from 1 without a header.
    public var column: String?

    /// What separates the values of comma-separated values; `nil` to find it.
    public var delimiter: CSVDelimiter?

    /// Whether the columns have names, which stand above them.
    public var hasHeader = true

    /// What the octets mean; `nil` to find it.
    public var charset: Charset?

    /// The sheet of a workbook; `nil` for the first.
    public var sheet: String?

    /// Whether `\n`, `\r`, `\t` and `\\` in a text stand for those characters.
    public var unescapes = false

    /// Whether a pipe that pauses is judged by what it has sent, for commands that answer each text
    /// at once.
    public var judgesPauses = false

    /// Everything is found by looking at the list.
    public init() {}

    /// Reads the texts of a source one after the other.
    ///
    /// Throws `ListError` when the source isn't a list or cannot be read as one, `HeaderError` when
    /// its columns lack the texts, and `InputError`.
    public func recordReader(_ source: consuming ByteSource) throws -> RecordReader {
        try RecordReader(ListColumns(self, fields: nil, recipient: nil).open(source), self)
    }

    /// Reads the telephone numbers of a source one after the other; otherwise the same.
    ///
    /// They are in `column`, or in the column whose values are numbers by `numbers`.
    public func recordReader(
        _ source: consuming ByteSource,
        ofNumbers numbers: NumberReader
    ) throws -> RecordReader {
        let columns = ListColumns(
            self,
            fields: nil,
            recipient: nil,
            numbers: numbers,
            wantsNumbers: true
        )
        return try RecordReader(columns.open(source), self)
    }
}

/// What a list turned out to be.
public struct ListInput: Sendable, Hashable {
    /// How its records are told apart.
    public internal(set) var format: ListFormat

    /// What separates its values; `nil` where nothing does.
    public internal(set) var delimiter: CSVDelimiter?

    /// What its octets mean, by IANA name.
    public internal(set) var charset: String

    /// Whether the charset is a guess: the octets don't say it, and only this one fits them.
    public internal(set) var isCharsetGuessed = false

    /// The sheet that is read, of a workbook.
    public internal(set) var sheet: String?

    /// The other sheets of a workbook that can be seen, where none was named.
    public internal(set) var otherSheets: [String] = []

    /// The line of the names of its columns, or their row in a sheet; `nil` without any.
    public internal(set) var headerLine: Int?

    /// The names of all columns, in their order; numbers from 1 without a header.
    public internal(set) var columns: [String] = []

    /// The column of the recipients' numbers; `nil` when there is none.
    public internal(set) var recipientColumn: String?

    /// Other columns with numbers, which a person may have meant.
    public internal(set) var otherNumberColumns: [String] = []

    /// The columns that make the text of a message, each once.
    public internal(set) var textColumns: [String] = []
}

/// Why an input isn't read as a list.
public struct ListError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of reasons.
    @nonexhaustive
    public enum Reason: Sendable, Hashable {
        /// It is something else.
        case form(ListFormError)
        /// It is in one of several charsets.
        case charsets([CharsetGuess])
        /// It is a workbook, and an option says that it is something else.
        case isWorkbook
        /// An option says that it is a workbook, and it isn't.
        case isNotAWorkbook
        /// A workbook that cannot be read.
        case workbook(WorkbookError)
        /// ICU cannot read the charset.
        case charset(CharsetError)
    }

    /// The name of the input, as shown to a person.
    public let name: String

    /// What is wrong.
    public let reason: Reason

    /// The name and the reason, with what to do.
    public var description: String {
        let text =
            switch reason {
            case .form(let error): error.description
            case .charsets(let guesses):
                "the text isn't UTF-8; it may be "
                    + guesses.prefix(5).map { "\($0.charset) (\"\($0.example)\")" }
                    .joined(separator: ", ") + ": choose with --charset NAME"
            case .isWorkbook: "this is a workbook of Excel; leave --input away"
            case .isNotAWorkbook: "this isn't a workbook of Excel (.xlsx)"
            case .workbook(let error): error.description
            case .charset(let error): error.description
            }
        return "\(name): \(text)"
    }
}
