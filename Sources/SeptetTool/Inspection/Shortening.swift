internal import Septet

/// How much has to go from the end of a text to save a part.
struct Shortening {
    /// The units that have to go.
    let unitCount: Int

    /// The parts then.
    let partCount: Int

    /// `nil` for a text of a single part.
    init?(_ text: String, _ plan: MessagePlan) {
        guard plan.partCount > 1 else { return nil }
        partCount = plan.partCount - 1
        guard partCount == 1 else {
            unitCount = plan.lastPartUnitCount
            return
        }
        // A message of one part has no concatenation in its header, and no header without others.
        let others = plan.headerOctetCount - plan.referenceWidth.elementOctetCount
        let capacity = plan.alphabet.unitsPerPart(headerOctets: others > 1 ? others : 0)
        var kept = 0
        for scalar in text.unicodeScalars {
            let next = kept + plan.unitCount(of: scalar)
            if next > capacity { break }
            kept = next
        }
        unitCount = plan.unitCount - kept
    }
}

extension MessagePlan {
    /// The units a character of the text takes.
    func unitCount(of scalar: Unicode.Scalar) -> Int {
        alphabet == .gsm7Bit
            ? shiftTables.septets(of: scalar)?.septetCount ?? 0 : UTF16.width(scalar)
    }
}
