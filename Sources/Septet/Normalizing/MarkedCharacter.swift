/// A character with the combining marks behind it.
struct MarkedCharacter {
    private let scalars: [UInt32]

    /// Takes a scalar and the marks behind it.
    init(_ scalars: [UInt32]) {
        self.scalars = scalars
    }

    /// What is written for the character, and the table that says so.
    ///
    /// The result is in the default alphabet, or canonically equal and shorter; otherwise `nil`.
    /// Allocates.
    func rewritten(
        _ tables: NormalizationTables
    ) -> (result: ScalarSequence, table: NormalizationTable)? {
        let isComposed = tables.contains(.lossless) || tables.contains(.lossy)
        let composed = isComposed ? CanonicalComposition.composed(scalars) : scalars
        let faithful = tables.subtracting(.lossy)
        if tables.contains(.lossless) {
            let form = fullForm(composed, faithful)
            if let result = whole(form, faithful) { return (result, .lossless) }
            if let result = withoutMarks(form, tables) { return (result, .lossy) }
            let composedForm = ScalarSequence(form)
            return composedForm.unitCount < ScalarSequence(scalars).unitCount
                ? (composedForm, .lossless) : nil
        }
        guard tables.contains(.lossy) else { return nil }
        return (whole(composed, []) ?? withoutMarks(composed, tables)).map { ($0, .lossy) }
    }

    /// Composes again once the character itself has been replaced by one that composes.
    private func fullForm(_ form: [UInt32], _ tables: NormalizationTables) -> [UInt32] {
        guard form.count > 1, let base = replacement(form[0], tables), base.scalars.count == 1
        else { return form }
        return CanonicalComposition.composed(base.scalars + form.dropFirst())
    }

    /// The character when no mark is left on it and the alphabet has it.
    private func whole(_ form: [UInt32], _ tables: NormalizationTables) -> ScalarSequence? {
        guard form.count == 1 else { return nil }
        let isInAlphabet = DefaultAlphabet.code(of: form[0]) != DefaultAlphabet.absent
        return isInAlphabet ? ScalarSequence(form) : replacement(form[0], tables)
    }

    /// The letter without its marks, if all of them are accents and the alphabet has the letter.
    private func withoutMarks(
        _ form: [UInt32],
        _ tables: NormalizationTables
    ) -> ScalarSequence? {
        guard tables.contains(.lossy) else { return nil }
        let areAccents = form.dropFirst().allSatisfy {
            ReplacementEntry(of: $0).condition == .accent
        }
        guard areAccents, let letter = whole([form[0]], tables) else { return nil }
        return form.count == 1 || letter.isAlphabetic ? letter : nil
    }

    /// What the tables write for a scalar wherever it stands.
    private func replacement(_ scalar: UInt32, _ tables: NormalizationTables) -> ScalarSequence? {
        let entry = ReplacementEntry(of: scalar)
        guard let tier = entry.tier, tables.contains(tier), entry.condition == .none,
            entry.replacement.octetCount > 0
        else { return nil }
        return ScalarSequence(utf8: entry.replacement.octets)
    }
}

/// Some scalars, with the properties a rewriting needs.
struct ScalarSequence {
    let scalars: [UInt32]

    init(_ scalars: [UInt32]) {
        self.scalars = scalars
    }

    /// Reads valid UTF-8.
    init(utf8: [UInt8]) {
        scalars = String(decoding: utf8, as: UTF8.self).unicodeScalars.map { $0.value }
    }

    /// The UTF-16 code units.
    var unitCount: Int { scalars.reduce(0) { $0 + UTF16.unitCount(of: $1) } }

    /// Whether all are letters.
    var isAlphabetic: Bool {
        scalars.allSatisfy { Unicode.Scalar($0)?.properties.isAlphabetic ?? false }
    }

    /// The scalars as UTF-8.
    var octets: [UInt8] {
        var text = String.UnicodeScalarView()
        for scalar in scalars { text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        return Array(String(text).utf8)
    }
}
