/// Writes JSON: compact, keys in the order they are given.
///
/// A result line is written for each of millions of inputs, and readers want its keys in a fixed
/// order; Foundation's encoder is slow at the one and cannot do the other.
package struct JSONText {
    /// What has been written, UTF-8.
    package private(set) var octets: [UInt8] = []

    private var needsComma = false

    /// Begins with nothing.
    package init() {}

    /// Forgets what has been written and keeps the room.
    package mutating func removeAll() {
        octets.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// Ends a line of newline-delimited JSON.
    package mutating func endLine() {
        octets.append(0x0A)
        needsComma = false
    }

    /// Writes an object; `members` writes what is in it.
    package mutating func object(_ members: (inout Self) throws -> Void) rethrows {
        try enclose(0x7B, 0x7D, members)
    }

    /// Writes an array; `elements` writes what is in it.
    package mutating func array(_ elements: (inout Self) throws -> Void) rethrows {
        try enclose(0x5B, 0x5D, elements)
    }

    /// Writes the key of the next value.
    package mutating func key(_ key: String) {
        value(key)
        octets.append(0x3A)
        needsComma = false
    }

    /// Writes a string.
    package mutating func value(_ string: String) {
        separate()
        octets.append(0x22)
        for octet in string.utf8 { append(octet) }
        octets.append(0x22)
    }

    /// Writes a string of UTF-8; octets that are none are replaced.
    package mutating func value(utf8: Span<UInt8>) {
        guard let text = try? UTF8Span(validating: utf8) else {
            value(String(decoding: (0..<utf8.count).map { utf8[$0] }, as: UTF8.self))
            return
        }
        separate()
        octets.append(0x22)
        let valid = text.span
        for index in valid.indices { append(valid[index]) }
        octets.append(0x22)
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

    /// Writes a member of an object.
    package mutating func member(_ key: String, _ string: String) {
        self.key(key)
        value(string)
    }

    /// Writes a member of an object.
    package mutating func member(_ key: String, _ integer: Int) {
        self.key(key)
        value(integer)
    }

    /// Writes a member of an object.
    package mutating func member(_ key: String, _ truth: Bool) {
        self.key(key)
        value(truth)
    }

    /// Writes a member of an object.
    package mutating func member(_ key: String, _ integers: [Int]) {
        self.key(key)
        array { json in
            for integer in integers { json.value(integer) }
        }
    }

    private mutating func enclose(
        _ first: UInt8,
        _ last: UInt8,
        _ content: (inout Self) throws -> Void
    ) rethrows {
        separate()
        octets.append(first)
        needsComma = false
        try content(&self)
        octets.append(last)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { octets.append(0x2C) }
        needsComma = true
    }

    private mutating func append(_ octet: UInt8) {
        switch octet {
        case 0x22, 0x5C:
            octets.append(0x5C)
            octets.append(octet)
        case 0x0A: octets.append(contentsOf: [0x5C, 0x6E])
        case 0x0D: octets.append(contentsOf: [0x5C, 0x72])
        case 0x09: octets.append(contentsOf: [0x5C, 0x74])
        case 0..<0x20, 0x7F:
            octets.append(contentsOf: "\\u00".utf8)
            octets.append(contentsOf: Self.hexadecimal(octet))
        default: octets.append(octet)
        }
    }

    private static func hexadecimal(_ octet: UInt8) -> String.UTF8View {
        let digits = String(octet, radix: 16)
        return (digits.utf8.count == 1 ? "0" + digits : digits).utf8
    }
}
