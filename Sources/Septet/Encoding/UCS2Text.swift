/// A whole text in UCS-2, without headers and parts.
///
/// For providers and protocols that cut a message themselves. In practice UCS-2 is UTF-16, most
/// significant octet first. Source: TS 23.038 §6.2.3.
public enum UCS2Text {
    /// How many octets a text has in UCS-2.
    ///
    /// Complexity: one pass; allocates nothing.
    public static func octetCount(of text: String) -> Int {
        octetCount(of: text.utf8Span.span)
    }

    /// The octets of a text.
    ///
    /// Complexity: two passes; allocates the result, at its exact size.
    public static func octets(of text: String) -> [UInt8] {
        let utf8 = text.utf8Span.span
        return [UInt8](capacity: octetCount(of: utf8)) { output in
            write(utf8, into: &output)
        }
    }

    /// Writes the octets of a text; throws `bufferTooSmall` and writes nothing unless all have
    /// room.
    ///
    /// Complexity: one pass where the output has two octets for each octet of UTF-8, otherwise two;
    /// allocates nothing.
    public static func write(
        _ text: String,
        into output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) {
        let utf8 = text.utf8Span.span
        if output.freeCapacity < 2 * utf8.count {
            let octetCount = octetCount(of: utf8)
            guard octetCount <= output.freeCapacity else {
                throw .bufferTooSmall(octetCount: octetCount, available: output.freeCapacity)
            }
        }
        write(utf8, into: &output)
    }

    private static func octetCount(of utf8: Span<UInt8>) -> Int {
        2 * Kernel.chosen.scan(utf8).unitCount(in: .ucs2)
    }

    /// Writes valid UTF-8, all of which must have room.
    private static func write(_ utf8: Span<UInt8>, into output: inout OutputSpan<UInt8>) {
        var position = 0
        _ = Kernel.chosen.encodeUTF16(
            of: utf8,
            from: &position,
            room: output.freeCapacity / 2,
            into: &output
        )
    }
}

extension Planner {
    /// Writes a text that travels in UCS-2, of one part or several; as `encodeParts`.
    ///
    /// The planner must be basic.
    @inline(never)
    func encodeUCS2(
        _ utf8: Span<UInt8>,
        _ messageNumber: Int,
        hasLengths: Bool,
        into output: inout OutputSpan<UInt8>
    ) -> MessagePlan? {
        let single = PartFormat(alphabet: .ucs2, headerOctetCount: 0)
        let several = format(.ucs2, .default, isConcatenated: true)
        var parts = UCS2Parts(several, boundary, hasLengths: hasLengths)
        let start = output.count
        guard parts.write(utf8, into: &output) else { return nil }
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
