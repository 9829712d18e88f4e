/// Reads some members of one object in a single pass, without building any value.
///
/// Names are compared by their octets; of several members with a name the last counts.
package struct JSONMemberReader: Sendable {
    /// What an object has under a name.
    package enum Member: Sendable, Hashable {
        case missing
        case string(JSONString)
        /// A number; its digits are the octets of the range.
        case number(Range<Int>)
        case null
        /// A boolean, an array or an object.
        case other
    }

    /// What a text holds.
    package enum Finding: Sendable, Hashable {
        /// Nothing but white space.
        case blank
        /// An object; `members` has what was looked for.
        case object
        /// Another value.
        case other
    }

    /// Where each name stands in `found`; equal names share a place.
    private var places: [JSONName: Int] = [:]

    /// The place of each name asked for.
    private let placeOfName: [Int]

    /// A bit for the octet count of each name, one for all from 63 on; it rules out most other names
    /// without hashing them.
    private var octetCounts: UInt64 = 0

    private var found: [Member]

    /// The places of `found` that are not missing, so that a short object is forgotten quickly.
    private var foundPlaces: [Int] = []

    /// A reader of the members with these names.
    package init(_ names: [String]) {
        var placeOfName: [Int] = []
        for name in names {
            let place = places[JSONName(text: name)] ?? places.count
            places[JSONName(text: name)] = place
            octetCounts |= 1 << UInt64(min(name.utf8.count, 63))
            placeOfName.append(place)
        }
        self.placeOfName = placeOfName
        found = Array(repeating: .missing, count: places.count)
    }

    /// How many names are asked for.
    package var count: Int { placeOfName.count }

    /// The member with one of the names, in their order, of the object read last.
    package subscript(index: Int) -> Member { found[placeOfName[index]] }

    /// Reads the text that is the whole of `octets`; all of it must be valid JSON.
    ///
    /// Complexity: linear in the octets, however many names are asked for; allocates for names
    /// over 15 octets and those with escapes.
    package mutating func read(_ octets: Span<UInt8>) throws(JSONFault) -> Finding {
        do {
            _ = try UTF8Span(validating: octets)
        } catch {
            throw JSONFault(.invalidUTF8(offset: error.byteOffsets.lowerBound))
        }
        for place in foundPlaces { found[place] = .missing }
        foundPlaces.removeAll(keepingCapacity: true)
        if Self.isBlank(octets) { return .blank }
        var lexer = JSONLexer()
        let first = try lexer.next(octets)
        guard first == .object else {
            try lexer.skip(first, octets)
            _ = try lexer.next(octets)
            return .other
        }
        while case .name(let name) = try lexer.next(octets) {
            let value = try lexer.next(octets)
            if let place = place(of: name, octets) {
                if found[place] == .missing { foundPlaces.append(place) }
                found[place] =
                    switch value {
                    case .string(let string): .string(string)
                    case .number(let range): .number(range)
                    case .null: .null
                    default: .other
                    }
            }
            try lexer.skip(value, octets)
        }
        _ = try lexer.next(octets)
        return .object
    }

    /// The names of an object that has been read, in their order; for a message to a person.
    package static func names(of octets: Span<UInt8>) throws(JSONFault) -> [String] {
        var names: [String] = []
        var lexer = JSONLexer()
        guard try lexer.next(octets) == .object else { return [] }
        while case .name(let name) = try lexer.next(octets) {
            names.append(name.text(in: octets))
            try lexer.skip(try lexer.next(octets), octets)
        }
        return names
    }

    private func place(of name: JSONString, _ octets: Span<UInt8>) -> Int? {
        // Escapes lengthen a name, so its octet count says nothing.
        guard name.hasEscapes || octetCounts & 1 << UInt64(min(name.range.count, 63)) != 0 else {
            return nil
        }
        return places[JSONName(text: name.text(in: octets))]
    }

    private static func isBlank(_ octets: Span<UInt8>) -> Bool {
        for index in octets.indices {
            switch octets[index] {
            case 0x20, 0x09, 0x0A, 0x0D: continue
            default: return false
            }
        }
        return true
    }
}

