internal import SeptetJSON
internal import SeptetNumbers

/// Why a file is not the description of a provider: the line, the member and the reason.
///
/// No value of the file is repeated, except a name that the format has not.
public struct DescriptionError: Error, Sendable, Hashable {
    /// The line the fault is on, from 1.
    public let line: Int

    /// The member the fault is about, such as `requests.send.parameters[2].type`; `nil` for a fault of the JSON.
    public let path: String?

    /// What is wrong, as part of a sentence.
    public let reason: String

    init(_ fault: JSONFault, in octets: [UInt8]) {
        path = fault.path
        reason = fault.reason
        let offset = fault.offset ?? fault.path.map { Self.offset(of: $0, in: octets) } ?? 0
        line = 1 + octets.prefix(offset).count { $0 == UInt8(ascii: "\n") }
    }

    /// Where the value of a path begins; for a missing member, where the object that lacks it begins.
    private static func offset(of path: String, in octets: [UInt8]) -> Int {
        var search = Search(wanted: path)
        var lexer = JSONLexer()
        do {
            let first = try lexer.next(octets.span)
            try search.visit(first, "", octets.span, &lexer)
        } catch {
            // The file has been read before, so its grammar holds.
        }
        return search.offset
    }

    /// Compares the path of each value with the wanted one.
    private struct Search {
        let wanted: String
        var offset = 0
        private var matched = -1

        init(wanted: String) { self.wanted = wanted }

        mutating func visit(
            _ token: JSONLexer.Token,
            _ path: String,
            _ octets: Span<UInt8>,
            _ lexer: inout JSONLexer
        ) throws(JSONFault) {
            if path.utf8.count > matched, leads(path) {
                matched = path.utf8.count
                // Behind the token; what matters is its line, and only containers span several.
                offset = max(0, lexer.position - 1)
            }
            switch token {
            case .object:
                while case .name(let name) = try lexer.next(octets) {
                    let name = name.text(in: octets)
                    let value = try lexer.next(octets)
                    try visit(value, path.isEmpty ? name : "\(path).\(name)", octets, &lexer)
                }
            case .array:
                var index = 0
                while true {
                    let value = try lexer.next(octets)
                    if value == .arrayEnd { break }
                    try visit(value, "\(path)[\(index)]", octets, &lexer)
                    index += 1
                }
            default: break
            }
        }

        /// Whether the wanted path is this one or lies below it.
        private func leads(_ path: String) -> Bool {
            guard let rest = wanted.rest(after: path) else { return false }
            guard let next = rest.utf8.first else { return true }
            return path.isEmpty || next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
        }
    }
}

extension DescriptionError: CustomStringConvertible {
    /// The line and the reason.
    public var description: String { "line \(line): \(reason)" }
}

extension JSONNode {
    /// The members of an object that may have these and no others, none of them null.
    func members(of known: [String]) throws(JSONFault) -> JSONNode {
        for (name, node) in try members() {
            guard known.contains(where: name.isSame) else {
                let list = known.joined(separator: ", ")
                throw JSONFault(.invalid(path: node.path, wanted: "a member; there are \(list)"))
            }
            guard node.value != .null else { throw node.wrongKind("a value") }
        }
        return self
    }

    /// Rejects two members of one name, however deep: all but one would be dropped.
    func checkNames() throws(JSONFault) {
        switch value {
        case .object:
            var seen: Set<OctetKey> = []
            for (name, node) in try members() {
                guard seen.insert(OctetKey(name)).inserted else {
                    throw JSONFault(.invalid(path: node.path, wanted: "the only one of its name"))
                }
                try node.checkNames()
            }
        case .array:
            for element in try elements() { try element.checkNames() }
        default: break
        }
    }

    /// The fault of a value that is not as the format wants it.
    func fault(_ wanted: String) -> JSONFault { JSONFault(.invalid(path: name, wanted: wanted)) }

    /// The text of a string that is not empty.
    func filled() throws(JSONFault) -> String {
        let text = try string()
        guard !text.isEmpty, !text.hasControlCharacter else {
            throw fault("a text without control characters")
        }
        return text
    }

    /// The elements of a list that has some, or the value itself.
    ///
    /// A list that restricts and is empty would restrict nothing.
    func someElements() throws(JSONFault) -> [JSONNode] {
        let elements = oneOrMore()
        guard !elements.isEmpty else { throw fault("a list with an element") }
        return elements
    }

    /// A list of texts that are not empty; one text is a list of one.
    func filledTexts() throws(JSONFault) -> [String] {
        var texts: [String] = []
        for node in try someElements() { texts.append(try node.filled()) }
        return texts
    }

