extension SegmentWriter {
    /// Writes characters up to `end` of the text; `.text` when it is reached.
    mutating func writeScalars(
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
    mutating func writeClusters(
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
