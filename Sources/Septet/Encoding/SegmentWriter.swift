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
    private let plan: MessagePlan
    private let format: PartFormat
    private let messageNumber: Int
    private let elements: [InformationElement]

    private var sequence = 0
    private var position = 0
    private var writtenOctetCount = 0
    /// The second unit of a character that `BoundaryPolicy.unit` cut in two.
    private var carriedUnit: UInt16?
    /// The end of a cluster longer than a part, which is cut like any text.
    private var longClusterEnd = 0

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
        return try write(text.count, into: &output) { writer, body, output throws(SegmentationError) in
            if let unit = writer.carriedUnit {
                body.append(unit, to: &output)
                writer.carriedUnit = nil
            }
            return writer.plan.boundary == .grapheme
                ? try writer.writeClusters(of: text, &body, &output)
                : try writer.writeScalars(of: text.span, until: text.count, &body, &output)
        }
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
        return try write(octets.count, into: &output) { writer, body, output in
            while writer.position < octets.count && body.hasRoom(for: 1) {
                body.append(UInt16(octets[writer.position]), to: &output)
                writer.position += 1
            }
            return writer.position == octets.count ? .text : .full
        }
    }
}

extension SegmentWriter {
    /// Writes header and body of a segment and checks that the plan foresaw it.
    private mutating func write(
        _ textOctetCount: Int,
        into output: inout OutputSpan<UInt8>,
        body write: (
            inout Self, inout SegmentBody, inout OutputSpan<UInt8>
        ) throws(SegmentationError) -> SegmentLayout.End
    ) throws(SegmentationError) -> SegmentLayout? {
        guard sequence < plan.partCount else { return nil }
        let room = min(UserDataField.octetCount, plan.octetCount - writtenOctetCount)
        guard output.freeCapacity >= room else {
            throw .bufferTooSmall(octetCount: room, available: output.freeCapacity)
        }
        sequence += 1
        let start = position
        var body = SegmentBody(format, boundary: plan.boundary, availableOctetCount: room)
        writeHeader(to: &output)
        let end = try write(&self, &body, &output)
        body.finish(to: &output)
        let isLast = sequence == plan.partCount
        guard (end == .text) == isLast, !isLast || body.unitCount == plan.lastPartUnitCount else {
            throw .planOfAnotherText(utf8Offset: position)
        }
        let octetCount = format.octetCount(unitCount: body.unitCount)
        writtenOctetCount += octetCount
        return SegmentLayout(
            sequence: sequence,
            octetCount: octetCount,
            headerOctetCount: format.headerOctetCount,
            userDataLength: format.userDataLength(unitCount: body.unitCount),
            unitCount: body.unitCount,
            utf8Range: start..<position,
            end: end
        )
    }

    /// Writes the length, the concatenation, the shift tables and the caller's elements.
    ///
    /// No number below exceeds an octet: the planner keeps headers within a field and messages
    /// within 255 parts.
    private func writeHeader(to output: inout OutputSpan<UInt8>) {
        guard format.headerOctetCount > 0 else { return }
        output.append(UInt8(truncatingIfNeeded: format.headerOctetCount - 1))
        if plan.partCount > 1 {
            let isWide = plan.referenceWidth == .sixteenBit
            output.append(
                isWide
                    ? InformationElement.Identifier.concatenation16Bit
                    : InformationElement.Identifier.concatenation8Bit
            )
            output.append(isWide ? 4 : 3)
            if isWide { output.append(UInt8(truncatingIfNeeded: messageNumber >> 8)) }
            output.append(UInt8(truncatingIfNeeded: messageNumber))
            output.append(UInt8(truncatingIfNeeded: plan.partCount))
            output.append(UInt8(truncatingIfNeeded: sequence))
        }
        if let language = plan.shiftTables.single {
            write(language, as: InformationElement.Identifier.singleShift, to: &output)
        }
        if let language = plan.shiftTables.locking {
            write(language, as: InformationElement.Identifier.lockingShift, to: &output)
        }
        for element in elements {
            output.append(element.identifier)
            output.append(UInt8(truncatingIfNeeded: element.data.count))
            for octet in element.data { output.append(octet) }
        }
    }

    private func write(
        _ language: NationalLanguage,
        as identifier: UInt8,
        to output: inout OutputSpan<UInt8>
    ) {
        output.append(identifier)
        output.append(1)
        output.append(language.rawValue)
    }

    /// Writes characters up to `end` of the text; `.text` when it is reached.
    private mutating func writeScalars(
        of utf8: Span<UInt8>,
        until end: Int,
        _ body: inout SegmentBody,
        _ output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) -> SegmentLayout.End {
        while position < end {
            var next = position
            guard let character = CharacterUnits(utf8.nextScalar(&next), in: plan) else {
                throw .planOfAnotherText(utf8Offset: position)
            }
            if body.hasRoom(for: character.count) {
                body.append(character, to: &output)
            } else if !body.hasRoom(for: 1) {
                return .full
            } else if plan.boundary == .unit {
                body.append(character.first, to: &output)
                carriedUnit = character.second
                position = next
                return .full
            } else {
                return plan.alphabet == .gsm7Bit ? .escapePair : .surrogatePair
            }
            position = next
        }
        return .text
    }

    /// Writes whole clusters, and those longer than a part character by character.
    private mutating func writeClusters(
        of text: UTF8Span,
        _ body: inout SegmentBody,
        _ output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) -> SegmentLayout.End {
        let utf8 = text.span
        var clusters = text.makeCharacterIterator()
        clusters.reset(roundingBackwardsFrom: position)
        while position < text.count {
            if clusters.currentCodeUnitOffset <= position { _ = clusters.skipForward() }
            let clusterEnd = clusters.currentCodeUnitOffset
            if position >= longClusterEnd {
                let unitCount = try unitCount(of: utf8, in: position..<clusterEnd)
                if unitCount > format.unitCapacity {
                    longClusterEnd = clusterEnd
                } else if !body.hasRoom(for: unitCount) {
                    let free = body.freeUnitCount
                    return free == 0 ? .full : .cluster(strandedUnitCount: free)
                }
            }
            let end = try writeScalars(of: utf8, until: clusterEnd, &body, &output)
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
