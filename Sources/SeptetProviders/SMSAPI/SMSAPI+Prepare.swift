extension SMSAPI {
    /// Makes the requests that send a message, or foresees the error; and estimates it.
    ///
    /// Errors come in the order of docs/providers/smsapi.md: what cannot be written, the shape of
    /// the request, the text of each recipient, the balance. More recipients than one request may
    /// have make several requests. Nothing is sent.
    ///
    /// - Parameters:
    ///   - account: Whose request it is and where it goes.
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
}
