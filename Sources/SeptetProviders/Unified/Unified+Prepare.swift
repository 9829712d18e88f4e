internal import SeptetBilling

extension Unified {
    /// Makes the request that sends or schedules a message, or foresees the error; estimates it.
    ///
    /// Errors come in the order of docs/providers/unified.md: what cannot be sent, 1702, 1704,
    /// 1705, 1706, 1707, 1708, 1725. Nothing is sent.
    ///
    /// - Parameters:
    ///   - message: What is sent.
    ///   - account: Whose request it is and where it goes.
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
        let endpoint = message.schedule == nil ? "bulksms" : "schedulemsg"
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
