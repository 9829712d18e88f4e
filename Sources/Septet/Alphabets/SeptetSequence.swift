/// The one or two septets that stand for a character.
public struct SeptetSequence: Sendable, Hashable {
    /// The septet of the escape to the single shift table.
    ///
    /// Source: TS 23.038 §6.2.1.
    public static let escape: UInt8 = 0x1B

    /// The septet in its table, 0...127.
    public let septet: UInt8

    /// Whether an escape comes before it.
    public let isEscaped: Bool

    /// How many septets the character costs: 1 or 2.
    public var septetCount: Int { isEscaped ? 2 : 1 }
}
