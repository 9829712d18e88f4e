internal import SeptetJSON

/// How answers that aren't JSON are written: items with fields, each of which begins with a word.
///
/// They become the JSON that a record reads: `list` has an object of each item with its word as `@word`, `count` is
/// how many there are, and an item with an error becomes `error` and `message`; `errors` has all of these.
struct PlainAnswer: Sendable, Hashable {
    let itemSeparator: Unicode.Scalar
    let fieldSeparator: Unicode.Scalar
    let accepted: String
    let failed: String

    /// The items of one kind of answer.
    struct Rows: Sendable, Hashable {
        /// The names of the fields of an item, by how many it has.
        let accepted: [Shape]
        /// The same of errors that stand in the list; others are errors of the whole.
        let failed: [Shape]
        /// What a text without items begins with, and the member that the rest becomes.
        let prefixes: [Prefix]
        let hook: AnswerHook.Plain?
    }

    /// Names of fields; the last one ends in `*` where it holds all that is left.
    struct Shape: Sendable, Hashable {
        let names: [String]
        let holdsRest: Bool
    }

    struct Prefix: Sendable, Hashable {
        let text: String
        let member: String
    }

    /// One item.
    struct Item {
        let isError: Bool
        /// What follows the word, divided and trimmed.
        let fields: [Substring]
        /// Where the item begins in the answer.
        let offset: Int
    }
}

extension PlainAnswer {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: ["items", "fields", "accepted", "failed"])
        func separator(_ name: String) throws(JSONFault) -> Unicode.Scalar {
            let text = try node.required(name).filled()
            guard text.utf8.count == 1, let scalar = text.unicodeScalars.first else {
                throw try node.required(name).fault("one character of ASCII")
            }
            return scalar
        }
        itemSeparator = try separator("items")
        fieldSeparator = try separator("fields")
        accepted = try node.required("accepted").filled()
        failed = try node.required("failed").filled()
    }

    /// The items of an answer; at least one.
    func items(of body: ReplyBody) throws(ReplyError) -> [Item] {
        var items: [Item] = []
        let text = body.text
        for piece in text.divided(at: itemSeparator) {
            let item = piece.trimmed
            if item.isEmpty { continue }
            let offset =
                body.textOffset + text.utf8.distance(from: text.startIndex, to: item.startIndex)
            let all = item.divided(at: fieldSeparator).map(\.trimmed)
            guard all[0].isSame(as: accepted) || all[0].isSame(as: failed) else {
                throw .syntax(offset: offset, wanted: "\(accepted) or \(failed)")
            }
            let isError = all[0].isSame(as: failed)
            items.append(Item(isError: isError, fields: Array(all.dropFirst()), offset: offset))
        }
        guard !items.isEmpty else {
            throw .syntax(offset: body.octets.count, wanted: "\(accepted) or \(failed)")
        }
        return items
    }

    /// The JSON of an answer.
    ///
    /// Complexity: linear; allocates the values.
    func value(of body: ReplyBody, _ rows: Rows?) throws(ReplyError) -> JSONValue {
        for prefix in rows?.prefixes ?? [] {
            guard let rest = body.text.rest(after: prefix.text) else { continue }
            return .object([prefix.member: .string(String(rest.trimmed))])
        }
        if let value = rows?.hook?.value(ofText: body.text) { return value }
        let items = try items(of: body)
        if let hook = rows?.hook, let first = items.first, !first.isError {
            return try hook.value(of: first)
        }
        var list: [JSONValue] = []
        var errors: [JSONValue] = []
        for item in items {
            let shapes = item.isError ? rows?.failed : rows?.accepted
            if var row = shapes?.lazy.compactMap({ members($0, item) }).first {
                guard !row.members.isEmpty else { continue }
                row["@word"] = .string(item.isError ? failed : accepted)
                list.append(.object(row))
            } else if item.isError, let code = item.fields.first, Int(code) != nil {
                var error: JSONObject = ["error": .string(String(code))]
                let text = item.fields.dropFirst().joined(separator: String(fieldSeparator))
                if !text.isEmpty { error["message"] = .string(text) }
                errors.append(.object(error))
            } else if item.isError {
                throw .syntax(offset: item.offset, wanted: "error number")
            } else {
                let wanted = rows?.accepted.map { shape in
                    ([accepted] + shape.names).joined(separator: String(fieldSeparator))
                }
                let what = wanted.flatMap { $0.isEmpty ? nil : $0.joined(separator: " or ") }
                throw .syntax(offset: item.offset, wanted: what ?? failed)
            }
        }
        var value: JSONObject = ["list": .array(list), "count": .integer(list.count)]
        if case .object(let first) = errors.first { value.merge(first) }
        if !errors.isEmpty { value["errors"] = .array(errors) }
        return .object(value)
    }

    /// The members of an item; `nil` when it has another number of fields, or an empty first one.
    private func members(_ shape: Shape, _ item: Item) -> JSONObject? {
        let names = shape.names
        let least = shape.holdsRest ? names.count - 1 : names.count
        guard item.fields.count >= least, shape.holdsRest || item.fields.count == names.count,
            item.fields.first.map({ !$0.isEmpty }) ?? true
        else { return nil }
        var members = JSONObject()
        for (index, name) in names.enumerated() {
            let isLast = index == names.count - 1 && shape.holdsRest
            members[name] = .string(
                isLast
                    ? item.fields[index...].joined(separator: String(fieldSeparator))
                    : String(item.fields[index])
            )
        }
        return members
    }
}

