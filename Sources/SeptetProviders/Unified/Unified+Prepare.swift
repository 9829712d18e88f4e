internal import Septet
internal import SeptetBilling

extension Unified {
    /// Makes the request that sends or schedules a message, or predicts the error; and estimates it.
    ///
    /// Errors come in the order of docs/providers/unified.md: what cannot be sent, 1702, 1704,
    /// 1705, 1706, 1707, 1708, 1725. Nothing is sent.
    ///
    /// - Parameters:
    ///   - message: What is sent.
    ///   - account: The credentials and the server.
    ///   - pricing: Credits, when a cost is wanted.
    /// - Complexity: linear in the destinations and the text.
    public static func prepare(
        _ message: Message,
        account: Account = Account(),
        pricing: Pricing? = nil
    ) -> Preparation {
        prepareDraft(message, account: account, pricing: pricing).preparation
    }

    /// The preparation, and the draft it was made of.
    static func prepareDraft(
        _ message: Message,
        account: Account,
        pricing: Pricing?
    ) -> (preparation: Preparation, draft: Draft) {
        var draft = Draft(message, account: account)
        draft.checkCharacters()
        draft.checkPresence()
        draft.checkText()
        draft.checkAddresses()
        draft.addWarnings()
        let estimate = draft.estimate(pricing)
        let isPlain = message.schedule == nil || message.schedulesAtBulksms
        let endpoint = isPlain ? "bulksms" : "schedulemsg"
        let checked = draft
        let preparation = Preparation(estimate) { () throws(PredictedError) in
            guard let wording = checked.wording else { return [] }
            return [try account.request([endpoint], checked.parameters(wording))]
        }
        return (preparation, checked)
    }
}

extension Unified.Draft {
    /// The estimate, with error 1725 when the balance is below the cost.
    mutating func estimate(_ pricing: Unified.Pricing?) -> Estimate {
        var estimate = Estimate(billedRecipientCount: audience.numbers.count)
        if let wording {
            estimate.encoding = wording.type.encoding
            estimate.unitCount = wording.unitCount
            estimate.billedPartCount = wording.billedPartCount
            estimate.wireSegmentCount = wording.wireSegmentCount
            estimate.totalBilledPartCount = wording.billedPartCount.map {
                $0 * audience.numbers.count
            }
            let differ = EstimateWarning.partsDiffer(
                billed: wording.billedPartCount,
                wire: wording.wireSegmentCount
            )
            warnings = [differ].compactMap { $0 } + warnings
        }
        if let pricing, let count = estimate.totalBilledPartCount {
            let cost = pricing.pricePerPart * count
            estimate.cost = Cost(cost, currency: "credits")
            if let balance = pricing.balance, balance < cost {
                predict(
                    1725,
                    "the message costs \(cost), the balance is \(balance)",
                    field: "balance"
                )
            }
        }
        estimate.warnings = warnings
        estimate.predictedErrors = errors
        return estimate
    }

    /// The parameters after the credentials, in the order of the document.
    func parameters(_ wording: Unified.Wording) -> [RequestParameter] {
        var parameters = [
            RequestParameter("type", String(wording.type.rawValue)),
            RequestParameter("dlr", String(message.deliveryReport ?? 0)),
            RequestParameter("destination", audience.numbers.joined(separator: ",")),
            RequestParameter("source", message.source ?? ""),
            RequestParameter("message", value(of: wording)),
        ]
        if let address = message.address { parameters.append(RequestParameter("ip", address)) }
        if wording.type == .wapPush, let url = message.url {
            parameters.append(RequestParameter("url", url))
        }
        if let schedule = message.schedule {
            let names = account.scheduleNames
            parameters += [
                RequestParameter(names.date, schedule.dateText),
                RequestParameter(names.time, schedule.timeText),
                RequestParameter(names.gmt, schedule.gmtText),
            ]
        }
        return parameters
    }

    private func value(of wording: Unified.Wording) -> RequestParameter.Value {
        if case .hexadecimal(let digits) = message.content { return .text(digits) }
        switch wording.type.encoding {
        case .ucs2:
            return .text(Unified.hexadecimal(wording.text))
        case .latin1 where message.usesLatin1Octets:
            // The first 256 code points are those of ISO-8859-1; greater ones are error 1705.
            let octets = wording.text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            return .octets(octets, text: wording.text)
        case .gsm7, .latin1, .binary:
            return .text(wording.text)
        }
    }
}

extension Unified {
    /// A message that is being prepared, with everything found so far.
    struct Draft {
        let message: Message
        let account: Account
        let audience: Audience
        var errors: [PredictedError] = []
        var warnings: [EstimateWarning] = []
        var wording: Wording?

        init(_ message: Message, account: Account) {
            self.message = message
            self.account = account
            audience = Audience(message.destinations)
        }

        mutating func predict(
            _ number: Int,
            _ what: String,
            field: String,
            utf8Offset: Int? = nil
        ) {
            errors.append(PredictedError(number, what, field: field, utf8Offset: utf8Offset))
        }

        mutating func warn(_ kind: EstimateWarning.Kind, _ message: String) {
            warnings.append(EstimateWarning(kind, message))
        }

        /// The number of the type; `nil` when the text is to decide.
        var typeNumber: Int? {
            message.type ?? (message.url == nil ? nil : MessageType.wapPush.rawValue)
        }
    }

    /// The destinations of a message as they will be sent.
    struct Audience {
        /// Digits only, in the order they were given; repeated ones stay (UN-14).
        let numbers: [String]
        let invalidCount: Int
        /// The first destination that is not a number.
        let firstInvalid: RecipientNumber?
        let duplicateCount: Int
        /// Whether nothing was given, or nothing but blanks.
        let isBlank: Bool

        init(_ destinations: [String]) {
            let given = destinations.flatMap { $0.divided(at: ",") }.filter { !$0.isBlank }
            let read = given.map { RecipientNumber($0) }
            numbers = read.compactMap(\.unifiedDigits)
            firstInvalid = read.first { $0.unifiedDigits == nil }
            isBlank = given.isEmpty
            invalidCount = given.count - numbers.count
            duplicateCount = numbers.count - Set(numbers).count
        }

        /// The digits of a number with its calling code; `nil` when it is none.
        static func number(_ text: some StringProtocol) -> String? {
            RecipientNumber(text).unifiedDigits
        }
    }
}

extension RecipientNumber {
    /// The document's digits, 6 to 15.
    fileprivate var unifiedDigits: String? {
        digits.flatMap { Unified.destinationDigitCounts.contains($0.utf8.count) ? $0 : nil }
    }
}

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
        for (field, text) in [
            ("source", message.source), ("url", message.url), ("ip", message.address),
        ] {
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
            let reason = InvalidNumberWording.reason(audience.firstInvalid)
            predict(1706, "there is no valid destination\(reason)", field: "destination")
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
            let what = InvalidNumberWording.sentence(
                audience.invalidCount,
                "destination",
                audience.firstInvalid
            )
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
