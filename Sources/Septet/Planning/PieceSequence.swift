/// The units of a text one after the other, and where among them no part may end.
///
/// It is all that the count of parts needs to know of a text. Parts are filled with it in a time
/// that depends on the parts it closes, not on the text. The marks are kept by who made it, so
/// that it is copied freely.
struct PieceSequence: Sendable, Hashable {
    /// All units.
    private(set) var unitCount = 0

    /// Where the marks of its pairs are, 64 units a word; empty when there is no pair.
    private var words: Range<Int>

    /// An empty sequence whose marks will be behind those there are.
    init(marks: [UInt64]) {
        words = marks.count..<marks.count
    }

    /// Appends a piece of one unit, or of two that stay together.
    ///
    /// - Parameter marks: One bit for each unit of all sequences, set where it is the second of a
    ///   pair; nobody else may append to them until this sequence is complete.
    mutating func append(_ pieceUnitCount: Int, _ marks: inout [UInt64]) {
        if pieceUnitCount == 2 {
            let unit = unitCount + 1
            let missing = unit / 64 + 1 - words.count
            marks.append(contentsOf: repeatElement(0, count: max(0, missing)))
            words = words.lowerBound..<marks.count
            marks[words.lowerBound + unit / 64] |= 1 << UInt64(unit % 64)
        }
        unitCount += pieceUnitCount
    }

    /// Whether there are units that have to stay together.
    var hasPairs: Bool { !words.isEmpty }

    /// The last position up to `unit` at which a part may end.
    func lastBorder(upTo unit: Int, _ marks: Span<UInt64>) -> Int {
        let word = words.lowerBound + unit / 64
        guard word < words.upperBound else { return unit }
        return unit - Int(marks[word] >> UInt64(unit % 64) & 1)
    }
}

extension PartFilling {
    /// Adds all pieces of a text; the same as adding them one after the other.
    ///
    /// Complexity: linear in the parts that are closed.
    @inline(__always)
    mutating func add(_ pieces: PieceSequence, _ marks: Span<UInt64>) {
        if !addTogether(pieces.unitCount) { addAcrossBorder(pieces, marks) }
    }

    private mutating func addAcrossBorder(_ pieces: PieceSequence, _ marks: Span<UInt64>) {
        guard pieces.hasPairs && !cutsPieces else {
            addSingles(pieces.unitCount)
            return
        }
        var start = 0
        while true {
            let end = start + capacity - openUnitCount
            if end >= pieces.unitCount { break }
            // A part holds two units at least, so each turn but the first passes one or more.
            let border = pieces.lastBorder(upTo: end, marks)
            close(adding: border - start)
            start = border
        }
        // The rest has room; it is a unit at least, so the open part is not empty.
        _ = addTogether(pieces.unitCount - start)
    }
}
