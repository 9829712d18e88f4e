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

    /// Reads a number; `nil` when the octets are none.
    ///
    /// Spaces, hyphens, dots, slashes and parentheses between digits do not count, nor does a plus
    /// or `00` at the beginning. Complexity: linear; allocates nothing.
    public init?(_ octets: Span<UInt8>) {
        var key: UInt64 = 1
        var digitCount = 0
        var position = Self.firstDigit(of: octets)
        while position < octets.count {
            let digit = octets[position] &- 0x30
            position &+= 1
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
