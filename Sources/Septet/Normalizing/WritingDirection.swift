/// What in a text is written from right to left.
struct WritingDirection {
    /// Whether there is a letter of such a script.
    private(set) var hasLetter = false

    /// Whether there is a mark that turns other text round.
    private(set) var hasMark = false

    /// Looks through a text once.
    init(of utf8: Span<UInt8>) {
        var position = 0
        while position < utf8.count {
            let value = utf8.nextScalar(&position)
            if value < 0x590 { continue }
            hasMark = hasMark || Self.marks.contains(value)
            hasLetter = hasLetter || Self.letters.contains { $0.contains(value) }
        }
    }

    /// The embedding, the override and the isolate from right to left.
    private static let marks: [UInt32] = [0x202B, 0x202E, 0x2067]

    /// Hebrew, Arabic and the other scripts; not the marks, nor the plus sign of Hebrew.
    ///
    /// Source: Unicode Standard Annex 9, Bidi_Class R and AL.
    private static let letters: [ClosedRange<UInt32>] = [
        0x0590...0x061B, 0x061D...0x08FF, 0xFB1D...0xFB28, 0xFB2A...0xFDFF, 0xFE70...0xFEFE,
        0x10800...0x10FFF,
        0x1E800...0x1EFFF,
    ]
}
