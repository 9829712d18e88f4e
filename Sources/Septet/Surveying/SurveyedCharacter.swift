internal import CSeptetKernels

/// What a survey has to know of one character, in 32 bits.
///
/// A value of 0 stands for a character that has not been looked up yet.
struct SurveyedCharacter {
    /// The bits of the tiers that carry the character into the default alphabet, least first.
    static let tierMask: UInt32 = 0b111

    /// Outside the default alphabet.
    static let forcing = UInt32(CSEPTET_SURVEY_FORCING)

    /// Whether what is written for it depends on its neighbours, or saves UTF-16 units.
    static let contextual: UInt32 = 1 << 4

    /// Among its septets is an escape pair, which has to stay whole.
    static let escaped: UInt32 = 1 << 5

    private static let isKnown: UInt32 = 1 << 6
    private static let replacementShift = UInt32(CSEPTET_SURVEY_REPLACEMENT_SHIFT)
    private static let escapeShift = UInt32(CSEPTET_SURVEY_ESCAPE_SHIFT)
    private static let pairShift = UInt32(CSEPTET_SURVEY_PAIR_SHIFT)

    let bits: UInt32

    /// Looks the scalar up.
    init(of scalar: UInt32) {
        let code = DefaultAlphabet.code(of: scalar)
        guard code == DefaultAlphabet.absent else {
            let escapes: UInt32 = code & 0x80 == 0 ? 0 : Self.escaped | 1 << Self.escapeShift
            bits = Self.isKnown | Self.tierMask | escapes
            return
        }
        let entry = ReplacementEntry(of: scalar)
        var bits = Self.isKnown | Self.forcing
        if CanonicalComposition.isMark(scalar) { bits |= Self.contextual }
        if scalar > 0xFFFF { bits |= 1 << Self.pairShift }
        if let tier = entry.tier {
            let replacement = entry.replacement.octets
            let septetCounts = replacement.span.septetCounts
            let extra = max(0, septetCounts.reduce(0, +) - 1)
            bits |= UInt32(extra) << Self.replacementShift
            if septetCounts.contains(2) { bits |= Self.escaped }
            if entry.condition != .none || replacement.isEmpty || scalar > 0xFFFF {
                bits |= Self.contextual
            } else {
                bits |= Self.tiers(from: tier)
            }
        }
        self.bits = bits
    }

    /// 1 for a character of the extension table, otherwise 0.
    @inline(__always)
    static func escapeCount(_ bits: UInt32) -> UInt32 { bits >> escapeShift & 1 }

    /// 1 for a character that is a surrogate pair in UTF-16, otherwise 0.
    @inline(__always)
    static func surrogatePairCount(_ bits: UInt32) -> UInt32 { bits >> pairShift & 1 }

    /// The septets beyond one of what the tiers write for the character.
    @inline(__always)
    static func replacementSeptetCount(_ bits: UInt32) -> UInt32 { bits >> replacementShift & 0xFF }

    /// The tiers that have all replacements of `tier`.
    private static func tiers(from tier: NormalizationTable) -> UInt32 {
        NormalizationTables.tiers.enumerated().reduce(0) { bits, element in
            element.element.contains(tier) ? bits | 1 << UInt32(element.offset) : bits
        }
    }
}

extension Span<UInt8> {
    /// The septets of each character of a text in the default alphabet.
    fileprivate var septetCounts: [Int] {
        var counts: [Int] = []
        forEachScalar(in: 0..<count) { counts.append(DefaultAlphabet.septetCount(of: $0)) }
        return counts
    }
}
