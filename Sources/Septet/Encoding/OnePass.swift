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
    /// Packs a text into several parts, before it is known how many; one that the default alphabet
    /// lacks a character of is written in UCS-2.
    ///
    /// - Parameter hasLengths: Whether TP-User-Data-Length stands before each part.
    /// - Returns: `nil`, with nothing written, if the text doesn't qualify, fits in one part of
    ///   GSM 7 bit, or the buffer is too small.
    @inline(never)
    func encodeParts(
        _ text: String,
        _ messageNumber: Int,
        hasLengths: Bool,
        into output: inout OutputSpan<UInt8>
    ) -> MessagePlan? {
        guard boundary.isKeptByKernels(inLastPart: false) else { return nil }
        let start = output.count
        let utf8 = text.utf8Span.span
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
        return encodeUCS2(text, messageNumber, hasLengths: hasLengths, into: &output)
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
    /// Writes a text that travels in UCS-2, of one part or several; as `encodeParts`.
    ///
    /// The planner must be basic.
    @inline(never)
    func encodeUCS2(
        _ text: String,
        _ messageNumber: Int,
        hasLengths: Bool,
        into output: inout OutputSpan<UInt8>
    ) -> MessagePlan? {
        let single = PartFormat(alphabet: .ucs2, headerOctetCount: 0)
        let several = format(.ucs2, .default, isConcatenated: true)
        var parts = UCS2Parts(several, boundary, hasLengths: hasLengths)
        let start = output.count
        guard parts.write(text.utf8Span.span, into: &output) else { return nil }
        if parts.unitCount <= single.unitCapacity {
            let plan = planSinglePart(single, .default, unitCount: parts.unitCount)
            if hasLengths { output.setUserDataLength(plan.octetCount, at: start) }
            return plan
        }
        let reference = ConcatenationReference(wrapping: messageNumber, width: referenceWidth)
        guard parts.cut(from: start, reference, into: &output) else {
            output.removeLast(output.count - start)
            return nil
        }
        return makePlan(
            several,
            .default,
            unitCount: parts.unitCount,
            partCount: parts.partCount,
            lastPartUnitCount: parts.lastPartUnitCount,
            octetCount: parts.octetCount
        )
    }
}

extension MessagePlan {
    /// Writes all parts of a text in UCS-2; `false`, with nothing written, if the plan isn't for
    /// several such parts or is of another text, a part is cut at clusters, or the buffer is too
    /// small.
    func writeUCS2(
        _ utf8: Span<UInt8>,
        _ messageNumber: Int,
        hasLengths: Bool,
        into output: inout OutputSpan<UInt8>
    ) -> Bool {
        guard alphabet == .ucs2, partCount > 1, boundary != .grapheme, elementOctetCount == 0 else {
            return false
        }
        var parts = UCS2Parts(format, boundary, hasLengths: hasLengths)
        let start = output.count
        let reference = ConcatenationReference(wrapping: messageNumber, width: referenceWidth)
        guard parts.write(utf8, into: &output) else { return false }
        guard parts.unitCount == unitCount, parts.cut(from: start, reference, into: &output),
            parts.partCount == partCount, parts.lastPartUnitCount == lastPartUnitCount
        else {
            output.removeLast(output.count - start)
            return false
        }
        return true
    }
}

/// A message in UCS-2 that is written as a whole, and cut into parts by making room for the headers.
///
///     written:  u0 u1 … u66 u67 … u133 u134 …
///     cut:      header u0 u1 … u66  header u67 … u133  header u134 …
///
/// Only the unit before each border decides where the cut falls, so nothing else is looked at.
/// `SegmentWriter` is the definition.
private struct UCS2Parts {
    private let format: PartFormat
    private let boundary: BoundaryPolicy
    private let lengthOctetCount: Int
    /// The units of each part but the last, unless one of them is stranded.
    private let capacity: Int
    /// One bit for each part, set where its last unit is stranded.
    private var stranding = InlineArray<4, UInt64>(repeating: 0)
    private(set) var unitCount = 0
    private(set) var partCount = 0
    private(set) var lastPartUnitCount = 0

    /// Prepares parts of a shape, without elements of the caller's.
    init(_ format: PartFormat, _ boundary: BoundaryPolicy, hasLengths: Bool) {
        self.format = format
        self.boundary = boundary
        lengthOctetCount = hasLengths ? 1 : 0
        capacity = format.unitCapacity
    }

    /// The octets of the user data of all parts.
    var octetCount: Int { partCount * format.headerOctetCount + 2 * unitCount }

