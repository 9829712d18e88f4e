/// A table of replacements that make a message cheaper.
///
/// The three tiers are disjoint: a character is in one of them at most. None of them touches a
/// character of the default alphabet, and their replacements consist of characters of the default
/// alphabet and its extension table. The provider's table follows its document.
@nonexhaustive
public enum NormalizationTable: String, Sendable, Hashable, CaseIterable {
    /// The 85 characters that SMSAPI replaces under `normalize=1`, as its document lists them.
    case smsapi
    /// What a reader would not notice: quotes, dashes, ellipsis, spaces, invisible characters.
    case typographic
    /// Equal in meaning: composed accents, fullwidth forms, ligatures, compatibility letters.
    case lossless
    /// Accents and letters outside the alphabet to their nearest.
    case lossy

    /// What the table writes for a character; empty for one that it removes.
    ///
    /// The tiers replace some characters only where that changes nothing else; this function does
    /// not know the neighbours that decide. Complexity: constant; allocates the string.
    ///
    /// - Returns: `nil` when the character is not in the table.
    public func replacement(for scalar: Unicode.Scalar) -> String? {
        let entry = ReplacementEntry(of: scalar.value)
        let place =
            self == .smsapi ? entry.smsapi : entry.tier == self ? entry.replacement : nil
        return place.map { String(decoding: $0.octets, as: UTF8.self) }
    }
}

/// The tables a rewriting may use.
///
/// The set has no order: a character is in one tier at most, and the provider's table, which is
/// applied whatever it costs, always comes first.
public struct NormalizationTables: OptionSet, Sendable, Hashable {
    /// One bit for each table, in the order of `NormalizationTable.allCases`.
    public let rawValue: UInt8

    /// Takes any bits; those that stand for no table are dropped.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue & 0x0F
    }

    /// The set of one table.
    public init(_ table: NormalizationTable) {
        let bit: UInt8 =
            switch table {
            case .smsapi: 1
            case .typographic: 2
            case .lossless: 4
            case .lossy: 8
            }
        self.init(rawValue: bit)
    }

    /// The set of some tables.
    public init(_ tables: some Sequence<NormalizationTable>) {
        self = tables.reduce(into: []) { $0.formUnion(Self($1)) }
    }

    /// SMSAPI's table.
    public static let smsapi = Self(.smsapi)

    /// What a reader would not notice.
    public static let typographic = Self(.typographic)

    /// What is equal in meaning.
    public static let lossless = Self(.lossless)

    /// What is nearest.
    public static let lossy = Self(.lossy)

    /// The tiers one after the other, each with those before it.
    public static let tiers: [Self] = [
        .typographic, [.typographic, .lossless], [.typographic, .lossless, .lossy],
    ]

    /// Whether `table` is in the set.
    public func contains(_ table: NormalizationTable) -> Bool {
        contains(Self(table))
    }

    /// The tables of the set, in the order of `NormalizationTable.allCases`.
    public var tables: [NormalizationTable] { NormalizationTable.allCases.filter(contains) }
}

/// A kind of character that is replaced, and how often.
public struct Replacement: Sendable, Hashable {
    /// What stands in the text: a character, or one with the marks behind it.
    public let from: String

    /// What is written for it; empty for an invisible character.
    public let to: String

    /// How often it is replaced.
    public let count: Int

    /// The table that says so.
    public let table: NormalizationTable

    /// Describes a kind.
    package init(from: String, to: String, count: Int, table: NormalizationTable) {
        self.from = from
        self.to = to
        self.count = count
        self.table = table
    }
}

/// What the tables of normalization say about one character.
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

    /// The tier's replacement; meaningless when there is no tier.
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

    /// Whether the character is invisible, and is removed where its condition holds.
    var isInvisible: Bool {
        switch condition {
        case .between, .joining, .bidi, .variation: true
        case .none, .digits, .accent: false
        }
    }
}
