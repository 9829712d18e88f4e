internal import CSeptetKernels

/// The properties and the counts of each character that a survey met.
///
/// Scalars lie in pages that are made when one of theirs is met, so a table over all of Unicode
/// costs no more than the scripts that occur.
struct SurveyedCharacters: ~Copyable {
    /// Messages with a character, messages whose sole offender it is, extra parts of both.
    typealias Counts = SIMD4<Int>

    private static let scalarBits = UInt32(CSEPTET_SURVEY_PAGE_BITS)
    private static let scalarsPerPage = 1 << Int(scalarBits)
    private static let pageCount = 0x11_0000 >> Int(scalarBits)
    private static let ownPageCount = UInt16(CSEPTET_SURVEY_OWN_PAGES)

    /// The page of all other scalars not met yet.
    private static let unmetPage = ownPageCount

    private static let firstSlotCount = Int(unmetPage + 1) * scalarsPerPage

    /// The page of each stretch of scalars; those of one and two octets have their own from the
    /// beginning, so kernels need not check.
    ///
    /// One more follows that of the last scalars, because kernels read two at once.
    var pages =
        Array(0..<ownPageCount)
        + repeatElement(unmetPage, count: pageCount + 1 - Int(ownPageCount))

    /// For each slot of a page the bits of `SurveyedCharacter`, and above them the last message
    /// that has the character.
    var entries = [UInt64](repeating: 0, count: firstSlotCount)

    /// What has been counted, for each slot.
    var counts = [Counts](repeating: Counts(), count: firstSlotCount)

    /// Where a character's entry and counts are.
    @inline(__always)
    static func slot(of scalar: UInt32, _ pages: Span<UInt16>) -> Int {
        Int(pages[Int(scalar >> scalarBits)]) << Int(scalarBits)
            | Int(scalar & (1 << scalarBits - 1))
    }

    /// The bits of a character that has been learned, otherwise 0.
    func bits(of scalar: UInt32) -> UInt32 {
        UInt32(truncatingIfNeeded: entries[Self.slot(of: scalar, pages.span)])
    }

    /// Makes room for a character and looks it up.
    mutating func learn(_ scalar: UInt32) {
        let page = Int(scalar >> Self.scalarBits)
        if pages[page] == Self.unmetPage {
            pages[page] = UInt16(entries.count / Self.scalarsPerPage)
            entries.append(contentsOf: repeatElement(0, count: Self.scalarsPerPage))
            counts.append(contentsOf: repeatElement(Counts(), count: Self.scalarsPerPage))
        }
        entries[Self.slot(of: scalar, pages.span)] = UInt64(SurveyedCharacter(of: scalar).bits)
    }

    /// Adds to the counts of the first `slotCount` slots.
    ///
    /// The tables are passed separately from their owner, so none has to be retained.
    static func add(
        _ added: Counts,
        to slotTable: inout [UInt32],
        first slotCount: Int,
        _ countTable: inout [Counts]
    ) {
        let slots = slotTable.span
        var counts = countTable.mutableSpan
        for index in 0..<slotCount { counts[Int(slots[index])] &+= added }
    }

    /// Forgets in which messages the characters were.
    mutating func forgetMessages() {
        for index in entries.indices { entries[index] &= UInt64(UInt32.max) }
    }

    /// Calls `body` with each character that has been counted and its slot, in the order of code
    /// points.
    func forEachCounted(_ body: (UInt32, Int, Counts) -> Void) {
        for (index, page) in pages.enumerated() where page != Self.unmetPage {
            for low in 0..<Self.scalarsPerPage {
                let slot = Int(page) << Int(Self.scalarBits) | low
                guard counts[slot][0] > 0 else { continue }
                body(UInt32(index << Int(Self.scalarBits) | low), slot, counts[slot])
            }
        }
    }
}

/// The properties of one character that a survey needs, in 32 bits.
///
/// A value of 0 stands for a character that has not been looked up yet.
struct SurveyedCharacter {
    /// The bits of the tiers that carry the character into the default alphabet, least first.
    static let tierMask: UInt32 = 0b111

    /// Outside the default alphabet.
    static let forcing = UInt32(CSEPTET_SURVEY_FORCING)

    /// Whether what is written for it depends on its neighbours, or saves UTF-16 units.
    static let contextual: UInt32 = 1 << 4

    /// Its septets include an escape pair, which has to stay whole.
    static let escaped: UInt32 = 1 << 5

    private static let isKnown: UInt32 = 1 << 6

    /// May combine with the character before it.
    static let mark: UInt32 = 1 << 7

    private static let replacementShift = UInt32(CSEPTET_SURVEY_REPLACEMENT_SHIFT)
    private static let escapeShift = UInt32(CSEPTET_SURVEY_ESCAPE_SHIFT)
    private static let pairShift = UInt32(CSEPTET_SURVEY_PAIR_SHIFT)

    /// Of three bits, the one of the first tier that may replace the character.
    private static let firstTierShift: UInt32 = 18
    /// No tier has a replacement for it, and it isn't a mark.
    static let kept: UInt32 = 1 << 21

    /// What is written for it may have fewer UTF-16 units or surrogate pairs.
    static let shortening: UInt32 = 1 << 22
    private static let replacementEscapeShift: UInt32 = 24

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
        let isMark = CanonicalComposition.isMark(scalar)
        if isMark { bits |= Self.contextual | Self.mark | Self.shortening }
        if entry.tier == nil && !isMark { bits |= Self.kept }
        if scalar > 0xFFFF { bits |= 1 << Self.pairShift }
        if let tier = entry.tier {
            let replacement = entry.replacement.octets
            let septetCounts = replacement.span.septetCounts
            let extra = max(0, septetCounts.reduce(0, +) - 1)
            let escapeCount = septetCounts.count { $0 == 2 }
            bits |= UInt32(extra) << Self.replacementShift
            bits |= UInt32(escapeCount) << Self.replacementEscapeShift
            let tiers = Self.tiers(from: tier)
            bits |= (tiers & (~tiers + 1)) << Self.firstTierShift
            if escapeCount > 0 { bits |= Self.escaped }
            let isShorter = replacement.isEmpty || scalar > 0xFFFF
            if isShorter { bits |= Self.shortening }
            if entry.condition != .none || isShorter {
                bits |= Self.contextual
            } else {
                bits |= tiers
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

    /// The septets beyond one that the tiers write for the character.
    @inline(__always)
    static func replacementSeptetCount(_ bits: UInt32) -> UInt32 { bits >> replacementShift & 0xFF }

    /// The escape pairs among the septets that the tiers write for the character.
    @inline(__always)
    static func replacementEscapeCount(_ bits: UInt32) -> UInt32 { bits >> replacementEscapeShift }

    /// Whether a tier has a replacement for the character, which its neighbours may forbid.
    @inline(__always)
    static func isReplaced(_ bits: UInt32, byTier tier: Int) -> Bool {
        bits >> firstTierShift & (2 << UInt32(tier) - 1) != 0
    }

    /// The bits of characters that the next tier may change in another way.
    static func changes(beyondTier tier: Int) -> UInt32 {
        mark | 2 << (firstTierShift + UInt32(tier))
    }

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
