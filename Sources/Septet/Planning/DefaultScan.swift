/// Counts the septets of a text in the default alphabet.
enum DefaultScan {
    /// Fills parts with a text of which the default alphabet has every character.
    ///
    /// Allocates nothing. Runs of ASCII are taken eight octets at a time; as long as all their
    /// septets have room in the open part, it does not matter where among them an escape stands.
    static func fill(
        _ filling: inout PartFilling,
        from utf8: Span<UInt8>,
        kernel: Kernel = .chosen
    ) {
        if kernel.fill(&filling, from: utf8, in: .gsm7Bit) { return }
        var position = 0
        while position < utf8.count {
            let word = OctetWord(utf8, at: position)
            let outside = word.outsideDefaultAlphabet
            let octetCount = OctetWord.countBefore(outside)
            let escaped = OctetWord.prefix(word.inExtensionTable, before: outside)
            if filling.addTogether(octetCount + OctetWord.count(escaped)) {
                position += octetCount
                if outside == 0 { continue }
            }
            // What follows is no ASCII, the end of the text, or the border of a part.
            repeat {
                if position == utf8.count { return }
                filling.add(DefaultAlphabet.septetCount(of: utf8.nextScalar(&position)))
            } while position < utf8.count && utf8[position] >= 0x80
        }
    }
}
