extension Planner {
    /// Plans a text and writes all its segments, one after the other.
    ///
    /// The plan and the octets are those of `plan` and `MessagePlan.encode`. Throws `.planning` for
    /// more than 255 parts or characters that `choice` forbids, `.segmentation` for elements of
    /// another length or too little room; the buffer may hold some of the segments then. A message
    /// of one part in the default alphabet is encoded in the same pass that counts it. Complexity:
    /// one pass for such a message, for others two and up to one part in vain; allocates nothing.
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
    ) throws(EncodingError) -> MessagePlan {
        if elements.isEmpty, let septetCount = encodeAlone(text, into: &output) {
            return planAlone(septetCount)
        }
        let text = text.utf8Span
        let plan = try planForEncoding(text)
        do {
            try plan.encode(validated: text, messageNumber, elements, into: &output)
        } catch {
            throw .segmentation(error)
        }
        return plan
    }

    /// Plans a text and encodes it into one array.
    ///
    /// As `encode`, also in what it throws; allocates the array, once and at its exact size.
    public func encoded(
        _ text: String,
        messageNumber: Int = 0,
        elements: [InformationElement] = []
    ) throws(EncodingError) -> EncodedMessage {
        if elements.isEmpty, let message = encodedAlone(text) { return message }
        let text = text.utf8Span
        let plan = try planForEncoding(text)
        do {
            return try plan.encoded(validated: text, messageNumber, elements)
        } catch {
            throw .segmentation(error)
        }
    }

    private func planForEncoding(_ text: UTF8Span) throws(EncodingError) -> MessagePlan {
        do {
            return try plan(text, Kernel.chosen.scan(text.span))
        } catch {
            throw .planning(error)
        }
    }
}

/// Messages of one part in the default alphabet, which most are, without a scan before.
///
/// When all of a text has room in one part, there is nothing to cut and nothing else to decide.
/// What is not such a text the kernel finds out while it packs.
extension Planner {
    /// Packs such a text; gives its septets, `nil` when it is none or the room is too little.
    @inline(__always)
    private func encodeAlone(_ text: String, into output: inout OutputSpan<UInt8>) -> Int? {
        guard choice != .ucs2, languages.isEmpty, elementOctetCount == 0 else { return nil }
        // The octets of `utf8Span`; the compiler sees how to come to them, and nobody keeps them.
        let septetCount = unsafe text.utf8.withContiguousStorageIfAvailable { octets in
            unsafe encodeAlone(octets.span, into: &output)
        }
        return septetCount ?? nil
    }

    @inline(__always)
    private func encodeAlone(_ utf8: Span<UInt8>, into output: inout OutputSpan<UInt8>) -> Int? {
        let start = output.count
        let octetCount = min(UserDataField.octetCount, output.freeCapacity)
        let format = PartFormat.aloneInDefaultAlphabet
        var position = 0
        let septetCount = Kernel.chosen.encodeSeptets(
            of: utf8,
            from: &position,
            room: format.unitCount(fittingInto: octetCount),
            fillBitCount: 0,
            into: &output
        )
        if position == utf8.count { return septetCount }
        output.removeLast(output.count - start)
        return nil
    }

    /// Such a text as a message, copied from the stack: an array that is made from a buffer costs
    /// half of one that is written in place, for which the runtime looks up the type of its memory.
    private func encodedAlone(_ text: String) -> EncodedMessage? {
        // In bounds: all access goes through the output span, which is told the buffer's size and
        // ends before the buffer does.
        unsafe withUnsafeTemporaryAllocation(
            of: UInt8.self,
            capacity: 1 + UserDataField.octetCount
        ) { buffer in
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            output.append(0)
            let septetCount = encodeAlone(text, into: &output)
            // A length is 160 at most.
            output[0] = UInt8(truncatingIfNeeded: septetCount ?? 0)
            let octetCount = unsafe output.finalize(for: buffer)
            guard let septetCount else { return nil }
            return EncodedMessage(
                plan: planAlone(septetCount),
                octets: unsafe [UInt8](buffer[..<octetCount])
            )
        }
    }

    private func planAlone(_ septetCount: Int) -> MessagePlan {
        MessagePlan(
            alphabet: .gsm7Bit,
            shiftTables: .default,
            boundary: boundary,
            referenceWidth: referenceWidth,
            elementOctetCount: 0,
            unitCount: septetCount,
            partCount: 1,
            lastPartUnitCount: septetCount,
            octetCount: PartFormat.aloneInDefaultAlphabet.octetCount(unitCount: septetCount)
        )
    }
}

extension PartFormat {
    fileprivate static var aloneInDefaultAlphabet: Self {
        Self(alphabet: .gsm7Bit, headerOctetCount: 0)
    }
}
