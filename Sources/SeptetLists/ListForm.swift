internal import SeptetNumbers

/// What a list looks like from its beginning: its encoding, and how its records are told apart.
public struct ListForm: Sendable, Hashable {
    /// What the octets mean, as far as they show it.
    public enum Encoding: String, Sendable, Hashable {
        /// UTF-8, or ASCII.
        case utf8
        /// UTF-16, least significant octet first.
        case utf16LittleEndian
        /// UTF-16, most significant octet first.
        case utf16BigEndian
        /// No form of Unicode; some charset with an octet a character, or several.
        case other
    }

    /// How the records are told apart.
    @nonexhaustive
    public enum Records: Sendable, Hashable {
        /// A text a line.
        case lines
        /// Comma-separated values; behind a line `sep=` where there is one.
        case csv(CSVDelimiter, hasSeparatorLine: Bool)
        /// A JSON object a line.
        case ndjson
        /// One JSON array of objects.
        case jsonArray
        /// A workbook of Excel since 2007.
        case xlsx
    }

    /// What the octets mean.
    public let encoding: Encoding

    /// How many octets of byte order marks come first; some programs write two.
    public let markOctetCount: Int

    /// How the records are told apart.
    public let records: Records
}

/// A file that isn't a list, by what its octets or its name say it is.
@nonexhaustive
public enum ListFormError: Error, Sendable, Hashable {
    /// Nothing is in it.
    case empty
    /// A file of another kind, such as "a PDF document".
    case notAList(String)
    /// A workbook in a format that isn't read, and what to save it as.
    case workbook(String)
    /// Octets that aren't text.
    case binary
}

extension ListFormError: CustomStringConvertible {
    /// What the file is, and what to do.
    public var description: String {
        switch self {
        case .empty: "the input is empty"
        case .notAList(let kind): "this is \(kind), not a list"
        case .workbook(let kind): "this is \(kind); save it as .xlsx or .csv"
        case .binary: "this isn't text"
        }
    }
}

/// Finds the form of a list by the octets it begins with and by the name of its file.
public struct ListSniffer {
    /// How many octets are enough; more are not looked at.
    public static let octetCount = 64 << 10

    /// How many records are compared with one another.
    private static let recordLimit = 50

    private let octets: ArraySlice<UInt8>
    private let isWhole: Bool
    private let fileName: String?

    /// Looks at a beginning.
    ///
    /// - Parameters:
    ///   - octets: The first octets of the list, `octetCount` or all there are.
    ///   - fileName: The name of the file; `nil` for standard input.
    public init(_ octets: [UInt8], fileName: String?) {
        self.octets = octets.prefix(Self.octetCount)
        isWhole = octets.count < Self.octetCount
        self.fileName = fileName
    }

    /// The form of the list.
    ///
    /// What a file begins with decides before its name does. Where commas or semicolons could as
    /// well be those of sentences, a list is taken for lines unless its name ends in `.csv`, or a
    /// column of it has nothing but numbers of recipients.
    ///
    /// - Complexity: linear in the octets, of which at most `octetCount` are looked at.
    ///
    /// - Parameter isTable: Whether it is known that the list has columns, unless it is JSON.
    public func form(isTable: Bool = false) throws(ListFormError) -> ListForm {
        guard !octets.isEmpty else { throw .empty }
        if try isWorkbook() {
            return ListForm(encoding: .utf8, markOctetCount: 0, records: .xlsx)
        }
        let (encoding, markOctetCount) = encoding()
        let text = ascii(encoding, markOctetCount)
        try checkText(text)
        return ListForm(
            encoding: encoding,
            markOctetCount: markOctetCount,
            records: records(text, isTable)
        )
    }

