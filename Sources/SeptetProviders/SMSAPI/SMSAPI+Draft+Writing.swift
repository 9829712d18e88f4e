extension SMSAPI.Draft {
    /// Writes the text into the charset of the request; errors have no number of SMSAPI.
    mutating func writeTexts() -> RequestCharset? {
        checkCharacters()
        guard !message.isBinary else { return nil }
        do throws(PredictedError) {
            let charset = try SMSAPI.charset(named: message.charset)
            if case .text(let text) = message.content {
                _ = try charset.parameter("message", text)
            }
            for (number, values) in parameterLists {
                for value in values {
                    _ = try charset.parameter("param\(number)", value)
                }
            }
            return charset
        } catch {
            predict(error)
            return nil
        }
    }

    /// The lists of `param1` to `param4` in order.
    var parameterLists: [(number: Int, values: [String])] {
        message.parameters.sorted { $0.key < $1.key }.map { (number: $0.key, values: $0.value) }
    }

    private mutating func checkCharacters() {
        if let template = message.template {
            predict(.forbiddenCharacter(in: template, field: "message"))
        }
        for (number, values) in parameterLists {
            let field = "param\(number)"
            predict(
                values.lazy.compactMap { .forbiddenCharacter(in: $0, field: field) }.first
            )
            checkSeparator(values, field: field)
            if !(1...4).contains(number) {
                predict(
                    PredictedError(local: .invalidValue, "there are param1 to param4", field: field)
                )
            }
        }
        predict(message.sender.flatMap { .forbiddenCharacter(in: $0, field: "from") })
        checkSeparator(message.idx, field: "idx")
    }

    /// Values are separated by `|`, which nothing escapes.
    private mutating func checkSeparator(_ values: [String], field: String) {
        guard let index = values.firstIndex(where: { $0.unicodeScalars.contains("|") }) else {
            return
        }
        predict(
            PredictedError(
                local: .separatorInValue,
                "value \(index + 1) holds '|', which separates values",
                field: field
            )
        )
    }

    /// The parameters of each request, as many as the limits of recipients demand.
    mutating func batches(
        _ method: PreparedRequest.Method,
        texts: RequestCharset?
    ) -> [[RequestParameter]] {
        let count = audience.numbers.count
        guard message.group == nil, count > 0 else {
            return [parameters(for: 0..<0, charset: texts)]
        }
        let limits = SMSAPI.limits
        let byMethod = method == .get ? limits.recipientsPerGet : limits.recipientsPerPost
        let personal = needsSmallRequests ? limits.personalisedRecipients : nil
        let limit = max(1, min(byMethod ?? count, personal ?? count))
        if count > limit {
            warn(.split, "\(count) recipients in requests of at most \(limit)")
        }
        return stride(from: 0, to: count, by: limit).map { start in
            parameters(for: start..<min(start + limit, count), charset: texts)
        }
    }

    /// Whether one request may have a hundred recipients only.
    var needsSmallRequests: Bool {
        !message.parameters.isEmpty
            || message.template.map(SMSAPI.hasShortLink) ?? false
    }
}
