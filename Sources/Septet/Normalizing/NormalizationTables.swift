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
