/// Walks over one JSON text (RFC 8259) without building anything.
///
/// It keeps no more than a list of the containers that are open, so depth costs no stack. The
/// octets must be UTF-8. Foundation would build every value and drop U+FEFF from strings.
struct JSONScanner {
    private let octets: [UInt8]
    private let start: Int
    private let end: Int
    private var position: Int

    /// A scanner of the JSON in a part of a buffer.
    init(_ octets: [UInt8], _ range: Range<Int>) {
        self.octets = octets
        start = range.lowerBound
        end = range.upperBound
        position = start
    }

    /// The string under a key of the object that the JSON is; `nil` when the JSON is blank.
    ///
    /// Of several members with the key the last counts. Throws unless everything is valid JSON.
    mutating func string(under key: String) throws(RecordError) -> JSONString? {
        skipSpace()
        guard position < end else { return nil }
        guard take(0x7B) else {
            try skipValue()
            try expectEnd()
            throw .notAnObject(key: key, reason: "the line holds no object")
        }
        var names: [JSONString] = []
        var found: JSONString?
        var isThere = false
        skipSpace()
        if !take(0x7D) {
            repeat {
                let name = try memberName()
                let isWanted = name.octets(in: octets).elementsEqual(key.utf8)
                names.append(name)
                if isWanted && next == 0x22 {
                    found = try string()
                } else {
                    if isWanted { found = nil }
                    try skipValue()
                }
                isThere = isThere || isWanted
                skipSpace()
            } while take(0x2C)
            guard take(0x7D) else { throw failure("',' or '}' is expected") }
        }
        try expectEnd()
        if let found { return found }
        throw .notAnObject(key: key, reason: isThere ? "the value is no string" : list(names))
    }

    /// Passes one value, whatever it is.
    mutating func skipValue() throws(RecordError) {
        var closers: [UInt8] = []
        repeat {
            skipSpace()
            switch next {
            case 0x7B:
                position += 1
                skipSpace()
                if take(0x7D) { break }
                closers.append(0x7D)
                _ = try memberName()
                continue
            case 0x5B:
                position += 1
                skipSpace()
                if take(0x5D) { break }
                closers.append(0x5D)
                continue
            case 0x22: _ = try string()
            case let octet? where octet == 0x2D || (0x30...0x39).contains(octet):
                try skipNumber()
            case 0x74: try skipWord("true")
            case 0x66: try skipWord("false")
            case 0x6E: try skipWord("null")
            default: throw failure("a value is expected")
            }
            try closeContainers(&closers)
        } while !closers.isEmpty
    }

    /// After a value: passes the containers that end with it, or the comma before the next.
    private mutating func closeContainers(_ closers: inout [UInt8]) throws(RecordError) {
        while let closer = closers.last {
            skipSpace()
            if take(closer) {
                closers.removeLast()
                continue
            }
            let isObject = closer == 0x7D
            guard take(0x2C) else {
                throw failure(isObject ? "',' or '}' is expected" : "',' or ']' is expected")
            }
            if isObject { _ = try memberName() }
            return
        }
    }

    /// Passes a name and the colon behind it; the value comes next.
    private mutating func memberName() throws(RecordError) -> JSONString {
        skipSpace()
        guard next == 0x22 else { throw failure("the name of a member is expected") }
        let name = try string()
        skipSpace()
        guard take(0x3A) else { throw failure("':' is expected") }
        skipSpace()
        return name
    }

    private mutating func string() throws(RecordError) -> JSONString {
        position += 1
        var string = JSONString(range: position..<position)
        while let octet = next {
            switch octet {
            case 0x22:
                string.range = string.range.lowerBound..<position
                position += 1
                return string
            case 0x5C:
                string.hasEscapes = true
                try skipEscape()
            case 0..<0x20: throw failure("a control character is not escaped")
            default: position += 1
            }
        }
        throw failure("a string is not closed")
    }

    private mutating func skipEscape() throws(RecordError) {
        guard position + 1 < end else { throw failure("a string is not closed") }
        guard octets[position + 1] == UInt8(ascii: "u") else {
            guard "\"\\/bfnrt".utf8.contains(octets[position + 1]) else {
                throw failure("an escape is not known")
            }
            position += 2
            return
        }
        let unit = try codeUnit()
        if UTF16.isTrailSurrogate(unit) { throw failure("a surrogate has no partner") }
        guard UTF16.isLeadSurrogate(unit) else {
            position += 6
            return
        }
        let lead = position
        position += 6
        guard next == 0x5C, position + 1 < end, octets[position + 1] == UInt8(ascii: "u"),
            UTF16.isTrailSurrogate(try codeUnit())
        else {
            position = lead
            throw failure("a surrogate has no partner")
        }
        position += 6
    }

    /// The unit that the `\u` escape at the position stands for.
    private func codeUnit() throws(RecordError) -> UInt16 {
        guard position + 6 <= end,
            octets[position + 2..<position + 6].allSatisfy({ JSONString.digit($0) != nil })
        else { throw failure("an escape has no four hexadecimal digits") }
        return UInt16(truncatingIfNeeded: JSONString.codeUnit(octets, position + 2))
    }

    private mutating func skipNumber() throws(RecordError) {
        _ = take(0x2D)
        if !take(0x30) { try skipDigits() }
        if take(0x2E) { try skipDigits() }
        if take(0x65) || take(0x45) {
            if !take(0x2B) { _ = take(0x2D) }
            try skipDigits()
        }
    }

    private mutating func skipDigits() throws(RecordError) {
        let first = position
        while let octet = next, (0x30...0x39).contains(octet) { position += 1 }
        if position == first { throw failure("a digit is expected") }
    }

    private mutating func skipWord(_ word: String) throws(RecordError) {
        for octet in word.utf8 {
            guard take(octet) else { throw failure("a value is expected") }
        }
    }

    private mutating func expectEnd() throws(RecordError) {
        skipSpace()
        if position < end { throw failure("something follows the value") }
    }

    /// The octet at the position; `nil` at the end.
    private var next: UInt8? { position < end ? octets[position] : nil }

    /// Passes an octet when it is the one given.
    private mutating func take(_ octet: UInt8) -> Bool {
        guard next == octet else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let octet = next, octet == 0x20 || octet == 0x09 || octet == 0x0A || octet == 0x0D {
            position += 1
        }
    }

    private func failure(_ what: String) -> RecordError {
        .notJSON(what, utf8Offset: position - start)
    }

    private func list(_ names: [JSONString]) -> String {
        let known = names.map { "\"\(String(decoding: $0.octets(in: octets), as: UTF8.self))\"" }
        return known.isEmpty ? "it is empty" : "its keys are " + known.joined(separator: ", ")
    }
}
