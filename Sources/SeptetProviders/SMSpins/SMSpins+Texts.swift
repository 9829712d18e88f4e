internal import SeptetBilling

extension SMSpins {
    /// The texts of one look, which arrive joined with `|`.
    ///
    /// SP-1: `|` can be part of a text too and nothing escapes it. So with more than one piece it is
    /// not certain where one text ends.
    public struct Texts: Sendable, Hashable {
        /// The pieces.
        public let pieces: [String]
        /// What arrived; `nil` for no text.
        public let raw: String?

        /// Takes apart what arrived.
        public init(_ raw: String?) {
            self.raw = raw
            pieces = raw.map { $0.isEmpty ? [] : $0.divided(at: "|").map { String($0) } } ?? []
        }

        /// Whether the pieces need not be the texts.
        public var isAmbiguous: Bool { pieces.count > 1 }

        /// The parts of each piece by the standard (SP-8).
        ///
        /// Complexity: linear in the texts.
        public var partCounts: [Int] { pieces.map { TextMeasure($0).partCount } }
    }
}
