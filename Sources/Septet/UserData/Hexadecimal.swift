/// Octets written as hexadecimal digits, two to an octet, without separators.
public enum Hexadecimal {
    /// The letter case of the digits above nine.
    public enum LetterCase: Sendable, Hashable {
        case lower
        case upper
    }

    /// Why digits are not octets.
    @nonexhaustive
    public enum DecodingError: Error, Sendable, Hashable {
        /// The character at `utf8Offset` isn't a hexadecimal digit.
        case notADigit(Unicode.Scalar, utf8Offset: Int)
        /// The number of digits, `digitCount`, is odd.
        case oddDigitCount(digitCount: Int)
    }

    /// Writes octets as digits.
    ///
    /// Complexity: linear; allocates the digits and the string.
    public static func string(of octets: Span<UInt8>, _ letterCase: LetterCase = .lower) -> String {
        let letters: UInt8 = letterCase == .lower ? 0x61 : 0x41
        let digits = [UInt8](capacity: octets.count * 2) { digits in
            for index in octets.indices {
                digits.append(digit(octets[index] >> 4, letters))
                digits.append(digit(octets[index] & 0x0F, letters))
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// Writes the octets of an array as digits.
    ///
    /// Complexity: linear; allocates the digits and the string.
    public static func string(of octets: [UInt8], _ letterCase: LetterCase = .lower) -> String {
        string(of: octets.span, letterCase)
    }

    /// Reads digits of either letter case.
    ///
    /// Complexity: linear; allocates the result once.
    public static func octets(of text: String) throws(DecodingError) -> [UInt8] {
        let digits = text.utf8Span.span
        return try [UInt8](capacity: digits.count / 2) { octets throws(DecodingError) in
            var high: UInt8?
            for index in digits.indices {
                guard let value = value(ofDigit: digits[index]) else {
                    throw .notADigit(digits.scalar(at: index), utf8Offset: index)
                }
                if let nibble = high {
                    octets.append(nibble << 4 | value)
                    high = nil
                } else {
                    high = value
                }
            }
            guard high == nil else { throw .oddDigitCount(digitCount: digits.count) }
        }
    }

    private static func digit(_ nibble: UInt8, _ letters: UInt8) -> UInt8 {
        nibble < 10 ? 0x30 + nibble : letters + nibble - 10
    }

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x41 + 10
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}

extension Hexadecimal.DecodingError: CustomStringConvertible {
    /// Part of a sentence, with the character and its position.
    public var description: String {
        switch self {
        case .notADigit(let scalar, let offset):
            "\(scalar.codePointName) at byte \(offset) is not a hexadecimal digit"
        case .oddDigitCount(let count):
            "\(count) hexadecimal digits are not whole octets"
        }
    }
}
