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