/// A JSON value with its path, read tolerantly: strings for numbers and numbers for strings.
///
/// Every fault names the path, which leads the sender of the value to it.
package struct JSONNode: Sendable, Hashable {
    package let value: JSONValue
    package let path: String

    package init(_ value: JSONValue, path: String = "") {
        self.value = value
        self.path = path
    }

    /// Reads the value that is the whole of `octets`.
    package init(octets: [UInt8]) throws(JSONFault) {
        self.init(try JSONReader.value(of: octets))
    }

    /// The path, or what stands for the empty one in a fault.
    package var name: String { path.isEmpty ? "the whole" : path }

    /// The fault of a value of another kind than `wanted`.
    package func wrongKind(_ wanted: String) -> JSONFault {
        JSONFault(.wrongKind(path: name, found: value.kind, wanted: wanted))
    }

    private func path(of member: String) -> String {
        path.isEmpty ? member : "\(path).\(member)"
    }

    /// The member of this name; `nil` when it is missing or null, or when this isn't an object.
    package subscript(member: String) -> JSONNode? {
        guard case .object(let object) = value, let value = object[member], value != .null else {
            return nil
        }
        return JSONNode(value, path: path(of: member))
    }

    /// The member of this name, which must be there and not null.
    package func required(_ member: String) throws(JSONFault) -> JSONNode {
        guard case .object = value else { throw wrongKind("an object") }
        guard let node = self[member] else {
            throw JSONFault(.missing(path: path(of: member)))
        }
        return node
    }

    /// Whether there is a member of this name, be it null.
    package func has(_ member: String) -> Bool {
        guard case .object(let object) = value else { return false }
        return object[member] != nil
    }

    /// The members of an object.
    package func members() throws(JSONFault) -> [(name: String, node: JSONNode)] {
        guard case .object(let object) = value else { throw wrongKind("an object") }
        return object.members.map { ($0.name, JSONNode($0.value, path: path(of: $0.name))) }
    }

    /// The elements of an array.
    package func elements() throws(JSONFault) -> [JSONNode] {
        guard case .array(let elements) = value else { throw wrongKind("an array") }
        return elements.enumerated().map { JSONNode($1, path: "\(path)[\($0)]") }
    }

    /// The elements of an array, or the value itself as the only one.
    package func oneOrMore() -> [JSONNode] {
        guard case .array(let elements) = value else { return [self] }
        return elements.enumerated().map { JSONNode($1, path: "\(path)[\($0)]") }
    }

    /// The text of a string, the digits of a number, `1` or `0` for a boolean.
    package func text() throws(JSONFault) -> String {
        switch value {
        case .string(let text): text
        case .number(let digits): digits
        case .boolean(let value): value ? "1" : "0"
        default: throw wrongKind("a string")
        }
    }

    /// The text of a string only.
    package func string() throws(JSONFault) -> String {
        guard case .string(let text) = value else { throw wrongKind("a string") }
        return text
    }

    /// A whole number, as a number or as a string of its digits.
    package func integer() throws(JSONFault) -> Int {
        switch value {
        case .string(let text), .number(let text):
            guard let integer = Int(text) else {
                throw JSONFault(.invalid(path: name, wanted: "a whole number"))
            }
            return integer
        default: throw wrongKind("a whole number")
        }
    }

    /// A boolean, also as 0 or 1 and as the strings `0`, `1`, `true`, `false` and the empty one.
    package func boolean() throws(JSONFault) -> Bool {
        switch value {
        case .boolean(let value): value
        case .number("1"), .string("1"), .string("true"): true
        case .number("0"), .string("0"), .string("false"), .string(""): false
        default: throw wrongKind("a boolean")
        }
    }
}
