extension Planner {
    /// Plans a text and writes all its segments, one after the other.
    ///
    /// The plan and the octets are those of `plan` and `MessagePlan.encode`. Throws `.planning` for
    /// more than 255 parts or characters that `choice` forbids, `.segmentation` for elements of
    /// another length or too little room; the buffer may hold some of the segments then. A message
    /// in the default alphabet is encoded in the same pass that counts it. Complexity: one pass for
    /// such a message; otherwise two, plus at most one part of discarded work. Allocates nothing.
    ///
    /// - Parameters:
    ///   - messageNumber: A running number; its low bits become the concatenation reference.
    ///   - elements: Further elements of each header, of `elementOctetCount` octets.
    ///   - output: Has room for the octets of all parts.
    public func encode(
        _ text: String,
        messageNumber: Int = 0,
        elements: [InformationElement] = [],
        into output: inout OutputSpan<UInt8>
    ) throws(MessageEncodingError) -> MessagePlan {
        if elements.isEmpty {
            switch encodeSinglePart(text, into: &output) {
            case .whole(let septetCount): return planSinglePart(septetCount)
            case .full:
                let plan = encodeParts(text, messageNumber, hasLengths: false, into: &output)
                if let plan { return plan }
            case .other: break
            }
        }
        return try encodePlanned(text, messageNumber, elements, into: &output)
    }

    /// Plans a text and encodes it into one array.
    ///
    /// As `encode`, also in what it throws; allocates the array, once and at its exact size.
    public func encoded(
        _ text: String,
        messageNumber: Int = 0,
        elements: [InformationElement] = []
    ) throws(MessageEncodingError) -> EncodedMessage {
        if elements.isEmpty,
            let message = encodedInOnePass(text, messageNumber: messageNumber)
        {
            return message
        }
        return try encodedPlanned(text, messageNumber, elements)
    }
}

// Kept out of line so that texts that take one pass don't pay for their setup.
extension Planner {
    @inline(never)
    private func encodePlanned(
        _ text: String,
        _ messageNumber: Int,
        _ elements: [InformationElement],
        into output: inout OutputSpan<UInt8>
    ) throws(MessageEncodingError) -> MessagePlan {
        let text = text.utf8Span
        let plan = try planForEncoding(text)
        do {
            try plan.encode(validated: text, messageNumber, elements, into: &output)
        } catch {
            throw .segmentation(error)
        }
        return plan
    }

    @inline(never)
    private func encodedPlanned(
        _ text: String,
        _ messageNumber: Int,
        _ elements: [InformationElement]
    ) throws(MessageEncodingError) -> EncodedMessage {
        let text = text.utf8Span
        let plan = try planForEncoding(text)
        do {
            return try plan.encoded(validated: text, messageNumber, elements)
        } catch {
            throw .segmentation(error)
        }
    }

    private func planForEncoding(_ text: UTF8Span) throws(MessageEncodingError) -> MessagePlan {
        do {
            return try planScanned(text, Kernel.chosen.scan(text.span))
        } catch {
            throw .planning(error)
        }
    }
}
