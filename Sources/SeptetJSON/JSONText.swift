/// Writes JSON: compact, keys in the order they are given.
///
/// The only writer, so the same text is the same octets in every output: `"`, `\` and the control
/// characters U+0000 to U+001F are escaped, which RFC 8259 §7 demands, and U+007F, which it allows,
/// because results are read on terminals. Everything else is UTF-8 as it is.
package struct JSONText {
    /// What has been written, UTF-8.
    package private(set) var octets: [UInt8] = []

    private var needsComma = false

    /// Begins with nothing.
    package init() {}

    /// The JSON of a value, in UTF-8.
    ///
    /// Complexity: linear; allocates the result.
    package static func octets(of value: JSONValue) -> [UInt8] {
        var json = JSONText()
        json.value(value)
        return json.octets
    }

    /// The JSON of a value.
    package static func string(of value: JSONValue) -> String {
        String(decoding: octets(of: value), as: UTF8.self)
    }

    /// Forgets what has been written and keeps the room.
    package mutating func removeAll() {
        octets.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// Ends a line of newline-delimited JSON.
    package mutating func endLine() {
        octets.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Writes an object; `members` writes what is in it.
    package mutating func object<E: Error>(
        _ members: (inout Self) throws(E) -> Void
    ) throws(E) {
        try enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
    }

    /// Writes an array; `elements` writes what is in it.
    package mutating func array<E: Error>(
        _ elements: (inout Self) throws(E) -> Void
    ) throws(E) {
        try enclose(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
    }

    /// Writes an array of values that `write` writes, one for each element.
    package mutating func array<Element, E: Error>(
        _ elements: some Sequence<Element>,
        _ write: (inout Self, Element) throws(E) -> Void
    ) throws(E) {
        try array { json throws(E) in
            for element in elements { try write(&json, element) }
        }
    }

    /// Writes the key of the next value.
    package mutating func key(_ key: String) {
        value(key)
        octets.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func enclose<E: Error>(
        _ first: UInt8,
        _ last: UInt8,
        _ content: (inout Self) throws(E) -> Void
    ) throws(E) {
        separate()
        octets.append(first)
        needsComma = false
        try content(&self)
        octets.append(last)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { octets.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}

extension JSONText {
    /// Writes a string.
    package mutating func value(_ string: String) {
        separate()
        octets.append(UInt8(ascii: "\""))
        if string.utf8.contains(where: Self.isEscaped) {
            for octet in string.utf8 { append(octet) }
        } else {
            octets.append(contentsOf: string.utf8)
        }
        octets.append(UInt8(ascii: "\""))
    }

    /// Writes a string of UTF-8; octets that are not UTF-8 become U+FFFD.
    package mutating func value(utf8: Span<UInt8>) {
        guard let text = try? UTF8Span(validating: utf8) else {
            value(String(decoding: (0..<utf8.count).map { utf8[$0] }, as: UTF8.self))
            return
        }
        separate()
        octets.append(UInt8(ascii: "\""))
        let valid = text.span
        for index in valid.indices { append(valid[index]) }
        octets.append(UInt8(ascii: "\""))
    }

    /// Writes an integer.
    package mutating func value(_ integer: Int) {
        separate()
        octets.append(contentsOf: String(integer).utf8)
    }

    /// Writes a number by its digits, which must be those of a JSON number.
    package mutating func number(_ digits: String) {
        separate()
        octets.append(contentsOf: digits.utf8)
    }

    /// Writes a truth value.
    package mutating func value(_ truth: Bool) {
        separate()
        octets.append(contentsOf: (truth ? "true" : "false").utf8)
    }

    /// Writes `null`.
    package mutating func null() {
        separate()
        octets.append(contentsOf: "null".utf8)
    }

    /// Writes a value of a tree.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let truth): self.value(truth)
        case .number(let digits): number(digits)
        case .string(let text): self.value(text)
        case .array(let elements): array(elements) { $0.value($1) }
        case .object(let object):
            self.object { json in
                for member in object.members {
                    json.key(member.name)
                    json.value(member.value)
                }
            }
        }
    }

    private static func isEscaped(_ octet: UInt8) -> Bool {
        octet < 0x20 || octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "\\") || octet == 0x7F
    }

    private mutating func append(_ octet: UInt8) {
        guard Self.isEscaped(octet) else {
            octets.append(octet)
            return
        }
        octets.append(UInt8(ascii: "\\"))
        switch octet {
        case UInt8(ascii: "\n"): octets.append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): octets.append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): octets.append(UInt8(ascii: "t"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): octets.append(octet)
        default:
            octets.append(contentsOf: (octet < 0x10 ? "u000" : "u00").utf8)
            octets.append(contentsOf: String(octet, radix: 16).utf8)
        }
    }
}

/// The members of an object.
extension JSONText {
    /// Writes a member; `null` for a string that is missing.
    package mutating func member(_ key: String, _ string: String?) {
        self.key(key)
        if let string { value(string) } else { null() }
    }

    /// Writes a member; `null` for an integer that is missing.
    package mutating func member(_ key: String, _ integer: Int?) {
        self.key(key)
        if let integer { value(integer) } else { null() }
    }

    /// Writes a member.
    package mutating func member(_ key: String, _ truth: Bool) {
        self.key(key)
        value(truth)
    }

    /// Writes a member whose number has these digits, which must be those of a JSON number.
    package mutating func member(_ key: String, number digits: String) {
        self.key(key)
        number(digits)
    }

    /// Writes a member that is an object; `members` writes what is in it.
    package mutating func object<E: Error>(
        _ key: String,
        _ members: (inout Self) throws(E) -> Void
    ) throws(E) {
        self.key(key)
        try object(members)
    }

    /// Writes a member that is an array; `elements` writes what is in it.
    package mutating func array<E: Error>(
        _ key: String,
        _ elements: (inout Self) throws(E) -> Void
    ) throws(E) {
        self.key(key)
        try array(elements)
    }

    /// Writes a member that is an array of values; `write` writes each of them.
    package mutating func array<Element, E: Error>(
        _ key: String,
        of elements: some Sequence<Element>,
        _ write: (inout Self, Element) throws(E) -> Void
    ) throws(E) {
        self.key(key)
        try array(elements, write)
    }

    /// Writes a member that is an array of objects; `write` writes the members of each.
    package mutating func objects<Element, E: Error>(
        _ key: String,
        of elements: some Sequence<Element>,
        _ write: (inout Self, Element) throws(E) -> Void
    ) throws(E) {
        try array(key, of: elements) { json, element throws(E) in
            try json.object { json throws(E) in try write(&json, element) }
        }
    }
}
