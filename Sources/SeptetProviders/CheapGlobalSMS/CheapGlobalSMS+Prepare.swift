internal import SeptetBilling

extension CheapGlobalSMS {
    /// Makes the requests that send a message, or predicts the error; and estimates it.
    ///
    /// Errors come in the order of docs/providers/cheapglobalsms.md: what cannot be sent, 1, 2, 7,
    /// 8, what the document forbids without a code, 11. Nothing is sent.
    ///
    /// - Parameters:
    ///   - message: What is sent.
    ///   - account: The credentials and the server.
    ///   - pricing: Prices, when a cost is wanted.
    ///   - now: What times are compared with.
    /// - Complexity: linear in the recipients and in each different text.
    public static func prepare(
        _ message: Message,
        account: Account = Account(),
        pricing: Pricing? = nil,
        now: Timestamp
    ) -> Preparation {
        prepareDraft(message, account: account, pricing: pricing, now: now).preparation
    }

    /// The preparation, and the recipients it was made for.
    static func prepareDraft(
        _ message: Message,
        account: Account,
        pricing: Pricing?,
        now: Timestamp
    ) -> (preparation: Preparation, audience: Audience) {
        var draft = Draft(message, account: account, now: now)
        draft.checkCharacters()
        draft.errors += account.errors
        draft.checkPresence()
        draft.checkForms()
        draft.checkValues()
        var estimate = draft.makeEstimate()
        if let pricing, let pageCount = estimate.totalBilledPartCount {
            estimate.cost = Cost(pricing.unitsPerPage * pageCount, currency: "units")
        }
        draft.checkOperation(cost: estimate.cost, balance: pricing?.balance)
        draft.addWarnings()
        let batches = draft.errors.isEmpty ? draft.batches() : []
        estimate.warnings = draft.warnings
        estimate.predictedErrors = draft.errors
        let preparation = Preparation(estimate) { () throws(PredictedError) in
            var requests: [PreparedRequest] = []
            for parameters in batches {
                requests.append(try account.request("send_sms", parameters))
            }
            return requests
        }
        return (preparation, draft.audience)
    }
}

extension CheapGlobalSMS.Draft {
    /// The counts, of several recipients the largest, with the warning when they differ.
    mutating func makeEstimate() -> Estimate {
        let all = [pages] + deliveries.map(\.pages)
        // No one gets the message itself when every recipient has one of its own.
        let areAllOwn = deliveries.allSatisfy { $0.recipient.contact?.overrideMessage != nil }
        let isUnused = !deliveries.isEmpty && areAllOwn && message.contactGroups.isEmpty
        let counted = isUnused ? deliveries.map(\.pages) : all
        let wire = counted.map { $0.wireSegmentCount ?? .max }.max()
        let different = counted.first { $0.wireSegmentCount != $0.pageCount }
        let warning = EstimateWarning.partsDiffer(
            billed: different?.pageCount,
            wire: different?.wireSegmentCount
        )
        warnings = [warning].compactMap { $0 } + warnings
        // Who is in a group is known to the provider only, so there is no number of recipients and no cost.
        let isKnown = message.contactGroups.isEmpty
        return Estimate(
            encoding: counted.contains(where: \.isUnicode) ? .ucs2 : .gsm7,
            unitCount: counted.map(\.characterCount).max(),
            billedPartCount: counted.map(\.pageCount).max(),
            wireSegmentCount: wire == .max ? nil : wire,
            certainty: isKnown ? .exact : .indeterminate,
            billedRecipientCount: deliveries.count,
            totalBilledPartCount: isKnown ? deliveries.map(\.pages.pageCount).reduce(0, +) : nil,
            recipients: isPersonal ? deliveries.map(Self.estimate) : []
        )
    }

    private static func estimate(_ delivery: Delivery) -> RecipientEstimate {
        RecipientEstimate(
            recipient: delivery.recipient.number,
            text: delivery.text,
            encoding: delivery.pages.encoding,
            unitCount: delivery.pages.characterCount,
            billedPartCount: delivery.pages.pageCount,
            wireSegmentCount: delivery.pages.wireSegmentCount
        )
    }

