/// The one or two units that stand for a character.
struct CharacterUnits {
    let first: UInt16
    /// The septet after an escape, or the low surrogate.
    let second: UInt16?

    var count: Int { second == nil ? 1 : 2 }

    /// The units of a scalar under a plan, `nil` when its tables lack the character.
    init?(_ scalar: UInt32, in plan: MessagePlan) {
        switch plan.alphabet {
        case .gsm7Bit:
            guard let septets = Self.septets(scalar, plan.shiftTables) else { return nil }
            let septet = UInt16(septets.septet)
            first = septets.isEscaped ? UInt16(SeptetSequence.escape) : septet
            second = septets.isEscaped ? septet : nil
        case .ucs2:
            let offset = UInt16(truncatingIfNeeded: (scalar &- 0x10000) >> 10)
            first = scalar > 0xFFFF ? 0xD800 | offset : UInt16(scalar)
            second = scalar > 0xFFFF ? 0xDC00 | UInt16(scalar & 0x3FF) : nil
        case .eightBitData: return nil
        }
    }

    private static func septets(_ scalar: UInt32, _ tables: ShiftTables) -> SeptetSequence? {
        tables == .default
            ? DefaultAlphabet.septets(of: scalar)
            : CharacterSlot(of: scalar).septets(in: tables)
    }
}

extension UTF16 {
    /// The units of a scalar: 2 for a surrogate pair, otherwise 1.
    static func unitCount(of scalar: UInt32) -> Int { scalar > 0xFFFF ? 2 : 1 }
}
