/// Reads the units of a part out of its octets.
enum UnitReading {
    /// The first `count` units behind the header; the caller has checked that they are there.
    static func units(of userData: Span<UInt8>, _ format: PartFormat, count: Int) -> [UInt16] {
        let start = format.headerOctetCount
        return switch format.alphabet {
        case .gsm7Bit:
            septets(of: userData, firstBit: start * 8 + format.fillBitCount, count: count)
        case .eightBitData: (0..<count).map { UInt16(userData[start + $0]) }
        case .ucs2:
            (0..<count).map {
                UInt16(userData[start + 2 * $0]) << 8 | UInt16(userData[start + 2 * $0 + 1])
            }
        }
    }

    /// `count` septets from a bit on; the last one may end before the last octet does.
    static func septets(of octets: Span<UInt8>, firstBit: Int, count: Int) -> [UInt16] {
        (0..<count).map { index in
            let bit = firstBit + index * 7
            let low = UInt16(octets[bit / 8])
            let crosses = bit % 8 > 1
            let high = crosses ? UInt16(octets[bit / 8 + 1]) : 0
            return (high << 8 | low) >> UInt16(bit % 8) & 0x7F
        }
    }
}