    /// Writes the units of a text, behind the place of a length; `false`, with nothing written, if
    /// they don't have room.
    @inline(__always)
    mutating func write(_ utf8: Span<UInt8>, into output: inout OutputSpan<UInt8>) -> Bool {
        let start = output.count
        guard output.freeCapacity >= lengthOctetCount else { return false }
        if lengthOctetCount == 1 { output.append(0) }
        // Several parts are cut between clusters by `SegmentWriter`.
        let most =
            boundary == .grapheme
            ? UserDataField.octetCount / 2 : MessagePlan.maximumPartCount * capacity
        var position = 0
        unitCount = Kernel.chosen.encodeUTF16(
            of: utf8,
            from: &position,
            room: min(output.freeCapacity / 2, most),
            into: &output
        )
        if position == utf8.count { return true }
        output.removeLast(output.count - start)
        return false
    }

    /// Cuts what was written from `start` on; `false` if it makes one part or too many, or the headers
    /// have no room.
    @inline(__always)
    mutating func cut(
        from start: Int,
        _ reference: ConcatenationReference,
        into output: inout OutputSpan<UInt8>
    ) -> Bool {
        guard capacity >= 2 else { return false }
        guard findBorders(output.span.extracting((start + lengthOctetCount)...)) else {
            return false
        }
        let headerOctetCount = lengthOctetCount + format.headerOctetCount
        // The first place of a length is there already.
        let growth = partCount * headerOctetCount - lengthOctetCount
        guard partCount > 1, output.freeCapacity >= growth else { return false }
        let end = output.count
        // The header is written once, behind the text, and copied from there.
        if lengthOctetCount == 1 { output.append(0) }
        output.appendUserDataHeaderLength(format)
        output.append(reference, partCount: partCount, sequence: 0)
        output.append(repeating: 0, count: growth - headerOctetCount)
        move(from: end, headerOctetCount, in: &output)
        return true
    }

    /// Counts the parts, and finds where one unit of them is stranded; `false` if there are too many.
    @inline(__always)
    private mutating func findBorders(_ units: Span<UInt8>) -> Bool {
        var start = 0
        while unitCount - start > capacity {
            guard partCount < MessagePlan.maximumPartCount - 1 else { return false }
            start += capacity
            // The last unit would be the first one of a surrogate pair.
            if boundary == .pair, units[2 * start - 2] & 0xFC == 0xD8 {
                start -= 1
                stranding[partCount / 64] |= 1 << UInt64(partCount % 64)
            }
            partCount += 1
        }
        partCount += 1
        lastPartUnitCount = unitCount - start
        return true
    }

    /// Moves the parts to their places, the last one first, and writes a header before each.
    @inline(__always)
    private func move(
        from textEnd: Int,
        _ headerOctetCount: Int,
        in output: inout OutputSpan<UInt8>
    ) {
        // The length of the user data, the length of the header, and five or six octets more.
        precondition(headerOctetCount >= 6 && headerOctetCount <= 8)
        unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
            guard let start = buffer.baseAddress else { return }
            let base = UnsafeMutableRawPointer(start)
            // In bounds: the header ends before the last octet written, and more than eight octets
            // of text are before it.
            let header =
                unsafe base.loadUnaligned(
                    fromByteOffset: textEnd + headerOctetCount - 8,
                    as: UInt64.self
                ).littleEndian >> UInt64(8 * (8 - headerOctetCount))
            let sequencePlace = UInt64(8 * (headerOctetCount - 1))
            let lastFour = UInt64(8 * (headerOctetCount - 4))
            var source = textEnd
            var place = initializedCount
            var partUnitCount = lastPartUnitCount
            for part in stride(from: partCount - 1, through: 0, by: -1) {
                let octetCount = 2 * partUnitCount
                source -= octetCount
                place -= octetCount
                // In bounds: the parts and their headers fill the octets between the beginning of
                // the text and the end of what was written, and no part is moved forwards.
                unsafe (base + place).copyMemory(from: base + source, byteCount: octetCount)
                place -= headerOctetCount
                var word = header | UInt64(part + 1) << sequencePlace
                if lengthOctetCount == 1 {
                    word |= UInt64(format.headerOctetCount + octetCount)
                }
                // In bounds as above. Six to eight octets, as two halves that overlap.
                unsafe base.storeBytes(
                    of: UInt32(truncatingIfNeeded: word).littleEndian,
                    toByteOffset: place,
                    as: UInt32.self
                )
                unsafe base.storeBytes(
                    of: UInt32(truncatingIfNeeded: word >> lastFour).littleEndian,
                    toByteOffset: place + headerOctetCount - 4,
                    as: UInt32.self
                )
                guard part > 0 else { return }
                let isStranding = stranding[(part - 1) / 64] >> UInt64((part - 1) % 64) & 1
                partUnitCount = capacity - Int(isStranding)
            }
        }
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
            return encodeParts(text, messageNumber, hasLengths: true, into: &output)
        case .ucs2:
            output.removeLast(1)
            return encodeUCS2(text, messageNumber, hasLengths: true, into: &output)
        case .other:
            return nil
        }
    }
}
