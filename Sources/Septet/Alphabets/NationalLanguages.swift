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

    /// No language: only the default alphabet with its extension table.
    public static let none: Self = []

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
