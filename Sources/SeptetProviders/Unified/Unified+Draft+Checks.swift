internal import Septet
internal import SeptetBilling

extension Unified.Draft {
    /// Characters no adapter sends; they have no number of the provider.
    mutating func checkCharacters() {
        switch message.content {
        case .text(let text):
            errors += [.forbiddenCharacter(in: text, field: "message")].compactMap { $0 }
        case .hexadecimal(let digits):
            let units = Unified.codeUnits(digits) ?? []
            if let index = units.firstIndex(where: { $0 == 0 || $0 == 0x1B }) {
                let error = PredictedError(
                    local: .forbiddenCharacter,
                    "code unit \(index + 1) is U+0000 or U+001B, which cannot be sent",
                    field: "message",
                    utf8Offset: index * 4
                )
                errors.append(error)
            }
        }
        for (field, text) in [("source", message.source), ("url", message.url)] {
            errors += [text.flatMap { .forbiddenCharacter(in: $0, field: field) }]
                .compactMap { $0 }
        }
    }

    /// Error 1702, for each mandatory parameter that is missing or blank.
    mutating func checkPresence() {
        let isWAPPush = typeNumber == Unified.MessageType.wapPush.rawValue
        let password = account.password.isKnown ? account.password.reveal() : nil
        let fields: [(name: String, isMissing: Bool)] = [
            ("username", account.username.map(\.isBlank) ?? false),
            ("password", password.map(\.isBlank) ?? false),
            ("dlr", message.deliveryReport == nil),
            ("destination", audience.isBlank),
            ("source", message.source.map(\.isBlank) ?? true),
            ("message", message.wording.isEmpty),
            ("url", isWAPPush && (message.url.map(\.isBlank) ?? true)),
            (account.scheduleNames.date, message.lacksSchedule),
        ]
        for field in fields where field.isMissing {
            predict(1702, "'\(field.name)' is missing or blank", field: field.name)
        }
    }

    /// Errors 1704 and 1705; afterwards the wording is known unless one of them is predicted.
    mutating func checkText() {
        let text: String
        var isHexadecimal = false
        switch message.content {
        case .text(let given):
            text = given
        case .hexadecimal(let digits):
            isHexadecimal = true
            text = String(decoding: Unified.codeUnits(digits) ?? [], as: UTF16.self)
        }
        guard let type = type(of: text, isHexadecimal: isHexadecimal) else {
            predict(1704, "there is no type \(typeNumber ?? 0)", field: "type")
            return
        }
        guard !message.wording.isEmpty else { return }
        if case .hexadecimal(let digits) = message.content {
            guard type.encoding == .ucs2, Unified.codeUnits(digits) != nil else {
                let what = "digits are upper case, in fours, and of type 2 or 6"
                predict(1705, what, field: "message")
                return
            }
        } else if let found = Unified.obstacle(in: text, type: type) {
            let what = "\(found.scalar.codePointName) is not in type \(type.rawValue)"
            predict(1705, what, field: "message", utf8Offset: found.utf8Offset)
            return
        }
        let wording = Unified.Wording(text, type: type)
        self.wording = wording
        if wording.needsTooManyParts {
            let error = PredictedError(
                local: .tooManyParts,
                "no message has more than \(MessagePlan.maximumPartCount) parts",
                field: "message"
            )
            errors.append(error)
        }
    }

    private func type(of text: String, isHexadecimal: Bool) -> Unified.MessageType? {
        if let typeNumber { return Unified.MessageType(rawValue: typeNumber) }
        if isHexadecimal { return message.isFlash ? .unicodeFlash : .unicode }
        return .automatic(for: text, isFlash: message.isFlash)
    }

    /// Errors 1706, 1707 and 1708.
    mutating func checkAddresses() {
        if !audience.isBlank, audience.numbers.isEmpty {
            predict(1706, "there is no valid destination", field: "destination")
        }
        if let source = message.source {
            let count = source.unicodeScalars.count
            let isNumber = DecimalField.isDigits(
                source.rest(after: "+") ?? source[...]
            )
            let limit =
                isNumber ? Unified.numericSourceLimit : Unified.alphanumericSourceLimit
            if count > limit {
                predict(1707, "\(count) characters, more than \(limit)", field: "source")
            }
        }
        if let report = message.deliveryReport, !(0...1).contains(report) {
            predict(1708, "dlr is 0 or 1, not \(report)", field: "dlr")
        }
    }

    /// What is worth knowing about a message that will be sent.
    mutating func addWarnings() {
        if audience.invalidCount > 0, !audience.numbers.isEmpty {
            let what = InvalidNumberWording.sentence(audience.invalidCount, "destination")
            warn(.invalidRecipient, what)
        }
        if audience.duplicateCount > 0 {
            let what = "\(audience.duplicateCount) destinations are repeated and sent again"
            warn(.duplicates, what)
        }
        guard let type = wording?.type else { return }
        if type.encoding == .latin1 {
            warn(.undocumented, "whether type \(type.rawValue) travels in 8 bits is not documented")
        }
        if message.type != nil, message.isFlash, !type.isFlash {
            warn(.ignored, "type \(type.rawValue) is not shown at once; flash has no effect")
        }
        if message.url != nil, type != .wapPush {
            warn(.ignored, "url belongs to type 4 and is left out")
        }
        if message.usesLatin1Octets, type.encoding != .latin1 {
            warn(.ignored, "octets of ISO-8859-1 belong to types 5 and 7")
        }
    }
}
