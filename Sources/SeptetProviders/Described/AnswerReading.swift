internal import SeptetBilling
internal import SeptetJSON

// An answer becomes members.
extension AnswerGrammar {
    /// The members that an answer has in a result; the member `error` when the provider reports one.
    ///
    /// - Parameter rows: How an answer is written that is rows of text.
    func members(
        of body: ReplyBody,
        _ record: Record,
        rows: TextRows?
    ) throws(ReplyError) -> JSONObject {
        let node = if let rows { try rows.tree(of: body) } else { try node(of: body, record.plain) }
        do throws(JSONFault) {
            return try members(of: node, chosen(record, node))
        } catch {
            throw ReplyError(error)
        }
    }

    /// Whether a name isn't that of an answer with an action behind it.
    func isAnswerOfItsOwn(_ name: String) -> Bool {
        guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return true }
        return records[String(name[..<point])] == nil
    }

    /// The JSON of an answer, or of what else the provider writes.
    func node(of body: ReplyBody, _ rows: PlainAnswer.Rows?) throws(ReplyError) -> JSONNode {
        guard let plain, !body.looksLikeJSON else { return try body.json() }
        return JSONNode(try plain.value(of: body, rows))
    }

    /// The record itself, or the one of two that it chooses.
    private func chosen(_ record: Record, _ node: JSONNode) -> Record {
        guard let choice = record.choice else { return record }
        return records[node.has(choice.member) ? choice.then : choice.otherwise] ?? record
    }

    /// The members that a callback has: a form, a field of one with JSON, or this JSON alone.
    func members(ofCallback job: Job, _ record: Record) throws(JSONFault) -> JSONObject {
        // A server that has taken the field out of the form has only the JSON.
        let text = try job.input["body"]?.text() ?? ""
        if record.formField != nil, text.begins(with: "[") || text.begins(with: "{") {
            return try job.readBodies { body throws(ReplyError) in
                try body.reading { node throws(JSONFault) in
                    try members(of: node, record, nil)
                }
            }
        }
        return try job.readForm { form throws(ReplyError) in try members(of: form, record) }
    }

    /// The members that a form has, or the JSON in one of its fields.
    func members(of form: FormFields, _ record: Record) throws(ReplyError) -> JSONObject {
        if let field = record.formField {
            let body = try ReplyBody(Array(try form.required(field).utf8))
            return try body.reading { node throws(JSONFault) in try members(of: node, record, nil) }
        }
        let value: JSONValue
        if let columns = record.columns {
            value = try form.rows(ofColumns: columns)
        } else if let limit = record.bracketLimit {
            value = try form.rows(inBrackets: limit)
        } else {
            let fields = form.fields.map {
                JSONObject.Member(name: $0.name, value: .string($0.value))
            }
            value = .object(JSONObject(fields))
        }
        do throws(JSONFault) {
            return try members(of: JSONNode(value), record, nil)
        } catch {
            throw ReplyError(error)
        }
    }

    /// The members of an answer that may be an error: of one that isn't an error of a row.
    private func members(of whole: JSONNode, _ record: Record) throws(JSONFault) -> JSONObject {
        let isRow = record.rowFailure.map { whole.has($0) } ?? false
        let error = isRow ? nil : try failure?.members(of: whole, errors)
        guard record.isPartial || error == nil else {
            return ["error": error.map(JSONValue.object) ?? .null]
        }
        return try members(of: whole, record, error)
    }

    private func members(
        of whole: JSONNode,
        _ record: Record,
        _ error: JSONObject?
    ) throws(JSONFault) -> JSONObject {
        let data = data.map { whole.at($0) ?? JSONNode(.null, path: $0.text) } ?? whole
        guard let list = record.list else {
            guard !record.fields.isEmpty else {
                if self.data == nil { _ = try whole.members() }
                return ["ok": true]
            }
            let node = try single(unwrapped(try found(record.paths, data)) ?? data)
            try check(record.needs, node)
            return try object(record.fields, node)
        }
        let isEmpty = record.paths.isEmpty && self.data != nil && data.value == .null
        // Beside an error rows may be missing, and the whole isn't one.
        let places = record.paths.filter { !$0.steps.isEmpty }
        let node =
            error != nil
            ? places.lazy.compactMap { at($0, data) }.first
            : isEmpty ? nil : try found(record.paths, data)
        if record.mayBeSingle, case .object = node?.value, let node {
            return try object(record.fields, node)
        }
        var rows: [JSONValue] = []
        if record.rowsAreMembers {
            // An empty table of PHP is written as an empty list.
            for (name, node) in node?.value == .array([]) ? [] : try node?.members() ?? []
            where !record.except.contains(where: name.isSame) {
                rows.append(.object(try object(record.fields, node, key: name)))
            }
        } else {
            // What is the whole may also be one row.
            let mayBeBare = oneMayBeBare || record.paths.last?.steps.isEmpty ?? true
            for node in mayBeBare ? node?.oneOrMore() ?? [] : try node?.elements() ?? [] {
                _ = try node.members()
                try check(record.needs, node)
                rows.append(.object(try object(record.fields, node)))
            }
        }
        var result = JSONObject()
        if let error {
            result["error"] = .object(error)
            var all: [JSONValue] = []
            for node in try whole["errors"]?.elements() ?? [whole] {
                if let error = try failure?.members(of: node, errors) { all.append(.object(error)) }
            }
            if all.count > 1 || !rows.isEmpty { result["errors"] = .array(all) }
        }
        if error == nil || !rows.isEmpty { result[list] = .array(rows) }
        // The text of an error isn't a member of the answer too.
        let messages = error == nil ? [] : failure?.messages ?? []
        for field in beside + record.beside where !field.paths.contains(where: messages.contains) {
            try add(field, whole, nil, rowCount: rows.count, to: &result)
        }
        return result
    }

    /// Checks that a row has one of some members.
    private func check(_ names: [String], _ node: JSONNode) throws(JSONFault) {
        guard let first = names.first, !names.contains(where: { node[$0] != nil }) else { return }
        throw JSONFault(.missing(path: node.path.isEmpty ? first : "\(node.path).\(first)"))
    }

    /// The value at the first path that exists, which must be there.
    private func found(_ paths: [DescribedPath], _ node: JSONNode) throws(JSONFault) -> JSONNode {
        guard let last = paths.last else { return node }
        for path in paths { if let found = at(path, node) { return found } }
        _ = try node.members()
        throw JSONFault(.missing(path: node.path.isEmpty ? last.text : "\(node.path).\(last.text)"))
    }

    /// The only element of a list, or the value itself.
    private func single(_ node: JSONNode) throws(JSONFault) -> JSONNode {
        guard case .array = node.value else { return node }
        let elements = try node.elements()
        guard elements.count == 1 else {
            throw JSONFault(.invalid(path: node.path, wanted: "one object"))
        }
        return elements[0]
    }

    private func object(
        _ fields: [Field],
        _ node: JSONNode,
        key: String? = nil
    ) throws(JSONFault) -> JSONObject {
        var result = JSONObject()
        for field in fields { try add(field, node, key, to: &result) }
        return result
    }

    /// What the wrapper encloses, or the value itself; `nil` where it encloses null.
    private func unwrapped(_ node: JSONNode) -> JSONNode? {
        guard let wrapper, node.has(wrapper) else { return node }
        return node[wrapper]
    }

    private func at(_ path: DescribedPath, _ node: JSONNode) -> JSONNode? {
        var node: JSONNode? = node
        for step in path.steps {
            // The wrapper may stand between any two steps.
            node = node.flatMap { node in
                node.at(step) ?? unwrapped(node).flatMap { $0.at(step) }
            }
        }
        return node
    }

    /// The value at a path; `nil` also for an empty text where that is a missing value and one may be missing.
    private func value(
        at path: DescribedPath,
        _ node: JSONNode,
        _ presence: Field.Presence
    ) -> JSONNode? {
        let found = at(path, node)
        return emptyIsMissing && presence != .required && found?.value == .string("") ? nil : found
    }

    private func add(
        _ field: Field,
        _ node: JSONNode,
        _ key: String?,
        rowCount: Int? = nil,
        to result: inout JSONObject
    ) throws(JSONFault) {
        if let key, field.paths.first?.text.isSame(as: "@") ?? false {
            result[field.name] = .string(key)
            return
        }
        if case .constant(let value) = field.kind {
            result[field.name] = value
            return
        }
        if case .scalar(.said) = field.kind {
            let text = try value(at: field.paths[0], node, field.presence)?.text()
            let word = try field.paths.last.flatMap { at($0, node) }?.text()
            if let said = text ?? word.flatMap({ self.word($0)?.result }) {
                result[field.name] = .string(said)
            } else if case .orElse(let value) = field.presence {
                result[field.name] = value
            }
            return
        }
        var found: JSONNode?
        for path in field.paths where found == nil { found = value(at: path, node, field.presence) }
        guard let found else {
            switch field.presence {
            case .required: _ = try self.found(field.paths, node)
            case .requiredUnlessFailed:
                if try failure?.members(of: node, errors) == nil {
                    _ = try self.found(field.paths, node)
                }
                result[field.name] = .null
            case .some: break
            case .orElse(let value):
                guard case .hook(let hook) = field.kind else {
                    result[field.name] = value
                    return
                }
                let node = JSONNode(value, path: field.paths.first?.text ?? field.name)
                result.merge(try hook.members(of: node, name: field.name))
            case .orElseRowCount: result[field.name] = .count(rowCount)
            case .optional:
                switch field.kind {
                case .objects, .list: result[field.name] = .array([])
                default: break
                }
            }
            return
        }
        switch field.kind {
        case .constant: break
        case .scalar(let scalar):
            if let value = try value(scalar, found) {
                result[field.name] = value
            } else if case .orElse(let value) = field.presence {
                result[field.name] = value
            }
        case .hook(let hook): result.merge(try hook.members(of: found, name: field.name))
        case .object(let fields):
            guard let inside = unwrapped(found) else { return }
            _ = try inside.members()
            let key = field.paths.first?.lastName
            result[field.name] = .object(try object(fields, inside, key: key))
        case .flat(let fields): result.merge(try object(fields, found))
        case .objects(let fields):
            var rows: [JSONValue] = []
            for row in try unwrapped(found)?.elements() ?? [] {
                rows.append(.object(try object(fields, row)))
            }
            result[field.name] = rows.isEmpty && field.presence == .some ? nil : .array(rows)
        case .list(let paths, let scalar):
            var values: [JSONValue] = []
            for element in try unwrapped(found)?.elements() ?? [] {
                let node =
                    paths.isEmpty ? element : paths.lazy.compactMap { at($0, element) }.first
                if node == nil, field.presence == .required { _ = try self.found(paths, element) }
                if let value = try node.flatMap({ node throws(JSONFault) in
                    try value(scalar, node)
                }) {
                    values.append(value)
                }
            }
            result[field.name] =
                values.isEmpty && field.presence == .some ? nil : .array(values)
        case .equals(let word, let each):
            let word = word.asciiLowercased
            var isSame = true
            for node in each == nil ? [found] : try found.elements() {
                let text = try (each.flatMap { node.at($0) } ?? node).text()
                isSame = isSame && text.asciiLowercased.isSame(as: word)
            }
            result[field.name] = .boolean(isSame)
        }
    }

    private func value(_ scalar: Scalar, _ node: JSONNode) throws(JSONFault) -> JSONValue? {
        switch scalar {
        case .text: return .string(try node.text())
        case .string: return .string(try node.string())
        case .identifier:
            switch node.value {
            case .string, .number: return .string(try node.text())
            default: throw JSONFault(.invalid(path: node.path, wanted: "an identifier"))
            }
        case .integer: return .integer(try node.integer())
        case .boolean: return .boolean(try node.boolean())
        case .amount: return .string(try node.amount().description)
        case .number: return .number(try node.amount().description)
        case .unix:
            let seconds = try node.integer()
            return seconds == 0
                ? nil : .string(Timestamp(secondsSince1970: seconds).description)
        case .word, .said: return .string(word(try node.text())?.result ?? "other")
        case .known: return .boolean(word(try node.text()) != nil)
        case .final: return .boolean(word(try node.text())?.isFinal ?? false)
        case .settled: return word(try node.text()).map { .boolean($0.isFinal) }
        case .code:
            let text = try node.text()
            return Int(word(text)?.words.first ?? text).map(JSONValue.integer)
        case .meaning: return errors.entry(try node.text()).map { .string($0.meaning) }
        case .permanent: return errors.entry(try node.text()).map { .boolean($0.retry == .never) }
        case .retry: return .boolean(errors.entry(try node.text())?.retry == .later)
        case .unclear: return .boolean(errors.entry(try node.text())?.retry == .unclear)
        case .kind: return .string(errors.entry(try node.text())?.kind ?? "other")
        case .smpp:
            let code = try node.text()
            return errors.entry(code) == nil ? smpp[code].map(JSONValue.string) : nil
        case .capitals: return .string(try node.text().uppercased())
        case .accepted: return .boolean(try node.text().isSame(as: plain?.accepted ?? "OK"))
        case .failure:
            if case .object = node.value {
                return try failure?.members(of: node, errors).map(JSONValue.object)
            }
            return .object(AnswerGrammar.Failure.listed(try node.integer(), nil, errors))
        }
    }

    /// The entry of a word, in any letter case.
    func word(_ text: String) -> Word? {
        let text = text.asciiLowercased
        return words.first { $0.words.contains { $0.asciiLowercased.isSame(as: text) } }
    }

    /// The members that a value alone has: what its words mean, or what a hook makes of it.
    func members(ofValue job: Job, _ kind: Kind) throws(JSONFault) -> JSONObject {
        let name = job.input.has("values") ? "values" : "value"
        // A value may be null, and is not missing then.
        let node =
            job.input.has(name)
            ? job.input[name] ?? JSONNode(.null, path: name) : try job.input.required(name)
        switch kind {
        case .hook(let hook):
            do throws(JSONFault) {
                return try hook.members(of: node, name: nil)
            } catch {
                return ["error": JobResult.error(ReplyError(error))]
            }
        case .object(let fields): return try object(fields, node)
        default:
            let texts = try Job.texts(node)
            let results = texts.map { word($0)?.result ?? "other" }
            guard let first = results.first, results.allSatisfy(first.isSame) else {
                return ["mapped": .array(results.map(JSONValue.string))]
            }
            return [
                "mapped": .string(first), "final": .boolean(word(texts[0])?.isFinal ?? false),
            ]
        }
    }
}
