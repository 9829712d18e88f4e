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

/// Why a run over UTF-8 ended, always at the octet its index was left at.
enum UTF8Stop {
    /// Everything was taken.
    case end
    /// The output has no room for the next character.
    case full
    /// The rest is the beginning of a character.
    case incomplete
    /// The next octets, this many, are malformed.
    case malformed(octetCount: Int)
    /// The next character, this many octets, has no place in the target charset.
    case unmappable(Unicode.Scalar, octetCount: Int)
}

/// Finds how far a text is well-formed UTF-8.
enum UTF8Validation {
    /// Moves `index` to the first fault or the end; never returns `full` or `unmappable`.
    ///
    /// - Complexity: O(*n*), eight octets at a time where they are ASCII; allocates nothing.
    static func advance(_ octets: Span<UInt8>, from index: inout Int) -> UTF8Stop {
        while index < octets.count {
            if index &+ Word.octetCount <= octets.count {
                let marks = Word(octets, at: index).nonASCII
                if marks == 0 {
                    index &+= Word.octetCount
                    continue
                }
                index &+= marks.trailingZeroBitCount &>> 3
            }
            switch UTF8Element(octets, at: index) {
            case .scalar(_, let octetCount): index &+= octetCount
            case .malformed(let octetCount): return .malformed(octetCount: octetCount)
            case .incomplete: return .incomplete
            }
        }
        return .end
    }
}

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

/// Writes UTF-16 as UTF-8.
enum UTF16Run {
    /// Appends units up to `count`, or up to one that is not paired, and returns where it stopped.
    ///
    /// `lead` is the first half of a pair, carried from one run to the next. Stops with `lead` set
    /// at a unit that isn't a second half, and without it at a second half that has no first. The
    /// output has room for three octets a unit and one more.
    static func append(
        _ units: [UInt16],
        from start: Int,
        count: Int,
        lead: inout UInt16?,
        to output: inout OutputSpan<UInt8>
    ) -> Int {
        var index = start
        while index < count {
            let unit = units[index]
            if let first = lead {
                guard unit & 0xFC00 == 0xDC00 else { return index }
                let value = 0x1_0000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF))
                output.append(0xF0 | UInt8(truncatingIfNeeded: value >> 18))
                output.append(0x80 | UInt8(truncatingIfNeeded: value >> 12) & 0x3F)
                output.append(0x80 | UInt8(truncatingIfNeeded: value >> 6) & 0x3F)
                output.append(0x80 | UInt8(truncatingIfNeeded: value) & 0x3F)
                lead = nil
            } else if unit < 0x80 {
                output.append(UInt8(truncatingIfNeeded: unit))
            } else if unit < 0x800 {
                output.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
                output.append(0x80 | UInt8(truncatingIfNeeded: unit) & 0x3F)
            } else if unit & 0xF800 != 0xD800 {
                output.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
                output.append(0x80 | UInt8(truncatingIfNeeded: unit >> 6) & 0x3F)
                output.append(0x80 | UInt8(truncatingIfNeeded: unit) & 0x3F)
            } else if unit & 0xFC00 == 0xD800 {
                lead = unit
            } else {
                return index
            }
            index += 1
        }
        return index
    }
}

/// Eight octets of text in one register, the first in the lowest bits.
struct Word {
    let bits: UInt64

    static let octetCount = 8
    private static let upperBits: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Loads the eight octets from `offset`.
    ///
    /// The caller has checked `offset + 8 <= octets.count`; so does the load.
    @inline(__always)
    init(_ octets: Span<UInt8>, at offset: Int) {
        // Unsafe only for the types: octets have no padding, and all bit patterns are integers. The
        // bounds are checked.
        bits = unsafe UInt64(
            littleEndian: octets.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        )
    }

    /// The word to store so that the octets stand in their order.
    @inline(__always)
    var inMemory: UInt64 { bits.littleEndian }

    /// The upper bit of each octet that is not ASCII.
    @inline(__always)
    var nonASCII: UInt64 { bits & Self.upperBits }

    /// The upper bit of each octet in 80...9F.
    @inline(__always)
    var c1: UInt64 { bits & ~(bits &<< 1) & ~(bits &<< 2) & Self.upperBits }

    /// How many octets are UTF-8 continuation octets, 80...BF.
    @inline(__always)
    var continuationCount: Int { Self.count(bits & ~(bits &<< 1) & Self.upperBits) }

    /// How many octets are marked by their upper bit; other bits must be zero.
    @inline(__always)
    static func count(_ marks: UInt64) -> Int {
        // The multiplication sums the eight flags into the top octet; 8 at most, so it never carries.
        Int(truncatingIfNeeded: ((marks &>> 7) &* ones) &>> 56)
    }
}
