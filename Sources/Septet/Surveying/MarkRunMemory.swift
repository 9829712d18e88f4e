/// Remembers which characters with marks no tier rewrites.
///
/// In Indic scripts every word has some, and composing each anew would cost more than all else.
struct MarkRunMemory: ~Copyable {
    private static let scalarsPerRun = 3
    private static let slotCount = 4_096

    /// The runs no tier rewrites, each in the slot its key falls into.
    private var untouched = [UInt64](repeating: 0, count: slotCount)

    /// Whether some tier rewrites a character with the marks behind it.
    ///
    /// Complexity: constant for a run that was met before; otherwise that of composing it.
    mutating func isRewritten(_ utf8: Span<UInt8>, _ range: Range<Int>) -> Bool {
        // The leading 1 keeps runs of different lengths apart.
        var key: UInt64 = 1
        var scalarCount = 0
        var position = range.lowerBound
        while position < range.upperBound && scalarCount < Self.scalarsPerRun {
            key = key << 21 | UInt64(utf8.nextScalar(&position))
            scalarCount += 1
        }
        let isWhole = position == range.upperBound
        // Fibonacci hashing: the high bits of the product depend on all bits of the key.
        let slot = Int((key &* 0x9E37_79B9_7F4A_7C15) >> 52)
        if isWhole && untouched[slot] == key { return false }
        var run: [UInt32] = []
        utf8.forEachScalar(in: range) { run.append($0) }
        let character = MarkedCharacter(run)
        if NormalizationTables.tiers.contains(where: { character.rewritten($0) != nil }) {
            return true
        }
        if isWhole { untouched[slot] = key }
        return false
    }
}
