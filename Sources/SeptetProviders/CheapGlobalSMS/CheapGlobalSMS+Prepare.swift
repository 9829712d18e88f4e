internal import SeptetBilling

extension CheapGlobalSMS {
    /// Makes the requests that send a message, or foresees the error; and estimates it.
    ///
    /// Errors come in the order of docs/providers/cheapglobalsms.md: what cannot be sent, 1, 2, 7,
    /// 8, what the document forbids without a code, 11. Nothing is sent.
    ///
    /// - Parameters:
    ///   - message: What is sent.
    ///   - account: Whose request it is and where it goes.
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
        // Nobody gets the message itself when every recipient has one of its own.
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
        return Estimate(
            encoding: counted.contains(where: \.isUnicode) ? .ucs2 : .gsm7,
            unitCount: counted.map(\.characterCount).max(),
            billedPartCount: counted.map(\.pageCount).max(),
            wireSegmentCount: wire == .max ? nil : wire,
            billedRecipientCount: deliveries.count,
            totalBilledPartCount: deliveries.map(\.pages.pageCount).reduce(0, +),
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
        // In a request of the other encoding nobody gets the message itself.
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
