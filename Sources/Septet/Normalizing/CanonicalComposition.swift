/// Puts letters and the marks behind them together.
///
/// The result is canonically equal to the input. Unlike Normalization Form C it leaves nothing
/// decomposed, so it never has more scalars. Source: Unicode Standard §3.11, UAX #15.
enum CanonicalComposition {
    /// The most marks behind one letter that are put into order and composed.
    ///
    /// The limit is that of the Stream-Safe Text Format, UAX #15 §13. No language needs as many.
    static let markLimit = 30

    /// Whether a scalar may compose, or be reordered, with what stands before it.
    static func isMark(_ scalar: UInt32) -> Bool {
        guard scalar >= 0x300, !(0x3100..<0xA66F).contains(scalar) else { return false }
        return ReplacementEntry(of: scalar).isSecondOfComposition || Hangul.isSecond(scalar)
            || combiningClass(scalar) != 0
    }

    /// The composed form of a scalar and the marks behind it.
    ///
    /// Complexity: quadratic in the marks, of which there are at most `markLimit`; more are left
    /// as they are. Allocates.
    static func composed(_ run: [UInt32]) -> [UInt32] {
        guard let first = run.first, run.count <= markLimit + 1 else { return run }
        var parts = decomposed(first) + run.dropFirst()
        order(&parts)
        var result = [parts[0]]
        var starter = 0
        var lastClass: UInt8 = 0
        for scalar in parts.dropFirst() {
            let ownClass = combiningClass(scalar)
            let isNext = result.count == starter + 1
            if isNext || lastClass != 0 && lastClass < ownClass,
                let composite = composite(result[starter], scalar)
            {
                result[starter] = composite
                continue
            }
            if ownClass == 0 { starter = result.count }
            lastClass = ownClass
            result.append(scalar)
        }
        return result
    }

    /// Sorts the marks between two starters by class and leaves equal ones in their order.
    private static func order(_ scalars: inout [UInt32]) {
        for index in scalars.indices.dropFirst() {
            let ownClass = combiningClass(scalars[index])
            var place = index
            while ownClass != 0 && place > 0 && combiningClass(scalars[place - 1]) > ownClass {
                scalars.swapAt(place, place - 1)
                place -= 1
            }
        }
    }

    private static func combiningClass(_ scalar: UInt32) -> UInt8 {
        Unicode.Scalar(scalar)?.properties.canonicalCombiningClass.rawValue ?? 0
    }

    /// The letter and the marks that make up a primary composite.
    private static func decomposed(_ scalar: UInt32) -> [UInt32] {
        var marks: [UInt32] = []
        var base = scalar
        while let place = place(
            of: UInt64(base),
            among: GeneratedCompositions.byComposite.count,
            { GeneratedCompositions.byComposite[$0] >> 42 }
        ) {
            let pair = GeneratedCompositions.byComposite[place]
            marks.append(UInt32(pair & 0x1F_FFFF))
            base = UInt32(pair >> 21 & 0x1F_FFFF)
        }
        return [base] + marks.reversed()
    }

    private static func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if let syllable = Hangul.syllable(first, second) { return syllable }
        let pair = UInt64(first) << 21 | UInt64(second)
        return place(
            of: pair,
            among: GeneratedCompositions.byPair.count,
            { GeneratedCompositions.byPair[$0] >> 21 }
        ).map { UInt32(GeneratedCompositions.byPair[$0] & 0x1F_FFFF) }
    }

    /// Where a key stands among ascending keys.
    private static func place(
        of key: UInt64,
        among count: Int,
        _ keyAt: (Int) -> UInt64
    ) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if keyAt(middle) < key {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < count && keyAt(low) == key ? low : nil
    }
}

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
