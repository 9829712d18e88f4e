/// The rules of Unicode Standard Annex 29 for grapheme clusters, where Swift lacks them.
///
/// Embedded Swift has no iterator over the clusters of a `UTF8Span`. Everywhere else the standard
/// library's is used; a test holds these rules to it for every scalar.
package struct ClusterRules {
    /// What a scalar is to the rules: the numbers of `GeneratedClusterClasses`.
    private enum Class: UInt32 {
        case other, control, carriageReturn, lineFeed, joiner, extend, extendOnly, linker, spacing
        case prepend, regional, pictographic, consonant, leading, vowel, trailing
        /// A syllable of Hangul without a final consonant, and one with it.
        case openSyllable, closedSyllable

        /// Whether it belongs to whatever stands before it (GB9).
        var isExtend: Bool { self == .extend || self == .extendOnly || self == .linker }
    }

    /// How far an emoji sequence has come (GB11): an emoji with what extends it, then a joiner.
    private enum Emoji { case none, base, joined }

    /// How far an Indic conjunct has come (GB9c): a consonant, then a linker.
    private enum Conjunct { case none, consonant, linked }

    private var left = Class.other
    private var emoji = Emoji.none
    private var conjunct = Conjunct.none
    private var isRegionalOdd = false

    /// Where the grapheme cluster ends that begins at `border`, a border between two clusters.
    ///
    /// Complexity: linear in the cluster, with a search in the table for each scalar beyond ASCII;
    /// allocates nothing.
    ///
    /// - Parameter utf8: Valid UTF-8.
    package static func clusterEnd(of utf8: Span<UInt8>, from border: Int) -> Int {
        var rules = Self()
        var position = border
        while position < utf8.count {
            var next = position
            let kind = kind(of: utf8.nextScalar(&next))
            if position > border && rules.breaks(before: kind) { break }
            rules.pass(kind)
            position = next
        }
        return position
    }

    private func breaks(before right: Class) -> Bool {
        switch (left, right) {
        case (.carriageReturn, .lineFeed): false
        case (.control, _), (.carriageReturn, _), (.lineFeed, _): true
        case (_, .control), (_, .carriageReturn), (_, .lineFeed): true
        case (.leading, .leading), (.leading, .vowel), (.leading, .openSyllable): false
        case (.leading, .closedSyllable): false
        case (.openSyllable, .vowel), (.openSyllable, .trailing): false
        case (.vowel, .vowel), (.vowel, .trailing): false
        case (.closedSyllable, .trailing), (.trailing, .trailing): false
        case (_, .joiner), (_, .spacing), (.prepend, _): false
        case (.regional, .regional): !isRegionalOdd
        case (_, .consonant): conjunct != .linked
        case (_, .pictographic): emoji != .joined
        default: !right.isExtend
        }
    }

    private mutating func pass(_ kind: Class) {
        switch kind {
        case .pictographic: emoji = .base
        case .joiner: emoji = emoji == .base ? .joined : .none
        default: emoji = kind.isExtend && emoji == .base ? .base : .none
        }
        switch kind {
        case .consonant: conjunct = .consonant
        case .linker: conjunct = conjunct == .none ? .none : .linked
        case .extend, .joiner: break
        default: conjunct = .none
        }
        isRegionalOdd = kind == .regional && !isRegionalOdd
        left = kind
    }

    /// The class of a scalar: that of the last range of the table that begins at it or before.
    private static func kind(of scalar: UInt32) -> Class {
        if scalar >= 0x20 && scalar < 0x7F { return .other }
        let ranges = GeneratedClusterClasses.ranges
        var low = 0
        var high = ranges.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if ranges[middle] >> 5 <= scalar { low = middle } else { high = middle }
        }
        guard let kind = Class(rawValue: ranges[low] & 31) else { return .other }
        // 28 syllables share a vowel: one without a final consonant and 27 with.
        guard kind == .openSyllable else { return kind }
        return (scalar - 0xAC00).isMultiple(of: 28) ? .openSyllable : .closedSyllable
    }
}
