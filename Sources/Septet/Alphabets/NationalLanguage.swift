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
