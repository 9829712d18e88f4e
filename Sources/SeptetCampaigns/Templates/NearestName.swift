/// The one of several names that a misspelled one was most likely meant to be.
package enum NearestName {
    /// Longer names are not compared, so that the time stays bounded.
    private static let characterLimit = 64

    /// The name with the fewest characters to change, when they are a third at most.
    ///
    /// Case counts nothing. Complexity: the product of the lengths for each name.
    package static func of(_ name: String, among names: [String]) -> String? {
        let wanted = Array(name.lowercased().prefix(characterLimit))
        let limit = max(1, wanted.count / 3)
        return names.map { ($0, distance(wanted, Array($0.lowercased().prefix(characterLimit)))) }
            .filter { $0.1 <= limit }
            .min { $0.1 < $1.1 }?.0
    }

    /// The name as a proposal behind a message; nothing when there is none.
    package static func proposal(_ nearest: String?) -> String {
        nearest.map { " (perhaps \"\($0)\"?)" } ?? ""
    }

    /// The fewest insertions, deletions and replacements that make one word of the other.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (character == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
