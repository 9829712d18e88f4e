/// Counts the septets of a text in the default alphabet.
enum DefaultScan {
    /// Fills parts with the characters from `position` on, up to the first one the alphabet lacks.
    ///
    /// Leaves `position` there, or at the end. Allocates nothing.
    ///
    /// - Returns: How many scalars were added.
    static func fill(
        _ filling: inout PartFilling,
        from utf8: Span<UInt8>,
        position: inout Int
    ) -> Int {
        var scalarCount = 0
        var singles = 0
        while position < utf8.count {
            var next = position
            let code = DefaultAlphabet.code(of: utf8.nextScalar(&next))
            if code == DefaultAlphabet.absent { break }
            if code & 0x80 == 0 {
                singles += 1
            } else {
                filling.addSingles(singles)
                filling.add(2)
                scalarCount += singles + 1
                singles = 0
            }
            position = next
        }
        filling.addSingles(singles)
        return scalarCount + singles
    }
}
