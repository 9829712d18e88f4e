/// What stands at one place of a UTF-8 text.
///
/// The Unicode Standard, section 3.9, table 3-7: well-formed UTF-8 byte sequences.
enum UTF8Element {
    /// A whole character.
    case scalar(Unicode.Scalar, octetCount: Int)
    /// A maximal subpart of an ill-formed sequence, or a stray octet.
    case malformed(octetCount: Int)
    /// The beginning of a character whose rest is beyond the end.
    case incomplete

    /// Reads the element at `index`, which must be within `octets`.
    @inline(__always)
    init(_ octets: Span<UInt8>, at index: Int) {
        let lead = octets[index]
        // The most frequent sequences first, without a loop.
        if lead >= 0xC2, lead <= 0xDF, index &+ 1 < octets.count {
            let trail = octets[index &+ 1]
            if trail & 0xC0 == 0x80 {
                let value = UInt16(lead & 0x1F) &<< 6 | UInt16(trail & 0x3F)
                self =
                    Unicode.Scalar(value).map { .scalar($0, octetCount: 2) }
                    ?? .malformed(octetCount: 1)
                return
            }
        }
        self.init(anyLength: octets, at: index)
    }

    private init(anyLength octets: Span<UInt8>, at index: Int) {
        let lead = octets[index]
        let octetCount: Int
        let second: ClosedRange<UInt8>
        switch lead {
        case 0x00...0x7F:
            self = .scalar(Unicode.Scalar(lead), octetCount: 1)
            return
        case 0xC2...0xDF: (octetCount, second) = (2, 0x80...0xBF)
        case 0xE0: (octetCount, second) = (3, 0xA0...0xBF)
        case 0xED: (octetCount, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (octetCount, second) = (3, 0x80...0xBF)
        case 0xF0: (octetCount, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (octetCount, second) = (4, 0x80...0xBF)
        case 0xF4: (octetCount, second) = (4, 0x80...0x8F)
        default:
            self = .malformed(octetCount: 1)
            return
        }
        var value = UInt32(lead) & (0x7F >> UInt32(octetCount))
        for position in 1..<octetCount {
            guard index + position < octets.count else {
                self = .incomplete
                return
            }
            let trail = octets[index + position]
            guard position == 1 ? second.contains(trail) : trail & 0xC0 == 0x80 else {
                self = .malformed(octetCount: position)
                return
            }
            value = value << 6 | UInt32(trail & 0x3F)
        }
        // The ranges above leave no surrogates and nothing beyond U+10FFFF.
        self =
            Unicode.Scalar(value).map { .scalar($0, octetCount: octetCount) }
            ?? .malformed(octetCount: 1)
    }
}
