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

    /// The parameters of one request in the order of the document.
    func parameters(
        for range: Range<Int>,
        charset: RequestCharset?
    ) -> [RequestParameter] {
        var list = ParameterList()
        if let group = message.group {
            list.add("group", group)
        } else {
            list.add("to", audience.numbers[range].joined(separator: ","))
        }
        list.add(contentOf: contentParameters(charset))
        list.add("from", message.sender.flatMap { $0.isEmpty ? nil : $0 })
        if !message.isBinary {
            list.add("encoding", charset?.name)
            list.add("flash", flag: message.isFlash)
        }
        list.add("test", flag: message.isTest)
        list.add("details", flag: message.wantsDetails)
        list.add("date", message.date?.text)
        list.add("date_validate", flag: message.validatesDate)
        if case .success(let binary) = binary {
            list.add(contentOf: binary.parameters)
        }
        list.add("allow_duplicates", flag: message.allowsDuplicates)
        if !message.idx.isEmpty {
            let values = range.isEmpty ? message.idx[...] : message.idx[range]
            list.add("idx", values.joined(separator: "|"))
        }
        list.add("check_idx", flag: message.checksIdx)
        list.add("max_parts", message.maximumPartCount.map { String($0) })
        if !message.isBinary {
            list.add("nounicode", flag: message.refusesSpecialCharacters)
            list.add("normalize", flag: message.normalizes)
        }
        list.add("fast", flag: message.isFast)
        list.add("expiration_date", message.expirationDate?.text)
        list.add("notify_url", message.notifyURL)
        for (number, values) in parameterLists {
            let joined = values[range].joined(separator: "|")
            // The values were written into this charset before, one by one.
            if let parameter = try? charset?.parameter("param\(number)", joined) {
                list.add(contentOf: [parameter])
            }
        }
        list.add("single", flag: message.isSingle)
        list.add("time_restriction", message.timeRestriction?.asciiLowercased)
        list.add("skip_foreign", flag: message.skipsForeign)
        list.add("partner_id", message.partnerID)
        list.add("discount_group", message.discountGroup)
        list.add("fallback", message.fallback)
        list.add("format", "json")
        return list.parameters
    }

    private func contentParameters(_ charset: RequestCharset?) -> [RequestParameter] {
        switch message.content {
        case .text(let text):
            (try? charset?.parameter("message", text)).map { [$0] } ?? []
        case .template(let name, _):
            [RequestParameter("template", name)]
        case .binary(let body, _):
            [RequestParameter("message", (body ?? "").asciiLowercased)]
        }
    }
}

extension SMSAPI {
    /// The charsets of the document, and those that SMSAPI's own clients name.
    static let charsetNames = [
        "utf-8", "iso-8859-2", "windows-1250", "iso-8859-1", "iso-8859-3", "iso-8859-4",
        "iso-8859-5", "iso-8859-7", "windows-1251",
    ]

    /// Finds the charset of `encoding`; `utf8` and any letter case are accepted.
    static func charset(named name: String) throws(PredictedError) -> RequestCharset {
        let lowercased = name.asciiLowercased
        let known = lowercased.isSame(as: "utf8") ? "utf-8" : lowercased
        guard charsetNames.contains(where: known.isSame), let charset = RequestCharset(named: known)
        else {
            let names = charsetNames.joined(separator: ", ")
            throw PredictedError(local: .invalidValue, "SMSAPI takes \(names)", field: "encoding")
        }
        return charset
    }
}
