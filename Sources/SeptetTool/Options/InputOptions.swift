public import ArgumentParser
internal import Septet
internal import SeptetCampaigns
internal import SeptetCharsets
public import SeptetLists
internal import SeptetNumbers

/// The options that say where texts come from and how to find them there.
struct InputOptions: ParsableArguments {
    @Option(
        name: .customLong("input"),
        help: ArgumentHelp(
            "The form of the input, if not the one that it seems to have.",
            valueName: "lines|ndjson|json|csv|xlsx"
        )
    )
    var givenInput: ListFormat?

    @Option(
        help: ArgumentHelp(
            "The column that holds the texts, by default text, message and the like; its number with --no-header.",
            valueName: "NAME"
        )
    )
    var column: String?

    @Option(
        help: ArgumentHelp(
            "What separates the values of CSV: a character of ASCII, or \"tab\". Found by default.",
            valueName: "CHARACTER"
        )
    )
    var delimiter: CSVDelimiter?

    @Flag(name: .customLong("no-header"), help: "The first row has no names of columns.")
    var noHeader = false

    @Option(
        help: ArgumentHelp(
            "The charset of the input by IANA name or alias, found by default; counts are of the text.",
            valueName: "NAME"
        ),
        transform: CharsetName.init(named:)
    )
    var charset: CharsetName?

    @Option(help: ArgumentHelp("The sheet of a workbook, by default the first.", valueName: "NAME"))
    var sheet: String?

    @Flag(help: "In a text, \\n, \\r, \\t and \\\\ stand for those characters.")
    var escaped = false

    func validate() throws {
        if let givenInput {
            let hasCells = givenInput == .csv || givenInput == .xlsx
            if !hasCells && (column != nil && givenInput == .lines || noHeader || delimiter != nil)
            {
                throw ValidationError("--column, --delimiter and --no-header go with --input csv.")
            }
            if sheet != nil && givenInput != .xlsx {
                throw ValidationError("--sheet goes with a workbook.")
            }
        }
        if noHeader, let column, Int(column).map({ $0 < 1 }) ?? true {
            throw ValidationError("With --no-header --column is a number from 1.")
        }
    }

    /// Whether an option is about the columns of a list.
    var isAboutTable: Bool { column != nil || delimiter != nil || noHeader || sheet != nil }

    /// Checks that no option is about a file, which is not read when the text is an argument.
    func requireNoFile() throws {
        if givenInput != nil || charset != nil || isAboutTable {
            throw ValidationError(
                "--input, --column, --delimiter, --no-header, --charset and --sheet go with a file, not with a text."
            )
        }
    }

    /// Checks that there is a column of texts.
    func requireColumn() throws {
        if givenInput == .csv && column == nil {
            throw ValidationError("--input csv needs --column NAME.")
        }
    }

    /// What was said about the input.
    var list: ListOptions {
        var list = ListOptions()
        list.format = givenInput
        list.column = column
        list.delimiter = delimiter
        list.hasHeader = !noHeader
        list.charset = charset?.charset
        list.sheet = sheet
        list.unescapes = escaped
        return list
    }

    /// Opens the input; `nil` and `-` are standard input.
    ///
    /// - Parameter numbers: Reads the telephone numbers that are wanted, when the texts are not.
    func reader(_ file: String?, numbers: NumberReader? = nil) throws -> RecordReader {
        try requireColumn()
        var list = list
        list.judgesPauses = true
        let reader = try Self.reporting { [list] in
            let source = try Self.source(file)
            guard let numbers else { return try list.recordReader(source) }
            return try list.recordReader(source, ofNumbers: numbers)
        }
        if let input = reader.input { Self.reportGuessedCharset(input, of: reader.name) }
        return reader
    }

    /// Reports that a charset was guessed, where no report of a campaign says it.
    static func reportGuessedCharset(_ input: ListInput, of name: String) {
        guard input.isCharsetGuessed else { return }
        StandardError.report(
            "\(name): read as \(input.charset), the only charset that fits; --charset decides"
        )
    }

    /// Opens the input to be read in blocks.
    ///
    /// - Parameters:
    ///   - columns: The columns that are wanted.
    ///   - isStopped: Asked while waiting for a pipe; `true` ends the input.
    func open(
        _ file: String?,
        columns: ListColumns,
        isStopped: @escaping @Sendable () -> Bool
    ) throws -> OpenList {
        try Self.reporting {
            var source = try Self.source(file)
            if source.octetCount == nil { source.isStopped = isStopped }
            return try columns.open(source)
        }
    }

    /// Opens a list; reports on standard error why it isn't one, and ends the command then.
    static func reporting<Found: ~Copyable>(_ open: () throws -> Found) throws -> Found {
        do {
            return try open()
        } catch let error as ListError {
            StandardError.report("\(error)")
        } catch let error as HeaderError {
            StandardError.report("\(error)")
        }
        throw ExitStatus.inputRejected
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
        let identity = path.map { FileIdentity(path: $0) } ?? FileIdentity.standardInput
        if let identity, identity.isRegular, identity.octetCount > 0,
            identity == FileIdentity.standardOutput
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
    /// - Parameter numbers: Reads the telephone numbers that are wanted, when the texts are not.
    /// - Parameter rejected: Called for each record that holds no text.
    func forEachText(
        in file: String?,
        numbers: NumberReader? = nil,
        rejected: () -> Void = {},
        _ body: (_ line: Int, _ text: Span<UInt8>) throws -> Void
    ) throws -> RejectingReader.Outcome {
        var records = RejectingReader(try reader(file, numbers: numbers))
        return try records.forEach(rejected: rejected, body)
    }
}

extension ListFormat: ExpressibleByArgument {}

extension CSVDelimiter: ExpressibleByArgument {
    /// Takes what the library takes.
    public init?(argument: String) {
        self.init(argument)
    }

    public var defaultValueDescription: String { description }
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
            StandardError.report("\(error)")
            return .broken(status: ExitStatus.inputRejected)
        }
        return isAnyRejected ? .someRejected : .complete
    }
}
