internal import CSeptetKernels

/// One pass of a survey over a message, and what it finds.
struct SurveyReading {
    /// What was found so far.
    private var found: CSeptetSurvey

    private var position = 0

    /// The message's number, where entries have that of the last message.
    private let stamp: UInt64

    init(_ message: UInt32) {
        stamp = UInt64(message) << 32
        found = CSeptetSurvey()
        found.common = SurveyedCharacter.tierMask
    }

    /// The characters that are surrogate pairs in UTF-16.
    var surrogatePairCount: Int { found.surrogatePairCount }

    /// The characters of the extension table.
    var escapeCount: Int { found.escapeCount }

    /// The septets beyond one that the replacements of all forcing characters cost.
    var replacementSeptetCount: Int { found.replacementSeptetCount }

    /// The bits that all characters have.
    var common: UInt32 { found.common }

    /// The bits that any character has.
    var any: UInt32 { found.any }

    /// How many kinds of forcing characters there are.
    var kindCount: Int { found.kindCount }

    /// Reads on, to the end or to a character that has to be learned first, which is returned.
    ///
    /// ASCII is passed eight octets at a time; all other characters are looked up, and so is a
    /// single ASCII character between others, such as the spaces of a Cyrillic text.
    ///
    /// - Parameters:
    ///   - slots: Where the slots of the forcing characters go; has room for all of them.
    mutating func readOn(
        _ utf8: Span<UInt8>,
        _ pageTable: inout [UInt16],
        _ entryTable: inout [UInt64],
        _ slotTable: inout [UInt32],
        kernel: Kernel = .chosen
    ) -> UInt32? {
        if kernel.hasSurvey {
            position = kernel.survey(
                utf8,
                from: position,
                &pageTable,
                &entryTable,
                &slotTable,
                stamp,
                &found
            )
            return position < utf8.count ? utf8.scalar(at: position).value : nil
        }
        var reading = self
        defer { self = reading }
        let pages = pageTable.span
        var entries = entryTable.mutableSpan
        var slots = slotTable.mutableSpan
        while reading.position < utf8.count {
            let word = OctetWord(utf8, at: reading.position)
            let outside = word.outsideDefaultAlphabet
            let escaped = OctetWord.prefix(word.inExtensionTable, before: outside)
            reading.found.escapeCount += OctetWord.count(escaped)
            reading.position += OctetWord.countBefore(outside)
            if outside == 0 { continue }
            while utf8.count - reading.position >= 8 {
                let next = NextScalars(utf8, at: reading.position)
                guard reading.take(next.scalar, pages, &entries, &slots) else { return next.scalar }
                reading.position += next.octetCount
                if !next.isBeyondASCIINear { break }
            }
            while utf8.count - reading.position < 8, reading.position < utf8.count {
                var next = reading.position
                let scalar = utf8.nextScalar(&next)
                guard reading.take(scalar, pages, &entries, &slots) else { return scalar }
                reading.position = next
            }
        }
        return nil
    }

    /// Counts a character; `false` when it has to be learned first.
    @inline(__always)
    private mutating func take(
        _ scalar: UInt32,
        _ pages: Span<UInt16>,
        _ entries: inout MutableSpan<UInt64>,
        _ slots: inout MutableSpan<UInt32>
    ) -> Bool {
        let slot = SurveyedCharacters.slot(of: scalar, pages)
        // In bounds: a page number is only written once the page has its entries.
        let entry = unsafe entries[unchecked: slot]
        let bits = UInt32(truncatingIfNeeded: entry)
        guard bits != 0 else { return false }
        // In bounds: as above.
        unsafe entries[unchecked: slot] = stamp | UInt64(bits)
        // In bounds: there is room for every kind that so many octets can hold.
        slots[kindCount] = UInt32(truncatingIfNeeded: slot)
        let isForcing = bits & SurveyedCharacter.forcing != 0
        found.kindCount += (entry ^ stamp) >> 32 != 0 && isForcing ? 1 : 0
        found.surrogatePairCount += Int(SurveyedCharacter.surrogatePairCount(bits))
        found.escapeCount += Int(SurveyedCharacter.escapeCount(bits))
        found.replacementSeptetCount += Int(SurveyedCharacter.replacementSeptetCount(bits))
        found.common &= bits
        found.any |= bits
        return true
    }
}

/// The scalar at the beginning of eight octets of valid UTF-8, and whether ASCII follows it.
private struct NextScalars {
    let scalar: UInt32
    let octetCount: Int

    /// Whether one of the two octets behind the scalar is beyond ASCII.
    let isBeyondASCIINear: Bool

    @inline(__always)
    init(_ utf8: Span<UInt8>, at position: Int) {
        // In bounds: the load itself checks that eight octets are left. Every bit pattern is a
        // UInt64.
        let loaded = unsafe utf8.bytes.unsafeLoadUnaligned(
            fromByteOffset: position,
            as: UInt64.self
        )
        let word = UInt64(littleEndian: loaded)
        let octets = UInt32(truncatingIfNeeded: word)
        let lead = octets & 0xFF
        if lead < 0x80 {
            scalar = lead
            octetCount = 1
        } else if lead < 0xE0 {
            scalar = (lead & 0x1F) << 6 | (octets >> 8 & 0x3F)
            octetCount = 2
        } else if lead < 0xF0 {
            scalar = (lead & 0x0F) << 12 | (octets >> 8 & 0x3F) << 6 | (octets >> 16 & 0x3F)
            octetCount = 3
        } else {
            scalar =
                (lead & 0x07) << 18 | (octets >> 8 & 0x3F) << 12 | (octets >> 16 & 0x3F) << 6
                | (octets >> 24 & 0x3F)
            octetCount = 4
        }
        isBeyondASCIINear = word >> UInt64(octetCount * 8) & 0x8080 != 0
    }
}
