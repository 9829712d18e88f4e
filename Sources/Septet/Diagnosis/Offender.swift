/// A kind of character that forces UCS-2, and how often it stands in a text.
public struct Offender: Sendable, Hashable {
    /// The character.
    public let scalar: Unicode.Scalar

    /// How often it stands in the text.
    public let count: Int
}
