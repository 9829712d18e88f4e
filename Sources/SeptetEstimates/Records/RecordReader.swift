public import SeptetCharsets

/// Reads the texts of an input one after the other, in bounded memory.
///
/// A UTF-8 byte order mark at the beginning is a signature, not text, and is dropped. In lines an
/// empty line is an empty text; between records of JSON or CSV it is nothing.
public struct RecordReader: ~Copyable {
    /// The octets a record may have, line ends included; longer ones are rejected.
    public static let octetLimit = 16 << 20

    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private var source: DecodingSource
    private let format: RecordFormat
    private let unescapes: Bool
    private let readOctetCount: Int
    private let octetLimit: Int

    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    private var line = 1
    private var csv = CSVScanner(delimiter: 0x2C)
    private var header: CSVHeader?

    /// Reads records of some format from a source.
    ///
    /// Throws when ICU cannot read the charset.
    ///
    /// - Parameters:
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
            readOctetCount: 256 << 10,
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
        self.source = try DecodingSource(source, charset)
        self.format = format
        self.unescapes = unescapes
        self.readOctetCount = readOctetCount
        self.octetLimit = octetLimit
    }

    /// The name of the input, as shown to a person.
    public var name: String { source.name }

    /// Calls `body` with each record in order: the line it begins on, and its text or what is
    /// wrong with it.
    ///
    /// The text is raw: it may be invalid UTF-8. With an error it is empty. Throws `InputError`
    /// when the input cannot be read, `HeaderError` when a CSV header does not lead to the texts,
    /// and what `body` throws.
    public mutating func forEach(
        _ body: (_ line: Int, _ text: Span<UInt8>, _ error: RecordError?) throws -> Void
    ) throws {
        // A pipe may deliver the mark octet by octet.
        while buffer.count < Self.byteOrderMark.count && !isAtEnd { try fill() }
        if buffer.starts(with: Self.byteOrderMark) { position = Self.byteOrderMark.count }
        while try readRecord(body) {}
    }

    /// Reads more octets behind those not yet used; at the end sets `isAtEnd`.
    private mutating func fill() throws(InputError) {
        buffer.removeSubrange(..<position)
        position = 0
        // Doubling keeps a long record from being scanned again too often. One octet more than
        // the limit tells a record that is too long from one that just fits.
        let wanted = max(readOctetCount, buffer.count)
        let count = max(1, min(wanted, octetLimit + 1 - buffer.count))
        let before = buffer.count
        repeat {
            isAtEnd = try source.read(count - (buffer.count - before), into: &buffer) == 0
            // A pipe gives less than is asked for; a long record would be scanned again each time.
        } while before >= readOctetCount && !isAtEnd && buffer.count - before < count
    }

    private mutating func readRecord(
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws -> Bool {
        while true {
            if position == buffer.count && isAtEnd { return false }
            if try takeRecord(body) { return true }
            if buffer.count - position > octetLimit {
                try rejectTooLong(body)
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
        guard case .csv(let column) = format else { return try takeLine(body) }
        switch csv.scan(buffer, from: position, isLast: isAtEnd) {
        case .incomplete: return false
        case .malformed(let error, let next):
            try reject(error, body)
            advance(to: next)
        case .record(let next):
            if next - position > octetLimit {
                try rejectTooLong(body)
            } else if let fault = firstFault(before: next) {
                try reject(.charset(fault), body)
            } else if csv.fields.count == 1 && csv.fields[0].range == position..<position {
                // A line with nothing on it, not even quotes, is no record.
            } else if let header {
                try takeField(header, body)
            } else {
                try takeHeader(column)
            }
            advance(to: next)
        }
        return true
    }

    private mutating func takeLine(
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws -> Bool {
        let lineEnd = buffer.firstOctet(Self.lineFeed, from: position)
        guard let end = lineEnd ?? (isAtEnd ? buffer.count : nil) else { return false }
        let next = min(end + 1, buffer.count)
        var textEnd = end
        if lineEnd != nil && end > position && buffer[end - 1] == Self.carriageReturn {
            textEnd -= 1
        }
        if next - position > octetLimit {
            try rejectTooLong(body)
        } else if let fault = firstFault(before: next) {
            try reject(.charset(fault), body)
        } else if case .ndjson(let key) = format {
            try takeObject(position..<textEnd, key, body)
        } else {
            try take(position..<textEnd, hasDoubledQuotes: false, body)
        }
        advance(to: next)
        return true
    }

    private func takeObject(
        _ range: Range<Int>,
        _ key: String,
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws {
        let string: JSONString?
        do {
            string = try Self.string(under: key, in: buffer, range)
        } catch {
            try reject(error, body)
            return
        }
        guard let string else { return }
        guard string.hasEscapes else {
            try take(string.range, hasDoubledQuotes: false, body)
            return
        }
        var text = string.octets(in: buffer)
        if unescapes { text = EscapedText.unescaped(text[...]) }
        try body(line, text.span, nil)
    }

    private static func string(
        under key: String,
        in buffer: [UInt8],
        _ range: Range<Int>
    ) throws(RecordError) -> JSONString? {
        do {
            _ = try UTF8Span(validating: buffer.span.extracting(range))
        } catch {
            throw .invalidUTF8(utf8Offset: error.byteOffsets.lowerBound)
        }
        var scanner = JSONScanner(buffer, range)
        return try scanner.string(under: key)
    }

    /// Finds the texts' column by the header just scanned.
    private mutating func takeHeader(_ column: String) throws(HeaderError) {
        let names = csv.fields.map { field in
            let octets = buffer[field.range]
            return String(
                decoding: field.hasDoubledQuotes
                    ? CSVScanner.withoutDoubledQuotes(octets) : octets,
                as: UTF8.self
            )
        }
        do {
            header = try CSVHeader(names: names, column: column)
        } catch {
            throw HeaderError(name: name, line: line, reason: error)
        }
    }

    private func takeField(
        _ header: CSVHeader,
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws {
        let fieldCount = csv.fields.count
        guard fieldCount == header.fieldCount else {
            let error = RecordError.fieldCountDiffers(
                fieldCount: fieldCount,
                headerFieldCount: header.fieldCount
            )
            try reject(error, body)
            return
        }
        let field = csv.fields[header.textColumn]
        try take(field.range, hasDoubledQuotes: field.hasDoubledQuotes, body)
    }

    private func take(
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

    private func rejectTooLong(_ body: (Int, Span<UInt8>, RecordError?) throws -> Void) throws {
        try reject(.tooLong(octetLimit: octetLimit), body)
    }

    /// Reports the record at `position`; a damaged header ends the reading.
    private func reject(
        _ error: RecordError,
        _ body: (Int, Span<UInt8>, RecordError?) throws -> Void
    ) throws {
        if case .csv = format, header == nil {
            throw HeaderError(name: name, line: line, reason: error)
        }
        try body(line, [UInt8]().span, error)
    }

    /// The first octets between `position` and `next` that are no character of the charset.
    private func firstFault(before next: Int) -> CharsetError? {
        guard source.marksFaults, let fault = source.faults.first,
            let mark = buffer.firstOctet(DecodingSource.faultMark, from: position), mark < next
        else { return nil }
        return fault
    }

    private mutating func advance(to next: Int) {
        if source.marksFaults && !source.faults.isEmpty {
            let marks = buffer[position..<next].filter { $0 == DecodingSource.faultMark }
            source.removeFaults(marks.count)
        }
        while let end = buffer.firstOctet(Self.lineFeed, from: position), end < next {
            line += 1
            position = end + 1
        }
        position = next
    }

    private mutating func skipLine() throws {
        while true {
            if let end = buffer.firstOctet(Self.lineFeed, from: position) {
                advance(to: end + 1)
                return
            }
            advance(to: buffer.count)
            if isAtEnd { return }
            try fill()
        }
    }
}
