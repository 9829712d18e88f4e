/// What one pass over a text finds: all that its plan depends on, save where its pairs stand.
struct TextScan: Hashable {
    /// How many characters the text has.
    var scalarCount: Int

    /// How many of them are above U+FFFF, which makes them a surrogate pair in UTF-16.
    var surrogatePairCount: Int

    /// How many characters before `outsideOffset` are in the default extension table.
    var escapedCount: Int

    /// Where the first character begins that the default alphabet lacks; the end when it has all.
    var outsideOffset: Int
}

extension TextScan {
    /// The units of the whole text in an alphabet that has all of it.
    @inline(__always)
    func unitCount(in alphabet: Alphabet) -> Int { scalarCount + pairCount(in: alphabet) }

    /// How many characters of the whole text are a pair of units in an alphabet that has all of it.
    @inline(__always)
    func pairCount(in alphabet: Alphabet) -> Int {
        alphabet == .ucs2 ? surrogatePairCount : escapedCount
    }
}
