/// Reads the texts of an input one after the other, in bounded memory.
///
/// A UTF-8 byte order mark at the beginning is a signature, not text, and is dropped.
public struct RecordReader: ~Copyable {
    /// The octets a record may have, line ends included; longer ones are rejected.
    public static let octetLimit = 16 << 20

    private static let readOctetCount = 256 << 10
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    private let source: ByteSource
    private let format: RecordFormat
    private let unescapes: Bool

    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    private var line = 1
    private var csv = CSVScanner(delimiter: 0x2C)
    private var textColumn: Int?

    /// Reads records of some format from a source.
    ///
    /// - Parameter unescapes: Whether `\n`, `\r`, `\t` and `\\` stand for those characters.
    public init(_ source: consuming ByteSource, format: RecordFormat, unescapes: Bool = false) {
        self.source = source
        self.format = format
        self.unescapes = unescapes
    }

    /// The name of the input, as shown to a person.
    public var name: String { source.name }

    /// Calls `body` with each record in order: the line it begins on, and its text or what is
    /// wrong with it.
    ///
    /// The text is raw: it may be invalid UTF-8. With an error it is empty.
    public mutating func forEach(
        _ body: (_ line: Int, _ text: Span<UInt8>, _ error: RecordError?) throws -> Void
    ) throws {
        try fill()
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        if case .csv(let column) = format {
            guard try readHeader(column, body) else { return }
        }
        while try readRecord(body) {}
    }

    /// Reads more octets behind those not yet used; at the end sets `isAtEnd`.
    private mutating func fill() throws(InputError) {
        buffer.removeSubrange(..<position)
        position = 0
        // Doubling keeps a long record from being scanned again too often.
        let count = max(Self.readOctetCount, buffer.count)
        isAtEnd = try source.read(count, into: &buffer) == 0
    }

    private mutating func readRecord(
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws -> Bool {
        while true {
            if position == buffer.count && isAtEnd { return false }
            if try takeRecord(body) { return true }
            if buffer.count - position > Self.octetLimit {
                try body(line, [UInt8]().span, .tooLong(octetLimit: Self.octetLimit))
                try skipLine()
                return true
            }
            try fill()
        }
    }

    /// Hands over the record at `position` when the buffer has all of it.
    private mutating func takeRecord(
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws -> Bool {
        guard case .csv = format else { return try takeLine(body) }
        let finding = csv.scan(buffer, from: position, isLast: isAtEnd)
        switch finding {
        case .incomplete: return false
        case .malformed(let error, let next):
            try body(line, [UInt8]().span, error)
            advance(to: next)
        case .record(let next):
            try takeField(body)
            advance(to: next)
        }
        return true
    }

    private mutating func takeLine(
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws -> Bool {
        let lineEnd = buffer[position...].firstIndex(of: Self.lineFeed)
        guard let end = lineEnd ?? (isAtEnd ? buffer.count : nil) else { return false }
        var textEnd = end
        if lineEnd != nil && end > position && buffer[end - 1] == Self.carriageReturn {
            textEnd -= 1
        }
        if case .ndjson(let key) = format {
            try takeObject(position..<textEnd, key, body)
        } else {
            try take(position..<textEnd, hasDoubledQuotes: false, body)
        }
        advance(to: min(end + 1, buffer.count))
        return true
    }

    private mutating func takeField(
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws {
        // A line with nothing on it is no record (RFC 4180 knows none without a field).
        if csv.fields.count == 1 && csv.fields[0].range.isEmpty && textColumn != 0 { return }
        guard let column = textColumn, column < csv.fields.count else {
            let error = RecordError.missingField(
                fieldCount: csv.fields.count,
                column: (textColumn ?? 0) + 1
            )
            try body(line, [UInt8]().span, error)
            return
        }
        let field = csv.fields[column]
        try take(field.range, hasDoubledQuotes: field.hasDoubledQuotes, body)
    }

    private mutating func takeObject(
        _ range: Range<Int>,
        _ key: String,
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws {
        do {
            let text = try NDJSONText.text(under: key, in: buffer[range])
            try body(line, text.utf8Span.span, nil)
        } catch let error as RecordError {
            try body(line, [UInt8]().span, error)
        }
    }

    private mutating func take(
        _ range: Range<Int>,
        hasDoubledQuotes: Bool,
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws {
        guard hasDoubledQuotes || unescapes else {
            try body(line, buffer.span.extracting(range), nil)
            return
        }
        var text = buffer[range]
        if hasDoubledQuotes { text = CSVScanner.withoutDoubledQuotes(text) }
        if unescapes { text = EscapedText.unescaped(text)[...] }
        try body(line, text.span, nil)
    }

    private mutating func advance(to next: Int) {
        for index in position..<next where buffer[index] == Self.lineFeed { line += 1 }
        position = next
    }

    private mutating func skipLine() throws {
        while true {
            if let end = buffer[position...].firstIndex(of: Self.lineFeed) {
                advance(to: end + 1)
                return
            }
            position = buffer.count
            if isAtEnd { return }
            try fill()
        }
    }

    /// Reads the header record and finds the text's column; `false` when there are no records.
    private mutating func readHeader(
        _ name: String,
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws -> Bool {
        while true {
            if position == buffer.count && isAtEnd { return false }
            let finding = csv.scan(buffer, from: position, isLast: isAtEnd)
            switch finding {
            case .incomplete:
                try fill()
            case .malformed(let error, _):
                try body(line, [UInt8]().span, error)
                return false
            case .record(let next):
                let names = csv.fields.map { field in
                    String(decoding: buffer[field.range], as: UTF8.self)
                }
                let found = names.indices.filter { names[$0] == name }
                guard found.count == 1 else {
                    try body(
                        line,
                        [UInt8]().span,
                        found.isEmpty
                            ? .unknownColumn(name, known: names) : .ambiguousColumn(name)
                    )
                    return false
                }
                textColumn = found[0]
                advance(to: next)
                return true
            }
        }
    }
}
