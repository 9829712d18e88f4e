/// One way to write a text: with a pair of tables, or as UTF-16.
package enum ReferenceEncoding: Sendable, Hashable {
    case gsm7Bit(locking: Int, single: Int)
    case ucs2

    /// How many national tables there are; UCS-2 is less simple than any number of them.
    var simplicity: Int {
        switch self {
        case .gsm7Bit(let locking, let single): (locking == 0 ? 0 : 1) + (single == 0 ? 0 : 1)
        case .ucs2: 3
        }
    }

    /// What decides between encodings that cost the same, the smallest first.
    var rank: [Int] {
        switch self {
        case .gsm7Bit(let locking, let single) where simplicity == 1:
            // Of one table the identifier, then locking before single shift.
            [simplicity, locking + single, locking == 0 ? 1 : 0]
        case .gsm7Bit(let locking, let single): [simplicity, locking, single]
        case .ucs2: [simplicity]
        }
    }
}
