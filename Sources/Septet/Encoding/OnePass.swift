/// Encodes messages without scanning them first.
///
/// If the planner chooses the default alphabet for every text it can write, and cuts parts only
/// where a kernel does, nothing is left to decide: the kernel counts while it packs. If the alphabet
/// lacks a character, the kernel stops there, its output is discarded and the text travels in UCS-2,
/// which is written as a whole and cut afterwards. If the text doesn't qualify for either, the
/// planner takes over.
extension Planner {
    /// The outcome of packing a text into one part.
    enum OnePart {
        /// All of it was written, as this many septets.
        case whole(septetCount: Int)
        /// It needs more room than one part has.
        case full
        /// It travels in UCS-2.
        case ucs2
        /// The text doesn't qualify, or the output has too little room.
        case other
    }

    private static var singlePart: PartFormat {
        PartFormat(alphabet: .gsm7Bit, headerOctetCount: 0)
    }

    /// Packs a text into one part; unless all of it fits, nothing is written.
    @inline(__always)
    func encodeSinglePart(_ text: String, into output: inout OutputSpan<UInt8>) -> OnePart {
        guard isBasic else { return .other }
        if choice == .ucs2 { return .ucs2 }
        // The octets of `utf8Span`, by a way the compiler sees through; they are not kept.
        let outcome = unsafe text.utf8.withContiguousStorageIfAvailable { octets in
            unsafe encodeSinglePart(octets.span, into: &output)
        }
        return outcome ?? .other
    }

    @inline(__always)
    private func encodeSinglePart(
        _ utf8: Span<UInt8>,
        into output: inout OutputSpan<UInt8>
    ) -> OnePart {
        let capacity = Self.singlePart.unitCapacity
        // More octets can still be few enough septets, but rarely are.
        guard utf8.count <= capacity else { return .full }
        let start = output.count
        var position = 0
        let septetCount = Kernel.chosen.encodeSeptets(
            of: utf8,
            from: &position,
            room: Self.singlePart.unitCount(fittingInto: output.freeCapacity),
            fillBitCount: 0,
            into: &output
        )
        if position == utf8.count { return .whole(septetCount: septetCount) }
        output.removeLast(output.count - start)
        if travelsInUCS2(utf8, missing: position) { return .ucs2 }
        // Where more than one septet is free, the text doesn't stop for lack of room.
        return septetCount >= capacity - 1 ? .full : .other
    }

    /// Whether a text travels in UCS-2 because the default alphabet lacks the character at
    /// `position`, where a basic planner stopped packing it.
    private func travelsInUCS2(_ utf8: Span<UInt8>, missing position: Int) -> Bool {
        var next = position
        return choice == .cheapest && position < utf8.count
            && DefaultAlphabet.code(of: utf8.nextScalar(&next)) == DefaultAlphabet.absent
    }

    /// The plan of a text that was packed into one part.
    @inline(__always)
    func planSinglePart(_ septetCount: Int) -> MessagePlan {
        planSinglePart(Self.singlePart, .default, unitCount: septetCount)
    }
}

extension Planner {
    /// Encodes raw UTF-8 as soon as a scan has validated it; `nil`, with nothing written, where it isn't UTF-8 or has to be
    /// planned.
    func encodeValidating(
        _ utf8: Span<UInt8>,
        _ messageNumber: Int,
        into output: inout OutputSpan<UInt8>
    ) -> MessagePlan? {
        guard isBasic, let scan = try? Kernel.chosen.scan(validating: utf8) else { return nil }
        if choice == .ucs2 || choice == .cheapest && !scan.isInside {
            return encodeUCS2(utf8, messageNumber, hasLengths: false, into: &output)
        }
        switch encodeSinglePart(utf8, into: &output) {
        case .whole(let septetCount): return planSinglePart(septetCount)
        case .full: return encodeParts(utf8, messageNumber, hasLengths: false, into: &output)
        case .ucs2, .other: return nil
        }
    }
}

extension Planner {
    /// Packs a text into several parts, before it is known how many; one that the default alphabet
    /// lacks a character of is written in UCS-2.
    ///
    /// - Parameter hasLengths: Whether TP-User-Data-Length stands before each part.
    /// - Returns: `nil`, with nothing written, if the text doesn't qualify, fits in one part of
    ///   GSM 7 bit, or the buffer is too small.
    @inline(never)
    func encodeParts(
        _ utf8: Span<UInt8>,
        _ messageNumber: Int,
        hasLengths: Bool,
        into output: inout OutputSpan<UInt8>
    ) -> MessagePlan? {
        guard boundary.isKeptByKernels(inLastPart: false) else { return nil }
        let start = output.count
        var position = 0
        let plan = writeParts(
            utf8,
            from: &position,
            messageNumber,
            hasLengths: hasLengths,
            into: &output
        )
        if let plan { return plan }
        output.removeLast(output.count - start)
        guard travelsInUCS2(utf8, missing: position) else { return nil }
        return encodeUCS2(utf8, messageNumber, hasLengths: hasLengths, into: &output)
    }

