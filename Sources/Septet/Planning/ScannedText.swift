/// A text that is scanned once, to be added to the parts of many messages.
///
/// What stands between the columns of a template is such a text.
package struct ScannedText: Sendable, Hashable {
    /// The units in the default alphabet; `nil` when it lacks a character.
    let septets: PieceSequence?

    /// The UTF-16 code units.
    let units: PieceSequence

    /// How many characters there are.
    let scalarCount: Int

    /// Scans a text.
    ///
    /// Complexity: linear; allocates a bit for each unit up to the last pair.
    package init(_ text: String) {
        var septets: PieceSequence? = PieceSequence()
        var units = PieceSequence()
        var scalarCount = 0
        for scalar in text.unicodeScalars {
            let code = DefaultAlphabet.code(of: scalar.value)
            if code == DefaultAlphabet.absent {
                septets = nil
            } else {
                septets?.append(code & 0x80 == 0 ? 1 : 2)
            }
            units.append(UTF16Scan.unitCount(of: scalar.value))
            scalarCount += 1
        }
        self.septets = septets
        self.units = units
        self.scalarCount = scalarCount
    }
}

extension ScannedText {
    /// Whether the default alphabet has every character.
    package var isInDefaultAlphabet: Bool { septets != nil }

    /// The septets in the default alphabet; `nil` when it lacks a character.
    package var septetCount: Int? { septets?.unitCount }

    /// The UTF-16 code units.
    package var utf16UnitCount: Int { units.unitCount }
}