    /// The parameters of each request: one, or one for each encoding and for each 5,000 recipients where asked for.
    mutating func batches() -> [[RequestParameter]] {
        let hasGroups = !message.contactGroups.isEmpty
        let byEncoding = [false, true].map { isUnicode in
            deliveries.filter { $0.pages.isUnicode == isUnicode }
        }
        var batches: [[RequestParameter]] = []
        for (isUnicode, group) in zip([false, true], byEncoding) {
            let takesGroups = hasGroups && pages.isUnicode == isUnicode
            guard takesGroups || !group.isEmpty else { continue }
            let limit = CheapGlobalSMS.recipientLimit
            for start in stride(from: 0, to: max(1, group.count), by: limit) {
                let batch = Array(group[start..<min(start + limit, group.count)])
                batches.append(
                    parameters(
                        batch,
                        isUnicode: isUnicode,
                        takesGroups: takesGroups && start == 0
                    )
                )
            }
        }
        if batches.count > 1 {
            warn(.split, "\(deliveries.count) recipients in \(batches.count) requests")
        }
        return batches
    }

    /// The parameters of one request in the order of the document.
    private func parameters(
        _ batch: [Delivery],
        isUnicode: Bool,
        takesGroups: Bool
    ) -> [RequestParameter] {
        let plain = batch.filter { $0.recipient.contact == nil }.map(\.recipient.number)
        let contacts = batch.compactMap { delivery in
            delivery.recipient.contact.map { (contact: $0, phone: delivery.recipient.number) }
        }
        // In a request of the other encoding no one gets the message itself.
        let text = pages.isUnicode == isUnicode ? message.text : batch.first?.text ?? message.text
        var list = ParameterList()
        list.add("message", text)
        list.add("recipients", plain.isEmpty ? nil : plain.joined(separator: ","))
        list.add("type", String(message.type ?? 0))
        list.add("unicode", isUnicode ? "1" : "0")
        list.add("route", message.route.map { String($0) })
        list.add("sender_id", message.sender)
        list.add("default_dial_code", message.defaultDialCode)
        list.add("send_at", message.sendAt)
        list.add("timezone_offset", message.timezoneOffset)
        if takesGroups {
            list.add("contact_groups", message.contactGroups.joined(separator: ","))
        }
        if !message.ignoredGroups.isEmpty {
            list.add("ignore_groups", message.ignoredGroups.joined(separator: ","))
        }
        list.add("contacts", contacts.isEmpty ? nil : CheapGlobalSMS.Contact.json(contacts))
        list.add("save_as", message.saveAs)
        list.add("callback_url", message.callbackURL)
        return list.parameters
    }
}

extension CheapGlobalSMS {
    /// A message that is being prepared, with everything found so far.
    struct Draft {
        /// A recipient with the text it gets.
        struct Delivery {
            let recipient: Audience.Recipient
            let text: String
            let pages: PageCount
        }

        let message: Message
        let account: Account
        let now: Timestamp
        let audience: Audience
        /// What goes to each recipient, in order.
        let deliveries: [Delivery]
        /// The message itself, for those who have none of their own.
        let pages: PageCount
        var errors: [PredictedError] = []
        var warnings: [EstimateWarning] = []

        init(_ message: Message, account: Account, now: Timestamp) {
            self.message = message
            self.account = account
            self.now = now
            let audience = Audience(message, dialCode: Self.dialCode(message, account))
            self.audience = audience
            let isSpecial = specialCharacter(in: message.text) != nil
            // Measured once for each text, not once for each recipient.
            var needs = [OctetKey(message.text): isSpecial]
            let overrides = audience.recipients.compactMap { $0.contact?.overrideMessage }
            for text in overrides where needs[OctetKey(text)] == nil {
                needs[OctetKey(text)] = specialCharacter(in: text) != nil
            }
            let pinned = message.unicode.map { $0 == 1 }
            let common = pinned ?? needs.values.contains(true)
            let splitsByEncoding = message.splitsByEncoding && pinned == nil
            var sizes: [OctetKey: PageCount] = [:]
            func size(_ text: String) -> PageCount {
                let key = OctetKey(text)
                if let size = sizes[key] { return size }
                let isUnicode = splitsByEncoding ? needs[key] ?? false : common
                let size = PageCount(text, isUnicode: isUnicode)
                sizes[key] = size
                return size
            }
            pages = size(message.text)
            deliveries = audience.recipients.map { recipient in
                let text = recipient.contact?.overrideMessage ?? message.text
                return Delivery(recipient: recipient, text: text, pages: size(text))
            }
        }

