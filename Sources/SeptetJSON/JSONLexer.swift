/// Splits one JSON text into tokens: the only place where the grammar of RFC 8259 is written.
///
/// It keeps one bit for each open container, allocates nothing, and reads every octet once. Each
/// call takes the octets because a span cannot be stored; they must be UTF-8, and the same each
/// time. The lexer checks the escapes of a string, and `JSONString` turns them into text.
package struct JSONLexer {
    /// How many arrays and objects may stand inside one another, the outermost included.
    ///
    /// RFC 8259 §9 leaves a limit to the reader. One bit for each fits into a word.
    package static let depthLimit = 64

    /// One token; the colons and commas between them are checked and passed.
    package enum Token: Sendable, Hashable {
        /// An object opens; a name or its end follows.
        case object
        case objectEnd
        /// An array opens; a value or its end follows.
        case array
        case arrayEnd
        /// The name of a member; its value follows.
        case name(JSONString)
        case string(JSONString)
        /// A number; its digits are the octets of the range.
        case number(Range<Int>)
        case boolean(Bool)
        case null
        /// The end of the text, behind its only value.
        case end
    }

    private enum Expected {
        case value, elementOrEnd, nameOrEnd, commaOrEnd
    }

    /// Where to look for the next token; after a fault, where the fault is.
    package private(set) var position: Int

    /// How many containers are open.
    package private(set) var depth = 0

    /// For each open container whether it is an object, the innermost in the lowest bit.
    private var objects: UInt64 = 0

    private var expected = Expected.value

    /// A lexer that begins at an octet.
    package init(at position: Int = 0) {
        self.position = position
    }

    /// The next token.
    ///
    /// Throws `syntax` or `nestedTooDeeply`. Complexity: linear in the octets of the token and the
    /// white space before it.
    package mutating func next(_ octets: Span<UInt8>) throws(JSONFault) -> Token {
        skipSpace(octets)
        switch expected {
        case .value: return try value(octets, wanted: "a value")
        case .elementOrEnd:
            if takes("]", octets) { return close(.arrayEnd) }
            return try value(octets, wanted: "a value or ']'")
        case .nameOrEnd:
            if takes("}", octets) { return close(.objectEnd) }
            return try name(octets, wanted: "a member name or '}'")
        case .commaOrEnd:
            guard depth > 0 else {
                guard position == octets.count else { throw fault("the end of the text") }
                return .end
            }
            if objects & 1 == 1 {
                if takes("}", octets) { return close(.objectEnd) }
                guard takes(",", octets) else { throw fault("',' or '}'") }
                skipSpace(octets)
                return try name(octets, wanted: "a member name")
            }
            if takes("]", octets) { return close(.arrayEnd) }
            guard takes(",", octets) else { throw fault("',' or ']'") }
            skipSpace(octets)
            return try value(octets, wanted: "a value")
        }
    }

    /// Passes the rest of a value whose first token was `token`.
    ///
    /// Complexity: linear in the octets of the value.
    package mutating func skip(_ token: Token, _ octets: Span<UInt8>) throws(JSONFault) {
        guard token == .object || token == .array else { return }
        let outside = depth - 1
        while depth > outside { _ = try next(octets) }
    }

    private func fault(_ wanted: String, at offset: Int? = nil) -> JSONFault {
        JSONFault(.syntax(offset: offset ?? position, wanted: wanted))
    }

    private mutating func skipSpace(_ octets: Span<UInt8>) {
        while position < octets.count {
            switch octets[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func takes(_ wanted: Unicode.Scalar, _ octets: Span<UInt8>) -> Bool {
        guard position < octets.count, octets[position] == UInt8(ascii: wanted) else {
            return false
        }
        position += 1
        return true
    }

    private mutating func open(_ token: Token) throws(JSONFault) -> Token {
        guard depth < Self.depthLimit else {
            throw JSONFault(.nestedTooDeeply(offset: position, limit: Self.depthLimit))
        }
        position += 1
        depth += 1
        objects = objects << 1 | (token == .object ? 1 : 0)
        expected = token == .object ? .nameOrEnd : .elementOrEnd
        return token
    }

    private mutating func close(_ token: Token) -> Token {
        depth -= 1
        objects >>= 1
        expected = .commaOrEnd
        return token
    }

    private mutating func name(_ octets: Span<UInt8>, wanted: String) throws(JSONFault) -> Token {
        guard takes("\"", octets) else { throw fault(wanted) }
        let name = try string(octets)
        skipSpace(octets)
        guard takes(":", octets) else { throw fault("':'") }
        expected = .value
        return .name(name)
    }

    private mutating func value(_ octets: Span<UInt8>, wanted: String) throws(JSONFault) -> Token {
        guard position < octets.count else { throw fault(wanted) }
        let token: Token
        switch octets[position] {
        case UInt8(ascii: "{"): return try open(.object)
        case UInt8(ascii: "["): return try open(.array)
        case UInt8(ascii: "\""):
            position += 1
            token = .string(try string(octets))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            token = .number(try number(octets))
        case UInt8(ascii: "t"): token = try word("true", .boolean(true), octets)
        case UInt8(ascii: "f"): token = try word("false", .boolean(false), octets)
        case UInt8(ascii: "n"): token = try word("null", .null, octets)
        default: throw fault(wanted)
        }
        expected = .commaOrEnd
        return token
    }

    private mutating func word(
        _ word: StaticString,
        _ token: Token,
        _ octets: Span<UInt8>
    ) throws(JSONFault) -> Token {
        for scalar in word.description.unicodeScalars where !takes(scalar, octets) {
            throw fault("'\(word)'")
        }
        return token
    }

    private mutating func number(_ octets: Span<UInt8>) throws(JSONFault) -> Range<Int> {
        let start = position
        _ = takes("-", octets)
        if !takes("0", octets) { try digits(octets) }
        if takes(".", octets) { try digits(octets) }
        if takes("e", octets) || takes("E", octets) {
            _ = takes("+", octets) || takes("-", octets)
            try digits(octets)
        }
        return start..<position
    }

    private mutating func digits(_ octets: Span<UInt8>) throws(JSONFault) {
        let start = position
        while position < octets.count,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octets[position])
        {
            position += 1
        }
        guard position > start else { throw fault("a digit") }
    }

    /// The string whose opening quote has been passed.
    private mutating func string(_ octets: Span<UInt8>) throws(JSONFault) -> JSONString {
        let start = position
        var hasEscapes = false
        var index = start
        defer { position = index }
        while index < octets.count {
            switch octets[index] {
            case UInt8(ascii: "\""):
                index += 1
                return JSONString(range: start..<index - 1, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                index = try escapeEnd(octets, index)
            case 0..<0x20:
                throw fault("an escape in place of a control character", at: index)
            default: index += 1
            }
        }
        throw fault("a closing '\"'", at: index)
    }

    /// The end of the escape whose backslash is at `start`; a surrogate pair is one escape.
    private func escapeEnd(_ octets: Span<UInt8>, _ start: Int) throws(JSONFault) -> Int {
        guard start + 1 < octets.count else { throw fault("a closing '\"'", at: start + 1) }
        switch octets[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"): break
        default: throw fault("an escape that JSON has", at: start + 1)
        }
        let unit = try codeUnit(octets, start + 2)
        guard UTF16.isSurrogate(unit) else { return start + 6 }
        guard UTF16.isLeadSurrogate(unit), start + 7 < octets.count,
            octets[start + 6] == UInt8(ascii: "\\"), octets[start + 7] == UInt8(ascii: "u"),
            UTF16.isTrailSurrogate(try codeUnit(octets, start + 8))
        else { throw fault("a surrogate pair", at: start) }
        return start + 12
    }

    /// The UTF-16 unit of four hexadecimal digits.
    private func codeUnit(_ octets: Span<UInt8>, _ start: Int) throws(JSONFault) -> UInt16 {
        for index in start..<start + 4 {
            guard index < octets.count, JSONString.digit(octets[index]) != nil else {
                throw fault("four hexadecimal digits", at: index)
            }
        }
        return JSONString.codeUnit(octets, start)
    }
}

/// A string inside JSON: where its content lies, and whether escapes are in it.
package struct JSONString: Sendable, Hashable {
    /// The octets between the quotes.
    package let range: Range<Int>

    package let hasEscapes: Bool

    package init(range: Range<Int>, hasEscapes: Bool) {
        self.range = range
        self.hasEscapes = hasEscapes
    }

    /// The text, which allocates when it is longer than 15 octets.
    ///
    /// Complexity: linear.
    package func text(in json: Span<UInt8>) -> String {
        if hasEscapes {
            var octets: [UInt8] = []
            octets.reserveCapacity(range.count)
            append(to: &octets, from: json)
            return String(decoding: octets, as: UTF8.self)
        }
        // The whole is UTF-8 and the quotes are ASCII, so this is UTF-8 too.
        guard let text = try? UTF8Span(validating: json.extracting(range)) else { return "" }
        return String(copying: text)
    }

    /// Appends the octets the string stands for, in UTF-8.
    ///
    /// Complexity: linear.
    package func append(to result: inout [UInt8], from json: Span<UInt8>) {
        var index = range.lowerBound
        while index < range.upperBound {
            let octet = json[index]
            guard octet == UInt8(ascii: "\\") else {
                result.append(octet)
                index += 1
                continue
            }
            switch json[index + 1] {
            case UInt8(ascii: "u"):
                let scalar = Self.scalar(json, &index)
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                continue
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case let octet: result.append(octet)
            }
            index += 2
        }
    }

    /// What one `\u` escape, or a pair of them for a surrogate pair, stands for; passes it.
    private static func scalar(_ json: Span<UInt8>, _ index: inout Int) -> Unicode.Scalar {
        let unit = codeUnit(json, index + 2)
        index += 6
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let trail = codeUnit(json, index + 2)
        index += 6
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    }

    fileprivate static func codeUnit(_ octets: Span<UInt8>, _ start: Int) -> UInt16 {
        var unit: UInt16 = 0
        for index in start..<start + 4 { unit = unit << 4 | UInt16(digit(octets[index]) ?? 0) }
        return unit
    }

    /// The value of a hexadecimal digit.
    fileprivate static func digit(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 0x30...0x39: octet - 0x30
        case 0x41...0x46: octet - 0x41 + 10
        case 0x61...0x66: octet - 0x61 + 10
        default: nil
        }
    }
}

/// Why octets are not the JSON that was expected, and where.
package struct JSONFault: Error, Sendable, Hashable {
    /// What is wrong.
    ///
    /// Offsets count octets from the beginning of the text.
    package enum Kind: Sendable, Hashable {
        /// More octets than the reader takes.
        case tooLong(octetCount: Int, limit: Int)
        /// More values than the reader takes; the first one too many is at `offset`.
        case tooManyValues(offset: Int, limit: Int)
        /// The octets are not UTF-8 from `offset` on.
        case invalidUTF8(offset: Int)
        /// The text at `offset` breaks the grammar, which allows `wanted` there; `offset` is the octet
        /// count when the text ends early.
        case syntax(offset: Int, wanted: String)
        /// The array or object at `offset` is inside `limit` others.
        case nestedTooDeeply(offset: Int, limit: Int)
        /// The member at `path` is missing.
        case missing(path: String)
        /// The value at `path` is of another kind than `wanted`.
        case wrongKind(path: String, found: String, wanted: String)
        /// The value at `path` is of the right kind but isn't a `wanted`.
        case invalid(path: String, wanted: String)
    }

    package let kind: Kind

    package init(_ kind: Kind) {
        self.kind = kind
    }

    /// The member the fault is about, when it is about one.
    package var path: String? {
        switch kind {
        case .missing(let path), .wrongKind(let path, _, _), .invalid(let path, _): path
        default: nil
        }
    }

    /// The octet the fault is at, when it is at one.
    package var offset: Int? {
        switch kind {
        case .invalidUTF8(let offset), .syntax(let offset, _), .nestedTooDeeply(let offset, _),
            .tooManyValues(let offset, _):
            offset
        default: nil
        }
    }

    /// What is wrong, without its offset; it never repeats a value, which may be a secret.
    package var reason: String {
        switch kind {
        case .tooLong(let count, let limit): "\(count) octets, more than \(limit)"
        case .tooManyValues(_, let limit): "more than \(limit) values"
        case .invalidUTF8: "invalid UTF-8"
        case .syntax(_, let wanted): "expected \(wanted)"
        case .nestedTooDeeply(_, let limit): "more than \(limit) values inside one another"
        case .missing(let path): "'\(path)' is missing"
        case .wrongKind(let path, let found, let wanted): "'\(path)' is \(found), not \(wanted)"
        case .invalid(let path, let wanted): "'\(path)' is not \(wanted)"
        }
    }
}

extension JSONFault: CustomStringConvertible {
    /// A sentence part that names the place.
    package var description: String {
        offset.map { "\(reason) at byte \($0)" } ?? reason
    }
}