    /// Whether this is a ZIP archive, as workbooks are.
    var isArchive: Bool { octets.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

    // MARK: Files of other kinds

    /// The first octets of files that aren't lists.
    private static let signatures: [(octets: [UInt8], kind: String)] = [
        (Array("%PDF".utf8), "a PDF document"),
        ([0x89, 0x50, 0x4E, 0x47], "a picture (PNG)"),
        ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
        (Array("GIF8".utf8), "a picture (GIF)"),
        ([0x49, 0x49, 0x2A, 0x00], "a picture (TIFF)"),
        ([0x4D, 0x4D, 0x00, 0x2A], "a picture (TIFF)"),
        (Array("RIFF".utf8), "a picture or sound (RIFF)"),
        ([0x1F, 0x8B], "a compressed file (gzip)"),
        (Array("BZh".utf8), "a compressed file (bzip2)"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "a compressed file (xz)"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a compressed file (zstd)"),
        ([0x37, 0x7A, 0xBC, 0xAF], "an archive (7z)"),
        (Array("Rar!".utf8), "an archive (RAR)"),
        (Array("SQLite format 3".utf8), "a database (SQLite)"),
        (Array("PAR1".utf8), "a table in Parquet"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ]

    /// The texts that other kinds of text files begin with, in lower case.
    private static let beginnings: [(text: String, kind: String)] = [
        ("begin:vcard", "a file of contacts (vCard)"), ("begin:vcalendar", "a calendar"),
        ("<!doctype html", "a web page"), ("<html", "a web page"), ("<head", "a web page"),
        ("<body", "a web page"), ("<table", "a web page"), ("<meta", "a web page"),
        ("<!--", "a web page"), ("<?xml", "an XML document"),
        ("{\\rtf", "a document in RTF"),
    ]

    /// Whether the file is a workbook of Excel; throws for other files with a signature.
    private func isWorkbook() throws(ListFormError) -> Bool {
        if octets.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            // The name of a stream, in UTF-16.
            if contains("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0") {
                throw .workbook("a workbook with a password")
            }
            throw .workbook("a workbook of Excel before 2007 (.xls), or an encrypted one")
        }
        if isArchive {
            if contains("opendocument.spreadsheet") {
                throw .workbook("a workbook of OpenDocument")
            }
            if contains("xl/") || endsName(with: ".xlsx") || endsName(with: ".xlsm") { return true }
            throw .notAList(contains("word/") ? "a document of Word" : "an archive (ZIP)")
        }
        for row in Self.signatures where octets.starts(with: row.octets) {
            throw .notAList(row.kind)
        }
        return false
    }

    private func contains(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        return octets.indices.contains { octets[$0...].starts(with: wanted) }
    }

    private func endsName(with ending: String) -> Bool {
        guard let fileName else { return false }
        return fileName.utf8.reversed().lazy.map(\.asciiLowercased)
            .starts(with: ending.utf8.reversed())
    }

    // MARK: Encoding

    private func encoding() -> (ListForm.Encoding, markOctetCount: Int) {
        let marks: [(octets: [UInt8], encoding: ListForm.Encoding)] = [
            ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LittleEndian),
            ([0xFE, 0xFF], .utf16BigEndian),
        ]
        for mark in marks where octets.starts(with: mark.octets) {
            var count = mark.octets.count
            while octets.dropFirst(count).starts(with: mark.octets) { count += mark.octets.count }
            return (mark.encoding, count)
        }
        // Most letters of a header are ASCII, so in UTF-16 each second octet is 0.
        let pairCount = octets.count / 2
        let zeros = octets.indices.reduce(into: (even: 0, odd: 0)) { zeros, index in
            guard octets[index] == 0 else { return }
            if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        if pairCount > 1 && zeros.odd > pairCount / 2 && zeros.even < pairCount / 10 + 1 {
            return (.utf16LittleEndian, 0)
        }
        if pairCount > 1 && zeros.even > pairCount / 2 && zeros.odd < pairCount / 10 + 1 {
            return (.utf16BigEndian, 0)
        }
        return (isUTF8 ? .utf8 : .other, 0)
    }

    /// Whether the octets are UTF-8, but for a character that is cut off at the end.
    private var isUTF8: Bool {
        let whole = Array(octets)
        return (0...(isWhole ? 0 : 3)).contains { cut in
            let beginning = whole.span.extracting(first: max(0, whole.count - cut))
            return (try? UTF8Span(validating: beginning)) != nil
        }
    }

    /// One octet a unit: those of ASCII as they are, others as one that is not ASCII.
    private func ascii(_ encoding: ListForm.Encoding, _ markOctetCount: Int) -> [UInt8] {
        let text = octets.dropFirst(markOctetCount)
        guard encoding == .utf16LittleEndian || encoding == .utf16BigEndian else {
            return Array(text)
        }
        let highPlace = encoding == .utf16BigEndian ? 0 : 1
        return stride(from: text.startIndex, to: text.endIndex - 1, by: 2).map { index in
            let (high, low) = (text[index + highPlace], text[index + 1 - highPlace])
            return high == 0 && low < 0x80 ? low : 0xFF
        }
    }

    /// Throws when the text isn't one, or another kind of file.
    private func checkText(_ text: [UInt8]) throws(ListFormError) {
        let start = text.drop { $0 <= 0x20 }.prefix(32).map(\.asciiLowercased)
        for row in Self.beginnings where start.starts(with: row.text.utf8) {
            throw .notAList(row.kind)
        }
        let controlCount = text.count { octet in
            octet < 0x20 && !(0x09...0x0D).contains(octet) && octet != 0x1B || octet == 0x7F
        }
        // So little text may be a message of nothing else.
        if text.count >= 8 && controlCount * 10 > text.count { throw .binary }
    }

    // MARK: Records

    private func records(_ text: [UInt8], _ isTable: Bool) -> ListForm.Records {
        let start = text.drop { $0 <= 0x20 }
        if start.first == UInt8(ascii: "["),
            let next = start.dropFirst().first(where: { $0 > 0x20 }),
            next == UInt8(ascii: "{") || next == UInt8(ascii: "]")
        {
            return .jsonArray
        }
        if start.first == UInt8(ascii: "{"),
            start.dropFirst().first(where: { $0 > 0x20 }) == UInt8(ascii: "\"")
        {
            let isNamedLines = endsName(with: ".ndjson") || endsName(with: ".jsonl")
            return !isNamedLines && Self.isWrappedArray(start) ? .jsonArray : .ndjson
        }
        if endsName(with: ".ndjson") || endsName(with: ".jsonl") { return .ndjson }
        if let separated = separatorLine(text) {
            return .csv(separated, hasSeparatorLine: true)
        }
        let isNamedSo = isTable || endsName(with: ".csv") || endsName(with: ".tsv")
        let candidates = [",", ";", "tab", "|"].compactMap { text in CSVDelimiter(text) }
            .map { Candidate($0, text, isWhole: isWhole, limit: Self.recordLimit) }
            .filter { $0.columnCount > 1 && (!isNamedSo || $0.isLikely) }
        let best = candidates.max { $0.score < $1.score }
        if let best, isNamedSo || best.isTable {
            return .csv(best.delimiter, hasSeparatorLine: false)
        }
        return isNamedSo || Self.isColumnOfNumbers(text)
            ? .csv(endsName(with: ".tsv") ? .tab : .comma, hasSeparatorLine: false) : .lines
    }

    /// Whether the first line is what a column of recipients is called, and the next a number.
    private static func isColumnOfNumbers(_ text: [UInt8]) -> Bool {
        let beginning = text.prefix(1_000).drop { $0 <= 0x20 }
        let first = beginning.prefix { $0 != 0x0A && $0 != 0x0D }
        let next = beginning.dropFirst(first.count).drop { $0 <= 0x20 }
            .prefix { $0 != 0x0A && $0 != 0x0D }
        guard first.count <= 40, Candidate.isNumber(next) else { return false }
        let name = String(decoding: first.filter { $0 != 0x22 }, as: UTF8.self)
        return RecipientColumn.isNameOfNumbers(name)
    }

    /// Whether the text is one object that holds an array of objects, as the answers of services do, and
    /// isn't a recipient itself.
    private static func isWrappedArray(_ text: ArraySlice<UInt8>) -> Bool {
        var wrapper = JSONArrayWrapper()
        var isFound = false
        let end = text.firstIndex { octet in
            if wrapper.take(octet) { isFound = true }
            return wrapper.isClosed
        }
        guard isFound, let end else { return isFound }
        let object = SampleRecord(cells: [Array(text[...end])], line: 1, range: 0..<0)
        let members = SampledMembers([object])
        let isRecipient =
            RecipientColumn(members.names, members.rows, NumberReader()).byContent != nil
        return !isRecipient && text[(end + 1)...].allSatisfy { $0 <= 0x20 }
    }

    /// The delimiter of a first line such as `sep=;`, which Excel reads.
    private func separatorLine(_ text: [UInt8]) -> CSVDelimiter? {
        let line = text.prefix { $0 != 0x0A && $0 != 0x0D }
        let unquoted = line.first == 0x22 && line.last == 0x22 ? line.dropFirst().dropLast() : line
        guard unquoted.count == 5,
            unquoted.prefix(4).map(\.asciiLowercased) == Array("sep=".utf8),
            let octet = unquoted.last
        else { return nil }
        return CSVDelimiter(String(Unicode.Scalar(octet)))
    }
}

/// The beginning of a list read with one delimiter.
private struct Candidate {
    let delimiter: CSVDelimiter

    /// How many columns most records have.
    let columnCount: Int

    /// The share of records with as many columns as most, in 256ths.
    private let agreement: Int

    /// The share of numbers of recipients in the column with most of them, in 256ths of the records
    /// but the first.
    private let numberShare: Int

    private let recordCount: Int
    private let isFirstDivided: Bool

    init(_ delimiter: CSVDelimiter, _ text: [UInt8], isWhole: Bool, limit: Int) {
        self.delimiter = delimiter
        var records: [[ArraySlice<UInt8>]] = []
        var cells: [ArraySlice<UInt8>] = []
        var start = 0
        var isQuoted = false
        func endRecord(at end: Int) {
            cells.append(text[start..<end])
            // Rows of blanks say nothing.
            if cells.contains(where: { $0.contains { $0 > 0x20 } }) { records.append(cells) }
            cells = []
        }
        for (index, octet) in text.enumerated() where records.count < limit {
            if octet == 0x22 {
                isQuoted.toggle()
            } else if isQuoted {
                continue
            } else if octet == delimiter.octet {
                cells.append(text[start..<index])
                start = index + 1
            } else if octet == 0x0A || octet == 0x0D {
                endRecord(at: index)
                start = index + 1
            }
        }
        if isWhole && records.count < limit { endRecord(at: text.count) }
        let counts = records.reduce(into: [Int: Int]()) { $0[$1.count, default: 0] += 1 }
        let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
        columnCount = most?.key ?? 1
        agreement = (most?.value ?? 0) * 256 / max(1, records.count)
        recordCount = records.count
        isFirstDivided = (records.first?.count ?? 0) > 1
        let rows = records.dropFirst()
        let numbers = (0..<columnCount).map { column in
            rows.count { column < $0.count && Self.isNumber($0[column]) }
        }
        numberShare = (numbers.max() ?? 0) * 256 / max(1, rows.count)
    }

    /// More is better.
    var score: (Int, Int, Int) { (numberShare / 64, agreement, columnCount) }

    /// Whether this is a table even if no name says so: most rows have a number in one column, or
    /// all have as many tabs.
    var isTable: Bool {
        guard isFirstDivided, agreement >= 230 else { return false }
        return numberShare >= 205 || delimiter == .tab && agreement == 256 && recordCount > 1
    }

    /// Whether the header, or what stands in a column, speaks for the delimiter.
    var isLikely: Bool { isFirstDivided || numberShare >= 128 }

    /// Whether a cell has 6 to 15 digits and little else.
    static func isNumber(_ cell: ArraySlice<UInt8>) -> Bool {
        let digitCount = cell.count { (0x30...0x39).contains($0) }
        return (6...15).contains(digitCount)
            && cell.allSatisfy { (0x30...0x39).contains($0) || " +-.()/\"'".utf8.contains($0) }
    }
}
