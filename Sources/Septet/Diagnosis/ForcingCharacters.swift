/// Tells which characters of a text force it into UCS-2.
struct ForcingCharacters {
    /// The tables a character must be in, as in `CharacterSlot.tables`; `nil` when nothing forces.
    private let tables: UInt32?

    init(in utf8: Span<UInt8>, under planner: Planner, _ plan: MessagePlan) {
        guard plan.alphabet == .ucs2, planner.choice != .ucs2 else {
            tables = nil
            return
        }
        let languages = UInt32(planner.languages.rawValue | 1)
        let allowed = languages | languages << 16
        let byDefault: UInt32 = 1 | 1 << 16
        var position = 0
        var isAnyOutside = false
        while position < utf8.count && !isAnyOutside {
            isAnyOutside = CharacterSlot(of: utf8.nextScalar(&position)).tables & allowed == 0
        }
        tables = isAnyOutside ? allowed : byDefault
    }

    func contains(_ scalar: UInt32) -> Bool {
        tables.map { CharacterSlot(of: scalar).tables & $0 == 0 } ?? false
    }
}
