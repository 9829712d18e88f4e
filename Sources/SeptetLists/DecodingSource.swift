internal import SeptetCharsets

/// A source whose octets are read as UTF-8 records, whatever charset and form they are in.
///
/// Octets that aren't a character of the charset become one `faultMark`, which no UTF-8 has, and
/// leave their fault behind. So a reader can reject the record they stand in and go on. A JSON array
/// is handed on as one object a line, and a sheet as comma-separated values.
struct DecodingSource: ~Copyable {
    /// The octet in place of a fault.
    static let faultMark = MarkingDecoder.mark

    private var source: ByteSource
    /// `nil` for UTF-8, which is handed on as it is.
    private var decoder: MarkingDecoder?
    private var array: JSONArrayLines?
    private var sheet: SheetRows?
    private var chunk: [UInt8] = []
    private var isFinished = false

    /// The first fault of each line that has fault marks, oldest first; a CR ends a line too.
    private(set) var faults: [DecodingFault] = []

    /// How many octets have been read from the input.
    private(set) var readOctetCount = 0

    /// Reads text.
    ///
    /// - Parameter isJSONArray: Whether it is one JSON array, whose elements become lines.
    init(
        _ source: consuming ByteSource,
        _ charset: Charset,
        isJSONArray: Bool = false
    ) throws(CharsetError) {
        self.source = source
        decoder = charset == .utf8 ? nil : try MarkingDecoder(charset)
        array = isJSONArray ? JSONArrayLines() : nil
        sheet = nil
    }

    /// Reads a sheet of a workbook, as comma-separated values.
    init(_ source: consuming ByteSource, _ sheet: consuming SheetRows) {
        self.source = source
        decoder = nil
        array = nil
        self.sheet = consume sheet
    }

    /// The name of the input, as shown to a person.
    var name: String { source.name }

    /// How many octets the input has; `nil` for a pipe.
    var octetCount: Int? { source.octetCount }

    /// Whether the input was ended before its end.
    var wasStopped: Bool { source.wasStopped }

    /// What stands for a line end in a cell; `nil` where a line end does.
    var lineEndMark: UInt8? { sheet == nil ? nil : SheetRows.lineEndMark }

    /// Asks while waiting for a pipe whether to go on.
    mutating func setStop(_ isStopped: (@Sendable () -> Bool)?) { source.isStopped = isStopped }

    /// Takes the oldest faults, whose marks have been passed.
    mutating func takeFaults(_ count: Int) -> [DecodingFault] {
        guard count > 0 else { return [] }
        let taken = Array(faults.prefix(count))
        faults.removeFirst(taken.count)
        return taken
    }

    /// Appends the UTF-8 of about `count` octets to a buffer.
    ///
    /// - Returns: How many octets were appended; 0 at the end.
    mutating func read(_ count: Int, into buffer: inout [UInt8]) throws(InputError) -> Int {
        let before = buffer.count
        if sheet != nil {
            if source.isStopped?() == true {
                source.stop()
                return 0
            }
            do throws(WorkbookError) {
                try sheet?.read(count, from: source, into: &buffer)
            } catch {
                throw InputError(name: name, reason: error.description)
            }
            readOctetCount = sheet?.readOctetCount ?? 0
            return buffer.count - before
        }
        if array == nil { return try readText(count, into: &buffer) }
        var text: [UInt8] = []
        while buffer.count == before {
            text.removeAll(keepingCapacity: true)
            guard try readText(count, into: &text) > 0 else {
                array?.finish(into: &buffer)
                break
            }
            array?.append(text.span, to: &buffer)
        }
        return buffer.count - before
    }

    private mutating func readText(
        _ count: Int,
        into buffer: inout [UInt8]
    ) throws(InputError) -> Int {
        guard decoder != nil else {
            let added = try source.read(count, into: &buffer)
            readOctetCount += added
            return added
        }
        let before = buffer.count
        while buffer.count == before && !isFinished {
            chunk.removeAll(keepingCapacity: true)
            let added = try source.read(count, into: &chunk)
            readOctetCount += added
            isFinished = added == 0
            let octets = chunk
            do throws(CharsetError) {
                if isFinished {
                    try decoder?.finish(into: &buffer)
                } else {
                    try decoder?.decode(octets.span, into: &buffer)
                }
            } catch {
                throw InputError(name: name, reason: error.description)
            }
            faults += decoder?.takeFaults() ?? []
        }
        return buffer.count - before
    }
}

/// Counts the lines that have a fault mark in text that comes in pieces.
struct MarkedLines {
    private var isMarked = false

