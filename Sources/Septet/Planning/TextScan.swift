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

extension TextScan {
    /// The definition, and what runs on an unknown CPU: scans valid UTF-8.
    init(plainly utf8: Span<UInt8>) {
        self.init(
            scalarCount: 0,
            surrogatePairCount: 0,
            escapedCount: 0,
            outsideOffset: utf8.count
        )
        var position = 0
        while position < utf8.count {
            let offset = position
            let scalar = utf8.nextScalar(&position)
            scalarCount += 1
            if scalar > 0xFFFF { surrogatePairCount += 1 }
            guard outsideOffset == utf8.count else { continue }
            let code = DefaultAlphabet.code(of: scalar)
            if code == DefaultAlphabet.absent {
                outsideOffset = offset
            } else if code & 0x80 != 0 {
                escapedCount += 1
            }
        }
    }

    /// The definition for any octets: throws the offset at which they stop being UTF-8.
    init(validatingPlainly utf8: Span<UInt8>) throws(PlanningError) {
        do {
            _ = try UTF8Span(validating: utf8)
        } catch {
            throw .invalidUTF8(utf8Offset: error.byteOffsets.lowerBound)
        }
        self.init(plainly: utf8)
    }
}
