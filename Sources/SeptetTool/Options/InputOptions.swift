public import ArgumentParser
internal import Foundation
internal import Septet
internal import SeptetCampaigns
internal import SeptetCharsets
public import SeptetLists

/// The options that say where texts come from and how to find them there.
struct InputOptions: ParsableArguments {
    @Option(
        name: .customLong("input"),
        help: ArgumentHelp(
            "The form of the input: lines (the default), JSON objects with \"text\", or CSV.",
            valueName: "lines|ndjson|csv"
        )
    )
    var givenInput: ListFormat?

    @Option(
        help: ArgumentHelp(
            "The CSV column that holds the texts; its number with --no-header.",
            valueName: "NAME"
        )
    )
    var column: String?

    @Option(
        help: ArgumentHelp(
            "What separates the values of CSV: a character of ASCII, or \"tab\".",
            valueName: "CHARACTER"
        )
    )
    var delimiter = CSVDelimiter.comma

    @Flag(name: .customLong("no-header"), help: "The first line of CSV isn't a header.")
    var noHeader = false

    @Option(
        help: ArgumentHelp(
            "The charset of the input by IANA name or alias, UTF-8 by default; counts are of the text.",
            valueName: "NAME"
        ),
        transform: CharsetName.init(named:)
    )
    var charset = CharsetName(.utf8)

    @Flag(help: "In a text, \\n, \\r, \\t and \\\\ stand for those characters.")
    var escaped = false

    /// The form of the input.
    var input: ListFormat { givenInput ?? .lines }

    func validate() throws {
        if input != .csv && (column != nil || noHeader || delimiter != .comma) {
            throw ValidationError("--column, --delimiter and --no-header go with --input csv.")
        }
        if noHeader, let column, Int(column).map({ $0 < 1 }) ?? true {
            throw ValidationError("With --no-header --column is a number from 1.")
        }
    }

    /// Checks that no option is about a file, which is not read when the text is an argument.
    func requireNoFile() throws {
        if givenInput != nil || charset.charset != .utf8 {
            throw ValidationError("--input and --charset go with a file, not with a text.")
        }
    }

    /// Checks that there is a column of texts.
    func requireColumn() throws {
        if input == .csv && column == nil {
            throw ValidationError("--input csv needs --column NAME.")
        }
    }

    /// Says that a file is read as lines whose name says that it holds something else.
    func noteFormat(of file: String?) {
        guard givenInput == nil, let file, let format = ListFormat(fileName: file) else { return }
        let what = format == .csv ? "columns" : "objects"
        StandardError.report("\(file) is read as lines; --input \(format.rawValue) reads \(what)")
    }

    /// The form of the input.
    var list: ListOptions {
        var list = ListOptions()
        list.format = input
        list.column = column
        list.delimiter = delimiter
        list.hasHeader = !noHeader
        list.charset = charset.charset
        list.unescapes = escaped
        return list
    }

    /// Opens the input; `nil` and `-` are standard input.
    func reader(_ file: String?) throws -> RecordReader {
        try requireColumn()
        return try list.recordReader(Self.source(file))
    }

    /// Opens the input to be read in blocks.
    ///
    /// - Parameters:
    ///   - columns: The columns that are wanted.
    ///   - isStopped: Asked while waiting for a pipe; `true` ends the input.
    func blockReader(
        _ file: String?,
        columns: ListColumns,
        isStopped: @escaping @Sendable () -> Bool
    ) throws -> BlockReader {
        var source = try Self.source(file)
        if source.octetCount == nil { source.isStopped = isStopped }
        return try list.blockReader(source, columns)
    }

    /// Opens an input of lines that are not texts.
    static func linesReader(_ file: String?) throws -> RecordReader {
        try RecordReader(source(file), format: .lines)
    }

