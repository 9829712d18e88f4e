extension SMSAPI.Draft {
    /// Errors 93, 25 and 30, and 11 for no message at all.
    mutating func checkShape() {
        if message.group != nil {
            if !message.parameters.isEmpty {
                predict(
                    PredictedError(93, "parameters and a group exclude each other", field: "group")
                )
            }
            if !message.recipients.isEmpty {
                let error = PredictedError(
                    local: .invalidValue,
                    "a message goes to numbers or to a group",
                    field: "group"
                )
                predict(error)
            }
        }
        if message.isBinary, message.normalizes {
            predict(
                PredictedError(
                    25,
                    "normalize and datacoding exclude each other",
                    field: "normalize"
                )
            )
        }
        switch message.content {
        case .text(""):
            predict(PredictedError(11, "there is no message", field: "message"))
        case .template("", _):
            predict(PredictedError(11, "there is no message", field: "template"))
        default: break
        }
        switch binary {
        case .success(let binary): warnings += binary.headerWarning.map { [$0] } ?? []
        case .failure(let error): predict(error)
        case nil: break
        }
    }

    /// Errors 13, 18, 20, 27 and 19; counts are of the numbers as they were given (SA-12).
    mutating func checkRecipients() {
        let numbers = audience.numbers
        if message.group == nil, numbers.isEmpty || audience.invalid.count == numbers.count {
            let first = audience.invalid.first.map { RecipientNumber($0) }
            let reason = InvalidNumberWording.reason(first)
            predict(PredictedError(13, "there is no valid phone number\(reason)", field: "to"))
        }
        if !audience.invalid.isEmpty, audience.invalid.count < numbers.count {
            let count = audience.invalid.count
            let subject = "\(count) of \(numbers.count) recipients"
            let first = audience.invalid.first.map { RecipientNumber($0) }
            warn(.invalidRecipient, InvalidNumberWording.sentence(subject, count, first))
        }
        if audience.duplicateCount > 0, !message.allowsDuplicates {
            warn(.duplicates, "\(audience.duplicateCount) repeated recipients get nothing more")
        }
        if message.group == nil {
            for (number, values) in parameterLists where values.count != numbers.count {
                let field = "param\(number)"
                let what = "\(values.count) values for \(numbers.count) recipients"
                predict(PredictedError(18, what, field: field))
            }
            if !message.idx.isEmpty, message.idx.count != numbers.count {
                let what = "\(message.idx.count) values for \(numbers.count) recipients"
                predict(PredictedError(20, what, field: "idx"))
            }
        }
        if message.idx.contains(where: { $0.unicodeScalars.count > SMSAPI.idxLimit }) {
            predict(PredictedError(27, "more than \(SMSAPI.idxLimit) characters", field: "idx"))
        }
        let limit = SMSAPI.limits.personalisedRecipients ?? numbers.count
        if needsSmallRequests, !message.splits, numbers.count > limit {
            let what = "\(numbers.count) personal messages, more than \(limit) in one request"
            predict(PredictedError(19, what, field: "to"))
        }
    }

    /// Errors 14, 28 and 70, and invalid part limits.
    mutating func checkValues() {
        if let sender = message.sender, !sender.isEmpty, !SMSAPI.isSender(sender) {
            let what = "a sender is 1 to 11 letters, digits, spaces, points or hyphens, or a number"
            predict(PredictedError(14, what, field: "from"))
        }
        let restrictions = ["follow", "ignore", "nearest_available"]
        if let restriction = message.timeRestriction,
            !restrictions.contains(where: restriction.asciiLowercased.isSame)
        {
            let what = "there are \(restrictions.joined(separator: ", "))"
            predict(PredictedError(28, what, field: "time_restriction"))
        }
        if let url = message.notifyURL, !url.isWebAddress {
            predict(PredictedError(70, "the address is not a URL", field: "notify_url"))
        }
        if let limit = message.maximumPartCount, !(1...message.partLimit).contains(limit) {
            let error = PredictedError(
                local: .invalidValue,
                "the limit is 1 to \(message.partLimit) parts",
                field: "max_parts"
            )
            predict(error)
        }
        if message.checksIdx, message.idx.isEmpty {
            warn(.ignored, "check_idx has no idx to check")
        }
        if message.isBinary {
            for (name, isSet) in [
                ("flash", message.isFlash), ("nounicode", message.refusesSpecialCharacters),
            ] where isSet {
                warn(.ignored, "\(name) is left out of a binary message")
            }
        }
    }

    private static let shortestLife = 15 * 60
    private static let advisedLife = 60 * 60
    private static let longestLife = 72 * 60 * 60
    private static let longestWaitMonths = 3

    /// Errors 54, 50 and 56.
    mutating func checkDates() {
        checkDate()
        checkExpiration()
    }

    private mutating func checkDate() {
        guard let date = message.date else { return }
        guard let time = date.timestamp else {
            if message.validatesDate {
                predict(PredictedError(54, "neither Unix time nor ISO 8601", field: "date"))
            } else {
                warn(.invalidDate, "date is neither Unix time nor ISO 8601")
            }
            return
        }
        let (today, second) = now.clock()
        if let day = today.adding(months: Self.longestWaitMonths),
            time > Timestamp(date: day, secondOfDay: second, offsetMinutes: 0)
        {
            let what = "more than \(Self.longestWaitMonths) months ahead"
            predict(PredictedError(50, what, field: "date"))
        } else if time < now {
            warn(.dateInPast, "date is in the past: the message is sent at once")
        }
    }

    /// The document says 15 minutes in one place and an hour in another (SA-10).
    private mutating func checkExpiration() {
        guard let expiration = message.expirationDate else { return }
        guard let end = expiration.timestamp else {
            let error = PredictedError(
                local: .invalidValue,
                "neither Unix time nor ISO 8601",
                field: "expiration_date"
            )
            predict(error)
            return
        }
        // A message with a past date is sent at once.
        let start = max(message.date?.timestamp ?? now, now)
        let life = end.secondsSince1970 - start.secondsSince1970
        if life < Self.shortestLife || life > Self.longestLife {
            let what = "\(life / 60) minutes after sending; 15 minutes to 72 hours are allowed"
            predict(PredictedError(56, what, field: "expiration_date"))
        } else if life < Self.advisedLife {
            warn(.shortExpiration, "a message that expires within an hour may be refused")
        }
    }
}

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
        guard message.group == nil, !audience.numbers.isEmpty else {
            return [parameters(for: [], charset: texts)]
        }
        let limits = SMSAPI.limits
        let byMethod = method == .get ? limits.recipientsPerGet : limits.recipientsPerPost
        let personal = needsSmallRequests ? limits.personalisedRecipients : nil
        let limit = max(1, min(byMethod ?? .max, personal ?? .max))
        var places = Array(audience.numbers.indices)
        if places.count > limit, !message.allowsDuplicates {
            // The provider removes a repeated number from one request, and would not know of the others.
            places = audience.placesWithoutRepeats
        }
        if places.count > limit {
            warn(.split, "\(places.count) recipients in requests of at most \(limit)")
        }
        return stride(from: 0, to: places.count, by: limit).map { start in
            parameters(for: places[start..<min(start + limit, places.count)], charset: texts)
        }
    }

    /// Whether one request may have a hundred recipients only.
    var needsSmallRequests: Bool {
        !message.parameters.isEmpty
            || message.template.map(SMSAPI.hasShortLink) ?? false
    }

    /// The parameters of one request in the order of the document.
    ///
    /// - Parameter places: The recipients by their places; none for a group.
    func parameters(
        for places: ArraySlice<Int>,
        charset: RequestCharset?
    ) -> [RequestParameter] {
        var list = ParameterList()
        if let group = message.group {
            list.add("group", group)
        } else {
            list.add("to", places.map { audience.numbers[$0] }.joined(separator: ","))
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
            let values = places.isEmpty ? message.idx : places.map { message.idx[$0] }
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
            let joined = places.map { values[$0] }.joined(separator: "|")
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
