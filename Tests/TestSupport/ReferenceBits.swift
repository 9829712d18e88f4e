/// Septets packed bit by bit, as drawn in TS 23.038 §6.1.2.1.
package enum ReferenceBits {
    /// The octets that hold the septets after some zero bits.
    package static func packed(_ septets: [UInt16], fillBitCount: Int) -> [UInt8] {
        var bits = [Bool](repeating: false, count: fillBitCount)
        for septet in septets {
            for bit in 0..<7 { bits.append(septet >> bit & 1 == 1) }
        }
        while bits.count % 8 != 0 { bits.append(false) }
        var octets: [UInt8] = []
        for first in stride(from: 0, to: bits.count, by: 8) {
            var octet: UInt8 = 0
            for bit in 0..<8 where bits[first + bit] { octet |= 1 << bit }
            octets.append(octet)
        }
        return octets
    }

    /// The first `count` septets behind some bits that are skipped.
    package static func unpacked(_ octets: [UInt8], fillBitCount: Int, count: Int) -> [UInt16] {
        var bits: [Bool] = []
        for octet in octets {
            for bit in 0..<8 { bits.append(octet >> bit & 1 == 1) }
        }
        return (0..<count).map { index in
            var septet: UInt16 = 0
            for bit in 0..<7 where bits[fillBitCount + index * 7 + bit] { septet |= 1 << bit }
            return septet
        }
    }

    /// The zero bits that follow a header of some octets so that text begins on a septet border.
    package static func fillBitCount(headerOctetCount: Int) -> Int {
        var bits = 0
        while (headerOctetCount * 8 + bits) % 7 != 0 { bits += 1 }
        return bits
    }
}
