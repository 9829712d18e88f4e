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
