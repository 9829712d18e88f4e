internal import Septet
internal import SeptetBilling
internal import SeptetNumbers

extension SMSAPI {
    /// Makes the requests that send a message, or predicts the error; and estimates it.
    ///
    /// Errors come in the order of docs/providers/smsapi.md: what cannot be written, the shape of
    /// the request, the text of each recipient, the balance. More recipients than one request may
    /// have make several requests. Nothing is sent.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - account: The credentials and the server.
    ///   - pricing: Prices and networks, when a cost is wanted.
    ///   - now: What dates are compared with.
    /// - Complexity: linear in the recipients and the text; with personal texts, in all texts.
    public static func prepare(
        _ message: Message,
        account: Account = Account(),
        pricing: Pricing? = nil,
        now: Timestamp
    ) -> Preparation {
        var draft = Draft(message, now: now)
        let texts = draft.writeTexts()
        draft.checkShape()
        draft.checkRecipients()
        draft.checkValues()
        draft.checkDates()
        if message.isBinary {
            draft.measureBinary()
        } else {
            draft.measureTexts()
            draft.checkTexts()
        }
        draft.finishCounts()
        if let pricing {
            draft.addCost(pricing)
        }
        draft.estimate.predictedErrors = draft.errors
        let batches = draft.errors.isEmpty ? draft.batches(account.method, texts: texts) : []
        draft.estimate.warnings = draft.warnings
        return Preparation(draft.estimate) { () throws(PredictedError) in
            var requests: [PreparedRequest] = []
            for parameters in batches {
                requests.append(try account.request(["sms.do"], parameters))
            }
            return requests
        }
    }

    /// A message that is being prepared, with everything found so far.
    struct Draft {
        let message: Message
        let now: Timestamp
        let audience: Audience
        /// The octets of a binary message, or what is wrong with them; `nil` for a text.
        let binary: Result<Binary, PredictedError>?
        var estimate = Estimate()
        var errors: [PredictedError] = []
        var warnings: [EstimateWarning] = []
        /// The size of the text for each recipient; one when all get the same.
        var sizes: [TextSize] = []

        init(_ message: Message, now: Timestamp) {
            self.message = message
            self.now = now
            audience = Audience(message.recipients, allowsDuplicates: message.allowsDuplicates)
            if case .binary(let body, let header) = message.content {
                binary = Result { () throws(PredictedError) in
                    try Binary(body: body, header: header)
                }
            } else {
                binary = nil
            }
        }

        mutating func predict(_ error: PredictedError?) {
            if let error {
                errors.append(error)
            }
        }

        mutating func warn(_ kind: EstimateWarning.Kind, _ message: String) {
            warnings.append(EstimateWarning(kind, message))
        }

        /// Whether the text can be another one for each recipient.
        var isPersonalised: Bool {
            !message.parameters.isEmpty
                || message.template.map(SMSAPI.hasContactValue) ?? false
        }

        /// How many recipients are known; the contacts stand for the members of a group.
        var recipientCount: Int {
            message.group == nil ? audience.numbers.count : message.contacts.count
        }

        /// Places of the recipients that are billed.
        var billed: [Int] {
            message.group == nil ? audience.billed : Array(message.contacts.indices)
        }

        /// The size of the text for the recipient at an index.
        func size(at index: Int) -> TextSize? {
            sizes.count == 1 ? sizes[0] : index < sizes.count ? sizes[index] : nil
        }
    }

    /// A number as SMSAPI takes it: digits with the calling code.
    ///
    /// What is not a number stays as it was, because SMSAPI skips it and answers for the others.
    static func normalizedRecipient(_ text: String) -> String {
        number(text) ?? text
    }

    /// The digits of a number with its calling code, 6 to 15; `nil` when it is none.
    static func number(_ text: String) -> String? {
        RecipientNumber(text).smsapiDigits
    }

    /// The recipients of a message as SMSAPI sees them.
    struct Audience: Sendable, Hashable {
        /// The numbers to send, in order, duplicates kept.
        let numbers: [String]
        /// Places in `numbers` that are billed.
        let billed: [Int]
        /// Entries that are not telephone numbers.
        let invalid: [String]
        /// Places of the numbers that repeat none, and of what isn't a number.
        let placesWithoutRepeats: [Int]
        /// How many entries repeat an earlier one.
        let duplicateCount: Int
        /// The country of each number, or the main one of its calling code.
        let countries: [CountryCode?]

        /// Normalises recipients; without `allow_duplicates` a number is billed once.
        init(_ recipients: [String], allowsDuplicates: Bool) {
            let read = recipients.map { RecipientNumber($0) }
            numbers = read.map { $0.smsapiDigits ?? $0.text }
            countries = read.map(\.country)
            invalid = read.filter { $0.smsapiDigits == nil }.map(\.text)
            var seenNumbers: Set<String> = []
            var billed: [Int] = []
            var duplicateCount = 0
            var places: [Int] = []
            for (index, number) in numbers.enumerated() {
                guard read[index].smsapiDigits != nil else {
                    places.append(index)
                    continue
                }
                let isNew = seenNumbers.insert(number).inserted
                duplicateCount += isNew ? 0 : 1
                if isNew { places.append(index) }
                if isNew || allowsDuplicates {
                    billed.append(index)
                }
            }
            self.billed = billed
            placesWithoutRepeats = places
            self.duplicateCount = duplicateCount
        }
    }
}