    /// Writes as many parts as a text fills; `nil` when they don't make a message of several parts.
    private func writeParts(
        _ utf8: Span<UInt8>,
        from position: inout Int,
        _ messageNumber: Int,
        hasLengths: Bool,
        into output: inout OutputSpan<UInt8>
    ) -> MessagePlan? {
        let kernel = Kernel.chosen
        let format = format(.gsm7Bit, .default, isConcatenated: true)
        let capacity = format.unitCapacity
        let fillBitCount = format.fillBitCount
        let reference = ConcatenationReference(wrapping: messageNumber, width: referenceWidth)
        let lengthOctetCount = hasLengths ? 1 : 0
        // One septet that is left free does not shorten a part: its bits are in the last octet.
        let partOctetCount = lengthOctetCount + format.octetCount(unitCount: capacity)
        let start = output.count
        var partCount = 0
        var closedUnitCount = 0
        while partCount < MessagePlan.maximumPartCount {
            let room = output.freeCapacity - lengthOctetCount
            guard room > format.headerOctetCount else { return nil }
            partCount += 1
            let lengthPlace = output.count
            if hasLengths { output.append(0) }
            output.appendUserDataHeaderLength(format)
            output.append(reference, partCount: 0, sequence: partCount)
            let unitCount = kernel.encodeSeptets(
                of: utf8,
                from: &position,
                room: format.unitCount(fittingInto: room),
                fillBitCount: fillBitCount,
                into: &output
            )
            if hasLengths {
                let length = format.userDataLength(unitCount: unitCount)
                output.setUserDataLength(length, at: lengthPlace)
            }
            if position == utf8.count {
                let septetCount = closedUnitCount + unitCount
                guard septetCount > Self.singlePart.unitCapacity else { return nil }
                // The count and the sequence end the header.
                let place = start + lengthOctetCount + format.headerOctetCount - 2
                for index in 0..<partCount {
                    output[place + index * partOctetCount] = UInt8(truncatingIfNeeded: partCount)
                }
                return makePlan(
                    format,
                    .default,
                    unitCount: septetCount,
                    partCount: partCount,
                    lastPartUnitCount: unitCount,
                    octetCount: output.count - start - partCount * lengthOctetCount
                )
            }
            // Where more than one septet is free, the text doesn't stop for lack of room.
            guard unitCount >= capacity - 1 else { return nil }
            closedUnitCount += unitCount
        }
        return nil
    }
}

extension Planner {
    /// Encodes a text without scanning it first, and copies the message from the stack; `nil` where
    /// it has to be scanned.
    ///
    /// Copying an array out of a buffer costs half as much as writing it in place, because then the
    /// runtime looks up the type of its memory.
    func encodedInOnePass(_ text: String, messageNumber: Int) -> EncodedMessage? {
        // Seven parts with their lengths; the runtime takes more than 1,024 octets from the heap.
        let capacity = 7 * (1 + UserDataField.octetCount)
        // In bounds: all access goes through the output span, which knows the buffer's size and
        // ends before the buffer does.
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            let plan = writeInOnePass(text, messageNumber, into: &output)
            let octetCount = unsafe output.finalize(for: buffer)
            guard let plan else { return nil }
            return EncodedMessage(plan: plan, octets: unsafe [UInt8](buffer[..<octetCount]))
        }
    }

    @inline(__always)
    private func writeInOnePass(
        _ text: String,
        _ messageNumber: Int,
        into output: inout OutputSpan<UInt8>
    ) -> MessagePlan? {
        output.append(0)
        switch encodeSinglePart(text, into: &output) {
        case .whole(let septetCount):
            output.setUserDataLength(septetCount, at: 0)
            return planSinglePart(septetCount)
        case .full:
            output.removeLast(1)
            return encodeParts(
                text.utf8Span.span,
                messageNumber,
                hasLengths: true,
                into: &output
            )
        case .ucs2:
            output.removeLast(1)
            return encodeUCS2(text.utf8Span.span, messageNumber, hasLengths: true, into: &output)
        case .other:
            return nil
        }
    }
}
