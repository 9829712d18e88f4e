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
            // Another text than before can be shorter than the cluster that was begun.
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
