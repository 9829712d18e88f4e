/// What the tables of normalization know of one character.
struct ReplacementEntry {
    /// When a tier's replacement changes nothing but the character.
    enum Condition: UInt64 {
        /// Always.
        case none
        /// Not between two characters that could grow together.
        case between
        /// Only beside characters that never join.
        case joining
        /// Only in text without a letter written from right to left.
        case bidi
        /// Not behind an emoji whose look it chooses.
        case variation
        /// Not beside a digit, with which it would make another number.
        case digits
        /// Only on a letter.
        case accent
    }

    /// A stretch of the pool of replacements.
    struct Place {
        let offset: Int
        let octetCount: Int

        /// The replacement as UTF-8; allocates.
        var octets: [UInt8] {
            // The generator lays every replacement inside the pool.
            (offset..<offset + octetCount).map { GeneratedReplacements.pool[$0] }
        }
    }

    private let bits: UInt64

    /// Looks the scalar up; constant time.
    init(of scalar: UInt32) {
        let block = Int(scalar >> 6)
        guard block < GeneratedReplacements.blocks.count else {
            bits = 0
            return
        }
        let slot = Int(GeneratedReplacements.blocks[block]) << 6 | Int(scalar & 63)
        let word = GeneratedReplacements.slots[slot >> 2] >> (UInt64(slot & 3) * 16)
        bits = GeneratedReplacements.entries[Int(word & 0xFFFF)]
    }

    /// The tier the character is in.
    var tier: NormalizationTable? {
        switch bits & 3 {
        case 1: .typographic
        case 2: .lossless
        case 3: .lossy
        default: nil
        }
    }

    /// When the tier's replacement may be made.
    var condition: Condition { Condition(rawValue: bits >> 2 & 7) ?? .none }

    /// The tier's replacement; without meaning when there is no tier.
    var replacement: Place {
        Place(offset: Int(bits >> 9 & 0xFFFF), octetCount: Int(bits >> 5 & 15))
    }

    /// SMSAPI's replacement.
    var smsapi: Place? {
        let octetCount = Int(bits >> 26 & 15)
        return octetCount == 0
            ? nil : Place(offset: Int(bits >> 30 & 0xFFFF), octetCount: octetCount)
    }

    /// Whether some character composes with this one behind it.
    var isSecondOfComposition: Bool { bits >> 46 & 1 == 1 }

    /// The Latin letter the character looks like.
    var latinLookalike: Unicode.Scalar? {
        let letter = UInt8(bits >> 47 & 0x7F)
        return letter == 0 ? nil : Unicode.Scalar(letter)
    }

    /// Whether the character shows nothing, and is removed where its condition holds.
    var isInvisible: Bool {
        switch condition {
        case .between, .joining, .bidi, .variation: true
        case .none, .digits, .accent: false
        }
    }
}
