internal import SeptetBilling
internal import SeptetJSON

// An answer becomes members.
extension AnswerGrammar {
    /// The members that an answer has in a result; the member `error` when the provider reports one.
    func members(of body: ReplyBody, _ record: Record) throws(ReplyError) -> JSONObject {
        try body.reading { node throws(JSONFault) in
            if let failure = try failure?.members(of: node) { return ["error": .object(failure)] }
            return try members(of: node, record)
        }
    }

    /// The members that a callback has: a form, a field of one with JSON, or this JSON alone.
    func members(ofCallback job: Job, _ record: Record) throws(JSONFault) -> JSONObject {
        // A server that has taken the field out of the form has only the JSON.
        let text = try job.input["body"]?.text() ?? ""
        if record.formField != nil, text.begins(with: "[") || text.begins(with: "{") {
            return try job.readBodies { body throws(ReplyError) in
                try body.reading { node throws(JSONFault) in try members(of: node, record) }
            }
        }
        return try job.readForm { form throws(ReplyError) in try members(of: form, record) }
    }

    /// The members that a form has, or the JSON in one of its fields.
    func members(of form: FormFields, _ record: Record) throws(ReplyError) -> JSONObject {
        if let field = record.formField {
            let body = try ReplyBody(Array(try form.required(field).utf8))
            return try body.reading { node throws(JSONFault) in try members(of: node, record) }
        }
        let fields = form.fields.map {
            JSONObject.Member(name: $0.name, value: .string($0.value))
        }
        do throws(JSONFault) {
            return try members(of: JSONNode(.object(JSONObject(fields))), record)
        } catch {
            throw ReplyError(error)
        }
    }

    private func members(of whole: JSONNode, _ record: Record) throws(JSONFault) -> JSONObject {
        let data = data.map { whole.at($0) ?? JSONNode(.null, path: $0.text) } ?? whole
        guard let list = record.list else {
            guard !record.fields.isEmpty else {
                if self.data == nil { _ = try whole.members() }
                return ["ok": true]
            }
            let node = try found(record.paths, data)
            return try object(record.fields, try single(unwrapped(node) ?? node))
        }
        let isEmpty = record.paths.isEmpty && self.data != nil && data.value == .null
        let node = isEmpty ? nil : try found(record.paths, data)
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
            let mayBeBare = oneMayBeBare || record.paths.isEmpty
            for node in mayBeBare ? node?.oneOrMore() ?? [] : try node?.elements() ?? [] {
                _ = try node.members()
                rows.append(.object(try object(record.fields, node)))
            }
        }
        var result: JSONObject = [list: .array(rows)]
        for field in beside + record.beside {
            try add(field, whole, nil, rowCount: rows.count, to: &result)
        }
        return result
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
        case .scalar(let scalar): result[field.name] = try value(scalar, found)
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
            result[field.name] = .array(rows)
        case .list(let scalar):
            var values: [JSONValue] = []
            for element in try unwrapped(found)?.elements() ?? [] {
                if let value = try value(scalar, element) { values.append(value) }
            }
            result[field.name] = .array(values)
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

extension AnswerGrammar.Failure {
    /// The error of an answer; `nil` when it has none.
    func members(of node: JSONNode) throws(JSONFault) -> JSONObject? {
        if let hook { return try hook.members(of: node) }
        if let unless {
            guard let success = node.at(unless) else {
                _ = try node.members()
                throw JSONFault(.missing(path: unless.text))
            }
            if try success.boolean() { return nil }
        } else if let member, !node.has(member) {
            return nil
        }
        let text = try message.flatMap { node.at($0) }?.text()
        var result = JSONObject()
        var kind = wordings.first { text?.asciiLowercased.holds($0.words) ?? false }?.kind
        if let code {
            let code = try node.at(code)?.integer()
            kind = kind ?? code.flatMap { codes[String($0)] }
            result["code"] = .count(code)
        }
        result["kind"] = .string(kind ?? "other")
        result["message"] = member == nil ? .text(text) : .string(text ?? "")
        return result
    }
}
