/// Counts the UTF-16 code units of a text.
enum UTF16Scan {
    /// The units of one scalar: 2 for a surrogate pair, else 1.
    static func unitCount(of scalar: UInt32) -> Int { scalar > 0xFFFF ? 2 : 1 }

    /// Fills parts with the characters from `start` to the end; allocates nothing.
    ///
    /// Eight octets hold at most eight units. As long as those have room in the open part, it does
    /// not matter where in the word a pair stands.
    static func fill(
        _ filling: inout PartFilling,
        from utf8: Span<UInt8>,
        start: Int = 0,
        kernel: Kernel = .chosen
    ) {
        if kernel.fill(&filling, from: utf8.extracting(start...), in: .ucs2) { return }
        var position = start
        while position < utf8.count {
            let word = OctetWord(utf8, at: position)
            if !filling.addTogether(word.utf16UnitCount) {
                fillEach(&filling, from: utf8, position..<position + word.octetCount)
            }
            position += word.octetCount
        }
    }

    /// The definition: the characters that begin in a range, one after the other.
    static func fillEach(
        _ filling: inout PartFilling,
        from utf8: Span<UInt8>,
        _ range: Range<Int>
    ) {
        for index in range {
            let octet = utf8[index]
            if octet >= 0xF0 {
                filling.add(2)
            } else if octet & 0xC0 != 0x80 {
                filling.add(1)
            }
        }
    }
}
