internal import Septet
package import SeptetCharsets

/// Reads an input in blocks of whole records, in bounded memory.
///
/// One thread at a time reads; what is in a block can be looked at by another. A UTF-8 byte order
/// mark at the beginning is a signature, not text, and is dropped.
package struct BlockReader: ~Copyable {
    /// How many octets are read at once: they stay in the cache while a block is looked at.
    package static let readOctetCount = 256 << 10

    package let syntax: RecordSyntax
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
        self.source = try DecodingSource(source, charset)
        self.syntax = syntax
        self.readOctetCount = readOctetCount
        self.octetLimit = octetLimit
        var delimiter: UInt8 = 0x2C
        if case .csv(let separator, _) = syntax { delimiter = separator }
        scanner = CSVScanner(delimiter: delimiter)
    }

    /// The name of the input, as shown to a person.
    package var name: String { source.name }

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
            if block.octets.starts(with: mark) {
                block.octets.removeFirst(mark.count)
            }
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

    /// Reads up to the first record that is not blank, and says what columns it has.
    ///
    /// Throws `InputError` when the input cannot be read, `HeaderError` when its first record is
    /// broken or too long. Call it first, for comma-separated values. A header is passed over, a
    /// record that is none will be read.
    ///
    /// - Returns: The names of the header; of values without one the numbers of their columns,
    ///   from 1; `nil` when there is no record.
    package mutating func readColumns() throws -> [String]? {
        guard case .csv(let delimiter, let hasHeader) = syntax else { return nil }
        var block = RecordBlock()
        var header = CSVScanner(delimiter: delimiter)
        while try read(into: &block) {
            var line = block.firstLine
            guard !block.isTooLong else {
                let reason = RecordError.tooLong(octetLimit: octetLimit)
                throw HeaderError(name: name, line: line, reason: reason)
            }
            let octets = block.octets
            divisions.find(in: octets.span, syntax)
            header.begin(at: 0, divisions)
            while header.next < block.range.upperBound {
                let start = header.next
                let finding = header.scan(octets.span, divisions, isLast: block.isLast)
                if finding == .record && header.isBlank {
                    line += header.lineFeedCount
                    continue
                }
                headerLine = line
                if hasHeader {
                    try check(finding, start..<header.next, line, block)
                    line += header.lineFeedCount
                } else if case .malformed(let reason) = finding {
                    // A broken record does not say how many columns there are.
                    throw HeaderError(name: name, line: line, reason: reason)
                }
                block.range = (hasHeader ? header.next : start)..<block.range.upperBound
                block.firstLine = line
                // Blocks of nothing but blank lines were passed over; who counts begins with this.
                block.number = 0
                blockCount = 1
                pending = block
                return hasHeader
                    ? header.fields.map { CSVScanner.text(of: octets[$0]) }
                    : (1...header.fieldCount).map { String($0) }
            }
        }
        return nil
    }

    /// Throws when a header cannot be understood.
    private func check(
        _ finding: CSVScanner.Finding,
        _ range: Range<Int>,
        _ line: Int,
        _ block: RecordBlock
    ) throws(HeaderError) {
        var reason: RecordError?
        if case .malformed(let error) = finding { reason = error }
        if range.count > octetLimit { reason = .tooLong(octetLimit: octetLimit) }
        if let fault = block.faults.first,
            block.octets[range].contains(DecodingSource.faultMark)
        {
            reason = .charset(fault.error)
        }
        if let reason { throw HeaderError(name: name, line: line, reason: reason) }
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

/// Makes line feeds of the carriage returns that end the lines of some lists.
///
/// How lines end shows at the first end outside of quotes: where it is a CR without LF, every such
/// CR of the input ends a line, also in quotes. Elsewhere a lone CR is text.
struct ReturnLineEnds {
    private static let carriageReturn: UInt8 = 0x0D

    private enum Knowledge {
        case nothing, linesEndWithReturns, linesEndWithLineFeeds
    }

    private var knowledge = Knowledge.nothing
    private var isQuoted = false

    /// Whether a CR was kept back until it is known what follows.
    private var keepsReturn = false

    /// Gives back the CR that was kept, before more octets are read behind it.
    mutating func giveBack(to octets: inout [UInt8]) {
        if keepsReturn { octets.append(Self.carriageReturn) }
        keepsReturn = false
    }

    /// Replaces the carriage returns from a position on; one at the end waits for what follows.
    ///
    /// - Parameter isLast: Whether nothing follows.
    mutating func replace(in octets: inout [UInt8], from start: Int, isLast: Bool) {
        guard knowledge != .linesEndWithLineFeeds, start < octets.count else { return }
        if !isLast && octets[octets.count - 1] == Self.carriageReturn {
            octets.removeLast()
            keepsReturn = true
        }
        var position = start
        if knowledge == .nothing {
            guard let end = firstLineEnd(in: octets, from: start) else { return }
            knowledge =
                Self.isLoneReturn(octets, end) ? .linesEndWithReturns : .linesEndWithLineFeeds
            // What stands in quotes before the first line end is still there.
            position = 0
        }
        guard knowledge == .linesEndWithReturns else { return }
        while let found = octets.firstOctet(Self.carriageReturn, in: position..<octets.count) {
            if Self.isLoneReturn(octets, found) { octets[found] = CSVScanner.lineFeed }
            position = found + 1
        }
    }

    private mutating func firstLineEnd(in octets: [UInt8], from start: Int) -> Int? {
        for position in start..<octets.count {
            let octet = octets[position]
            if octet == CSVScanner.quote { isQuoted.toggle() }
            let isEnd = octet == Self.carriageReturn || octet == CSVScanner.lineFeed
            if isEnd && !isQuoted { return position }
        }
        return nil
    }

    private static func isLoneReturn(_ octets: [UInt8], _ position: Int) -> Bool {
        guard octets[position] == carriageReturn else { return false }
        return position + 1 == octets.count || octets[position + 1] != CSVScanner.lineFeed
    }
}
