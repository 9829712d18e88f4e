internal import CSpreadsheet

/// Writes the rows of a workbook's sheet as comma-separated values, one row a line.
///
/// Office Open XML, ECMA-376 part 1 §18. Line n is row n of the sheet: rows that the sheet leaves out
/// are empty lines, and a row of empty cells has quotes. A line end in a cell is written as
/// `lineEndMark`, so that a row stays a line. The text of a cell is what the sheet shows for dates,
/// the digits of a number, and the value a formula had when it was saved.
struct SheetRows: ~Copyable {
    /// What stands for a line end in a cell; no UTF-8 has it.
    static let lineEndMark: UInt8 = 0xFE

    /// The octets that a sheet may have; a million rows of twenty cells have 2 GiB.
    private static let sheetOctetLimit = 8 << 30

    /// The octets of any part that is kept as a whole, and of its shared strings.
    private static let partOctetLimit = 64 << 20
    private static let stringOctetLimit = 128 << 20

    private static let rowLimit = 1 << 20
    private static let columnLimit = 1 << 14

    /// The name of the sheet.
    let sheetName: String

    /// The names of the other sheets that aren't hidden.
    let otherSheetNames: [String]

    private let archive: ZIPArchive
    private let strings: SharedStrings
    private let styles: SheetStyles
    private var part: ZIPPart
    private var xml: SheetXML
    private var isFinished = false

    private var row = 0
    private var column = 0
    /// How many cells of the row are written, or begun.
    private var cellCount = 0
    private var isRowEmpty = true
    private var type = CellType.number
    private var style = 0
    private var value: [UInt8] = []
    private var takesText = false
    private var phoneticDepth = 0

    private enum CellType {
        case number, sharedString, text, boolean
    }

    /// Opens a sheet: the one with a name, otherwise the first that isn't hidden.
    init(_ source: inout ByteSource, sheet wanted: String?) throws(WorkbookError) {
        let archive = try ZIPArchive(&source)
        let book = try Workbook(archive, source)
        let visible = book.sheets.first { !$0.isHidden } ?? book.sheets.first
        let found =
            wanted.map { name in book.sheets.first { ColumnKey($0.name) == ColumnKey(name) } }
            ?? visible
        guard let found else {
            throw .noSheet(wanted ?? "", known: book.sheets.map(\.name))
        }
        guard let path = book.relations[Array(found.relation.utf8)]?.path, let entry = archive[path]
        else {
            throw .damaged("its sheet \"\(found.name)\" is missing")
        }
        let styles = try SheetStyles(archive, source, book)
        let strings = try SharedStrings(archive, source, book, octetLimit: Self.stringOctetLimit)
        let part = try ZIPPart(
            "sheet \"\(found.name)\"",
            entry,
            archive,
            source,
            octetLimit: Self.sheetOctetLimit
        )
        let xml = try SheetXML()
        sheetName = found.name
        otherSheetNames = book.sheets.filter { !$0.isHidden && $0.relation != found.relation }
            .map(\.name)
        self.styles = styles
        self.strings = strings
        self.part = part
        self.xml = xml
        self.archive = archive
    }

    /// How many octets of the file have been read for the sheet.
    var readOctetCount: Int { part.readOctetCount }

    /// Appends rows, about `count` octets of them; none at the end.
    mutating func read(
        _ count: Int,
        from source: borrowing ByteSource,
        into buffer: inout [UInt8]
    ) throws(WorkbookError) {
        let before = buffer.count
        while !isFinished && buffer.count - before < count {
            let octets = try part.read(archive, source)
            isFinished = octets.isEmpty
            try xml.parse(octets, isLast: isFinished, "sheet")
            while let event = xml.next() { try take(event, &buffer) }
        }
    }

    private mutating func take(
        _ event: SheetXML.Event,
        _ buffer: inout [UInt8]
    ) throws(WorkbookError) {
        switch event {
        case .text:
            // A cell of more than a MiB is rejected with its row.
            if takesText && value.count <= RecordReader.octetLimit { xml.appendText(to: &value) }
        case .begin(.row): try beginRow(&buffer)
        case .end(.row): endRow(&buffer)
        case .begin(.cell): try beginCell()
        case .end(.cell): endCell(&buffer)
        case .begin(.value), .begin(.text):
            takesText = phoneticDepth == 0
        case .end(.value), .end(.text): takesText = false
        case .begin(.phonetic): phoneticDepth += 1
        case .end(.phonetic): phoneticDepth -= 1
        default: break
        }
    }

