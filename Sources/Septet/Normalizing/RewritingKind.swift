/// One kind of change a rewriting can make: a character, or one with its marks, and what is
/// written for it.
struct RewritingKind {
    /// What stands in the text, UTF-8.
    let source: [UInt8]
    /// What is written for it, UTF-8.
    let replacement: [UInt8]
    /// The table that says so.
    let table: NormalizationTable
    /// How often it stands in the text where it may be replaced.
    var count = 0

    /// What tells kinds apart.
    struct Key: Hashable {
        let source: [UInt8]
        let table: NormalizationTable
    }

    /// The kind without how often it stands in a text.
    var key: Key { Key(source: source, table: table) }

    /// The change as it is shown to the caller.
    var asReplacement: Replacement {
        Replacement(
            from: String(decoding: source, as: UTF8.self),
            to: String(decoding: replacement, as: UTF8.self),
            count: count,
            table: table
        )
    }
}
