/// Texts that are scanned once, to be added to the parts of many messages.
///
/// What stands between the columns of a template are such texts.
package struct ScannedTexts: Sendable {
    /// What a text adds to a message.
    struct Text: Sendable {
        /// The units in the default alphabet; `nil` when it lacks a character.
        let septets: PieceSequence?
        /// The UTF-16 code units.
        let units: PieceSequence
        /// How many characters there are.
        let scalarCount: Int
    }

    /// The texts in the order they were scanned.
    private(set) var texts: [Text] = []

    /// The marks of all pairs, as `PieceSequence` describes them.
    private(set) var marks: [UInt64] = []

    /// Begins with no text.
    package init() {}

    /// Scans one more text.
    ///
    /// Complexity: linear; allocates a bit for each unit up to the last pair.
    ///
    /// - Returns: The text's number.
    package mutating func append(_ text: String) -> Int {
        let septets = septets(of: text)
        var units = PieceSequence(marks: marks)
        var scalarCount = 0
        for scalar in text.unicodeScalars {
            units.append(UTF16.unitCount(of: scalar.value), &marks)
            scalarCount += 1
        }
        texts.append(Text(septets: septets, units: units, scalarCount: scalarCount))
        return texts.count - 1
    }

    private mutating func septets(of text: String) -> PieceSequence? {
        var septets = PieceSequence(marks: marks)
        for scalar in text.unicodeScalars {
            let code = DefaultAlphabet.code(of: scalar.value)
            guard code != DefaultAlphabet.absent else { return nil }
            septets.append(code & 0x80 == 0 ? 1 : 2, &marks)
        }
        return septets
    }
}
