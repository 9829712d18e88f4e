/// A character that a person does not see or takes for another, and where it stands.
public struct LintFinding: Sendable, Hashable {
    /// What is odd about it.
    public enum Kind: Sendable, Hashable {
        /// A control character, such as U+0000 or the escape U+001B.
        case control
        /// It shows nothing: a zero width space, a joiner where nothing joins, a soft hyphen.
        case invisible
        /// U+FEFF, which belongs before a text in UTF-16 and not into it.
        case byteOrderMark
        /// A mark that turns the direction of writing, where no letter asks for it.
        case direction
        /// It looks like a space or a line break and is another.
        case space
        /// A Greek or Cyrillic letter inside a Latin word that looks like this Latin one.
        case lookalike(of: Unicode.Scalar)

        /// Whether it is a letter of another script.
        var isLookalike: Bool {
            if case .lookalike = self { true } else { false }
        }
    }

    /// What is odd about it.
    public let kind: Kind

    /// The character.
    public let scalar: Unicode.Scalar

    /// Where it begins, in octets of UTF-8 from the start of the text.
    public let utf8Offset: Int

    /// The character's name in Unicode, or its alias when it is a control character.
    ///
    /// Complexity: allocates the name.
    public var name: String {
        scalar.displayName
    }
}
