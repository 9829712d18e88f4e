/// The digits of a telephone number, however they were written.
///
/// E.164 §6: a number has at most 15 digits. `+49 171 39200-01`, `0049 (171) 3920001` and
/// `491713920001` are the same number. A number that begins with one zero lacks its country and is
/// another one than that without the zero.
public struct PhoneNumber: Sendable, Hashable {
    /// The digits a number has at most.
    public static let digitLimit = 15

    /// The digits behind a leading 1, which keeps leading zeros: less than 2 to the 51.
    let key: UInt64

    /// The greatest key: that of fifteen nines.
    static let keyLimit: UInt64 = 1_999_999_999_999_999

    /// Reads a number; `nil` when the octets are none.
    ///
    /// Spaces, hyphens, dots, slashes and parentheses between digits do not count, nor does a plus
    /// or `00` at the beginning. Complexity: linear; allocates nothing.
    public init?(_ octets: Span<UInt8>) {
        let start = Self.firstDigit(of: octets)
        if let key = Self.keyOfDigitsAlone(octets.extracting(start...)) {
            self.key = key
            return
        }
        var key: UInt64 = 1
        var digitCount = 0
        for position in start..<octets.count {
            let digit = octets[position] &- 0x30
            guard digit < 10 else {
                guard Self.isSeparator(digit &+ 0x30) else { return nil }
                continue
            }
            // Wraps only in numbers that have too many digits.
            digitCount &+= 1
            key = key &* 10 &+ UInt64(digit)
        }
        guard (1...Self.digitLimit).contains(digitCount) else { return nil }
        self.key = key
    }

    /// The key of 8 to 15 digits with nothing between them, taken eight at a time.
    @inline(__always)
    private static func keyOfDigitsAlone(_ digits: Span<UInt8>) -> UInt64? {
        guard (8...digitLimit).contains(digits.count) else { return nil }
        let first = EightDigits(digits, at: 0)
        // The last eight overlap the first, where zeros take the place of those.
        let last = EightDigits(digits, at: digits.count - 8)
        guard first.areDigits && last.areDigits else { return nil }
        let power = powersOfTen[digits.count - 8]
        return (100_000_000 + first.value) * power + last.value(ofLast: digits.count - 8)
    }

    private static let powersOfTen: InlineArray<8, UInt64> = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000,
    ]

    /// Where the country code begins: behind spaces, a plus or two zeros.
    static func firstDigit(of octets: Span<UInt8>) -> Int {
        var position = 0
        while position < octets.count && octets[position] == 0x20 { position += 1 }
        if position < octets.count && octets[position] == UInt8(ascii: "+") { return position + 1 }
        let zero = UInt8(ascii: "0")
        if position + 1 < octets.count && octets[position] == zero && octets[position + 1] == zero {
            return position + 2
        }
        return position
    }

    /// Whether an octet may stand between the digits of a number.
    static func isSeparator(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F: true
        default: false
        }
    }
}

extension PhoneNumber: CustomStringConvertible {
    /// The digits.
    public var description: String { String(String(key).dropFirst()) }
}

/// Eight octets as decimal digits, the most significant first.
private struct EightDigits {
    /// The first octet is the lowest.
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
    var areDigits: Bool {
        // A nibble above 9 carries into the upper one.
        (word | (word &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 == 0
    }

    var value: UInt64 { Self.value(of: word) }

    /// The value of the last of them, 0...7.
    func value(ofLast count: Int) -> UInt64 {
        let skippedBitCount = UInt64(64 - 8 * count)
        return Self.value(of: (word >> skippedBitCount) << skippedBitCount)
    }

    // Neighbours become one number in each step: 1 2 3 4 5 6 7 8 -> 12 34 56 78 -> 1234 5678.
    private static func value(of word: UInt64) -> UInt64 {
        let pairs = (word &* 10 &+ word >> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
        return (fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF
    }
}
