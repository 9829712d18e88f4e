/// Writes the segments of a planned message into the caller's buffer, one after the other.
///
/// ```swift
/// var writer = try SegmentWriter(plan)
/// while let segment = try writer.writeNext(of: text.utf8Span, into: &output) { … }
/// ```
///
/// The writer allocates nothing. It cuts by the rule the plan was counted with, and refuses a
/// text the plan was not made of.
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
    /// The end of the cluster that was begun; before it only a cluster longer than a part is cut.
    var clusterEnd = 0

    /// Prepares to write the segments of a plan.
    ///
    /// - Parameters:
    ///   - messageNumber: A running number; its low bits become the concatenation reference.
    ///   - elements: Further elements of each header. They must have as many octets as the plan
    ///     counted with, or `elementsDiffer` is thrown.
    public init(
        _ plan: MessagePlan,
        messageNumber: Int = 0,
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
    /// - Returns: What was written, `nil` when the last segment was written before.
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
    /// - Returns: What was written, `nil` when the last segment was written before.
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
    /// How many octets the next segment may have; `nil` when the last one was written before.
    private func roomForNext(
        in output: borrowing OutputSpan<UInt8>
    ) throws(SegmentationError) -> Int? {
        guard sequence < plan.partCount else { return nil }
        let room = min(UserDataField.octetCount, plan.octetCount - writtenOctetCount)
        guard output.freeCapacity >= room else {
            throw .bufferTooSmall(octetCount: room, available: output.freeCapacity)
        }
        // Another text may have filled the parts that the plan left stranded, and leave no octet.
        guard room >= format.octetCount(unitCount: 0) else {
            throw .planOfAnotherText(utf8Offset: position)
        }
        return room
    }

    /// Where the segment that was written lies; refuses one that the plan did not foresee.
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
            userDataLength: format.userDataLength(unitCount: unitCount),
            unitCount: unitCount,
            utf8Range: start..<position,
            end: end
        )
    }
}
