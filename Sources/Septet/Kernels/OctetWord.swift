/// Up to eight octets of a text in one word, the first one least significant.
///
/// Arithmetic on the word works on all octets at once. A mask has the top bit of each octet it
/// marks. The octets behind the end of the text are 0.
struct OctetWord {
    /// The top bit of each octet.
    static let tops: UInt64 = 0x8080_8080_8080_8080

    let bits: UInt64

    /// How many octets of the text are in the word: eight, or what is left of the text.
    let octetCount: Int

    /// Takes the octets from `position` on, which must be before the end.
    @inline(__always)
    init(_ octets: Span<UInt8>, at position: Int) {
        octetCount = min(8, octets.count - position)
        bits =
            octetCount == 8
            ? Self.word(octets, at: position) : Self.tail(octets, octetCount: octetCount)
    }

    /// Takes eight octets that were made elsewhere.
    @inline(__always)
    init(bits: UInt64) {
        self.bits = bits
        octetCount = 8
    }

    /// The last octets of a text, fewer than eight.
    private static func tail(_ octets: Span<UInt8>, octetCount: Int) -> UInt64 {
        if octets.count >= 8 {
            return word(octets, at: octets.count - 8) >> UInt64((8 - octetCount) * 8)
        }
        let start = octets.count - octetCount
        var word: UInt64 = 0
        for index in 0..<octetCount {
            word |= UInt64(octets[start + index]) << UInt64(index * 8)
        }
        return word
    }

    /// The octets that aren't ASCII characters of the default alphabet or its extension table.
    ///
    /// Form feed, which is rare, is among them, and so is every octet behind the end.
    var outsideDefaultAlphabet: UInt64 {
        let low = bits & ~Self.tops
        let delete = low &+ Self.each(0x01)
        let backtick = ~((low ^ Self.each(0x60)) &+ Self.each(0x7F))
        let control = ~(low &+ Self.each(0x60))
        let noLineFeed = (low ^ Self.each(0x0A)) &+ Self.each(0x7F)
        let noCarriageReturn = (low ^ Self.each(0x0D)) &+ Self.each(0x7F)
        let odd = delete | backtick | (control & noLineFeed & noCarriageReturn)
        return (bits | odd) & Self.tops
    }

    /// The ASCII characters of the extension table, except form feed: `[ \ ] ^ { | } ~`.
    ///
    /// They are the octets 5B to 5E and 7B to 7E; the caller masks out octets beyond ASCII.
    var inExtensionTable: UInt64 {
        let folded = (bits | Self.each(0x20)) & ~Self.tops
        return (folded &+ Self.each(0x05)) & ~(folded &+ Self.each(0x01)) & Self.tops
    }

    /// The octets equal to a given one.
    func equal(to octet: UInt8) -> UInt64 {
        let difference = bits ^ Self.each(UInt64(octet))
        return ~(((difference & ~Self.tops) &+ ~Self.tops) | difference) & Self.tops
    }

    /// The top bit of the first octet equal to a given one, where there is one; those of others behind
    /// it, and other bits, mean nothing.
    @inline(__always)
    func firstEqual(to octet: UInt8) -> UInt64 {
        let difference = bits ^ Self.each(UInt64(octet))
        // Only an octet of 0, or a borrow from one before, sets a top bit that was not there.
        return (difference &- Self.each(0x01)) & ~difference
    }

    /// The UTF-16 units of the characters that begin in the word.
    var utf16UnitCount: Int { scalarCount + surrogatePairCount }

    /// The characters that begin in the word: the octets that continue none.
    var scalarCount: Int {
        let continuing = bits & ~(bits << 1) & Self.tops
        return octetCount - Self.count(continuing)
    }

    /// The characters above U+FFFF that begin in the word: the octets that lead four.
    var surrogatePairCount: Int {
        Self.count(bits & (bits << 1) & (bits << 2) & (bits << 3) & Self.tops)
    }

    /// How many octets a mask marks.
    static func count(_ mask: UInt64) -> Int {
        // Each marked octet becomes 1; the product's top octet is their sum.
        Int(truncatingIfNeeded: ((mask >> 7) &* each(0x01)) >> 56)
    }

    /// How many octets come before the first one a mask marks; eight when it marks none.
    static func countBefore(_ mask: UInt64) -> Int {
        mask.trailingZeroBitCount / 8
    }

    /// The part of a mask that comes before the first octet another one marks.
    static func prefix(_ mask: UInt64, before other: UInt64) -> UInt64 {
        // Subtracting 1 turns the zeros below the lowest one into ones.
        mask & (other &- 1) & ~other
    }

    /// Loads eight octets; the callers have checked that they are there.
    private static func word(_ octets: Span<UInt8>, at position: Int) -> UInt64 {
        // In bounds: the load itself checks that eight octets are left. Every bit pattern is a
        // UInt64, and an octet has no padding that could show.
        let word = unsafe octets.bytes.unsafeLoadUnaligned(
            fromByteOffset: position,
            as: UInt64.self
        )
        return UInt64(littleEndian: word)
    }

