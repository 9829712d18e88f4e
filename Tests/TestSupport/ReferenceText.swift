/// A text as the reference works on it: scalars, their kinds and their clusters.
package struct ReferenceText: Sendable {
    let scalars: [Unicode.Scalar]
    /// The different scalars of the text.
    let alphabet: [Unicode.Scalar]
    /// For each scalar its place in `alphabet`.
    let kinds: [Int]
    /// The grapheme clusters as ranges of `scalars`, made only when they are asked for.
    let clusters: [Range<Int>]

    package init(_ text: String, needsClusters: Bool) {
        scalars = Array(text.unicodeScalars)
        var places: [Unicode.Scalar: Int] = [:]
        var alphabet: [Unicode.Scalar] = []
        var kinds: [Int] = []
        for scalar in scalars {
            if let place = places[scalar] {
                kinds.append(place)
            } else {
                places[scalar] = alphabet.count
                kinds.append(alphabet.count)
                alphabet.append(scalar)
            }
        }
        self.alphabet = alphabet
        self.kinds = kinds
        var clusters: [Range<Int>] = []
        if needsClusters {
            var start = 0
            for character in text {
                let end = start + character.unicodeScalars.count
                clusters.append(start..<end)
                start = end
            }
        }
        self.clusters = clusters
    }
}
