/// The UTF-8 form of a scalar of the Basic Multilingual Plane in one word.
///
/// Bits 0...23 hold up to three octets, the first lowest; bits 24...31 hold their count. So one
/// little-endian store of four octets writes the form, and the count says how far to move on.
struct UTF8Form: Sendable, Equatable {
    let bits: UInt32

    /// No form at all.
    static let undefined = UTF8Form(bits: 0)

    init(bits: UInt32) {
        self.bits = bits
    }

    /// The form of `scalar`, which is undefined above U+FFFF.
    init(_ scalar: Unicode.Scalar) {
        guard scalar.value <= 0xFFFF else {
            self = .undefined
            return
        }
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for octet in UTF8.encode(scalar) ?? .init() {
            bits |= UInt32(octet) << (8 * count)
            count += 1
        }
        self.bits = bits | count << 24
    }

    /// One of its octets, 0 where it has none; the first is at 0.
    func octet(at place: Int) -> UInt8 {
        place < octetCount ? UInt8(truncatingIfNeeded: bits &>> UInt32(8 * place)) : 0
    }

    /// How many octets the form has, 0 when undefined.
    var octetCount: Int { Int(truncatingIfNeeded: bits &>> 24) }
}
