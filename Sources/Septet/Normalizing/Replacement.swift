/// A kind of character that is replaced, and how often.
public struct Replacement: Sendable, Hashable {
    /// What stands in the text: a character, or one with the marks behind it.
    public let from: String

    /// What is written for it; empty for what shows nothing.
    public let to: String

    /// How often it is replaced.
    public let count: Int

    /// The table that says so.
    public let table: NormalizationTable
}