    /// Opens an input of octets; `nil` and `-` are standard input.
    ///
    /// Throws a `ValidationError` when it is the file that standard output goes to: reading what
    /// is being written would never end.
    static func source(_ file: String?) throws -> ByteSource {
        let path = file.flatMap { $0.utf8.elementsEqual("-".utf8) ? nil : $0 }
        let identity = path.map { FileIdentity(path: $0) } ?? FileIdentity(STDIN_FILENO)
        if let identity, identity.kind == S_IFREG, identity.octetCount > 0,
            identity == FileIdentity(STDOUT_FILENO)
        {
            throw ValidationError(
                "\(path ?? "standard input") is where standard output goes, so it cannot be read."
            )
        }
        guard let path else { return ByteSource.standardInput() }
        return try ByteSource(path: path)
    }

    /// Calls `body` with each text; reports rejected ones on standard error, and continues.
    ///
    /// - Parameter rejected: Called for each record that holds no text.
    func forEachText(
        in file: String?,
        rejected: () -> Void = {},
        _ body: (_ line: Int, _ text: Span<UInt8>) throws -> Void
    ) throws -> RejectingReader.Outcome {
        var records = RejectingReader(try reader(file))
        return try records.forEach(rejected: rejected, body)
    }
}

extension ListFormat: ExpressibleByArgument {}

extension CSVDelimiter: ExpressibleByArgument {
    /// Takes what the library takes.
    public init?(argument: String) {
        self.init(argument)
    }

    /// What to add to a list of columns that another delimiter would separate.
    static func hint(for names: [String]) -> String {
        switch likely(inHeader: names) {
        case nil: ""
        case .tab?: "; perhaps --delimiter tab"
        case let delimiter?: "; perhaps --delimiter '\(delimiter.defaultValueDescription)'"
        }
    }

    public var defaultValueDescription: String {
        self == .tab ? "tab" : String(Unicode.Scalar(octet))
    }
}

extension HeaderError {
    /// What is wrong with the header, and the delimiter that it seems to have.
    var withHint: String {
        guard case .unknownColumn(_, let known) = reason else { return description }
        return description + CSVDelimiter.hint(for: known)
    }
}

/// Reads records; reports rejected ones on standard error, and continues.
struct RejectingReader: ~Copyable {
    /// How the reading went.
    enum Outcome {
        /// Every record was taken.
        case complete
        /// Some records were rejected, all others taken.
        case someRejected
        /// The input was not read to its end, and `status` says why.
        case broken(status: ExitCode)

        /// Throws the exit status for what is not complete.
        func check() throws(ExitCode) {
            switch self {
            case .complete: return
            case .someRejected: throw ExitStatus.inputRejected
            case .broken(let status): throw status
            }
        }
    }

    private var reader: RecordReader

    init(_ reader: consuming RecordReader) {
        self.reader = reader
    }

    /// Calls `body` with each record; an error that it throws rejects the record, except an
    /// `OutputError`.
    ///
    /// - Parameter rejected: Called for each record that is damaged before `body` could see it.
    mutating func forEach(
        rejected: () -> Void = {},
        _ body: (_ line: Int, _ text: Span<UInt8>) throws -> Void
    ) throws -> Outcome {
        let name = reader.name
        var isAnyRejected = false
        var progress = Progress()
        defer { progress.finish() }
        do {
            try reader.forEach { line, text, error in
                do {
                    if let error {
                        rejected()
                        throw error
                    }
                    try body(line, text)
                } catch let error as OutputError {
                    throw error
                } catch {
                    progress.finish()
                    StandardError.report("\(name):\(line): \(error)")
                    isAnyRejected = true
                }
                progress.advance()
            }
        } catch let error as InputError {
            StandardError.report("\(error)")
            return .broken(status: ExitStatus.inputNotReadable)
        } catch let error as HeaderError {
            StandardError.report(error.withHint)
            return .broken(status: ExitStatus.inputRejected)
        }
        return isAnyRejected ? .someRejected : .complete
    }
}
