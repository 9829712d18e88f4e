/// A JSON value whose numbers keep their text.
///
/// RFC 8259. Foundation's readers pass numbers through binary floating point, which a price must
/// never do; so a number stays the text that was received until its kind is asked for. Values are
/// equal when their octets are: strings by octets, members in their order.
package enum JSONValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    /// The digits as received, in the grammar of RFC 8259 §6.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    package static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.number(let left), .number(let right)), (.string(let left), .string(let right)):
            JSONName(text: left) == JSONName(text: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .boolean(let value): hasher.combine(value)
        case .number(let text), .string(let text): hasher.combine(JSONName(text: text))
        case .array(let elements): hasher.combine(elements)
        case .object(let object): hasher.combine(object)
        }
    }
}

extension JSONValue {
    /// An integer as a number.
    package static func integer(_ value: Int) -> Self { .number(String(value)) }

    /// A string, or null.
    package static func text(_ value: String?) -> Self { value.map(Self.string) ?? .null }

    /// An integer as a number, or null.
    package static func count(_ value: Int?) -> Self { value.map(Self.integer) ?? .null }

    /// What kind of value this is, in the words of RFC 8259, with the article of a sentence.
    package var kind: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(nilLiteral: ()) { self = .null }
}

/// The members of a JSON object in the order they were written.
///
/// Names are compared by their octets.
package struct JSONObject: Sendable, Hashable {
    /// One name with its value.
    package struct Member: Sendable, Hashable {
        package let name: String
        package fileprivate(set) var value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }

        package static func == (left: Self, right: Self) -> Bool {
            JSONName(text: left.name) == JSONName(text: right.name) && left.value == right.value
        }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(JSONName(text: name))
            hasher.combine(value)
        }
    }

    /// Objects with more members than this have an index.
    private static let unindexedLimit = 16

    package private(set) var members: [Member] = []

    /// The last place of each name, when there are many.
    private var index: [JSONName: Int]?

    package init() {}

    /// Makes an object of members that may repeat a name; the last one counts.
    ///
    /// Complexity: linear.
    package init(_ members: [Member]) {
        self.members = members
        makeIndex()
    }

    /// The last value of a name, `nil` when the object lacks it; setting replaces it in its place.
    ///
    /// Complexity: linear in the length of the name; removing is linear in the number of members.
    package subscript(name: String) -> JSONValue? {
        get { place(of: JSONName(text: name)).map { members[$0].value } }
        set {
            let name = JSONName(text: name)
            guard let newValue else {
                guard place(of: name) != nil else { return }
                members.removeAll { JSONName(text: $0.name) == name }
                makeIndex()
                return
            }
            if let place = place(of: name) {
                members[place].value = newValue
            } else {
                members.append(Member(name: name.text, value: newValue))
                if index == nil { makeIndex() } else { index?[name] = members.count - 1 }
            }
        }
    }

    /// Adds the members of another object; its values replace those of the same names.
    package mutating func merge(_ other: JSONObject) {
        for member in other.members {
            self[member.name] = member.value
        }
    }

    package static func == (left: Self, right: Self) -> Bool { left.members == right.members }

    package func hash(into hasher: inout Hasher) { hasher.combine(members) }

    private func place(of name: JSONName) -> Int? {
        guard let index else {
            return members.lastIndex { JSONName(text: $0.name) == name }
        }
        return index[name]
    }

    private mutating func makeIndex() {
        guard members.count > Self.unindexedLimit else {
            index = nil
            return
        }
        var index: [JSONName: Int] = Dictionary(minimumCapacity: members.count)
        for (place, member) in members.enumerated() { index[JSONName(text: member.name)] = place }
        self.index = index
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map { Member(name: $0.0, value: $0.1) })
    }
}

/// A name that is compared and hashed by its octets.
///
/// Swift's strings are equal when they are canonically equivalent: "é" and "e\u{301}" are one key
/// of a dictionary of strings, and two members of an object. The hash is keyed anew in each
/// process, so that names cannot be chosen to collide.
struct JSONName: Hashable {
    let text: String

    static func == (left: Self, right: Self) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        var word: UInt64 = 0
        var count = 0
        for octet in text.utf8 {
            word = word << 8 | UInt64(octet)
            count += 1
            if count & 7 == 0 { hasher.combine(word) }
        }
        hasher.combine(word)
        hasher.combine(count)
    }
}

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
    /// - Parameter octetLimit: Longer texts are rejected unread.
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
