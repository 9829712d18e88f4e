/// What a survey has to know of one character, in 32 bits.
///
/// A value of 0 stands for a character that has not been looked up yet.
struct SurveyedCharacter {
    /// The bits of the tiers that carry the character into the default alphabet, least first.
    static let tierMask: UInt32 = 0b111

    /// Outside the default alphabet.
    static let forcing: UInt32 = 1 << 3

    /// Whether what is written for it depends on its neighbours, or saves UTF-16 units.
    static let contextual: UInt32 = 1 << 4

    /// Among its septets is an escape pair, which has to stay whole.
    static let escaped: UInt32 = 1 << 5

    private static let isKnown: UInt32 = 1 << 6
    private static let septetShift: UInt32 = 8

    let bits: UInt32

    /// Looks the scalar up.
    init(of scalar: UInt32) {
        let code = DefaultAlphabet.code(of: scalar)
        guard code == DefaultAlphabet.absent else {
            let escaped = code & 0x80 == 0 ? 0 : Self.escaped
            bits = Self.isKnown | Self.tierMask | escaped | (escaped == 0 ? 1 : 2) << Self.septetShift
            return
        }
        let entry = ReplacementEntry(of: scalar)
        var bits = Self.isKnown | Self.forcing
        if CanonicalComposition.isMark(scalar) { bits |= Self.contextual }
        if let tier = entry.tier {
            let replacement = entry.replacement.octets
            let septetCounts = replacement.span.septetCounts
            bits |= UInt32(septetCounts.reduce(0, +)) << Self.septetShift
            if septetCounts.contains(2) { bits |= Self.escaped }
            if entry.condition != .none || replacement.isEmpty || scalar > 0xFFFF {
                bits |= Self.contextual
            } else {
                bits |= Self.tiers(from: tier)
            }
        }
        self.bits = bits
    }

    /// The septets of the character, or of what the tiers write for it.
    static func septetCount(_ bits: UInt32) -> Int { Int(bits >> septetShift) }

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