        /// The dial code that replaces a leading zero, without its plus sign.
        static func dialCode(_ message: Message, _ account: Account) -> String? {
            guard let code = message.defaultDialCode ?? account.defaultDialCode, !code.isEmpty
            else {
                return nil
            }
            return code.rest(after: "+").map { String($0) } ?? code
        }

        mutating func predict(_ number: Int, _ what: String, field: String) {
            errors.append(PredictedError(number, what, field: field))
        }

        mutating func predict(
            local kind: LocalErrorKind,
            _ what: String,
            field: String,
            utf8Offset: Int? = nil
        ) {
            errors.append(
                PredictedError(local: kind, what, field: field, utf8Offset: utf8Offset)
            )
        }

        mutating func warn(_ kind: EstimateWarning.Kind, _ message: String) {
            warnings.append(EstimateWarning(kind, message))
        }

        /// Whether recipients get different texts.
        var isPersonal: Bool {
            deliveries.contains { $0.recipient.contact?.overrideMessage != nil }
        }

        /// The message and every text that replaces it.
        var texts: [(field: String, text: String)] {
            [("message", message.text)]
                + message.contacts.enumerated().compactMap { index, contact in
                    contact.overrideMessage.map { ("contacts[\(index)].override_message", $0) }
                }
        }
    }
}

extension CheapGlobalSMS.Draft {
    /// What is worth knowing about a message that will be sent.
    mutating func addWarnings() {
        warnAboutRecipients()
        warnAboutTime()
        if !message.contacts.isEmpty, texts.contains(where: { Self.hasPlaceholder($0.text) }) {
            let what = "words in brackets may be replaced by what the contact has of that name"
            warn(.undocumented, what)
        }
        if let sender = message.sender, sender.utf8.contains(where: " '\"".utf8.contains) {
            warn(.undocumented, "senders with spaces or quotation marks may be refused")
        }
        let isMixed =
            isPersonal && message.unicode == nil
            && deliveries.contains {
                $0.pages.isUnicode && CheapGlobalSMS.specialCharacter(in: $0.text) == nil
            }
        if isMixed {
            let what = "plain texts are billed as Unicode; requests by encoding would avoid it"
            warn(.undocumented, what)
        }
    }

    private mutating func warnAboutRecipients() {
        if audience.invalidCount > 0, !deliveries.isEmpty {
            let what = InvalidNumberWording.sentence(
                audience.invalidCount,
                "recipient",
                audience.firstInvalid
            )
            warn(.invalidRecipient, what)
        }
        if audience.duplicateCount > 0 {
            let what = "\(audience.duplicateCount) repeated recipients get nothing more"
            warn(.duplicates, what)
        }
        if audience.unresolvedCount > 0 {
            let what = "\(audience.unresolvedCount) numbers wait for the account's dial code"
            warn(.indeterminate, what)
        }
        if !message.contactGroups.isEmpty || !message.ignoredGroups.isEmpty {
            warn(.indeterminate, "who is in a contact group is known to the provider only")
        }
    }

    private mutating func warnAboutTime() {
        let offset = (message.timezoneOffset ?? account.timezoneOffset)
            .flatMap(CheapGlobalSMS.offsetMinutes)
        let times = [message.sendAt] + message.contacts.map(\.overrideTime)
        let isPast = times.contains {
            $0.flatMap(CheapGlobalSMS.SendTime.init)?.isPast(at: now, offsetMinutes: offset)
                ?? false
        }
        if isPast {
            warn(.dateInPast, "a time in the past is sent at once")
        }
        if message.timezoneOffset != nil, times.allSatisfy({ $0 == nil }) {
            warn(.ignored, "an offset without a time has no effect")
        }
    }

    /// Whether a text has a word of letters and underscores in brackets.
    static func hasPlaceholder(_ text: String) -> Bool {
        text.divided(at: "[").dropFirst().contains { piece in
            let name = piece.unicodeScalars.prefix { $0 != "]" }
            return name.endIndex < piece.endIndex && !name.isEmpty
                && name.allSatisfy { $0.properties.isAlphabetic || $0 == "_" }
        }
    }
}