extension RecipientNumber {
    /// The document has 6 to 15 digits.
    fileprivate var smsapiDigits: String? {
        digits.flatMap { (6...15).contains($0.utf8.count) ? $0 : nil }
    }
}

extension SMSAPI.Draft {
    /// Counts the octets of a binary message; it is never cut.
    mutating func measureBinary() {
        guard case .success(let binary) = binary else { return }
        estimate.encoding = .binary
        estimate.octetCount = binary.octetCount
        predict(binary.lengthError)
        guard binary.lengthError == nil else { return }
        estimate.billedPartCount = 1
        estimate.wireSegmentCount = 1
    }

    /// Makes the text of each recipient, in the order of SA-9: values, then normalizing.
    mutating func measureTexts() {
        guard let template = message.template else {
            estimate.certainty = .indeterminate
            warn(.indeterminate, "the wording of the template is not known here")
            return
        }
        guard !template.isEmpty else { return }
        let count = isPersonalised ? max(1, recipientCount) : 1
        var unknownNames: [String] = []
        for index in 0..<count {
            let values = message.parameters.compactMapValues { values in
                index < values.count ? values[index] : nil
            }
            let contact = index < message.contacts.count ? message.contacts[index] : nil
            let expansion = SMSAPI.Expansion(of: template, values: values, contact: contact)
            estimate.certainty = max(estimate.certainty, expansion.certainty)
            unknownNames += expansion.unknownNames.filter { !unknownNames.contains($0) }
            let text =
                message.normalizes ? SMSAPI.normalized(expansion.text) : expansion.text
            sizes.append(SMSAPI.TextSize(text))
        }
        if !unknownNames.isEmpty {
            warn(.indeterminate, "not known here: \(unknownNames.joined(separator: " "))")
        }
        if message.checksRegex {
            let missing = SMSAPI.charactersMissingFromRegex(in: template)
            if !missing.isEmpty {
                let shown = missing.map { "\"\($0)\"" }.joined(separator: ", ")
                warn(.strictRegex, "not in the document's expression: [\(shown)]")
            }
        }
    }

    /// Errors 11, 17, 11 again for length, and 12, for the first text that has one.
    mutating func checkTexts() {
        for size in sizes {
            let errors = textErrors(size)
            if !errors.isEmpty {
                self.errors += errors
                return
            }
        }
    }

    private func textErrors(_ size: SMSAPI.TextSize) -> [PredictedError] {
        var errors: [PredictedError] = []
        if message.refusesSpecialCharacters, size.isSpecial {
            errors.append(PredictedError(11, "nounicode and special characters", field: "message"))
        }
        if message.isFlash, size.isSpecial {
            errors.append(PredictedError(17, "flash and special characters", field: "message"))
        }
        let parts = size.billedPartCount
        if parts > message.partLimit {
            let limit = BillingRule.standard(size.encoding).unitLimit(partCount: message.partLimit)
            let what = "\(size.unitCount) characters, more than \(limit)"
            errors.append(PredictedError(11, what, field: "message"))
        }
        if let limit = message.maximumPartCount, parts > limit {
            let what = "\(parts) parts, more than \(limit)"
            errors.append(PredictedError(12, what, field: "max_parts"))
        }
        if message.isSingle, parts > 1 {
            errors.append(PredictedError(12, "\(parts) parts, not one", field: "single"))
        }
        return errors
    }

    /// Writes the counts into the estimate: the largest text for all, and each recipient's own.
    mutating func finishCounts() {
        if message.group == nil || !message.contacts.isEmpty {
            estimate.billedRecipientCount = billed.count
        }
        if estimate.encoding == .binary {
            estimate.totalBilledPartCount = estimate.billedPartCount.map { $0 * billed.count }
            return
        }
        let largest = sizes.max {
            ($0.billedPartCount, $0.unitCount) < ($1.billedPartCount, $1.unitCount)
        }
        guard let largest else { return }
        estimate.encoding = largest.encoding
        estimate.unitCount = largest.unitCount
        estimate.billedPartCount = largest.billedPartCount
        estimate.wireSegmentCount = largest.wireSegmentCount
        estimate.totalBilledPartCount =
            estimate.billedRecipientCount == nil
            ? nil : billed.reduce(0) { $0 + (size(at: $1)?.billedPartCount ?? 0) }
        if message.normalizes, sizes.count == 1 {
            estimate.predictedText = largest.text
        }
        if isPersonalised, recipientCount > 0 {
            estimate.recipients = (0..<recipientCount).compactMap(recipientEstimate)
        }
        let differing = sizes.first { $0.billedPartCount != $0.wireSegmentCount }
        let warning = EstimateWarning.partsDiffer(
            billed: differing?.billedPartCount,
            wire: differing?.wireSegmentCount
        )
        warnings += warning.map { [$0] } ?? []
    }

    private func recipientEstimate(_ index: Int) -> RecipientEstimate? {
        size(at: index).map { size in
            RecipientEstimate(
                recipient: message.group == nil ? audience.numbers[index] : "",
                text: size.text,
                encoding: size.encoding,
                unitCount: size.unitCount,
                billedPartCount: size.billedPartCount,
                wireSegmentCount: size.wireSegmentCount
            )
        }
    }
}
