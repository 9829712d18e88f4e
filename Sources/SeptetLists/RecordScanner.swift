internal import SeptetCharsets
internal import SeptetJSON

/// Finds the records of a block, one after the other.
///
/// In lines an empty line is an empty text; between records of JSON or CSV it is nothing.
package struct RecordScanner: Sendable {
    private static let carriageReturn: UInt8 = 0x0D

    private let syntax: RecordSyntax
    private let fieldCount: Int
    private let unescapes: Bool
    private let octetLimit: Int

    private var csv: CSVScanner
    private var members: JSONMemberReader
    private var strings: [JSONString] = []
    private var lineFields: [Range<Int>] = []
    private var writtenFields: [Range<Int>] = []
    private var isRejected = false
    private var nextPosition = 0
    private var nextLine = 1
    private var divisions = Divisions()
    private var divisionIndex = 0
    private var faultIndex = 0

    /// The line the record begins on.
    package private(set) var line = 1

    /// Where the record lies in its block, line end included.
    package private(set) var range = 0..<0

    /// What is wrong with the record; it has no fields then.
    package private(set) var error: RecordError?

    /// Whether the fields lie in `written`, and not in the block.
    package private(set) var isWritten = false

    /// The fields of a record whose octets are not their text: quotes or escapes are in it.
    package private(set) var written: [UInt8] = []

    /// A scanner for the blocks of a reader.
    ///
    /// - Parameters:
    ///   - fieldCount: How many fields a record of comma-separated values must have.
    ///   - unescapes: Whether `\n`, `\r`, `\t` and `\\` stand for those characters.
    package init(_ reader: borrowing BlockReader, fieldCount: Int, unescapes: Bool) {
        syntax = reader.syntax
        self.fieldCount = fieldCount
        self.unescapes = unescapes
        octetLimit = reader.octetLimit
        var delimiter: UInt8 = 0x2C
        if case .csv(let separator, _) = reader.syntax { delimiter = separator }
        csv = CSVScanner(delimiter: delimiter)
        var keys: [String] = []
        if case .ndjson(let names) = reader.syntax { keys = names }
        members = JSONMemberReader(keys)
    }

    /// The fields of the record: columns, values under the keys, or the line; perhaps with others
    /// behind them that mean nothing.
    package var places: [Range<Int>] {
        if isWritten { return writtenFields }
        if case .csv = syntax { return csv.places }
        return lineFields
    }

    /// One of the fields, which the record must have.
    @inline(__always)
    package func field(_ index: Int) -> Range<Int> {
        if isWritten { return writtenFields[index] }
        if case .csv = syntax { return csv.field(index) }
        return lineFields[index]
    }

    /// Begins with a block.
    ///
    /// Complexity: linear; allocates four octets for each of a block larger than those before.
    package mutating func begin(_ block: RecordBlock) {
        // Also those behind the records: what is wrong with one may show behind its line.
        divisions.find(in: block.octets.span, syntax)
        nextPosition = block.range.lowerBound
        nextLine = block.firstLine
        divisionIndex = 0
        faultIndex = 0
        isRejected = false
        if case .csv = syntax {
            csv.begin(at: nextPosition, divisions)
        }
    }

    /// Moves on to the next record; `false` behind the last.
    package mutating func next(in block: RecordBlock) -> Bool {
        isWritten = false
        if block.isTooLong {
            guard !isRejected else { return false }
            isRejected = true
            line = nextLine
            error = .tooLong(octetLimit: octetLimit)
            return true
        }
        while nextPosition < block.range.upperBound {
            // Errors are rare; clearing the field unconditionally would stall on the store.
            if error != nil { error = nil }
            line = nextLine
            let isRecord =
                if case .csv = syntax { nextValues(in: block) } else { nextLine(in: block) }
            if isRecord { return true }
        }
        return false
    }

    private mutating func nextValues(in block: RecordBlock) -> Bool {
        let start = nextPosition
        let finding = csv.scan(block.octets.span, divisions, isLast: block.isLast)
        nextPosition = csv.next
        nextLine += csv.lineFeedCount
        range = start..<nextPosition
        if case .malformed(let error) = finding {
            takeFault(of: block)
            self.error = error
            return true
        }
        if range.count > octetLimit {
            takeFault(of: block)
            error = .tooLong(octetLimit: octetLimit)
            return true
        }
        if takeFault(of: block) { return true }
        if csv.isBlank { return false }
        if csv.fieldCount != fieldCount {
            error = .fieldCountDiffers(
                fieldCount: csv.fieldCount,
                headerFieldCount: fieldCount
            )
            return true
        }
        if csv.hasDoubledQuotes || unescapes { writeFields(of: block) }
        return true
    }

    private mutating func writeFields(of block: RecordBlock) {
        written.removeAll(keepingCapacity: true)
        writtenFields.removeAll(keepingCapacity: true)
        isWritten = true
        for index in 0..<csv.fieldCount {
            let field = csv.field(index)
            let start = written.count
            if unescapes {
                var text: [UInt8] = []
                CSVScanner.append(block.octets, field, to: &text)
                written += EscapedText.unescaped(text[...])
            } else {
                CSVScanner.append(block.octets, field, to: &written)
            }
            writtenFields.append(start..<written.count)
        }
    }

    private mutating func nextLine(in block: RecordBlock) -> Bool {
        let start = nextPosition
        var end = block.range.upperBound
        nextPosition = end
        if divisionIndex < divisions.count {
            end = Int(divisions.places[divisionIndex])
            divisionIndex += 1
            nextPosition = end + 1
            nextLine += 1
            if end > start && block.octets[end - 1] == Self.carriageReturn { end -= 1 }
        }
        range = start..<nextPosition
        if range.count > octetLimit {
            takeFault(of: block)
            error = .tooLong(octetLimit: octetLimit)
            return true
        }
        if takeFault(of: block) { return true }
        lineFields.removeAll(keepingCapacity: true)
        if case .ndjson(let keys) = syntax { return takeObject(start..<end, keys, block) }
        lineFields.append(start..<end)
        if unescapes {
            written = EscapedText.unescaped(block.octets[start..<end])
            writtenFields = [0..<written.count]
            isWritten = true
        }
        return true
    }

    private mutating func takeObject(
        _ range: Range<Int>,
        _ keys: [String],
        _ block: RecordBlock
    ) -> Bool {
        let octets = block.octets.span.extracting(range)
        do throws(RecordError) {
            guard try findStrings(keys, octets) else { return false }
        } catch {
            self.error = error
            return true
        }
        guard unescapes || strings.contains(where: \.hasEscapes) else {
            for string in strings {
                let start = range.lowerBound + string.range.lowerBound
                lineFields.append(start..<start + string.range.count)
            }
            return true
        }
        written.removeAll(keepingCapacity: true)
        writtenFields.removeAll(keepingCapacity: true)
        isWritten = true
        for string in strings {
            let start = written.count
            // In a string without escapes of JSON those of `unescapes` cannot stand.
            if unescapes && string.hasEscapes {
                var text: [UInt8] = []
                string.append(to: &text, from: octets)
                written += EscapedText.unescaped(text[...])
            } else {
                string.append(to: &written, from: octets)
            }
            writtenFields.append(start..<written.count)
        }
        return true
    }

    /// Finds the strings under the keys of an object; `false` when the line is blank.
    private mutating func findStrings(
        _ keys: [String],
        _ octets: Span<UInt8>
    ) throws(RecordError) -> Bool {
        strings.removeAll(keepingCapacity: true)
        let finding: JSONMemberReader.Finding
        do {
            finding = try members.read(octets)
        } catch {
            throw RecordError(error)
        }
        if finding == .blank { return false }
        for (index, key) in keys.enumerated() {
            guard finding == .object else {
                throw .notAnObject(key: key, reason: "the line is not an object")
            }
            switch members[index] {
            case .string(let string): strings.append(string)
            case .other: throw .notAnObject(key: key, reason: "the value is not a string")
            case .missing:
                let names = (try? JSONMemberReader.names(of: octets)) ?? []
                let reason =
                    names.isEmpty ? "it is empty" : "its keys are " + ColumnNames.listing(names)
                throw .notAnObject(key: key, reason: reason)
            }
        }
        return true
    }

    /// Rejects the record when octets of it aren't a character of the charset.
    @discardableResult
    private mutating func takeFault(of block: RecordBlock) -> Bool {
        guard faultIndex < block.faults.count else { return false }
        var lines = MarkedLines()
        let count = lines.count(in: block.octets[range])
        guard count > 0 else { return false }
        error = .charset(block.faults[faultIndex].error)
        faultIndex += count
        return true
    }
}
