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
    private var optionalKeys: [Bool] = []
    private var values: [Value] = []
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

    /// How many rows of blank cells were skipped since the scanner began with its block.
    package private(set) var blankCount = 0

    /// The line of the first of them.
    package private(set) var firstBlankLine: Int?

    /// Whether the fields lie in `written`, and not in the block.
    package private(set) var isWritten = false

    /// The fields of a record whose octets are not their text: quotes or escapes are in it.
    package private(set) var written: [UInt8] = []

    /// A scanner for the blocks of a reader.
    ///
    /// - Parameters:
    ///   - fieldCount: How many fields a record of comma-separated values has: those that are missing
    ///     are empty, and of those that are too many none has anything in it.
    ///   - unescapes: Whether `\n`, `\r`, `\t` and `\\` stand for those characters.
    package init(_ reader: borrowing BlockReader, fieldCount: Int, unescapes: Bool) {
        syntax = reader.syntax
        self.fieldCount = fieldCount
        self.unescapes = unescapes
        octetLimit = reader.octetLimit
        var delimiter: UInt8 = 0x2C
        if case .csv(let separator, _) = reader.syntax { delimiter = separator }
        csv = CSVScanner(delimiter: delimiter, lineEndMark: reader.lineEndMark)
        var keys: [String] = []
        if case .ndjson(let names, let optional) = reader.syntax {
            keys = names
            optionalKeys = optional
        }
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
    ///
    /// Mutating, because a call from another module would copy the scanner otherwise.
    @inline(__always)
    package mutating func field(_ index: Int) -> Range<Int> {
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
        blankCount = 0
        firstBlankLine = nil
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
        // Most rows begin with something.
        let first = csv.field(0)
        let mayBeBlank = first.isEmpty || !(0x21...0x7E).contains(block.octets[first.lowerBound])
        if mayBeBlank && block.octets.isBlank(csv.fields) {
            // A sheet leaves rows out; they are empty lines here, and no rows.
            if csv.lineEndMark != nil && range.count <= 1 { return false }
            blankCount += 1
            if firstBlankLine == nil { firstBlankLine = line }
            return false
        }
        if csv.fieldCount != fieldCount && !fit(block) { return true }
        if csv.hasDoubledQuotes || unescapes || hasSheetLineEnds(block) { writeFields(of: block) }
        return true
    }

    /// Adds fields that are missing, and drops blank ones that are too many; `false` when one of
    /// these has something in it.
    private mutating func fit(_ block: RecordBlock) -> Bool {
        if csv.fieldCount < fieldCount {
            csv.pad(to: fieldCount)
        } else if block.octets.isBlank(csv.fields.dropFirst(fieldCount)) {
            csv.cut(to: fieldCount)
        } else {
            error = .fieldCountDiffers(
                fieldCount: csv.fieldCount,
                headerFieldCount: fieldCount
            )
            return false
        }
        return true
    }

    /// Whether the record is of a sheet and has line ends in its cells, which stand there as another
    /// octet.
    private func hasSheetLineEnds(_ block: RecordBlock) -> Bool {
        csv.lineEndMark != nil
            && block.octets.firstOctet(SheetRows.lineEndMark, in: range) != nil
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
                csv.appendText(of: field, block.octets, to: &text)
                written += EscapedText.unescaped(text[...])
            } else {
                csv.appendText(of: field, block.octets, to: &written)
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
        if case .ndjson(let keys, _) = syntax { return takeObject(start..<end, keys, block) }
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
            guard try findValues(keys, octets) else {
                blankCount += 1
                if firstBlankLine == nil { firstBlankLine = line }
                return false
            }
        } catch {
            self.error = error
            return true
        }
        guard unescapes || values.contains(where: \.hasEscapes) else {
            for value in values {
                let start = range.lowerBound + value.range.lowerBound
                lineFields.append(start..<start + value.range.count)
            }
            return true
        }
        written.removeAll(keepingCapacity: true)
        writtenFields.removeAll(keepingCapacity: true)
        isWritten = true
        for value in values {
            let start = written.count
            switch value {
            // In a string without escapes of JSON those of `unescapes` cannot stand.
            case .string(let string) where unescapes && string.hasEscapes:
                var text: [UInt8] = []
                string.append(to: &text, from: octets)
                written += EscapedText.unescaped(text[...])
            case .string(let string): string.append(to: &written, from: octets)
            case .digits(let range): for index in range { written.append(octets[index]) }
            }
            writtenFields.append(start..<written.count)
        }
        return true
    }

    /// Finds the values under the keys of an object; `false` when the line is blank.
    ///
    /// A number is its digits, null and a missing member that may be missing are empty.
    private mutating func findValues(
        _ keys: [String],
        _ octets: Span<UInt8>
    ) throws(RecordError) -> Bool {
        values.removeAll(keepingCapacity: true)
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
            case .string(let string): values.append(.string(string))
            case .number(let range): values.append(.digits(range))
            case .null: values.append(.digits(0..<0))
            case .other:
                throw .notAnObject(key: key, reason: "the value is neither a string nor a number")
            case .missing:
                if index < optionalKeys.count && optionalKeys[index] {
                    values.append(.digits(0..<0))
                    continue
                }
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

    /// The value of a member.
    private enum Value: Sendable {
        case string(JSONString)
        /// A number, or nothing.
        case digits(Range<Int>)

        var range: Range<Int> {
            switch self {
            case .string(let string): string.range
            case .digits(let range): range
            }
        }

        var hasEscapes: Bool {
            if case .string(let string) = self { string.hasEscapes } else { false }
        }
    }
}
