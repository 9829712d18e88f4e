/// The digits of a number, four bits each, the first one topmost; the bits behind them are zero.
struct Digits: Sendable, Hashable {
    /// More digits than any number has, with prefixes and carrier codes.
    static let limit = 32

    private(set) var bits: UInt128 = 0
    private(set) var count = 0

    /// No digits.
    init() {}

    /// The first digits of those that stand in `bits` in that way.
    @inline(__always)
    init(_ bits: UInt128, count: Int) {
        self.bits = bits
        self.count = count
    }

    /// The first sixteen digits, the first one topmost.
    @inline(__always)
    var high: UInt64 { UInt64(truncatingIfNeeded: bits &>> 64) }

    /// The digit at a position, from 0; 0 behind the last one.
    @inline(__always)
    subscript(position: Int) -> Int {
        Int(truncatingIfNeeded: (bits &<< UInt128(4 &* (position & 31))) &>> 124)
    }

    /// Whether there is a digit at a position.
    func hasPlace(_ position: Int) -> Bool { (0..<count).contains(position) }

    /// Adds a digit; returns whether there was room.
    @inline(__always)
    mutating func append(_ digit: UInt8) -> Bool {
        guard count < Self.limit else { return false }
        bits |= UInt128(digit) &<< UInt128(124 - 4 * count)
        count += 1
        return true
    }

    /// Drops digits at the beginning, at most all.
    @inline(__always)
    mutating func drop(_ dropped: Int) {
        bits = dropped < Self.limit ? bits &<< UInt128(4 * dropped) : 0
        count = max(0, count - dropped)
    }

    /// The first digits, at most all.
    func prefix(_ kept: Int) -> Digits {
        guard kept > 0 else { return Digits() }
        guard kept < count else { return self }
        let shift = UInt128(4 * (Self.limit - kept))
        return Digits((bits &>> shift) &<< shift, count: kept)
    }

    /// These digits, and others behind them as far as there is room.
    func followed(by other: Digits) -> Digits {
        guard count < Self.limit else { return self }
        return Digits(
            bits | other.bits &>> UInt128(4 * count),
            count: min(Self.limit, count + other.count)
        )
    }

    /// Whether these digits come first.
    func begins(with first: [Int]) -> Bool {
        count >= first.count && first.indices.allSatisfy { self[$0] == first[$0] }
    }

    /// The digits as text.
    ///
    /// Complexity: linear; allocates more than fifteen.
    var text: String {
        var text = ""
        text.reserveCapacity(count)
        for position in 0..<count {
            text.unicodeScalars.append(Unicode.Scalar(0x30 + UInt8(self[position])))
        }
        return text
    }

    /// The digits but the one at a position.
    func without(_ position: Int) -> Digits {
        var rest = self
        rest.drop(position + 1)
        return prefix(position).followed(by: rest)
    }
}

/// Up to sixteen digits, four bits each, the first one topmost.
struct FewDigits {
    let bits: UInt64
    let count: Int

    /// The digits of ASCII behind `start`, when there is nothing else and there are 8 to 16 of them.
    @inline(__always)
    init?(_ octets: Span<UInt8>, from start: Int) {
        let count = octets.count &- start
        guard count >= 8 && count <= 16 else { return nil }
        // Some octets are in both.
        let first = EightDigits(octets, at: start)
        let last = EightDigits(octets, at: octets.count &- 8)
        guard first.areDigits && last.areDigits else { return nil }
        let rest = UInt64(truncatingIfNeeded: 4 &* (count &- 8))
        let digits = first.packed &<< rest | last.packed & ~(UInt64.max &<< rest)
        bits = digits &<< UInt64(truncatingIfNeeded: 64 &- 4 &* count)
        self.count = count
    }

    /// The digits between spaces, hyphens, dots and brackets of ASCII; none with anything else.
    ///
    /// What may be a spreadsheet's fraction, two numbers or a zero in brackets of its own is left
    /// to `WrittenNumber`.
    init?(grouped octets: Span<UInt8>, hasPlus: inout Bool) {
        guard octets.count <= 32 else { return nil }
        var digits: UInt64 = 0
        var count = 0
        for index in octets.indices {
            let octet = octets[index]
            let digit = octet &- 0x30
            if digit < 10 {
                digits = digits &<< 4 | UInt64(digit)
                count &+= 1
                continue
            }
            switch octet {
            case 0x20, 0x2D, 0x29: continue
            case 0x2E where count < 7: continue
            case 0x28 where count == 0 || index + 1 < octets.count && octets[index + 1] != 0x30:
                continue
            case 0x2B where count == 0: hasPlus = true
            default: return nil
            }
        }
        guard count >= 8 && count <= 16 else { return nil }
        bits = digits &<< UInt64(truncatingIfNeeded: 64 &- 4 &* count)
        self.count = count
    }

    var all: Digits { Digits(UInt128(bits) << 64, count: count) }
}

/// Eight octets as decimal digits, the first one in the lowest octet.
private struct EightDigits {
    private let word: UInt64

    @inline(__always)
    init(_ octets: Span<UInt8>, at position: Int) {
        // In bounds: the load itself checks that eight octets are left. Every bit pattern is a
        // UInt64.
        let loaded = unsafe octets.bytes.unsafeLoadUnaligned(
            fromByteOffset: position,
            as: UInt64.self
        )
        word = UInt64(littleEndian: loaded) ^ 0x3030_3030_3030_3030
    }

    /// Whether each octet is one of `0` to `9`.
    @inline(__always)
    var areDigits: Bool {
        // A nibble above 9 carries into the upper one.
        (word | (word &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 == 0
    }

    /// The digits in the lower 32 bits, four bits each, the first one topmost.
    @inline(__always)
    var packed: UInt64 {
        var digits = word.byteSwapped
        digits = (digits | digits &>> 4) & 0x00FF_00FF_00FF_00FF
        digits = (digits | digits &>> 8) & 0x0000_FFFF_0000_FFFF
        return (digits | digits &>> 16) & 0xFFFF_FFFF
    }
}
