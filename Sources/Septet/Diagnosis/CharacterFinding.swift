/// A character that makes a message dearer, and where it stands.
public struct CharacterFinding: Sendable, Hashable {
    /// What the character does.
    public enum Effect: Sendable, Hashable {
        /// No table that may be used has it, so the whole text travels in UCS-2.
        case forcesUCS2
        /// It costs two septets, an escape and a septet of the single shift table.
        case costsTwoSeptets
        /// It costs two UTF-16 units, a surrogate pair.
        case costsTwoUnits
    }

    /// The character.
    public let scalar: Unicode.Scalar

    /// Where it begins, in octets of UTF-8 from the start of the text.
    public let utf8Offset: Int

    /// What it does.
    public let effect: Effect

    /// Where it begins in the text it was found in; the end when the text is another one.
    ///
    /// Complexity: constant for native strings.
    public func index(in text: String) -> String.Index {
        text.utf8.index(text.startIndex, offsetBy: utf8Offset, limitedBy: text.endIndex)
            ?? text.endIndex
    }
}
