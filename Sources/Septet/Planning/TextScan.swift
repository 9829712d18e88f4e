/// The counts of one pass over a text: all its plan depends on, except where its pairs stand.
struct TextScan: Hashable {
    /// The octets of the text in UTF-8.
    var octetCount: Int

    /// How many characters the text has.
    var scalarCount: Int

    /// How many of them are above U+FFFF, which makes them a surrogate pair in UTF-16.
    var surrogatePairCount: Int

    /// How many characters before `outsideOffset` are in the default extension table.
    var escapedCount: Int

    /// The offset of the first character that the default alphabet lacks; the end if it has all.
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
    /// The form in plain Swift, which is the definition: scans valid UTF-8.
    ///
    /// Runs of ASCII, and all that follows the first character outside, are taken eight octets at a
    /// time; other characters one by one.
    init(inPlainSwift utf8: Span<UInt8>) {
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
    init(validatingInPlainSwift utf8: Span<UInt8>) throws(PlanningError) {
        do {
            _ = try UTF8Span(validating: utf8)
        } catch {
            throw .invalidUTF8(utf8Offset: error.byteOffsets.lowerBound)
        }
        self.init(inPlainSwift: utf8)
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
            // Here follows a character that isn't ASCII of the alphabet, or the end of the text.
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

extension PartFilling {
    /// Adds the septets of a text, all of which the default alphabet has.
    ///
    /// Allocates nothing. Runs of ASCII are taken eight octets at a time; as long as all their
    /// septets have room in the open part, it does not matter where among them an escape stands.
    mutating func fill(septetsOf utf8: Span<UInt8>, kernel: Kernel = .chosen) {
        if kernel.fill(&self, from: utf8, in: .gsm7Bit) { return }
        var position = 0
        while position < utf8.count {
            let word = OctetWord(utf8, at: position)
            let outside = word.outsideDefaultAlphabet
            let octetCount = OctetWord.countBefore(outside)
            let escaped = OctetWord.prefix(word.inExtensionTable, before: outside)
            if addTogether(octetCount + OctetWord.count(escaped)) {
                position += octetCount
                if outside == 0 { continue }
            }
            // Here follows a character beyond ASCII, the end of the text, or the border of a part.
            repeat {
                if position == utf8.count { return }
                add(DefaultAlphabet.septetCount(of: utf8.nextScalar(&position)))
            } while position < utf8.count && utf8[position] >= 0x80
        }
    }

    /// Adds the UTF-16 units of the characters from `start` to the end; allocates nothing.
    ///
    /// Eight octets hold at most eight units. As long as those have room in the open part, it does
    /// not matter where in the word a pair stands.
    mutating func fill(
        unitsOf utf8: Span<UInt8>,
        from start: Int = 0,
        kernel: Kernel = .chosen
    ) {
        if kernel.fill(&self, from: utf8.extracting(start...), in: .ucs2) { return }
        var position = start
        while position < utf8.count {
            let word = OctetWord(utf8, at: position)
            if !addTogether(word.utf16UnitCount) {
                // One by one: each of these octets that continues no character begins one.
                for index in position..<position + word.octetCount {
                    let octet = utf8[index]
                    if octet >= 0xF0 {
                        add(2)
                    } else if octet & 0xC0 != 0x80 {
                        add(1)
                    }
                }
            }
            position += word.octetCount
        }
    }
}

extension Span<UInt8> {
    /// The scalar at `position` of valid UTF-8; moves `position` behind it.
    func nextScalar(_ position: inout Int) -> UInt32 {
        let lead = UInt32(self[position])
        guard lead >= 0x80 else {
            position += 1
            return lead
        }
        guard lead >= 0xE0 else {
            defer { position += 2 }
            return (lead & 0x1F) << 6 | continuation(position + 1)
        }
        guard lead >= 0xF0 else {
            defer { position += 3 }
            return (lead & 0x0F) << 12 | continuation(position + 1) << 6
                | continuation(position + 2)
        }
        defer { position += 4 }
        return (lead & 0x07) << 18 | continuation(position + 1) << 12
            | continuation(position + 2) << 6 | continuation(position + 3)
    }

    /// The scalar that begins at `position` of valid UTF-8.
    func scalar(at position: Int) -> Unicode.Scalar {
        var position = position
        return Unicode.Scalar(nextScalar(&position)) ?? "\u{FFFD}"
    }

    /// Whether a scalar of valid UTF-8 begins at `position`, or the text ends there.
    func isScalarBorder(_ position: Int) -> Bool {
        position == count || position < count && self[position] & 0xC0 != 0x80
    }

    /// Calls `body` with each scalar of a range of valid UTF-8.
    func forEachScalar(in range: Range<Int>, _ body: (UInt32) -> Void) {
        var position = range.lowerBound
        while position < range.upperBound {
            body(nextScalar(&position))
        }
    }

    private func continuation(_ position: Int) -> UInt32 {
        UInt32(self[position] & 0x3F)
    }
}
