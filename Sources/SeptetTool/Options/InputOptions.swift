internal import ArgumentParser
internal import Foundation
internal import Septet
internal import SeptetCharsets
internal import SeptetCampaigns
internal import SeptetLists

/// The options that say where texts come from and how they stand there.
struct InputOptions: ParsableArguments {
    /// The values of `--input`.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case lines, ndjson, csv
    }

    @Option(
        name: .customLong("input"),
        help: ArgumentHelp(
            "How texts stand in the input: lines (the default), JSON objects' \"text\", a CSV column.",
            valueName: "lines|ndjson|csv"
        )
    )
    var givenInput: Format?

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
    var delimiter = Delimiter.comma

    @Flag(name: .customLong("no-header"), help: "The first line of CSV is no header.")
    var noHeader = false

    @Option(
        help: ArgumentHelp(
            "The charset of the input by IANA name or alias, else UTF-8; counts are of the text.",
            valueName: "NAME"
        ),
        transform: CharsetName.init(named:)
    )
    var charset = CharsetName(.utf8)

    @Flag(help: "In a text, \\n, \\r, \\t and \\\\ stand for those characters.")
    var escaped = false

    /// How texts stand in the input.
    var input: Format { givenInput ?? .lines }

    func validate() throws {
        if input != .csv && (column != nil || noHeader) {
            throw ValidationError("--column and --no-header go with --input csv.")
        }
        if noHeader, let column, Int(column).map({ $0 < 1 }) ?? true {
            throw ValidationError("With --no-header --column is a number from 1.")
        }
    }

    /// Checks that there is a column of texts.
    func requireColumn() throws {
        if input == .csv && column == nil {
            throw ValidationError("--input csv needs --column NAME.")
        }
    }

    /// Tells that a file is read as lines whose name says that it holds something else.
    func noteFormat(of file: String?) {
        guard givenInput == nil, let file else { return }
        let name = String(decoding: file.utf8.map(Self.lowercase), as: UTF8.self)
        let formats: [(ending: String, format: Format, what: String)] = [
            (".csv", .csv, "columns"), (".ndjson", .ndjson, "objects"),
            (".jsonl", .ndjson, "objects"),
        ]
        for row in formats where name.hasOctetSuffix(row.ending) {
            StandardError.report(
                "\(file) is read as lines; --input \(row.format.rawValue) reads \(row.what)"
            )
        }
    }

    /// An octet with a letter of ASCII in lower case.
    private static func lowercase(_ octet: UInt8) -> UInt8 {
        (0x41...0x5A).contains(octet) ? octet | 0x20 : octet
    }

    private var format: RecordFormat {
        switch input {
        case .lines: .lines
        case .ndjson: .ndjson(key: "text")
        case .csv:
            .csv(column: column ?? "", delimiter: delimiter.octet, hasHeader: !noHeader)
        }
    }

    /// Opens the input; `nil` and `-` are standard input.
    func reader(_ file: String?) throws -> RecordReader {
        try requireColumn()
        return try RecordReader(
            Self.source(file),
            format: format,
            charset: charset.charset,
            unescapes: escaped
        )
    }

    /// Opens the input to be read in blocks.
    ///
    /// - Parameters:
    ///   - keys: The members that objects of NDJSON must have.
    ///   - isStopped: Asked while waiting for a pipe; `true` ends the input.
    func blockReader(
        _ file: String?,
        keys: [String],
        isStopped: @escaping @Sendable () -> Bool
    ) throws -> BlockReader {
        let syntax: RecordSyntax =
            switch input {
            case .lines: .lines
            case .ndjson: .ndjson(keys: keys)
            case .csv: .csv(delimiter: delimiter.octet, hasHeader: !noHeader)
            }
        var source = try Self.source(file)
        if source.octetCount == nil { source.isStopped = isStopped }
        return try BlockReader(source, syntax, charset: charset.charset)
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

    /// Calls `body` with each text, names the rejected ones on standard error, and goes on.
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
