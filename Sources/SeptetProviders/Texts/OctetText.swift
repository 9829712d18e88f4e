// Decisions about texts that others write. All of them are made over octets or scalars: a Character takes in
// whatever marks follow, and Strings are equal by canonical equivalence, so a separator could hide.

extension StringProtocol {
    /// Whether the octets begin with those of another text.
    func begins(with prefix: some StringProtocol) -> Bool { utf8.starts(with: prefix.utf8) }

    /// Whether the octets begin with those of an ASCII text, in any letter case.
    func beginsIgnoringCase(_ prefix: some StringProtocol) -> Bool {
        utf8.lazy.map(\.asciiLowercased).starts(with: prefix.utf8.lazy.map(\.asciiLowercased))
    }

    /// Whether the octets are those of another text.
    func isSame(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }

    /// The text with ASCII letters in lower case; other letters stay, so that none becomes an ASCII letter.
    var asciiLowercased: String { String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self) }

    /// Whether the text has U+0000 to U+001F or U+007F, which no header, address or path may carry.
    var hasControlCharacter: Bool { utf8.contains { $0 < 0x20 || $0 == 0x7F } }

    /// Whether the text is an address of http or https with a host, and without spaces and control characters.
    var isWebAddress: Bool {
        guard let scheme = ["http://", "https://"].first(where: beginsIgnoringCase) else {
            return false
        }
        let rest = utf8.dropFirst(scheme.utf8.count)
        guard let first = rest.first, !"/?#".utf8.contains(first) else { return false }
        return rest.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    /// The text without the scalars that `isLeftOut` holds for.
    func without(_ isLeftOut: (Unicode.Scalar) -> Bool) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in unicodeScalars where !isLeftOut(scalar) { kept.append(scalar) }
        return String(kept)
    }

    /// Whether a text stands somewhere in this one.
    func holds(_ words: String) -> Bool {
        let wanted = Array(words.utf8)
        let octets = Array(utf8)
        return octets.indices.contains { octets[$0...].starts(with: wanted) }
    }

    /// Whether the text has nothing but white space.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}

extension UInt8 {
    fileprivate var asciiLowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}

extension Substring {
    /// The pieces between the octets of an ASCII separator, empty ones included; always at least one.
    ///
    /// Complexity: linear; allocates the list.
    func divided(at separator: Unicode.Scalar, maxSplits: Int = .max) -> [Substring] {
        utf8.split(
            separator: UInt8(ascii: separator),
            maxSplits: maxSplits,
            omittingEmptySubsequences: false
        ).map(Substring.init)
    }

    /// What follows a text at the beginning; `nil` when this one begins otherwise.
    func rest(after prefix: some StringProtocol) -> Substring? {
        begins(with: prefix) ? Substring(utf8.dropFirst(prefix.utf8.count)) : nil
    }

    /// The text without white space at its ends.
    var trimmed: Substring {
        let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let scalars = unicodeScalars
        let start = scalars.firstIndex { !isSpace($0) } ?? scalars.endIndex
        let end = scalars.lastIndex { !isSpace($0) }.map(scalars.index(after:)) ?? start
        return self[start..<end]
    }
}

extension String {
    /// What follows a text at the beginning; `nil` when this one begins otherwise.
    func rest(after prefix: some StringProtocol) -> Substring? { self[...].rest(after: prefix) }

    /// The pieces between the octets of an ASCII separator, empty ones included; always at least one.
    ///
    /// Complexity: linear; allocates the list.
    func divided(at separator: Unicode.Scalar, maxSplits: Int = .max) -> [Substring] {
        self[...].divided(at: separator, maxSplits: maxSplits)
    }
}

/// A text as a key: two are equal when their octets are.
struct OctetKey: Sendable, Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: Self, right: Self) -> Bool { left.text.isSame(as: right.text) }

    func hash(into hasher: inout Hasher) {
        hasher.combine(text.utf8.count)
        for octet in text.utf8 { hasher.combine(octet) }
    }
}

/// Values by name; two names are the same when their octets are.
struct NamedValues<Value: Sendable & Hashable>: Sendable, Hashable {
    private var values: [OctetKey: Value] = [:]

    /// The value of a name, `nil` when there is none.
    subscript(name: String) -> Value? {
        get { values[OctetKey(name)] }
        set { values[OctetKey(name)] = newValue }
    }
}

/// Texts by name; two names are the same when their octets are.
public struct NamedTexts: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    private var values: [OctetKey: String] = [:]

    /// Makes texts of names and values; of several with one name the last counts.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// The text of a name, `nil` when there is none.
    ///
    /// Complexity: linear in the name.
    public subscript(name: String) -> String? {
        get { values[OctetKey(name)] }
        set { values[OctetKey(name)] = newValue }
    }

    /// Names and texts in the order of the names' octets.
    ///
    /// Complexity: O(*n* log *n*); allocates the list.
    public var sorted: [(name: String, text: String)] {
        values.map { (name: $0.key.text, text: $0.value) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}
