package import SeptetBilling
package import SeptetJSON

extension JobResult {
    /// The members of an estimate; what is unknown is left out.
    package static func members(of estimate: Estimate) -> JSONObject {
        var result = JSONObject()
        result["encoding"] = estimate.encoding.map { .string($0.rawValue) }
        result["units"] = estimate.unitCount.map(JSONValue.integer)
        if estimate.encoding != nil {
            // Null says that the document has no rule; a missing member that there is no text.
            result["parts"] = .count(estimate.billedPartCount)
            result["billedParts"] = .count(estimate.billedPartCount)
            result["wireSegments"] = .count(estimate.wireSegmentCount)
        }
        result["octets"] = estimate.octetCount.map(JSONValue.integer)
        if estimate.certainty != .exact {
            result["estimated"] = true
            result["certainty"] = .string(estimate.certainty.rawValue)
        }
        result["predictedText"] = estimate.predictedText.map(JSONValue.string)
        result["billedRecipients"] = estimate.billedRecipientCount.map(JSONValue.integer)
        result["totalParts"] = estimate.totalBilledPartCount.map(JSONValue.integer)
        if !estimate.recipients.isEmpty {
            result["perRecipient"] = .array(
                estimate.recipients.map { .object(members(of: $0)) }
            )
        }
        if let cost = estimate.cost {
            result.merge(members(of: cost))
        }
        if let first = estimate.warnings.first {
            result["warning"] = .string(first.kind.rawValue)
            result["warnings"] = .array(
                estimate.warnings.map {
                    .object(["kind": .string($0.kind.rawValue), "message": .string($0.message)])
                }
            )
        }
        if let first = estimate.predictedErrors.first {
            result["error"] = error(first)
            if estimate.predictedErrors.count > 1 {
                result["furtherErrors"] = .array(estimate.predictedErrors.dropFirst().map(error))
            }
        }
        return result
    }

    /// The members of a cost: `cost` when it is exact, its ends always.
    package static func members(of cost: Cost) -> JSONObject {
        var result = JSONObject()
        result["cost"] = cost.exact.map { .string($0.description) }
        result["costMinimum"] = .string(cost.minimum.description)
        result["costMaximum"] = .string(cost.maximum.description)
        result["currency"] = .string(cost.currency)
        return result
    }

    /// The members of one recipient's estimate.
    package static func members(of recipient: RecipientEstimate) -> JSONObject {
        var result: JSONObject = ["recipient": .string(recipient.recipient)]
        result["text"] = recipient.text.map(JSONValue.string)
        result["encoding"] = recipient.encoding.map { .string($0.rawValue) }
        result["units"] = recipient.unitCount.map(JSONValue.integer)
        result["parts"] = recipient.billedPartCount.map(JSONValue.integer)
        result["wireSegments"] = recipient.wireSegmentCount.map(JSONValue.integer)
        if let cost = recipient.cost {
            result.merge(members(of: cost))
        }
        return result
    }
}