    /// Counts those whose first mark is in some octets.
    mutating func count(in octets: ArraySlice<UInt8>) -> Int {
        var count = 0
        for octet in octets {
            if octet == DecodingSource.faultMark {
                if !isMarked { count += 1 }
                isMarked = true
            } else if MarkingDecoder.isLineEnd(octet) {
                isMarked = false
            }
        }
        return count
    }
}

/// Writes each element of a JSON array on a line of its own.
///
/// The array may stand in an object, as in answers of services; of several arrays of objects there all are
/// written. It looks at brackets, commas and strings only; whether an element is JSON is left to its reader.
/// What stands behind the array is on lines of its own too, and so are elements of a text that isn't
/// an array: each is rejected by itself.
struct JSONArrayLines {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var isBehind = false
    private var isLineBegun = false

    /// The object around the array; `nil` without one.
    private var wrapper: JSONArrayWrapper?
    private var isBegun = false

    /// Appends the next octets of the text, with line ends where elements end.
    mutating func append(_ octets: Span<UInt8>, to buffer: inout [UInt8]) {
        buffer.reserveCapacity(buffer.count + octets.count + 1)
        for index in octets.indices {
            let octet = octets[index]
            if !isBegun && octet > 0x20 {
                isBegun = true
                if octet == UInt8(ascii: "{") { wrapper = JSONArrayWrapper() }
            }
            if depth == 0 && !isBehind && wrapper != nil {
                guard wrapper?.take(octet) == true else {
                    isBehind = wrapper?.isClosed == true
                    continue
                }
                depth = 1
            }
            if isInString {
                // A line end in a string is an error of JSON, and must not divide records.
                buffer.append(octet == 0x0A ? 0x01 : octet)
                if isEscaped {
                    isEscaped = false
                } else if octet == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if octet == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch octet {
            case 0x20, 0x09, 0x0A, 0x0D:
                if isLineBegun { buffer.append(0x20) }
                continue
            case UInt8(ascii: "[") where depth == 0 && !isBehind:
                depth = 1
                continue
            case UInt8(ascii: "]") where depth == 1 && !isBehind:
                depth = wrapper == nil ? 1 : 0
                isBehind = wrapper == nil
                wrapper?.leaveArray()
                endLine(&buffer)
                continue
            case UInt8(ascii: ",") where depth == 1 && !isBehind:
                // An element that is missing is a line too, which isn't JSON.
                if !isLineBegun { buffer.append(octet) }
                endLine(&buffer, always: true)
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(1, depth - 1)
            case UInt8(ascii: "\""): isInString = true
            default: break
            }
            isLineBegun = true
            buffer.append(octet)
        }
    }

    /// Ends the text; an array that is cut off ends in the middle of an element, or is marked.
    mutating func finish(into buffer: inout [UInt8]) {
        endLine(&buffer)
        // Nothing says how many elements are missing; a lone bracket is a line that isn't JSON.
        if depth > 0 && !isBehind { buffer.append(UInt8(ascii: "[")) }
        // Neither does an object that is cut off, or has no array.
        if let wrapper, depth == 0, !wrapper.isClosed || !wrapper.hasArray {
            buffer.append(UInt8(ascii: "{"))
        }
        wrapper = nil
        isBehind = true
    }

    private mutating func endLine(_ buffer: inout [UInt8], always: Bool = false) {
        if isLineBegun || always { buffer.append(0x0A) }
        isLineBegun = false
    }
}

/// Follows the text of an object to the arrays of objects in it, wherever they stand but in other arrays.
struct JSONArrayWrapper {
    private var depth = 0
    /// The depth of the array that is passed over, which has something other than objects in it.
    private var arrayDepth: Int?
    private var isBehindBracket = false
    private var isInString = false
    private var isEscaped = false

    /// Whether an array of objects was found.
    private(set) var hasArray = false

    /// Whether the object has ended.
    private(set) var isClosed = false

    /// Takes the next octet; `true` at the brace that begins the first object of an array.
    mutating func take(_ octet: UInt8) -> Bool {
        if isInString {
            isInString = isEscaped || octet != UInt8(ascii: "\"")
            isEscaped = !isEscaped && octet == UInt8(ascii: "\\")
            return false
        }
        let mayBegin = isBehindBracket
        if octet > 0x20 { isBehindBracket = false }
        switch octet {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"):
            depth += 1
            if mayBegin { hasArray = true }
            return mayBegin
        case UInt8(ascii: "["):
            depth += 1
            if arrayDepth == nil {
                arrayDepth = depth
                isBehindBracket = true
            }
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            if arrayDepth == depth { arrayDepth = nil }
            depth -= 1
            isClosed = depth <= 0
        default: break
        }
        return false
    }

    /// Continues behind the array of objects, whose content the caller has taken.
    mutating func leaveArray() {
        arrayDepth = nil
        // Its first object was entered.
        depth -= 2
    }
}
