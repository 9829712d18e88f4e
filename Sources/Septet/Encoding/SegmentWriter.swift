/// Writes the segments of a planned message into the caller's buffer, one after the other.
///
/// ```swift
/// var writer = try SegmentWriter(plan, messageNumber: 42)
/// while let segment = try writer.writeNext(of: text.utf8Span, into: &output) { … }
/// ```
///
/// The writer allocates nothing. It cuts by the rule the plan was counted with, and rejects any
/// other text than the plan's.
public struct SegmentWriter: Sendable {
    let plan: MessagePlan
    let format: PartFormat
    let messageNumber: Int
    let elements: [InformationElement]

    private(set) var sequence = 0
    var position = 0
    private var writtenOctetCount = 0
    /// The second unit of a character that `BoundaryPolicy.unit` cut in two.
    var carriedUnit: UInt16?
    /// The end of the cluster begun last; a position before it lies in a cluster longer than a
    /// part.
    var clusterEnd = 0

    /// Prepares to write the segments of a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan of the text.
    ///   - messageNumber: A running number; its low bits become the concatenation reference.
    ///   - elements: Further elements of each header. They must have as many octets as the plan
    ///     counted with, or `elementsDiffer` is thrown.
    public init(
        _ plan: MessagePlan,
        messageNumber: Int,
        elements: [InformationElement] = []
    ) throws(SegmentationError) {
        let octetCount = elements.reduce(0) { $0 + $1.octetCount }
        guard octetCount == plan.elementOctetCount else {
            throw .elementsDiffer(octetCount: octetCount, planned: plan.elementOctetCount)
        }
        self.plan = plan
        self.messageNumber = messageNumber
        self.elements = elements
        format = plan.format
    }

    /// Writes the next segment of a text.
    ///
    /// Complexity: linear in the segment's text; allocates nothing. After an error the buffer may
    /// hold a part of the segment.
    ///
    /// - Returns: What was written, `nil` when all segments were written before.
    public mutating func writeNext(
        of text: UTF8Span,
        into output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) -> SegmentLayout? {
        guard plan.alphabet != .eightBitData, text.span.isScalarBorder(position) else {
            throw .planOfAnotherText(utf8Offset: position)
        }
        guard let room = try roomForNext(in: output) else { return nil }
        let capacity = format.unitCount(fittingInto: room)
        let start = position
        sequence += 1
        writeHeader(to: &output)
        let isRun =
            carriedUnit == nil
            && plan.isWrittenByKernel(isLastPart: sequence == plan.partCount)
        let body =
            isRun
            ? try writeRun(of: text.span, capacity: capacity, into: &output)
            : try writePieces(of: text, capacity: capacity, into: &output)
        return try layout(from: start, unitCount: body.unitCount, body.end)
    }

    /// Writes the next segment of 8-bit data; see `Planner.plan(octetCount:)`.
    ///
    /// Complexity: linear in the segment's octets; allocates nothing.
    ///
    /// - Returns: What was written, `nil` when all segments were written before.
    public mutating func writeNext(
        ofOctets octets: Span<UInt8>,
        into output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) -> SegmentLayout? {
        guard plan.alphabet == .eightBitData, position <= octets.count else {
            throw .planOfAnotherText(utf8Offset: position)
        }
        guard let room = try roomForNext(in: output) else { return nil }
        let start = position
        sequence += 1
        writeHeader(to: &output)
        position += min(format.unitCount(fittingInto: room), octets.count - position)
        output.append(octets.extracting(start..<position))
        let isLast = position == octets.count
        return try layout(from: start, unitCount: position - start, isLast ? .text : .full)
    }
}

extension SegmentWriter {
    /// How many octets the next segment may have; `nil` when all were written.
    private func roomForNext(
        in output: borrowing OutputSpan<UInt8>
    ) throws(SegmentationError) -> Int? {
        guard sequence < plan.partCount else { return nil }
        let room = min(UserDataField.octetCount, plan.octetCount - writtenOctetCount)
        guard output.freeCapacity >= room else {
            throw .bufferTooSmall(octetCount: room, available: output.freeCapacity)
        }
        // Another text may have filled units that the plan left stranded, and leave no octet.
        guard room >= format.octetCount(unitCount: 0) else {
            throw .planOfAnotherText(utf8Offset: position)
        }
        return room
    }

    /// Where the segment that was written lies; rejects one that differs from the plan.
    private mutating func layout(
        from start: Int,
        unitCount: Int,
        _ end: SegmentLayout.End
    ) throws(SegmentationError) -> SegmentLayout {
        let octetCount = format.octetCount(unitCount: unitCount)
        writtenOctetCount += octetCount
        let isLast = sequence == plan.partCount
        let isAsPlanned =
            unitCount == plan.lastPartUnitCount && writtenOctetCount == plan.octetCount
        guard (end == .text) == isLast, !isLast || isAsPlanned else {
            throw .planOfAnotherText(utf8Offset: position)
        }
        return SegmentLayout(
            sequence: sequence,
            octetCount: octetCount,
            headerOctetCount: format.headerOctetCount,
            concatenation: concatenation,
            userDataLength: format.userDataLength(unitCount: unitCount),
            unitCount: unitCount,
            utf8Range: start..<position,
            end: end
        )
    }
}

