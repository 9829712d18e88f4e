/// Counts the UTF-16 code units of a text.
enum UTF16Scan {
    /// The units of one scalar: 2 for a surrogate pair, else 1.
    static func unitCount(of scalar: UInt32) -> Int { scalar > 0xFFFF ? 2 : 1 }

    /// Fills parts with the characters from `position` to the end; allocates nothing.
    static func fill(_ filling: inout PartFilling, from utf8: Span<UInt8>, position: Int) {
        var singles = 0
        for index in position..<utf8.count {
            let byte = utf8[index]
            if byte >= 0xF0 {
                filling.addSingles(singles)
                filling.add(2)
                singles = 0
            } else if byte & 0xC0 != 0x80 {
                singles += 1
            }
        }
        filling.addSingles(singles)
    }
}
