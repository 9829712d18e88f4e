internal import Septet
internal import SeptetBilling

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
