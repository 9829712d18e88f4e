extension Planner {
    /// Plans a text and writes all its segments, one after the other.
    ///
    /// The plan and the octets are those of `plan` and `MessagePlan.encode`. A message of one part is
    /// encoded in the same pass that counts it: when its units have room in one part, there is
    /// nothing to cut and nothing else to decide. Complexity: one pass for one part, one more for
    /// several; allocates nothing. After an error the buffer may hold some of the segments.
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
        if elements.isEmpty, let plan = encodeAlone(text, into: &output) { return plan }
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
    /// As `encode`; allocates the array, once and at its exact size.
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

    private func encodedAlone(_ text: String) -> EncodedMessage? {
        // In bounds: all access goes through the output span, which is told the buffer's size and
        // ends before the buffer does.
        unsafe withUnsafeTemporaryAllocation(
            of: UInt8.self,
            capacity: UserDataField.octetCount
        ) { buffer in
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            let plan = encodeAlone(text, into: &output)
            let message = plan.map { plan in
                EncodedMessage(
                    plan: plan,
                    octets: [UInt8](capacity: 1 + plan.octetCount) { octets in
                        // A length is 160 at most.
                        let length = plan.format.userDataLength(unitCount: plan.unitCount)
                        octets.append(UInt8(truncatingIfNeeded: length))
                        octets.append(output.span)
                    }
                )
            }
            _ = unsafe output.finalize(for: buffer)
            return message
        }
    }

    private func encodeAlone(
        _ text: String,
        into output: inout OutputSpan<UInt8>
    ) -> MessagePlan? {
        // The octets of `utf8Span`; the compiler sees how to come to them, and nobody keeps them.
        let plan = unsafe text.utf8.withContiguousStorageIfAvailable { octets in
            unsafe encodeAlone(octets.span, into: &output)
        }
        return plan ?? encodeAlone(text.utf8Span.span, into: &output)
    }

    /// Encodes valid UTF-8 that is one part in the default alphabet, or else in UCS-2.
    ///
    /// Gives `nil` and writes nothing when it is more than that, or may be something else.
    private func encodeAlone(
        _ utf8: Span<UInt8>,
        into output: inout OutputSpan<UInt8>
    ) -> MessagePlan? {
        guard languages.isEmpty, elementOctetCount == 0 else { return nil }
        let start = output.count
        let octetCount = min(UserDataField.octetCount, output.freeCapacity)
        var position = 0
        if choice != .ucs2 {
            let format = PartFormat(alphabet: .gsm7Bit, headerOctetCount: 0)
            let septetCount = Kernel.chosen.encodeSeptets(
                of: utf8,
                from: &position,
                room: format.unitCount(fittingInto: octetCount),
                fillBitCount: 0,
                into: &output
            )
            if position == utf8.count { return planAlone(format, unitCount: septetCount) }
            output.removeLast(output.count - start)
            let isInAlphabet =
                DefaultAlphabet.septets(of: utf8.scalar(at: position).value) != nil
            // Several parts, or an error that the planner words.
            if isInAlphabet || choice == .gsm7Bit { return nil }
        }
        let format = PartFormat(alphabet: .ucs2, headerOctetCount: 0)
        // No unit takes more than three octets of UTF-8.
        guard utf8.count <= 3 * format.unitCapacity else { return nil }
        position = 0
        let unitCount = Kernel.chosen.encodeUTF16(
            of: utf8,
            from: &position,
            room: format.unitCount(fittingInto: octetCount),
            into: &output
        )
        if position == utf8.count { return planAlone(format, unitCount: unitCount) }
        output.removeLast(output.count - start)
        return nil
    }

    private func planAlone(_ format: PartFormat, unitCount: Int) -> MessagePlan {
        MessagePlan(
            alphabet: format.alphabet,
            shiftTables: .default,
            boundary: boundary,
            referenceWidth: referenceWidth,
            elementOctetCount: 0,
            unitCount: unitCount,
            partCount: 1,
            lastPartUnitCount: unitCount,
            octetCount: format.octetCount(unitCount: unitCount)
        )
    }
}
