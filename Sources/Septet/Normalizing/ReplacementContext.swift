/// Whether the neighbours of a character allow its replacement.
///
/// Conditions look at the text as it was given. What they require of a neighbour holds before and
/// after the neighbour's own replacement, so rewriting a rewritten text changes nothing more.
/// The text is passed to each call and must always be the same.
struct ReplacementContext {
    /// The last scalar that shows something.
    private var previousVisible: UInt32?

    /// The last scalar.
    private var previous: UInt32?

    /// The next scalar that shows something, for all positions before `nextVisibleOffset`.
    private var nextVisible: UInt32?
    private var nextVisibleOffset = 0

    private var direction: WritingDirection?

    /// Moves on behind a scalar, or behind one that carries marks.
    mutating func pass(_ scalar: UInt32, last: UInt32) {
        previous = last
        if scalar > 0x20 && scalar < 0x7F || !ReplacementEntry(of: scalar).isInvisible {
            previousVisible = scalar
        }
    }

    /// Moves on behind a scalar that is known to show something.
    mutating func passVisible(_ scalar: UInt32) {
        previous = scalar
        previousVisible = scalar
    }

    /// Whether a condition holds for a scalar that ends at `position`.
    mutating func allows(
        _ condition: ReplacementEntry.Condition,
        at position: Int,
        of utf8: Span<UInt8>
    ) -> Bool {
        switch condition {
        case .none: return true
        case .accent: return false
        case .between: return staysApart(at: position, of: utf8)
        case .joining:
            findNextVisible(at: position, of: utf8)
            return isPlain(previousVisible) && isPlain(nextVisible)
        case .digits:
            findNextVisible(at: position, of: utf8)
            return !isNumeric(previousVisible) && !isNumeric(nextVisible)
        case .variation: return !choosesLook
        case .bidi:
            let direction = direction(of: utf8)
            return !direction.hasLetter && !direction.hasMark
                && staysApart(at: position, of: utf8)
        }
    }

    /// The right-to-left writing in the text; computed once.
    mutating func direction(of utf8: Span<UInt8>) -> WritingDirection {
        let found = direction ?? WritingDirection(of: utf8)
        direction = found
        return found
    }

    /// Whether the neighbours of the character that ends at `position` stay apart without it.
    private mutating func staysApart(at position: Int, of utf8: Span<UInt8>) -> Bool {
        findNextVisible(at: position, of: utf8)
        return isPlain(previousVisible) || isPlain(nextVisible)
    }

    private mutating func findNextVisible(at position: Int, of utf8: Span<UInt8>) {
        guard position >= nextVisibleOffset else { return }
        var position = position
        nextVisible = nil
        while position < utf8.count && nextVisible == nil {
            let scalar = utf8.nextScalar(&position)
            if !ReplacementEntry(of: scalar).isInvisible { nextVisible = scalar }
        }
        nextVisibleOffset = position
    }

    /// Whether a variation selector here decides how the emoji before it looks.
    private var choosesLook: Bool {
        previous.flatMap(Unicode.Scalar.init)?.properties.isEmoji ?? false
    }

    /// Whether a character never joins with a neighbour; the end of the text does not either.
    private func isPlain(_ scalar: UInt32?) -> Bool {
        scalar.map { value in Self.plain.contains { $0.contains(value) } } ?? true
    }

    /// Digits, and characters that would become one.
    private func isNumeric(_ value: UInt32?) -> Bool {
        guard let value, let scalar = Unicode.Scalar(value) else { return false }
        return scalar.properties.generalCategory == .decimalNumber
            || ReplacementEntry(of: value).condition == .digits
    }

    /// Scripts whose letters neither join nor form conjuncts, and signs, but no emoji.
    private static let plain: [ClosedRange<UInt32>] = [
        0x0000...0x058F, 0x10A0...0x11FF, 0x1D00...0x2190, 0x2192...0x2192, 0x2200...0x22FF,
        0x2460...0x24FF, 0x25AA...0x25E6, 0x2605...0x2606, 0x275B...0x275E,
        0x2776...0x2793, 0x2A74...0x2A76, 0x2C60...0x2C7F, 0x2E3A...0x2FFF, 0x3000...0x9FFF,
        0xA720...0xA7FF, 0xAB30...0xAB6F, 0xAC00...0xD7FF, 0xF900...0xFB06, 0xFB29...0xFB29,
        0xFE10...0xFE6F,
        0xFF00...0xFFEF, 0x1D400...0x1D7FF, 0x1F100...0x1F16F, 0x1F190...0x1F190, 0x1FBF0...0x1FBF9,
        0x20000...0x3FFFF,
    ]
}

/// The right-to-left writing in a text.
struct WritingDirection {
    /// Whether there is a letter of such a script.
    private(set) var hasLetter = false

    /// Whether there is a mark that reverses other text.
    private(set) var hasMark = false

    /// Looks through a text once.
    init(of utf8: Span<UInt8>) {
        var position = 0
        while position < utf8.count {
            let value = utf8.nextScalar(&position)
            if value < 0x590 { continue }
            hasMark = hasMark || Self.marks.contains(value)
            hasLetter = hasLetter || Self.letters.contains { $0.contains(value) }
        }
    }

    /// The embedding, the override and the isolate from right to left.
    private static let marks: [UInt32] = [0x202B, 0x202E, 0x2067]

    /// Hebrew, Arabic and the other scripts; not the marks, nor the plus sign of Hebrew.
    ///
    /// Source: Unicode Standard Annex 9, Bidi_Class R and AL.
    private static let letters: [ClosedRange<UInt32>] = [
        0x0590...0x061B, 0x061D...0x08FF, 0xFB1D...0xFB28, 0xFB2A...0xFDFF, 0xFE70...0xFEFE,
        0x10800...0x10FFF,
        0x1E800...0x1EFFF,
    ]
}

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
