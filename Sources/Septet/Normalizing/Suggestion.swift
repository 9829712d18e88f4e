/// Replacements that together make a text cheaper.
public struct Suggestion: Sendable, Hashable {
    /// One replacement, and what it is worth among the others.
    public struct Item: Sendable, Hashable {
        /// What is replaced.
        public let replacement: Replacement

        /// How many parts it saves: those of the text without it alone, less those with it.
        ///
        /// Often each of several replacements is needed, and then each saves as much as all.
        public let savedPartCount: Int
    }

    /// The replacements, in the order of the text.
    public let items: [Item]

    /// The plan of the text with all of them made.
    public let after: MessagePlan

    /// Whether no smaller set of kinds is as good.
    ///
    /// Always `true` under `BoundaryPolicy.unit`, and under `.pair` unless the text has so many
    /// pairs and kinds that too many sets would have to be tried. Under `.grapheme` a change can
    /// merge clusters, so it is only `true` for a single kind.
    public let isFewest: Bool

    /// Whether this leaves fewer parts than `other`, or as many and GSM 7 bit instead of UCS-2.
    func isBetter(than other: Self) -> Bool {
        after.partCount < other.after.partCount
            || after.partCount == other.after.partCount && after.turnsIntoGSM(from: other.after)
    }
}
