internal import Septet
package import SeptetCharsets

/// Reads an input in blocks of whole records, in bounded memory.
///
/// One thread at a time reads; what is in a block can be looked at by another. A UTF-8 byte order
/// mark at the beginning is a signature, not text, and is dropped.
package struct BlockReader: ~Copyable {
    /// How many octets are read at once: they stay in the cache while a block is looked at.
    package static let readOctetCount = 256 << 10

    package private(set) var syntax: RecordSyntax
    private var source: DecodingSource
    private let readOctetCount: Int
    let octetLimit: Int

    /// What was read behind the last block.
    private var rest: [UInt8] = []
    private var scanner: CSVScanner
    private var lineEnds = ReturnLineEnds()
    private var divisions = Divisions()
    private var line = 1

    /// The line the header begins on.
    private(set) var headerLine = 1

    private var blockCount = 0
    private var isAtBeginning = true
    private var isAtEnd = false

    /// A block that was read to look at its first record.
    private var pending: RecordBlock?

    /// Begins to read; nothing is read yet.
    package init(
        _ source: consuming ByteSource,
        _ syntax: RecordSyntax,
        charset: Charset = .utf8,
        readOctetCount: Int = Self.readOctetCount,
        octetLimit: Int = RecordReader.octetLimit
    ) throws(CharsetError) {
        self.init(
            try DecodingSource(source, charset),
            syntax,
            readOctetCount: readOctetCount,
            octetLimit: octetLimit
        )
    }

    /// Begins to read records of a source.
    init(
        _ source: consuming DecodingSource,
        _ syntax: RecordSyntax,
        readOctetCount: Int = Self.readOctetCount,
        octetLimit: Int = RecordReader.octetLimit
    ) {
        self.source = source
        self.syntax = syntax
        self.readOctetCount = readOctetCount
        self.octetLimit = octetLimit
        var delimiter: UInt8 = 0x2C
        if case .csv(let separator, _) = syntax { delimiter = separator }
        scanner = CSVScanner(delimiter: delimiter)
    }

    /// Asks a program that hands over a pipe whether to go on.
    mutating func setStop(_ isStopped: (@Sendable () -> Bool)?) { source.setStop(isStopped) }

    /// Says which members objects must have, once the first have been looked at.
    mutating func setKeys(_ keys: [String], optional: [Bool]) {
        syntax = .ndjson(keys: keys, optional: optional)
    }

    /// The name of the input, as shown to a person.
    package var name: String { source.name }

    /// What stands for a line end in a cell; `nil` where a line end does.
    var lineEndMark: UInt8? { source.lineEndMark }

    /// How many octets the input has; `nil` for a pipe.
    package var inputOctetCount: Int? { source.octetCount }

    /// Reads the next block into the room of an old one; `false` at the end of the input.
    package mutating func read(into block: inout RecordBlock) throws(InputError) -> Bool {
        if let pending {
            block = pending
            self.pending = nil
            return true
        }
        block.octets.removeAll(keepingCapacity: true)
        block.octets.append(contentsOf: rest)
        rest.removeAll(keepingCapacity: true)
        block.isTooLong = false
        block.firstLine = line
        if block.octets.isEmpty { try fill(&block) }
        if isAtBeginning {
            // A pipe may deliver the mark octet by octet.
            let mark = ByteSource.byteOrderMark
            while block.octets.count < mark.count && !isAtEnd { try fill(&block) }
            // Some programs write two.
            while block.octets.starts(with: mark) { block.octets.removeFirst(mark.count) }
            isAtBeginning = false
        }
        while true {
            // Who stops the input may have cut a record.
            if source.wasStopped { return false }
            let end = isAtEnd ? block.octets.count : passRecords(of: block.octets.span)
            if end > 0 {
                finish(&block, end: end)
                return true
            }
            if isAtEnd { return false }
            if block.octets.count > octetLimit {
                try skipLine(&block)
                return true
            }
            try fill(&block)
        }
    }

    /// How many records are looked at before any is counted.
    private static let sampleCount = 200

    /// Looks at the first records that aren't blank, at most 200, all of which will be read.
    ///
    /// They are those of one block, so that memory stays bounded. Call it first.
    mutating func sample() throws(InputError) -> [SampleRecord] {
        var block = RecordBlock()
        while try read(into: &block) {
            let records =
                block.isTooLong
                ? [SampleRecord(error: .tooLong(octetLimit: octetLimit), line: block.firstLine)]
                : records(of: block)
            guard !records.isEmpty else { continue }
            // Blocks of nothing but blank lines were passed over; who counts begins with this.
            block.number = 0
            blockCount = 1
            pending = block
            return records
        }
        return []
    }

    /// Passes the header, which is the first record that isn't blank.
    ///
    /// - Returns: Its names; of values without a header the numbers of their columns, from 1; `nil`
    ///   when there is no record.
    package mutating func readColumns() throws -> [String]? {
        guard case .csv(_, let hasHeader) = syntax, let record = try sample().first else {
            return nil
        }
        try begin(at: record, isHeader: hasHeader)
        return record.columnNames(hasHeader: hasHeader)
    }

    private mutating func records(of block: RecordBlock) -> [SampleRecord] {
        var records: [SampleRecord] = []
        var line = block.firstLine
        let octets = block.octets
        divisions.find(in: octets.span, syntax)
        guard case .csv(let delimiter, _) = syntax else {
            var start = 0
            for place in 0...divisions.count where records.count < Self.sampleCount {
                let end =
                    place < divisions.count ? Int(divisions.places[place]) : octets.count
                guard start < end || place < divisions.count, end <= block.range.upperBound else {
                    break
                }
                let isReturn = end > start && octets[end - 1] == 0x0D
                let text = octets[start..<(isReturn ? end - 1 : end)]
                records.append(
                    SampleRecord(cells: [Array(text)], line: line, range: start..<end + 1)
                )
                start = end + 1
                line += 1
            }
            return records
        }
        var scanner = CSVScanner(delimiter: delimiter, lineEndMark: lineEndMark)
        scanner.begin(at: 0, divisions)
        while scanner.next < block.range.upperBound, records.count < Self.sampleCount {
            let start = scanner.next
            let finding = scanner.scan(octets.span, divisions, isLast: block.isLast)
            let range = start..<scanner.next
            let first = line
            line += scanner.lineFeedCount
            switch finding {
            case .incomplete: return records
            case .malformed(let error):
                records.append(SampleRecord(error: error, line: first, range: range, next: line))
            case .record:
                if octets.isBlank(scanner.fields) { continue }
                var record = SampleRecord(
                    cells: scanner.fields.map { field in
                        var cell: [UInt8] = []
                        scanner.appendText(of: field, octets, to: &cell)
                        return cell
                    },
                    line: first,
                    range: range
                )
                record.nextLine = line
                if range.count > octetLimit { record.error = .tooLong(octetLimit: octetLimit) }
                if octets[range].contains(DecodingSource.faultMark), let fault = block.faults.first
                {
                    record.error = .charset(fault.error)
                }
                records.append(record)
            }
        }
        return records
    }

    /// Begins to read behind a record that was looked at, or with it; throws what is wrong with it.
    ///
    /// - Parameter isHeader: Whether the record has the names of the columns.
    mutating func begin(at record: SampleRecord, isHeader: Bool) throws(HeaderError) {
        // A broken record does not say how many columns there are.
        if let error = record.error {
            throw HeaderError(name: name, line: record.line, reason: error)
        }
        headerLine = record.line
        guard var block = pending else { return }
        let start = isHeader ? record.range.upperBound : record.range.lowerBound
        block.range = min(start, block.range.upperBound)..<block.range.upperBound
        block.firstLine = isHeader ? record.nextLine : record.line
        var lines = MarkedLines()
        let passed = min(lines.count(in: block.octets[..<start]), block.faults.count)
        block.faults.removeFirst(passed)
        pending = block
    }

    /// Reads more octets behind those there are; at the end sets `isAtEnd`.
    private mutating func fill(_ block: inout RecordBlock) throws(InputError) {
        // Doubling keeps a long record from being scanned again too often. One octet more than
        // the limit separates a record that is too long from one that just fits.
        let before = block.octets.count
        let wanted = max(readOctetCount, before)
        let count = max(1, min(wanted, octetLimit + 1 - before))
        repeat {
            try readMore(count - (block.octets.count - before), into: &block.octets)
            // A pipe gives less than is asked for; a long record would be scanned again each time.
        } while before >= readOctetCount && !isAtEnd && block.octets.count - before < count
    }

    /// Appends up to `count` octets, and at least one; at the end sets `isAtEnd`.
    private mutating func readMore(
        _ count: Int,
        into octets: inout [UInt8]
    ) throws(InputError) {
        guard case .csv = syntax else {
            isAtEnd = try source.read(count, into: &octets) == 0
            return
        }
        let start = octets.count
        lineEnds.giveBack(to: &octets)
        isAtEnd = try source.read(max(1, count - (octets.count - start)), into: &octets) == 0
        lineEnds.replace(in: &octets, from: start, isLast: isAtEnd)
    }

    /// Finds where the last whole record ends, 0 when there is none, and moves `line` behind it.
    private mutating func passRecords(of octets: Span<UInt8>) -> Int {
        guard case .csv(let delimiter, _) = syntax else {
            divisions.find(in: octets, syntax)
            line += divisions.count
            return divisions.last.map { $0 + 1 } ?? 0
        }
        if let rows = Kernel.chosen.rows(octets, delimiter: delimiter) {
            line += rows.lineFeedCount
            return rows.end
        }
        divisions.find(in: octets, syntax)
        scanner.begin(at: 0, divisions)
        while scanner.scan(octets, divisions, isLast: false) != .incomplete {
            line += scanner.lineFeedCount
        }
        return scanner.next
    }

    private mutating func finish(_ block: inout RecordBlock, end: Int) {
        block.range = 0..<end
        block.isLast = isAtEnd
        // The octets behind the records stay: what is wrong with one may show behind its line.
        rest.append(contentsOf: block.octets[end...])
        var lines = MarkedLines()
        block.faults = takeFaults(block.octets[..<end], &lines)
        number(&block)
    }

    /// Passes the line a record begins with that is longer than the limit.
    private mutating func skipLine(_ block: inout RecordBlock) throws(InputError) {
        block.isTooLong = true
        block.faults = []
        var lines = MarkedLines()
        while true {
            if let end = block.octets.firstOctet(CSVScanner.lineFeed, in: block.octets.indices) {
                line += 1
                rest.append(contentsOf: block.octets[(end + 1)...])
                block.octets.removeSubrange((end + 1)...)
                _ = takeFaults(block.octets[...], &lines)
                break
            }
            _ = takeFaults(block.octets[...], &lines)
            block.octets.removeAll(keepingCapacity: true)
            if isAtEnd { break }
            try readMore(readOctetCount, into: &block.octets)
        }
        block.octets.removeAll(keepingCapacity: true)
        block.range = 0..<0
        number(&block)
    }

    private mutating func number(_ block: inout RecordBlock) {
        block.number = blockCount
        block.inputOctetCount = source.readOctetCount
        blockCount += 1
    }

    /// Takes the faults of the marked lines among some octets, which are the oldest.
    private mutating func takeFaults(
        _ octets: ArraySlice<UInt8>,
        _ lines: inout MarkedLines
    ) -> [DecodingFault] {
        guard !source.faults.isEmpty else { return [] }
        return source.takeFaults(lines.count(in: octets))
    }
}

/// Whole records of an input, as they were read.
package struct RecordBlock: Sendable {
    /// The octets.
    ///
    /// Records are taken from `range` only; what lies behind it may show what is wrong with the
    /// last one.
    package internal(set) var octets: [UInt8] = []

    /// Where the records lie.
    var range = 0..<0

    /// The place of the block among all, from 0.
    package internal(set) var number = 0

    /// The line the first record begins on.
    var firstLine = 1

    /// Whether the input ends with the block.
    var isLast = false

    /// Whether the block stands for a record that is too long, whose octets were not kept.
    package internal(set) var isTooLong = false

    /// The first fault of each line that has fault marks; a CR ends a line too.
    var faults: [DecodingFault] = []

    /// The octets of the input up to the end of the block.
    package internal(set) var inputOctetCount = 0

    /// An empty block, to read into.
    package init() {}
}