    private mutating func beginRow(_ buffer: inout [UInt8]) throws(WorkbookError) {
        let number = xml.attribute("r").flatMap(Self.number) ?? row + 1
        guard number > row, number <= Self.rowLimit else {
            throw .damaged("row \(number) follows row \(row)")
        }
        buffer.append(contentsOf: repeatElement(CSVScanner.lineFeed, count: number - row - 1))
        row = number
        column = 0
        cellCount = 0
        isRowEmpty = true
    }

    private mutating func endRow(_ buffer: inout [UInt8]) {
        if isRowEmpty { buffer += [CSVScanner.quote, CSVScanner.quote] }
        buffer.append(CSVScanner.lineFeed)
    }

    private mutating func beginCell() throws(WorkbookError) {
        let number = xml.attribute("r").flatMap(Self.columnNumber) ?? column + 1
        guard number > column, number <= Self.columnLimit else {
            throw .damaged("a cell of row \(row) isn't behind the one before it")
        }
        column = number
        style = xml.attribute("s").flatMap(Self.number) ?? 0
        type =
            switch xml.text("t") {
            case "s": .sharedString
            case "str", "inlineStr", "e", "d": .text
            case "b": .boolean
            default: .number
            }
        value.removeAll(keepingCapacity: true)
    }

    private mutating func endCell(_ buffer: inout [UInt8]) {
        guard !value.isEmpty else { return }
        isRowEmpty = false
        if cellCount == 0 { cellCount = 1 }
        while cellCount < column {
            buffer.append(0x2C)
            cellCount += 1
        }
        switch type {
        case .sharedString:
            let index = Self.number(value[...]) ?? -1
            Self.append(strings.string(index), to: &buffer)
        case .text: Self.append(value[...], to: &buffer)
        case .boolean:
            buffer += Array((value.elementsEqual("1".utf8) ? "TRUE" : "FALSE").utf8)
        case .number:
            if Self.isPlain(value) && !styles.isDate(style) {
                buffer += value
            } else {
                Self.append(styles.text(of: value, style: style)[...], to: &buffer)
            }
        }
    }

    /// Whether a number is a few digits and nothing else.
    private static func isPlain(_ value: [UInt8]) -> Bool {
        value.count <= 18 && value.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Appends a cell, quoted where its text would divide cells.
    private static func append(_ text: ArraySlice<UInt8>, to buffer: inout [UInt8]) {
        let mustQuote = text.contains { octet in
            octet == 0x2C || octet == CSVScanner.quote || octet == 0x0A || octet == 0x0D
        }
        guard mustQuote else {
            buffer += text
            return
        }
        buffer.append(CSVScanner.quote)
        for octet in text {
            if octet == CSVScanner.quote { buffer.append(octet) }
            buffer.append(octet == CSVScanner.lineFeed ? lineEndMark : octet)
        }
        buffer.append(CSVScanner.quote)
    }

    /// A number of up to nine digits.
    static func number(_ octets: ArraySlice<UInt8>) -> Int? {
        guard (1...9).contains(octets.count) else { return nil }
        var number = 0
        for octet in octets {
            guard (0x30...0x39).contains(octet) else { return nil }
            number = number * 10 + Int(octet - 0x30)
        }
        return number
    }

    /// The column of a cell such as `AB12`, from 1.
    private static func columnNumber(_ octets: ArraySlice<UInt8>) -> Int? {
        var column = 0
        for octet in octets {
            let letter = octet & 0xDF
            guard (0x41...0x5A).contains(letter) else { break }
            column = column * 26 + Int(letter - 0x40)
            guard column <= 1 << 20 else { return nil }
        }
        return column > 0 ? column : nil
    }
}

/// What a workbook consists of.
struct Workbook {
    /// A sheet, with the relation that leads to its part.
    struct Sheet {
        let name: String
        let relation: String
        let isHidden: Bool
    }

    private static let octetLimit = 16 << 20

    /// The sheets in their order.
    private(set) var sheets: [Sheet] = []

    /// The parts that belong to it, by their identifiers.
    private(set) var relations: [[UInt8]: (path: String, type: String)] = [:]

    /// Whether days are counted from 1904.
    private(set) var countsFrom1904 = false