extension PlainAnswer.Rows {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: ["accepted", "failed", "begins", "hook"])
        accepted = try PlainAnswer.Shape.list(node["accepted"])
        failed = try PlainAnswer.Shape.list(node["failed"])
        var prefixes: [PlainAnswer.Prefix] = []
        for (text, member) in try node["begins"]?.members() ?? [] {
            prefixes.append(PlainAnswer.Prefix(text: text, member: try member.filled()))
        }
        self.prefixes = prefixes
        hook = try node["hook"]?.word(AnswerHook.Plain.self)
    }
}

extension PlainAnswer.Shape {
    static func list(_ node: JSONNode?) throws(JSONFault) -> [Self] {
        var shapes: [Self] = []
        for shape in try node?.elements() ?? [] {
            var names: [String] = []
            for name in try shape.elements() { names.append(try name.filled()) }
            let last = names.last.flatMap { String($0.utf8.dropLast()) }
            let holdsRest = names.last?.utf8.last == UInt8(ascii: "*")
            if holdsRest, let last { names[names.count - 1] = last }
            shapes.append(Self(names: names, holdsRest: holdsRest))
        }
        return shapes
    }
}

// Forms whose fields are rows.
extension FormFields {
    /// The rows of fields that are lists with commas, as many as the list of one field has elements that aren't empty.
    ///
    /// Of one row alone a value may have commas itself. A list that is shorter lacks the last values, and an empty value
    /// is missing. Complexity: linear; allocates the values.
    func rows(ofColumns column: String) throws(ReplyError) -> JSONValue {
        let ids = try required(column).divided(at: ",")
        let count = ids.count { !$0.isEmpty }
        guard count > 0 else { throw .wrongValue(path: column, wanted: "a list of ids") }
        var rows = [JSONObject](repeating: JSONObject(), count: ids.count)
        for field in fields {
            let isAlone = count == 1 && !field.name.isSame(as: column)
            for (index, id) in (isAlone ? [] : field.value.divided(at: ",")).enumerated()
            where index < rows.count {
                rows[index][field.name] = id.isEmpty ? nil : .string(String(id))
            }
            if isAlone, let index = ids.firstIndex(where: { !$0.isEmpty }) {
                rows[index][field.name] = field.value.isEmpty ? nil : .string(field.value)
            }
        }
        let filled = zip(ids, rows).filter { !$0.0.isEmpty }.map { JSONValue.object($0.1) }
        return .object(["list": .array(filled)])
    }

    /// The rows of fields such as `0[name]` or `[0][name]`; an empty value and `null` are missing.
    ///
    /// Complexity: linear; allocates the values.
    func rows(inBrackets limit: Int) throws(ReplyError) -> JSONValue {
        var rows: [Int: JSONObject] = [:]
        for field in fields where !field.value.isEmpty && !field.value.isSame(as: "null") {
            let name = field.name.rest(after: "[") ?? field.name[...]
            let halves = name.divided(at: "[", maxSplits: 1)
            guard halves.count == 2, halves[1].utf8.last == UInt8(ascii: "]"),
                let index = Int(
                    name.startIndex == field.name.startIndex
                        ? halves[0] : Substring(halves[0].utf8.dropLast())
                ), (0..<limit).contains(index)
            else { continue }
            rows[index, default: JSONObject()][String(Substring(halves[1].utf8.dropLast()))] =
                .string(field.value)
        }
        guard !rows.isEmpty else { throw .missing(path: "0[…]") }
        return .object(["list": .array(rows.sorted { $0.key < $1.key }.map { .object($0.value) })])
    }
}
