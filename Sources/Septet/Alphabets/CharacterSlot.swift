/// The place of a character in the generated tables.
///
/// Every character that any table has owns a slot; slot 0 belongs to all others.
struct CharacterSlot {
    let index: Int

    /// Looks the scalar up; constant time.
    init(of scalar: UInt32) {
        let block = Int(scalar >> 6)
        guard block < GeneratedCharacterSlots.blocks.count else {
            index = 0
            return
        }
        let first = Int(GeneratedCharacterSlots.blocks[block]) << 6
        index = Int(GeneratedCharacterSlots.slots[first | Int(scalar & 63)])
    }

    /// The tables that have the character: bit `language` for a locking shift table, bit
    /// `16 + language` for a single shift table.
    var tables: UInt32 { GeneratedCharacterSlots.tables[index] }

    /// The septets in a pair of tables; the locking shift table comes first, it is cheaper.
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
