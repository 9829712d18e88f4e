/// Reads one JSON text as a tree of values, strictly by RFC 8259, and never beyond its limits.
///
/// A byte order mark and white space around the text are allowed, because servers send them.
package struct JSONReader {
    /// The longest text that is read unless its reader says otherwise: no reply comes near it.
    package static let octetLimit = 8 << 20

    /// The most values in one text, so that its tree takes at most 400 MiB beside the strings.
    ///
    /// No text of 8 MiB has more: a value and its comma take two octets.
    package static let valueLimit = 4 << 20

    private var lexer: JSONLexer
    private var valueCount = 0

    /// Reads the value that is the whole of `octets`.
    ///
    /// Complexity: linear; allocates the values. The stack is used for at most
    /// `JSONLexer.depthLimit` values inside one another.
    ///
    /// - Parameter octetLimit: Longer texts are refused unread.
    package static func value(
        of octets: [UInt8],
        octetLimit: Int = Self.octetLimit
    ) throws(JSONFault) -> JSONValue {
        guard octets.count <= octetLimit else {
            throw JSONFault(.tooLong(octetCount: octets.count, limit: octetLimit))
        }
        do {
            _ = try UTF8Span(validating: octets.span)
        } catch {
            throw JSONFault(.invalidUTF8(offset: error.byteOffsets.lowerBound))
        }
        let hasMark = octets.starts(with: [0xEF, 0xBB, 0xBF])
        var reader = JSONReader(lexer: JSONLexer(at: hasMark ? 3 : 0))
        let value = try reader.value(reader.lexer.next(octets.span), octets.span)
        _ = try reader.lexer.next(octets.span)
        return value
    }

    /// The value that begins with a token.
    private mutating func value(
        _ token: JSONLexer.Token,
        _ octets: Span<UInt8>
    ) throws(JSONFault) -> JSONValue {
        valueCount += 1
        guard valueCount <= Self.valueLimit else {
            throw JSONFault(.tooManyValues(offset: lexer.position, limit: Self.valueLimit))
        }
        switch token {
        case .string(let string): return .string(string.text(in: octets))
        case .number(let range):
            return .number(JSONString(range: range, hasEscapes: false).text(in: octets))
        case .boolean(let value): return .boolean(value)
        case .array:
            var elements: [JSONValue] = []
            while true {
                let next = try lexer.next(octets)
                if next == .arrayEnd { return .array(elements) }
                elements.append(try value(next, octets))
            }
        case .object:
            var members: [JSONObject.Member] = []
            while case .name(let name) = try lexer.next(octets) {
                let value = try value(lexer.next(octets), octets)
                members.append(JSONObject.Member(name: name.text(in: octets), value: value))
            }
            return .object(JSONObject(members))
        case .null, .objectEnd, .arrayEnd, .name, .end:
            // After `value` the lexer gives no other token.
            return .null
        }
    }
}
