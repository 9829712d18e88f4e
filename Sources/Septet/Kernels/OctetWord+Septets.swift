extension OctetWord {
    /// The octets that are not their own septet in the default alphabet.
    ///
    /// Their own septet are, of ASCII, the letters and what lies between 20 and 3F, save `$`. The
    /// others have to be looked up; line feed and carriage return, which are rare, are among them,
    /// and so is every octet behind the end.
    @inline(__always)
    var notTheirOwnSeptet: UInt64 {
        let low = bits & ~Self.tops
        let folded = low | Self.each(0x20)
        // The top bit of each octet says: at least 61, at least 7B, at least 20, not 24.
        let letters = (folded &+ Self.each(0x1F)) & ~(folded &+ Self.each(0x05)) & (low << 1)
        let signs = (low &+ Self.each(0x60)) & ((low ^ Self.each(0x24)) &+ Self.each(0x7F))
        return (~(letters | signs & ~(low << 1)) | bits) & Self.tops
    }

    /// Eight septets, one an octet, in the lower 56 bits (TS 23.038 §6.1.2.1).
    ///
    ///     octets       0hhhhhhh 0ggggggg 0fffffff 0eeeeeee 0ddddddd 0ccccccc 0bbbbbbb 0aaaaaaa
    ///     in pairs     00hhhhhh hggggggg 00ffffff feeeeeee 00dddddd dccccccc 00bbbbbb baaaaaaa
    ///     in fours     0000hhhh hhhggggg ggffffff feeeeeee 0000dddd dddccccc ccbbbbbb baaaaaaa
    ///     all eight    00000000 hhhhhhhg ggggggff fffffeee eeeedddd dddccccc ccbbbbbb baaaaaaa
    @inline(__always)
    var packedSeptets: UInt64 {
        let pairs = (bits & 0x007F_007F_007F_007F) | (bits & 0x7F00_7F00_7F00_7F00) >> 1
        let fours = (pairs & 0x0000_3FFF_0000_3FFF) | (pairs & 0x3FFF_0000_3FFF_0000) >> 2
        return (fours & 0x0FFF_FFFF) | (fours & 0x0FFF_FFFF_0000_0000) >> 4
    }
}