extension SegmentWriter {
    private var reference: ConcatenationReference {
        ConcatenationReference(wrapping: messageNumber, width: plan.referenceWidth)
    }

    /// The place of the segment that is being written.
    private var concatenation: Concatenation? {
        guard plan.partCount > 1 else { return nil }
        return Concatenation(
            reference: reference,
            partCount: UInt8(truncatingIfNeeded: plan.partCount),
            sequence: UInt8(truncatingIfNeeded: sequence)
        )
    }

    /// Writes the length, the concatenation, the shift tables and the caller's elements.
    func writeHeader(to output: inout OutputSpan<UInt8>) {
        guard format.headerOctetCount > 0 else { return }
        output.appendUserDataHeaderLength(format)
        if plan.partCount > 1 {
            output.append(reference, partCount: plan.partCount, sequence: sequence)
        }
        if let language = plan.shiftTables.single {
            output.append(language, as: InformationElement.Identifier.singleShift)
        }
        if let language = plan.shiftTables.locking {
            output.append(language, as: InformationElement.Identifier.lockingShift)
        }
        for element in elements { output.append(element) }
    }
}

extension SegmentWriter {
    /// Writes the units of a segment by a kernel; returns how many, and why there are no more.
    mutating func writeRun(
        of utf8: Span<UInt8>,
        capacity: Int,
        into output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) -> (unitCount: Int, end: SegmentLayout.End) {
        let unitCount =
            plan.alphabet == .gsm7Bit
            ? Kernel.chosen.encodeSeptets(
                of: utf8,
                from: &position,
                room: capacity,
                fillBitCount: format.fillBitCount,
                into: &output
            )
            : Kernel.chosen.encodeUTF16(of: utf8, from: &position, room: capacity, into: &output)
        guard position < utf8.count else { return (unitCount, .text) }
        guard CharacterUnits(utf8.scalar(at: position).value, in: plan) != nil else {
            throw .planOfAnotherText(utf8Offset: position)
        }
        return (unitCount, unitCount == capacity ? .full : endAtPair)
    }

    /// Writes the units of a segment piece by piece, which is the definition.
    mutating func writePieces(
        of text: UTF8Span,
        capacity: Int,
        into output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) -> (unitCount: Int, end: SegmentLayout.End) {
        var body = SegmentBody(format, boundary: plan.boundary, capacity: capacity)
        if let unit = carriedUnit {
            body.append(unit)
            carriedUnit = nil
        }
        let end =
            plan.boundary == .grapheme
            ? try writeClusters(of: text, &body)
            : try writeScalars(of: text.span, until: text.count, &body)
        body.write(to: &output)
        return (body.unitCount, end)
    }

    private var endAtPair: SegmentLayout.End {
        plan.alphabet == .gsm7Bit ? .escapePair : .surrogatePair
    }
}

extension SegmentWriter {
    /// Writes characters up to `end` of the text; `.text` when it is reached.
    mutating func writeScalars(
        of utf8: Span<UInt8>,
        until end: Int,
        _ body: inout SegmentBody
    ) throws(SegmentationError) -> SegmentLayout.End {
        while position < end {
            var next = position
            guard let character = CharacterUnits(utf8.nextScalar(&next), in: plan) else {
                throw .planOfAnotherText(utf8Offset: position)
            }
            if body.hasRoom(for: character.count) {
                body.append(character)
            } else if !body.hasRoom(for: 1) {
                return .full
            } else if plan.boundary == .unit {
                body.append(character.first)
                carriedUnit = character.second
                position = next
                return .full
            } else {
                return endAtPair
            }
            position = next
        }
        return .text
    }

    /// Writes whole clusters, and those longer than a part character by character.
    mutating func writeClusters(
        of text: UTF8Span,
        _ body: inout SegmentBody
    ) throws(SegmentationError) -> SegmentLayout.End {
        let utf8 = text.span
        while position < text.count {
            if position >= clusterEnd {
                let next = text.clusterEnd(from: position)
                let unitCount = try unitCount(of: utf8, in: position..<next)
                if unitCount <= format.unitCapacity && !body.hasRoom(for: unitCount) {
                    let free = body.freeUnitCount
                    return free == 0 ? .full : .cluster(strandedUnitCount: free)
                }
                clusterEnd = next
            }
            // If the caller passes another text now, it can be shorter than the cluster that was
            // begun.
            let end = try writeScalars(of: utf8, until: min(clusterEnd, text.count), &body)
            guard end == .text else { return end }
        }
        return .text
    }

    private func unitCount(
        of utf8: Span<UInt8>,
        in range: Range<Int>
    ) throws(SegmentationError) -> Int {
        var unitCount = 0
        var position = range.lowerBound
        while position < range.upperBound {
            let offset = position
            guard let character = CharacterUnits(utf8.nextScalar(&position), in: plan) else {
                throw .planOfAnotherText(utf8Offset: offset)
            }
            unitCount += character.count
        }
        return unitCount
    }
}