    @inline(__always)
    static func each(_ octet: UInt64) -> UInt64 {
        octet &* 0x0101_0101_0101_0101
    }
}

extension OctetWord {
    /// The octets that are not their own septet in the default alphabet.
    ///
    /// The ASCII letters and the characters 20 to 3F, except `$`, are their own septet. All others
    /// have to be looked up; line feed and carriage return, which are rare, are among them, and so
    /// is every octet behind the end.
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

extension OctetWord {
    /// The octets beyond ASCII.
    @inline(__always)
    var beyondASCII: UInt64 { bits & Self.tops }

    /// The first four octets, ASCII, as UTF-16 units in the order of memory.
    ///
    ///     octets   d c b a          the lowest is a
    ///     units    d0 c0 b0 a0      so that 0 is stored before each
    @inline(__always)
    var firstFourAsUTF16: UInt64 { Self.spread(bits & 0xFFFF_FFFF) }

    /// The other four octets, ASCII, as UTF-16 units in the order of memory.
    @inline(__always)
    var lastFourAsUTF16: UInt64 { Self.spread(bits >> 32) }

    /// Four UTF-16 units as octets in the order of memory; `nil` when one is beyond ASCII.
    ///
    ///     units    0d 0c 0b 0a with 0 before each octet, the word as d0 c0 b0 a0
    @inline(__always)
    var fourUnitsOfASCII: UInt32? {
        guard bits & 0x80FF_80FF_80FF_80FF == 0 else { return nil }
        let pairs = (bits >> 8 | bits >> 16) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: pairs | pairs >> 16)
    }

    /// Four characters of two octets each as UTF-16 units in the order of memory; `nil` when the
    /// word holds anything else.
    ///
    ///     octets   10llllll 110uuuuu    lane of 16 bits
    ///     unit     00000uuu uullllll
    @inline(__always)
    var fourPairsAsUTF16: UInt64? {
        guard bits & 0xC0E0_C0E0_C0E0_C0E0 == 0x80C0_80C0_80C0_80C0 else { return nil }
        let units = (bits & 0x001F_001F_001F_001F) << 6 | (bits >> 8) & 0x003F_003F_003F_003F
        return (units << 8) & 0xFF00_FF00_FF00_FF00 | (units >> 8) & 0x00FF_00FF_00FF_00FF
    }

    /// Two characters of three octets each as UTF-16 units in the order of memory; `nil` when the
    /// first six octets hold anything else.
    ///
    ///     octets   10llllll 10mmmmmm 1110uuuu
    ///     unit              uuuummmm mmllllll
    @inline(__always)
    var twoTriplesAsUTF16: UInt32? {
        guard bits & 0x0000_C0C0_F0C0_C0F0 == 0x0000_8080_E080_80E0 else { return nil }
        return Self.triple(bits) | Self.triple(bits >> 24) << 16
    }

    private static func triple(_ bits: UInt64) -> UInt32 {
        let bits = UInt32(truncatingIfNeeded: bits)
        let upper = (bits & 0x0F) << 4 | (bits >> 10) & 0x0F
        let lower = (bits >> 2) & 0xC0 | (bits >> 16) & 0x3F
        return lower << 8 | upper
    }

    private static func spread(_ octets: UInt64) -> UInt64 {
        let pairs = (octets | octets << 16) & 0x0000_FFFF_0000_FFFF
        return ((pairs | pairs << 8) & 0x00FF_00FF_00FF_00FF) << 8
    }
}

extension Span where Element == UInt8 {
    /// The first place in a range of an octet; the end of the range without one.
    ///
    /// Complexity: linear, eight octets at a time; allocates nothing.
    package func firstPlace(of octet: UInt8, in range: Range<Int>) -> Int {
        firstPlace(in: range) { $0.firstEqual(to: octet) }
    }

    /// The first place in a range of one of four octets; the end of the range without one.
    ///
    /// Complexity: linear, eight octets at a time; allocates nothing.
    package func firstPlace(of octets: InlineArray<4, UInt8>, in range: Range<Int>) -> Int {
        firstPlace(in: range) { word in
            word.firstEqual(to: octets[0]) | word.firstEqual(to: octets[1])
                | word.firstEqual(to: octets[2]) | word.firstEqual(to: octets[3])
        }
    }

    @inline(__always)
    private func firstPlace(in range: Range<Int>, _ find: (OctetWord) -> UInt64) -> Int {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let found = find(OctetWord(self, at: offset)) & OctetWord.tops
            // Behind the last octet the word has zeros, which may be among those sought.
            if found != 0 {
                return Swift.min(range.upperBound, offset + OctetWord.countBefore(found))
            }
            offset += 8
        }
        return range.upperBound
    }
}
