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

    /// Whether all octets are ASCII.
    var isASCII: Bool { bits & Self.tops == 0 }

    /// The octets that are no ASCII character of the default alphabet or its extension table.
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

    /// The ASCII characters of the extension table, save form feed: `[ \ ] ^ { | } ~`.
    ///
    /// They are the octets 5B to 5E and 7B to 7E; octets beyond ASCII are to be masked out.
    var inExtensionTable: UInt64 {
        let folded = (bits | Self.each(0x20)) & ~Self.tops
        return (folded &+ Self.each(0x05)) & ~(folded &+ Self.each(0x01)) & Self.tops
    }

    /// The octets that are a given one.
    func equal(to octet: UInt8) -> UInt64 {
        let difference = bits ^ Self.each(UInt64(octet))
        return ~(((difference & ~Self.tops) &+ ~Self.tops) | difference) & Self.tops
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

    /// Loads eight octets; the callers have seen that they are there.
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
