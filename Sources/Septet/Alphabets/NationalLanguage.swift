/// A language with national language tables for GSM 7 bit text.
///
/// The raw value is the national language identifier, the one octet of the information elements
/// 0x24 and 0x25. Source: TS 23.038 §6.2.1.2.4 and annex A.
public enum NationalLanguage: UInt8, Sendable, Hashable, CaseIterable {
    case turkish = 1
    case spanish = 2
    case portuguese = 3
    case bengali = 4
    case gujarati = 5
    case hindi = 6
    case kannada = 7
    case malayalam = 8
    case oriya = 9
    case punjabi = 10
    case tamil = 11
    case telugu = 12
    case urdu = 13

    /// Whether the language has a locking shift table; Spanish has none.
    public var hasLockingShiftTable: Bool {
        NationalLanguages.withLockingShiftTable.contains(self)
    }

    /// Whether the language has a single shift table; all have one.
    public var hasSingleShiftTable: Bool { true }

    /// The English name, capitalised.
    public var englishName: String { names.english }

    /// The name the language gives itself.
    public var nativeName: String { names.native }

    /// The two-letter code of ISO 639-1.
    public var iso639Code: String { names.code }

    private var names: (english: String, native: String, code: String) {
        switch self {
        case .turkish: ("Turkish", "Türkçe", "tr")
        case .spanish: ("Spanish", "español", "es")
        case .portuguese: ("Portuguese", "português", "pt")
        case .bengali: ("Bengali", "বাংলা", "bn")
        case .gujarati: ("Gujarati", "ગુજરાતી", "gu")
        case .hindi: ("Hindi", "हिन्दी", "hi")
        case .kannada: ("Kannada", "ಕನ್ನಡ", "kn")
        case .malayalam: ("Malayalam", "മലയാളം", "ml")
        case .oriya: ("Oriya", "ଓଡ଼ିଆ", "or")
        case .punjabi: ("Punjabi", "ਪੰਜਾਬੀ", "pa")
        case .tamil: ("Tamil", "தமிழ்", "ta")
        case .telugu: ("Telugu", "తెలుగు", "te")
        case .urdu: ("Urdu", "اردو", "ur")
        }
    }

    /// Finds a language by its English name or ISO 639-1 code, in any letter case.
    ///
    /// - Returns: `nil` when no language has that name.
    /// - Complexity: one pass over the thirteen languages; allocates.
    public init?(named name: String) {
        let wanted = name.lowercased()
        let found = Self.allCases.first {
            $0.englishName.lowercased() == wanted || $0.iso639Code == wanted
        }
        guard let found else { return nil }
        self = found
    }
}

/// The national languages whose tables a plan may use.
public struct NationalLanguages: OptionSet, Sendable, Hashable {
    /// One bit for each language, at the position of its identifier.
    public let rawValue: UInt16

    /// Takes any bits; those that stand for no language are dropped.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue & 0x3FFE
    }

    /// The set of one language.
    public init(_ language: NationalLanguage) {
        self.init(rawValue: 1 << language.rawValue)
    }

    /// The set of some languages.
    public init(_ languages: some Sequence<NationalLanguage>) {
        self = languages.reduce(into: []) { $0.formUnion(Self($1)) }
    }

    /// All thirteen languages.
    public static let all = Self(rawValue: 0xFFFF)

    public static let turkish = Self(NationalLanguage.turkish)
    public static let spanish = Self(NationalLanguage.spanish)
    public static let portuguese = Self(NationalLanguage.portuguese)
    public static let bengali = Self(NationalLanguage.bengali)
    public static let gujarati = Self(NationalLanguage.gujarati)
    public static let hindi = Self(NationalLanguage.hindi)
    public static let kannada = Self(NationalLanguage.kannada)
    public static let malayalam = Self(NationalLanguage.malayalam)
    public static let oriya = Self(NationalLanguage.oriya)
    public static let punjabi = Self(NationalLanguage.punjabi)
    public static let tamil = Self(NationalLanguage.tamil)
    public static let telugu = Self(NationalLanguage.telugu)
    public static let urdu = Self(NationalLanguage.urdu)

    /// The languages that have a locking shift table; the default alphabet stands in for others.
    static let withLockingShiftTable = Self(rawValue: all.rawValue & ~spanish.rawValue)

    /// Whether `language` is in the set.
    public func contains(_ language: NationalLanguage) -> Bool {
        contains(Self(language))
    }
}

