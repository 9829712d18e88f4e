/// A table of replacements that make a message cheaper.
///
/// The three tiers are disjoint: a character is in one of them at most. None of them touches a
/// character of the default alphabet, and their replacements consist of characters of the default
/// alphabet and its extension table. The provider's table does as its document says.
public enum NormalizationTable: String, Sendable, Hashable, CaseIterable {
    /// The 85 characters that SMSAPI replaces under `normalize=1`, as its document lists them.
    case smsapi
    /// What a reader would not notice: quotes, dashes, ellipsis, spaces, invisible characters.
    case typographic
    /// Equal in meaning: composed accents, fullwidth forms, ligatures, compatibility letters.
    case lossless
    /// Accents and letters outside the alphabet to their nearest.
    case lossy

    /// What the table writes for a character; empty for one that it removes.
    ///
    /// The tiers replace some characters only where that changes nothing else; the neighbours
    /// that decide are not known here.
    /// Complexity: constant; allocates the string.
    ///
    /// - Returns: `nil` when the character is not in the table.
    public func replacement(for scalar: Unicode.Scalar) -> String? {
        let entry = ReplacementEntry(of: scalar.value)
        let place =
            self == .smsapi ? entry.smsapi : entry.tier == self ? entry.replacement : nil
        return place.map { String(decoding: $0.octets, as: UTF8.self) }
    }
}
