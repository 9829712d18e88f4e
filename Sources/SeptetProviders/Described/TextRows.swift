internal import SeptetJSON

/// How a reply is written that is rows of text: `code|recipient|id,code|recipient|id`.
///
/// It becomes the tree `{"rows": [{"code": …, "recipient": …, "id": …}]}`, whose paths a description then has.
struct TextRows: Sendable, Hashable {
    /// What stands in a row, `code` first.
    private let fields: [String]
    /// What separates the fields of a row.
    private let separator: Unicode.Scalar
    /// What may stand before the last field instead.
    private let lastSeparator: Unicode.Scalar?
    /// What separates rows, besides line breaks.
    private let between: Unicode.Scalar
    /// The code of a success, whose second field has digits only, or nothing.
    private let success: String?
    /// A whole reply of a word and a value: the member of the tree by the word, in small letters.
    private let words: NamedTexts

    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: [
            "fields", "separator", "lastSeparator", "between", "success", "words",
        ])
        fields = try node.required("fields").filledTexts()
        guard fields.count > 1, fields[0].isSame(as: "code") else {
            throw try node.required("fields").fault("'code' and further names")
        }
        guard let separator = try node.scalar("separator"),
            let between = try node.scalar("between")
        else { throw JSONFault(.missing(path: "\(node.name).separator and between")) }
        self.separator = separator
        self.between = between
        lastSeparator = try node.scalar("lastSeparator")
        success = try node["success"]?.text()
        var words: NamedTexts = [:]
        for (word, member) in try node["words"]?.members() ?? [] {
            words[word.asciiLowercased] = try member.filled()
        }
        self.words = words
    }

    /// The tree of a reply.
    ///
    /// Throws `syntax` with the offset of a row that isn't one. Complexity: linear.
    func tree(of body: ReplyBody) throws(ReplyError) -> JSONNode {
        let whole = body.text.divided(at: separator).map(\.trimmed)
        if whole.count == 2, let member = words[whole[0].asciiLowercased] {
            let tree: JSONObject = ["rows": .array([]), member: .string(String(whole[1]))]
            return JSONNode(.object(tree))
        }
        var rows: [JSONValue] = []
        let lines = body.text.utf8.split { $0 == 0x0A || $0 == 0x0D }.map(Substring.init)
        for line in lines.isEmpty ? [body.text] : lines where !line.isBlank || lines.isEmpty {
            let texts = line.divided(at: between)
            for (index, text) in texts.enumerated() {
                // A separator at the end begins nothing.
                if index > 0, index == texts.count - 1, text.trimmed.isEmpty { break }
                let start = body.text.utf8.distance(from: body.text.startIndex, to: text.startIndex)
                rows.append(.object(try row(text, offset: body.textOffset + start)))
            }
        }
        return JSONNode(.object(["rows": .array(rows)]))
    }

    private func row(_ text: Substring, offset: Int) throws(ReplyError) -> JSONObject {
        var values = text.divided(at: separator).map(\.trimmed)
        if let lastSeparator, values.count == fields.count - 1, let last = values.popLast() {
            values += last.divided(at: lastSeparator, maxSplits: 1).map(\.trimmed)
        }
        // SMPP writes its statuses with eight hexadecimal digits.
        let status = values[0].rest(after: "0x").flatMap { digits in
            digits.utf8.count == 8 ? Int(digits, radix: 16) : nil
        }
        guard let code = status ?? (DecimalField.isDigits(values[0]) ? Int(values[0]) : nil) else {
            throw .syntax(offset: offset, wanted: "response code")
        }
        // Otherwise a second row could stand in the place of a number, or of an identifier.
        let isSuccess = success.map { $0.isSame(as: String(code)) } ?? false
        let hasNumber =
            values.count < 2 || values[1].isEmpty
            || DecimalField.isDigits(values[1].rest(after: "+") ?? values[1])
        guard values.count <= fields.count, hasNumber || !isSuccess,
            !values.dropFirst().contains(where: {
                $0.unicodeScalars.contains(where: \.properties.isWhitespace)
            })
        else {
            throw .syntax(offset: offset, wanted: fields.joined(separator: ", "))
        }
        var row: JSONObject = [fields[0]: .integer(code)]
        for (name, value) in zip(fields, values).dropFirst() where !value.isEmpty {
            row[name] = .string(String(value))
        }
        return row
    }
}

extension JSONNode {
    /// The member with a single character; `nil` when it is missing.
    fileprivate func scalar(_ name: String) throws(JSONFault) -> Unicode.Scalar? {
        guard let node = self[name] else { return nil }
        let scalars = try node.filled().unicodeScalars
        guard scalars.count == 1, let scalar = scalars.first else {
            throw node.fault("a character")
        }
        return scalar
    }
}