/// The pair of tables that gives GSM 7 bit text its meaning.
///
/// A septet stands for a character of the locking shift table; a septet after an escape stands for
/// one of the single shift table. The two may be of different languages.
/// Source: TS 23.038 §6.2.1.2.
public struct ShiftTables: Sendable, Hashable {
    /// The language of the locking shift table; `nil` is the default alphabet.
    public let locking: NationalLanguage?

    /// The language of the single shift table; `nil` is the default extension table.
    public let single: NationalLanguage?

    /// The default alphabet with its extension table, which need no header.
    public static let `default` = Self(locking: nil, single: nil)

    /// Pairs two tables.
    ///
    /// A language without a locking shift table (Spanish) means the default alphabet there.
    public init(locking: NationalLanguage?, single: NationalLanguage?) {
        self.locking = locking?.hasLockingShiftTable == true ? locking : nil
        self.single = single
    }

    /// The octets that announce the tables in each part's header: 3 for each national one.
    ///
    /// Source: TS 23.040 §9.2.3.24.15 and §9.2.3.24.16.
    public var elementOctetCount: Int {
        (locking == nil ? 0 : 3) + (single == nil ? 0 : 3)
    }

    /// The septets that stand for `scalar`, `nil` when neither table has it.
    ///
    /// Complexity: constant; allocates nothing.
    public func septets(of scalar: Unicode.Scalar) -> SeptetSequence? {
        self == .default
            ? DefaultAlphabet.septets(of: scalar.value)
            : CharacterSlot(of: scalar.value).septets(in: self)
    }

    /// The scalar a septet stands for, with or without an escape before it.
    ///
    /// `nil` when the table has no character there. Complexity: constant; allocates nothing.
    ///
    /// - Parameters:
    ///   - septet: Only the low seven bits count.
    ///   - escaped: Whether an escape stands before the septet.
    public func scalar(of septet: UInt8, escaped: Bool) -> Unicode.Scalar? {
        let table = escaped ? 16 + Int(single?.rawValue ?? 0) : Int(locking?.rawValue ?? 0)
        let scalar = GeneratedSeptetTables.scalars[table * 128 + Int(septet & 0x7F)]
        return scalar == 0xFFFF ? nil : Unicode.Scalar(scalar)
    }
}

/// The place of a character in the generated tables.
///
/// Every character in any table has a slot of its own; all others share slot 0.
struct CharacterSlot {
    let index: Int

    /// Looks the scalar up; constant time.
    init(of scalar: UInt32) {
        index = Int(GeneratedCharacterSlots.slots[Self.place(of: scalar)])
    }

    /// The place of a scalar in the tables that are divided into blocks.
    @inline(__always)
    private static func place(of scalar: UInt32) -> Int {
        // ASCII is in the first two blocks, behind the one of all characters without a slot.
        if scalar < 0x80 { return 64 + Int(scalar) }
        let block = Int(scalar >> 6)
        guard block < GeneratedCharacterSlots.blocks.count else { return 0 }
        return Int(GeneratedCharacterSlots.blocks[block]) << 6 | Int(scalar & 63)
    }

    /// The kind of a scalar: those of one kind are in the same tables, and those of kind 0 in none.
    @inline(__always)
    static func kind(of scalar: UInt32) -> Int {
        Int(GeneratedCharacterSlots.kinds[place(of: scalar)])
    }

    /// How many kinds there are.
    static var kindCount: Int { GeneratedCharacterSlots.tables.count }

    /// The tables that have the characters of a kind: bit `language` for a locking shift table, bit
    /// `16 + language` for a single shift table.
    static func tables(ofKind kind: Int) -> UInt32 { GeneratedCharacterSlots.tables[kind] }

    /// The tables that have a character, as bits like those of a kind.
    static func tables(of scalar: UInt32) -> UInt32 { tables(ofKind: kind(of: scalar)) }

    /// The septets in a pair of tables; the locking shift table is tried first, because it is
    /// cheaper.
    func septets(in pair: ShiftTables) -> SeptetSequence? {
        let locking = septet(inTable: Int(pair.locking?.rawValue ?? 0))
        if locking != 0xFF {
            return SeptetSequence(septet: locking, isEscaped: false)
        }
        let single = septet(inTable: 16 + Int(pair.single?.rawValue ?? 0))
        return single == 0xFF ? nil : SeptetSequence(septet: single, isEscaped: true)
    }

    private func septet(inTable table: Int) -> UInt8 {
        let word = GeneratedCharacterSlots.septets[index * 4 + table / 8]
        return UInt8(truncatingIfNeeded: word >> (UInt64(table % 8) * 8))
    }
}
