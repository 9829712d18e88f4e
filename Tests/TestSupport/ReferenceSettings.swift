/// What a message is planned with.
package struct ReferenceSettings: Sendable {
    /// What a cut may not divide.
    package enum Boundary: String, Sendable, CaseIterable {
        case unit
        case pair
        case grapheme
    }

    /// Which encodings compete.
    package enum Choice: Sendable, CaseIterable {
        case cheapest
        case gsm7Bit
        case ucs2
    }

    /// The identifiers of the languages whose tables may be used.
    package var languages: [Int]
    package var boundary: Boundary
    /// Bits of the concatenation reference, 8 or 16.
    package var referenceBits: Int
    package var choice: Choice
    /// Octets of further elements in each header.
    package var elements: [UInt8]

    /// Settings; without arguments the default ones.
    package init(
        languages: [Int] = [],
        boundary: Boundary = .pair,
        referenceBits: Int = 8,
        choice: Choice = .cheapest,
        elements: [UInt8] = []
    ) {
        self.languages = languages
        self.boundary = boundary
        self.referenceBits = referenceBits
        self.choice = choice
        self.elements = elements
    }
}
