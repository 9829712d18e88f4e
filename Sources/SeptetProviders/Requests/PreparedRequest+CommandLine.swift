extension PreparedRequest {
    /// A `curl` command that sends this request, with every secret as a shell variable.
    ///
    /// A variable in an address or a form must hold percent-encoded text. Everything else is in
    /// single quotes, so the shell reads no text of a message as its own.
    /// Complexity: linear; allocates the result.
    public var curlCommand: String {
        var words = ["curl", "--request", method.rawValue]
        if let bearer {
            words += ["--header", quoted("Authorization: Bearer ${\(bearer.variable)}")]
        }
        if let contentType {
            words += ["--header", Self.literal("Content-Type: \(contentType)")]
        }
        switch content {
        case .none: break
        case .form(let form):
            words += ["--data-raw", quoted(Self.joined(form, revealing: false))]
        case .octets(let octets, _):
            words += ["--data-raw", Self.literal(String(decoding: octets, as: UTF8.self))]
        }
        words.append(quoted(url(revealing: false)))
        return words.joined(separator: " ")
    }

    /// The variables of the secrets in this request.
    private var variables: Set<String> {
        let inPath = path.compactMap { segment in
            if case .secret(let secret) = segment { secret.variable } else { nil }
        }
        let inParameters = parameters.compactMap { parameter in
            if case .secret(let secret) = parameter.value { secret.variable } else { nil }
        }
        return Set(inPath + inParameters + (bearer.map { [$0.variable] } ?? []))
    }

    /// A word in single quotes with its variables in double quotes.
    ///
    /// Percent-encoding leaves no `${` in a text, so each one stands for a variable.
    private func quoted(_ word: String) -> String {
        variables.reduce(Self.literal(word)) { word, variable in
            word.replacing("${\(variable)}", with: "'\"${\(variable)}\"'")
        }
    }

    private static func literal(_ word: String) -> String {
        "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