    init(_ archive: ZIPArchive, _ source: borrowing ByteSource) throws(WorkbookError) {
        let roots = try Self.relations("_rels/.rels", folder: "", archive, source)
        let path =
            roots.values.first {
                $0.type.utf8.reversed().starts(with: "/officeDocument".utf8.reversed())
            }?
            .path ?? "xl/workbook.xml"
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
        let folder = parts.dropLast().map { String(decoding: $0, as: UTF8.self) + "/" }.joined()
        let file = parts.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
        relations = try Self.relations(
            "\(folder)_rels/\(file).rels",
            folder: folder,
            archive,
            source
        )
        guard let entry = archive[path] else { throw .damaged("its list of sheets is missing") }
        var found: [Sheet] = []
        var is1904 = false
        try Self.read("list of sheets", entry, archive, source) { event, xml in
            switch event {
            case .begin(.sheet):
                let state = xml.text("state") ?? ""
                found.append(
                    Sheet(
                        name: xml.text("name") ?? "",
                        relation: xml.text("id") ?? "",
                        isHidden: state.utf8.elementsEqual("hidden".utf8)
                            || state.utf8.elementsEqual("veryHidden".utf8)
                    )
                )
            case .begin(.workbookProperties):
                let date = xml.text("date1904") ?? ""
                is1904 = date.utf8.elementsEqual("1".utf8) || date.utf8.elementsEqual("true".utf8)
            default: break
            }
        }
        sheets = found
        countsFrom1904 = is1904
        if sheets.isEmpty { throw .damaged("it has no sheets") }
    }

    /// The part of a type, such as `styles`.
    func part(_ type: String) -> String? {
        relations.values.first { $0.type.utf8.reversed().starts(with: "/\(type)".utf8.reversed()) }?
            .path
    }

    /// Reads a part that is small enough to be read as a whole.
    static func read(
        _ name: String,
        _ entry: ZIPArchive.Entry,
        _ archive: ZIPArchive,
        _ source: borrowing ByteSource,
        octetLimit: Int = Self.octetLimit,
        _ body: (SheetXML.Event, borrowing SheetXML) throws(WorkbookError) -> Void
    ) throws(WorkbookError) {
        var part = try ZIPPart(name, entry, archive, source, octetLimit: octetLimit)
        var xml = try SheetXML()
        while true {
            let octets = try part.read(archive, source)
            try xml.parse(octets, isLast: octets.isEmpty, name)
            while let event = xml.next() { try body(event, xml) }
            if octets.isEmpty { return }
        }
    }

    private static func relations(
        _ path: String,
        folder: String,
        _ archive: ZIPArchive,
        _ source: borrowing ByteSource
    ) throws(WorkbookError) -> [[UInt8]: (path: String, type: String)] {
        guard let entry = archive[path] else { return [:] }
        var relations: [[UInt8]: (path: String, type: String)] = [:]
        try read("list of parts", entry, archive, source) { event, xml in
            guard case .begin(.relationship) = event else { return }
            relations[Array(xml.attribute("Id") ?? [])] = (
                resolved(xml.text("Target") ?? "", in: folder), xml.text("Type") ?? ""
            )
        }
        return relations
    }

    /// The path of a target, which begins at the folder or, with a slash, at the root.
    private static func resolved(_ target: String, in folder: String) -> String {
        let isAbsolute = target.utf8.first == UInt8(ascii: "/")
        var parts: [String] = []
        for part in ((isAbsolute ? "" : folder) + target).utf8.split(separator: UInt8(ascii: "/")) {
            let part = String(decoding: part, as: UTF8.self)
            if part.utf8.elementsEqual("..".utf8) {
                _ = parts.popLast()
            } else if !part.utf8.elementsEqual(".".utf8) {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}

/// The strings that the cells of a workbook share.
private struct SharedStrings {
    private var octets: [UInt8] = []
    private var ends: [Int] = []

    init(
        _ archive: ZIPArchive,
        _ source: borrowing ByteSource,
        _ book: Workbook,
        octetLimit: Int
    ) throws(WorkbookError) {
        guard let path = book.part("sharedStrings"), let entry = archive[path] else { return }
        var octets: [UInt8] = []
        var ends: [Int] = []
        var takesText = false
        var phoneticDepth = 0
        try Workbook.read("shared strings", entry, archive, source, octetLimit: 4 * octetLimit) {
            event,
            xml throws(WorkbookError) in
            switch event {
            case .begin(.text): takesText = phoneticDepth == 0
            case .end(.text): takesText = false
            case .begin(.phonetic): phoneticDepth += 1
            case .end(.phonetic): phoneticDepth -= 1
            case .text: if takesText { xml.appendText(to: &octets) }
            case .end(.sharedString):
                ends.append(octets.count)
                guard octets.count + 8 * ends.count <= octetLimit else {
                    throw .tooLarge(part: "shared strings", octetLimit: octetLimit)
                }
            default: break
            }
        }
        self.octets = octets
        self.ends = ends
    }

    /// A string; empty when there is none.
    func string(_ index: Int) -> ArraySlice<UInt8> {
        guard ends.indices.contains(index) else { return [] }
        return octets[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }
}
