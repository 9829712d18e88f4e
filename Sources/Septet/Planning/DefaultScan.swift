/// Counts the septets of a text in the default alphabet.
enum DefaultScan {
    /// Fills parts with the characters from `position` on, up to the first one the alphabet lacks.
    ///
    /// Leaves `position` there, or at the end. Allocates nothing. Runs of ASCII are taken eight
    /// octets at a time; as long as all their septets have room in the open part, it does not
    /// matter where among them an escape stands.
    ///
    /// - Returns: How many scalars were added.
    static func fill(
        _ filling: inout PartFilling,
        from utf8: Span<UInt8>,
        position: inout Int
    ) -> Int {
        var scalarCount = 0
        while position < utf8.count {
            let word = OctetWord(utf8, at: position)
            let outside = word.outsideDefaultAlphabet
            let octetCount = OctetWord.countBefore(outside)
            let escaped = OctetWord.prefix(word.inExtensionTable, before: outside)
            if filling.addTogether(octetCount + OctetWord.count(escaped)) {
                position += octetCount
                scalarCount += octetCount
                if outside == 0 { continue }
            }
            // What follows is no ASCII, the end of the text, or the border of a part.
            repeat {
                if position == utf8.count { return scalarCount }
                guard fillOne(&filling, from: utf8, position: &position) else { return scalarCount }
                scalarCount += 1
            } while position < utf8.count && utf8[position] >= 0x80
        }
        return scalarCount
    }

    /// The definition: adds the character at `position`, which must be before the end.
    ///
    /// - Returns: Whether the alphabet has it; else nothing was added.
    static func fillOne(
        _ filling: inout PartFilling,
        from utf8: Span<UInt8>,
        position: inout Int
    ) -> Bool {
        var next = position
        let code = DefaultAlphabet.code(of: utf8.nextScalar(&next))
        guard code != DefaultAlphabet.absent else { return false }
        filling.add(code & 0x80 == 0 ? 1 : 2)
        position = next
        return true
    }
}
