/// The syllables of Hangul, which are composed by arithmetic.
///
/// Source: Unicode Standard §3.12.
enum Hangul {
    private static let firstSyllable: UInt32 = 0xAC00
    private static let firstLeading: UInt32 = 0x1100
    private static let firstVowel: UInt32 = 0x1161
    private static let firstTrailing: UInt32 = 0x11A7
    private static let leadingCount: UInt32 = 19
    private static let vowelCount: UInt32 = 21
    private static let trailingCount: UInt32 = 28

    /// Whether the jamo stands second in a syllable: a vowel or a trailing consonant.
    static func isSecond(_ scalar: UInt32) -> Bool {
        (firstVowel..<firstVowel + vowelCount).contains(scalar) || isTrailing(scalar)
    }

    /// The syllable of a leading consonant and a vowel, or of a syllable and what trails it.
    static func syllable(_ first: UInt32, _ second: UInt32) -> UInt32? {
        let leading = first &- firstLeading
        let vowel = second &- firstVowel
        if leading < leadingCount && vowel < vowelCount {
            return firstSyllable + (leading * vowelCount + vowel) * trailingCount
        }
        let syllable = first &- firstSyllable
        let isOpen =
            syllable < leadingCount * vowelCount * trailingCount && syllable % trailingCount == 0
        return isOpen && isTrailing(second) ? first + second - firstTrailing : nil
    }

    private static func isTrailing(_ scalar: UInt32) -> Bool {
        (firstTrailing + 1..<firstTrailing + trailingCount).contains(scalar)
    }
}
