/// A telephone number in its international form (E.164): a calling code and a national number.
///
/// Two spellings of one number are one value. Sixteen octets.
public struct PhoneNumber: Sendable, Hashable {
    /// The digits a national number has at most; the tables of a few countries have that many.
    static let nationalDigitLimit = 17

    /// The digits as in `Digits`, then, in the last two octets, how many the calling code has and
    /// how many all are.
    private let bits: UInt128

    @inline(__always)
    init(_ code: CallingCode, national: Digits) {
        let codeCount = code.digitCount
        bits =
            UInt128(code.decimalDigits) &<< UInt128(128 - 4 * codeCount)
            | national.bits &>> UInt128(4 * codeCount)
            | UInt128(codeCount << 8 | (codeCount + national.count))
    }

    /// The number that consists of these digits, the first of which are a calling code's.
    @inline(__always)
    init(_ digits: FewDigits, codeDigitCount: Int) {
        bits =
            UInt128(digits.bits) &<< 64
            | UInt128(truncatingIfNeeded: codeDigitCount &<< 8 | digits.count)
    }

    private var digitCount: Int { Int(truncatingIfNeeded: bits & 0xFF) }
    private var codeDigitCount: Int { Int(truncatingIfNeeded: bits >> 8 & 0xFF) }

    /// The digits of the international form.
    var digits: Digits { Digits(bits & ~0xFFFF, count: digitCount) }

    /// The first sixteen digits of the international form, four bits each, the first one topmost;
    /// zeros behind the last one.
    package var firstDigits: UInt64 { UInt64(truncatingIfNeeded: bits &>> 64) }

    /// How many digits the international form has.
    package var internationalDigitCount: Int { digitCount }

    /// The digits of the national number.
    var national: Digits {
        var national = digits
        national.drop(codeDigitCount)
        return national
    }

    /// The calling code, 1 to 999: 44 for the United Kingdom.
    public var callingCode: Int {
        let digits = digits
        return (0..<codeDigitCount).reduce(0) { $0 * 10 + digits[$1] }
    }

    /// How many digits the national number has, 2 to 17.
    public var nationalDigitCount: Int { digitCount - codeDigitCount }

    /// The number that a form such as `+447900900123` stands for: a plus and digits, nothing else.
    ///
    /// Returns `nil` for every other text, for unassigned calling codes, and for national
    /// numbers of fewer than 2 or more than 17 digits. The digits are taken as they are:
    /// `+4407900900123` is not `+447900900123`. Complexity: linear; allocates nothing.
    public init?(e164 text: some StringProtocol) {
        var digits = Digits()
        var isFirst = true
        for octet in text.utf8 {
            if isFirst {
                guard octet == UInt8(ascii: "+") else { return nil }
                isFirst = false
            } else {
                guard (0x30...0x39).contains(octet), digits.append(octet - 0x30) else { return nil }
            }
        }
        guard let code = CallingCode(beginning: digits) else { return nil }
        digits.drop(code.digitCount)
        guard (2...Self.nationalDigitLimit).contains(digits.count) else { return nil }
        self.init(code, national: digits)
    }

    /// The greatest key.
    package static let greatestKey: UInt64 = 1_999_999_999_999_999_999

    /// All digits behind a leading 1 as a decimal number, which differs for any two numbers: less
    /// than 2 to the 62.
    ///
    /// Returns `nil` for numbers of more than 18 digits; E.164 allows 15.
    @inline(__always)
    public var key: UInt64? {
        let count = digitCount
        guard count <= 18 else { return nil }
        let high = UInt64(truncatingIfNeeded: bits >> 64)
        if count <= 16 {
            // The digits as the last of sixteen.
            return Self.powersOfTen[count] &+ Self.value(high >> UInt64(64 - 4 * count))
        }
        let rest = UInt64(truncatingIfNeeded: bits >> UInt128(128 - 4 * count)) & 0xFF
        let last = count == 17 ? rest & 0xF : (rest >> 4) * 10 + (rest & 0xF)
        return Self.powersOfTen[count] + Self.value(high) * Self.powersOfTen[count - 16] + last
    }

    /// Country, kind and length, which the tables know.
    ///
    /// Complexity: linear in the digits; allocates nothing.
    public var facts: NumberFacts {
        CallingCode(beginning: digits)?.facts(of: national) ?? .nothing
    }

    /// The value of sixteen decimal digits of four bits each, the most significant topmost.
    ///
    /// Neighbours become one number in each step: 1 2 3 4 … -> 12 34 … -> 1234 ….
    private static func value(_ digits: UInt64) -> UInt64 {
        let pairs = (digits >> 4 & 0x0F0F_0F0F_0F0F_0F0F) &* 10 &+ (digits & 0x0F0F_0F0F_0F0F_0F0F)
        let fours = (pairs >> 8 & 0x00FF_00FF_00FF_00FF) &* 100 &+ (pairs & 0x00FF_00FF_00FF_00FF)
        let eights =
            (fours >> 16 & 0x0000_FFFF_0000_FFFF) &* 10_000 &+ (fours & 0x0000_FFFF_0000_FFFF)
        return (eights >> 32) &* 100_000_000 &+ (eights & 0xFFFF_FFFF)
    }

    private static let powersOfTen: InlineArray<19, UInt64> = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
        10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
        100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ]
}

extension PhoneNumber: CustomStringConvertible {
    /// The international form, such as `+447900900123`.
    public var description: String { "+" + internationalDigits }

    /// The international form without the plus, as many providers want it.
    public var internationalDigits: String { digits.text }

    /// The national number, without a national prefix: `7900900123`.
    public var nationalDigits: String { national.text }
}

extension PhoneNumber: Codable {
    /// Reads a number in E.164 form, such as `+48500500500`.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value("a number in E.164 form") { Self(e164: $0) }
    }

    /// Writes a number in E.164 form, such as `+48500500500`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

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