    /// Some of the words of an enumeration; one word is a list of one.
    func words<Word>(_ type: Word.Type) throws(JSONFault) -> [Word]
    where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
        var words: [Word] = []
        for node in try someElements() { words.append(try node.word(type)) }
        return words
    }

    /// Countries by ISO 3166, as the numbers of recipients have them: `GB`, and not `UK`.
    func countries() throws(JSONFault) -> [String] {
        let countries = try filledTexts()
        for country in countries
        where !(CountryCode(country)?.description.isSame(as: country) ?? false) {
            throw fault("countries as two capitals (ISO 3166)")
        }
        return countries
    }

    /// One of the words of an enumeration.
    func word<Word>(_ type: Word.Type) throws(JSONFault) -> Word
    where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
        let text = try string()
        guard let word = Word.allCases.first(where: { $0.rawValue.isSame(as: text) }) else {
            throw fault("one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }

    /// `[least, most]`.
    func bounds() throws(JSONFault) -> ClosedRange<Int> {
        let elements = try elements()
        guard elements.count == 2 else { throw fault("[least, most]") }
        let least = try elements[0].whole()
        let most = try elements[1].whole()
        guard least <= most else { throw fault("[least, most]") }
        return least...most
    }

    /// A whole number written as one.
    func whole() throws(JSONFault) -> Int {
        guard case .number = value else { throw wrongKind("a whole number") }
        return try integer()
    }

    /// `true` or `false`.
    func truth() throws(JSONFault) -> Bool {
        guard case .boolean(let truth) = value else { throw wrongKind("true or false") }
        return truth
    }

    /// The value at a path such as `errors[0].code`; `nil` when it is missing or null.
    func at(_ path: DescribedPath) -> JSONNode? {
        var node: JSONNode? = self
        for step in path.steps { node = node?.at(step) }
        return node
    }

    /// The value one step down; `nil` when it is missing or null.
    func at(_ step: DescribedPath.Step) -> JSONNode? {
        switch step {
        case .member(let name): return self[name]
        case .index(let index):
            guard let elements = try? elements(), elements.indices.contains(index) else {
                return nil
            }
            return elements[index].value == .null ? nil : elements[index]
        case .each: return nil
        }
    }
}

/// Where a value lies in a JSON text: `messages[0].destinations[].to`, with `[]` for each recipient.
struct DescribedPath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case member(String)
        case index(Int)
        /// The element of a recipient.
        case each
    }

    let text: String
    let steps: [Step]

    /// The name of the last member.
    var lastName: String {
        for case .member(let name) in steps.reversed() { return name }
        return text
    }

    /// Reads a path; `nil` where brackets are not `[]` or `[number]`, or a name is empty.
    ///
    /// A single point is the value itself.
    init?(_ text: String) {
        guard !text.isSame(as: ".") else {
            self.text = text
            steps = []
            return
        }
        var steps: [Step] = []
        for piece in text.divided(at: ".") {
            let pieces = piece.divided(at: "[")
            guard let name = pieces.first, !name.isEmpty || (steps.isEmpty && pieces.count > 1)
            else { return nil }
            if !name.isEmpty { steps.append(.member(String(name))) }
            for bracket in pieces.dropFirst() {
                guard bracket.utf8.last == UInt8(ascii: "]") else { return nil }
                let inside = bracket.utf8.dropLast()
                if inside.isEmpty {
                    steps.append(.each)
                } else if let index = Int(Substring(inside)), (0...99).contains(index) {
                    steps.append(.index(index))
                } else {
                    return nil
                }
            }
        }
        self.text = text
        self.steps = steps
    }

    init(_ node: JSONNode) throws(JSONFault) {
        guard let path = Self(try node.filled()) else {
            throw node.fault("a path such as errors[0].code")
        }
        self = path
    }

    /// Puts a value in its place in a tree, with the objects and arrays that lead to it.
    ///
    /// - Parameter element: The element that `[]` stands for.
    func put(_ value: JSONValue, into tree: inout JSONValue, element: Int = 0) {
        Self.put(value, steps[...], &tree, element)
    }

    private static func put(
        _ value: JSONValue,
        _ steps: ArraySlice<Step>,
        _ tree: inout JSONValue,
        _ element: Int
    ) {
        guard let step = steps.first else {
            tree = value
            return
        }
        switch step {
        case .member(let name):
            var object = JSONObject()
            if case .object(let found) = tree { object = found }
            var child = object[name] ?? .null
            put(value, steps.dropFirst(), &child, element)
            object[name] = child
            tree = .object(object)
        case .index, .each:
            var elements: [JSONValue] = []
            if case .array(let found) = tree { elements = found }
            let index = if case .index(let index) = step { index } else { element }
            while elements.count <= index { elements.append(.null) }
            put(value, steps.dropFirst(), &elements[index], element)
            tree = .array(elements)
        }
    }
}

extension String {
    /// Whether the text is a token of RFC 9110, as a field's name must be.
    var isHeaderName: Bool {
        !isEmpty
            && utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                    || (0x61...0x7A).contains($0)
                    || "!#$%&'*+-.^_`|~".utf8.contains($0)
            }
    }
}

extension DescribedPath {
    /// A name that is one step, whatever characters it has.
    init(verbatim text: String) {
        self.text = text
        steps = [.member(text)]
    }
}
