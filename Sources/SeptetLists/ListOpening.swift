internal import SeptetCharsets

/// Finds what octets are, unless options say so.
struct ListOpening {
    private let name: String
    private var input: ListInput
    private var syntax = RecordSyntax.lines
    private var charset = Charset.utf8

    /// A reader of what the source holds.
    static func reader(
        _ source: consuming ByteSource,
        _ options: ListOptions,
        _ wantsColumns: Bool,
        _ input: inout ListInput
    ) throws -> BlockReader {
        var octets = source
        let opening = try ListOpening(&octets, options, wantsColumns: wantsColumns)
        input = opening.input
        if input.format == .xlsx {
            let rows = try rows(&octets, options.sheet)
            input.sheet = rows.sheetName
            input.otherSheets = options.sheet == nil ? rows.otherSheetNames : []
            return BlockReader(DecodingSource(octets, rows), opening.syntax)
        }
        let isJSONArray = input.format == .json
        return BlockReader(
            try text(octets, opening.charset, isJSONArray: isJSONArray),
            opening.syntax
        )
    }

    private init(_ octets: inout ByteSource, _ options: ListOptions, wantsColumns: Bool) throws {
        name = octets.name
        let beginning = Array(
            try octets.peek(ListSniffer.octetCount, pauses: options.judgesPauses)
        )
        var text = beginning
        if let given = options.charset {
            charset = given
            if given != .utf8, !ListSniffer(beginning, fileName: name).isArchive {
                text = Self.decoded(beginning, given)
            }
        }
        let form: ListForm?
        do throws(ListFormError) {
            form = try ListSniffer(text, fileName: name)
                .form(isTable: wantsColumns || options.format == .csv)
        } catch {
            // Who says that it is lines may have reasons.
            guard error == .empty || options.format == .lines else {
                throw ListError(name: name, reason: .form(error))
            }
            form = nil
        }
        let found = form?.records ?? .lines
        input = ListInput(format: .lines, charset: "UTF-8")
        if let form, options.charset == nil {
            charset = try Self.charset(of: form, beginning, name)
            if form.encoding != .other { octets.skip(form.markOctetCount) }
        }
        input.charset = charset.ianaName
        input.isCharsetGuessed =
            form?.encoding == .other && options.charset == nil && charset != .utf8
        try choose(found, options, isEmpty: beginning.isEmpty)
    }

    private mutating func choose(
        _ found: ListForm.Records,
        _ options: ListOptions,
        isEmpty: Bool
    ) throws {
        var delimiter = options.delimiter
        switch found {
        case .lines: input.format = .lines
        case .ndjson: input.format = .ndjson
        case .jsonArray: input.format = .json
        case .xlsx: input.format = .xlsx
        case .csv(let likely, _):
            input.format = .csv
            delimiter = delimiter ?? likely
        }
        let wantsWorkbook = options.format == .xlsx || options.sheet != nil
        if wantsWorkbook && input.format != .xlsx && !isEmpty {
            throw ListError(name: name, reason: .isNotAWorkbook)
        }
        if let format = options.format {
            if input.format == .xlsx && format != .xlsx && format != .lines {
                throw ListError(name: name, reason: .isWorkbook)
            }
            input.format = format
        } else if input.format == .lines,
            options.column != nil || options.delimiter != nil || !options.hasHeader
        {
            input.format = .csv
        }
        switch input.format {
        case .lines: syntax = .lines
        case .ndjson, .json: syntax = .ndjson(keys: [], optional: [])
        case .csv:
            let delimiter = delimiter ?? .comma
            input.delimiter = delimiter
            syntax = .csv(delimiter: delimiter.octet, hasHeader: options.hasHeader)
        case .xlsx:
            input.charset = "UTF-8"
            syntax = .csv(delimiter: CSVDelimiter.comma.octet, hasHeader: options.hasHeader)
        }
    }

    /// Opens a sheet, the first one unless another is named.
    static func rows(
        _ octets: inout ByteSource,
        _ sheet: String?
    ) throws(ListError) -> SheetRows {
        do throws(WorkbookError) {
            return try SheetRows(&octets, sheet: sheet)
        } catch {
            throw ListError(name: octets.name, reason: .workbook(error))
        }
    }

    /// Opens a text in some charset.
    static func text(
        _ octets: consuming ByteSource,
        _ charset: Charset,
        isJSONArray: Bool = false
    ) throws(ListError) -> DecodingSource {
        let name = octets.name
        do throws(CharsetError) {
            return try DecodingSource(octets, charset, isJSONArray: isJSONArray)
        } catch {
            throw ListError(name: name, reason: .charset(error))
        }
    }

    /// The charset of a list that shows its encoding, or of one that is not in Unicode.
    private static func charset(
        of form: ListForm,
        _ octets: [UInt8],
        _ name: String
    ) throws(ListError) -> Charset {
        if let shown = try form.encoding.charset(name) { return shown }
        // A few octets fit any charset.
        guard octets.count >= Self.leastOctetCountOfGuesses else { return .utf8 }
        let guesses = CharsetGuess.guesses(for: octets)
        // Where nothing fits it is UTF-8 with damage, and rows are rejected one by one.
        guard let guess = guesses.first else { return .utf8 }
        guard guesses.count == 1 else { throw ListError(name: name, reason: .charsets(guesses)) }
        return guess.charset
    }

    private static let leastOctetCountOfGuesses = 8

    private static func decoded(_ octets: [UInt8], _ charset: Charset) -> [UInt8] {
        guard var decoder = try? MarkingDecoder(charset) else { return octets }
        var text: [UInt8] = []
        try? decoder.decode(octets.span, into: &text)
        return text
    }
}

extension ListForm.Encoding {
    /// The charset of text in Unicode; `nil` for other text.
    ///
    /// - Parameter name: The name of the input, for an error.
    func charset(_ name: String) throws(ListError) -> Charset? {
        do throws(CharsetError) {
            switch self {
            case .utf8: return .utf8
            case .utf16LittleEndian: return try Charset(name: "UTF-16LE")
            case .utf16BigEndian: return try Charset(name: "UTF-16BE")
            case .other: return nil
            }
        } catch {
            throw ListError(name: name, reason: .charset(error))
        }
    }
}
