internal import SeptetJSON

extension AnswerGrammar {
    /// When an answer is an error, and what it says.
    struct Failure: Sendable, Hashable {
        /// The member that is true unless there is an error.
        let unless: DescribedPath?
        /// The member that only an error has.
        let member: String?
        let code: DescribedPath?
        let messages: [DescribedPath]
        /// Whether the code is one of the description's `errors`, which say what it means.
        let isListed: Bool
        /// Kinds by what the message holds, in small letters, and by the code.
        let wordings: [Wording]
        let codes: NamedTexts
        let hook: AnswerHook.Failure?

        struct Wording: Sendable, Hashable {
            let words: String
            let kind: String
        }
    }
}

extension AnswerGrammar.Failure {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: [
            "unless", "member", "code", "message", "wordings", "codes", "hook", "listed",
        ])
        unless = try node.describedPath("unless")
        member = try node["member"]?.filled()
        hook = try node["hook"]?.word(AnswerHook.Failure.self)
        guard [unless?.text, member, hook?.rawValue].count(where: { $0 != nil }) == 1 else {
            throw whole.fault("shown by one of unless, member and hook")
        }
        code = try node.describedPath("code")
        messages = try DescribedPath.list(node["message"])
        isListed = try node["listed"]?.truth() ?? false
        guard !isListed || member != nil && code != nil else {
            throw whole.fault("shown by 'member' and with a 'code', as 'listed' needs")
        }
        var wordings: [Wording] = []
        for (words, kind) in try node["wordings"]?.members() ?? [] {
            wordings.append(Wording(words: words.asciiLowercased, kind: try kind.filled()))
        }
        self.wordings = wordings
        var codes: NamedTexts = [:]
        for (code, kind) in try node["codes"]?.members() ?? [] { codes[code] = try kind.filled() }
        self.codes = codes
    }
}

extension AnswerGrammar.Failure {
    /// The error of an answer; `nil` when it has none.
    func members(
        of node: JSONNode,
        _ errors: [ProviderDescription.ErrorEntry]
    ) throws(JSONFault) -> JSONObject? {
        if isListed {
            guard let code, let member, node[member] != nil, let value = node.at(code) else {
                return nil
            }
            let message = try messages.lazy.compactMap { node.at($0) }.first?.text()
            return Self.listed(try value.integer(), message, errors)
        }
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
        let text = try messages.lazy.compactMap { node.at($0) }.first?.text()
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

    /// The error of a number; what `errors` lack has no meaning and isn't tried again.
    static func listed(
        _ code: Int,
        _ message: String?,
        _ errors: [ProviderDescription.ErrorEntry]
    ) -> JSONObject {
        let entry = errors.entry(String(code))
        var result: JSONObject = ["code": .integer(code)]
        result["message"] = message.map(JSONValue.string)
        result["meaning"] = entry.map { .string($0.meaning) }
        result["retry"] = .boolean(entry?.retry == .later)
        return result
    }
}

extension [ProviderDescription.ErrorEntry] {
    /// The entry of a code.
    func entry(_ code: String) -> Element? { first { $0.code.isSame(as: code) } }
}
