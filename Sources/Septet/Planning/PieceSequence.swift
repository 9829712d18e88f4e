/// The units of a text one after the other, and where among them no part may end.
///
/// It is all that the count of parts needs to know of a text. Parts are filled with it in a time
/// that depends on the parts it closes, not on the text.
struct PieceSequence: Sendable, Hashable {
    /// All units.
    private(set) var unitCount = 0

    /// One bit for each unit, set where it is the second of a pair; empty when there is no pair.
    private var secondUnits: [UInt64] = []

    /// Appends a piece of one unit, or of two that stay together.
    mutating func append(_ pieceUnitCount: Int) {
        if pieceUnitCount == 2 { markSecondUnit(unitCount + 1) }
        unitCount += pieceUnitCount
    }

    /// Whether there are units that have to stay together.
    var hasPairs: Bool { !secondUnits.isEmpty }

    /// The last position up to `unit` at which a part may end.
    func lastBorder(upTo unit: Int) -> Int {
        let word = unit / 64
        guard word < secondUnits.count else { return unit }
        return unit - Int(secondUnits[word] >> UInt64(unit % 64) & 1)
    }

    private mutating func markSecondUnit(_ unit: Int) {
        let missing = unit / 64 + 1 - secondUnits.count
        secondUnits.append(contentsOf: repeatElement(0, count: max(0, missing)))
        secondUnits[unit / 64] |= 1 << UInt64(unit % 64)
    }
}

extension PartFilling {
    /// Adds all pieces of a text; the same as adding them one after the other.
    ///
    /// Complexity: linear in the parts that are closed.
    @inline(__always)
    mutating func add(_ pieces: PieceSequence) {
        if !addTogether(pieces.unitCount) { addAcrossBorder(pieces) }
    }

    private mutating func addAcrossBorder(_ pieces: PieceSequence) {
        guard pieces.hasPairs && !cutsPieces else {
            addSingles(pieces.unitCount)
            return
        }
        var start = 0
        while true {
            let end = start + capacity - openUnitCount
            if end >= pieces.unitCount { break }
            // A part holds two units at least, so each turn but the first passes one or more.
            let border = pieces.lastBorder(upTo: end)
            close(adding: border - start)
            start = border
        }
        // The rest has room; it is a unit at least, so the open part is not empty.
        _ = addTogether(pieces.unitCount - start)
    }
}
