/// What one pass over a text finds: all that its plan depends on, save where its pairs stand.
struct TextScan: Hashable {
    /// The octets of the text in UTF-8.
    var octetCount: Int

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
    /// Whether the default alphabet has every character.
    var isInside: Bool { outsideOffset == octetCount }

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
    /// The plain form, which is the definition: scans valid UTF-8.
    ///
    /// Runs of ASCII, and all that follows the first character outside, are taken eight octets at a
    /// time; other characters one by one.
    init(plainly utf8: Span<UInt8>) {
        self.init(
            octetCount: utf8.count,
            scalarCount: 0,
            surrogatePairCount: 0,
            escapedCount: 0,
            outsideOffset: utf8.count
        )
        var position = 0
        scanInside(utf8, &position)
        while position < utf8.count {
            let word = OctetWord(utf8, at: position)
            scalarCount += word.scalarCount
            surrogatePairCount += word.surrogatePairCount
            position += word.octetCount
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

    /// Takes the characters up to the first one that the default alphabet lacks.
    private mutating func scanInside(_ utf8: Span<UInt8>, _ position: inout Int) {
        while position < utf8.count {
            let word = OctetWord(utf8, at: position)
            let outside = word.outsideDefaultAlphabet
            let octetCount = OctetWord.countBefore(outside)
            escapedCount += OctetWord.count(
                OctetWord.prefix(word.inExtensionTable, before: outside)
            )
            scalarCount += octetCount
            position += octetCount
            if outside == 0 { continue }
            // What follows is no ASCII of the alphabet, or the end of the text.
            repeat {
                if position == utf8.count { return }
                guard takeOne(utf8, &position) else { return }
            } while position < utf8.count && utf8[position] >= 0x80
        }
    }

    /// Takes one character, or notes that the alphabet lacks it and leaves `position` there.
    private mutating func takeOne(_ utf8: Span<UInt8>, _ position: inout Int) -> Bool {
        var next = position
        let code = DefaultAlphabet.code(of: utf8.nextScalar(&next))
        guard code != DefaultAlphabet.absent else {
            outsideOffset = position
            return false
        }
        scalarCount += 1
        escapedCount += code & 0x80 == 0 ? 0 : 1
        position = next
        return true
    }
}
