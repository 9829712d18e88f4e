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
