/// What the names of one column have in common, however people write them.
///
/// Case, surrounding and invisible characters do not count, and a space, `_` and `-` are the same:
/// `First_Name ` and `first name` have one key. Everything else is told apart by its octets: the
/// precomposed and the decomposed form of a letter are two names.
package struct ColumnKey: Sendable, Hashable {
    /// The words in lower case, with a space between them.
    package let octets: [UInt8]

    /// The key of a name; complexity: linear, allocates.
    package init(_ name: String) {
        var octets: [UInt8] = []
        var isGapBefore = false
        for scalar in name.unicodeScalars {
            let properties = scalar.properties
            if Self.isGap(scalar) {
                isGapBefore = !octets.isEmpty
                continue
            }
            let category = properties.generalCategory
            if category == .control || category == .format || properties.isDefaultIgnorableCodePoint
            {
                continue
            }
            if isGapBefore { octets.append(0x20) }
            isGapBefore = false
            octets += Array(properties.lowercaseMapping.utf8)
        }
        self.octets = octets
    }

    /// Whether a character stands between words: white space, a hyphen or a low line.
    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x5F, 0x2010...0x2015: true
        default: scalar.properties.isWhitespace
        }
    }

    /// Whether a name has nothing to see.
    var isEmpty: Bool { octets.isEmpty }
}

/// Finds the columns of a list by their names.
package struct ColumnIndex: Sendable, Hashable {
    /// The names, in the order of the columns.
    package let names: [String]

    /// The first column of each key.
    private var first: [ColumnKey: Int]

    /// All columns of the keys that several have.
    private var repeated: [ColumnKey: [Int]] = [:]

    /// Complexity: linear in the names; allocates.
    package init(_ names: [String]) {
        self.names = names
        first = Dictionary(minimumCapacity: min(names.count, 64))
        for (place, name) in names.enumerated() {
            let key = ColumnKey(name)
            if let first = first[key] {
                repeated[key, default: [first]].append(place)
            } else {
                first[key] = place
            }
        }
    }

    /// The places of the columns that a name may mean: of the only one with its very spelling, otherwise
    /// of all with its key.
    ///
    /// Complexity: linear in the name and in the columns of its key.
    package func places(of name: String) -> [Int] {
        let key = ColumnKey(name)
        let found = repeated[key] ?? first[key].map { [$0] } ?? []
        guard found.count > 1 || key.isEmpty else { return found }
        let exact = found.filter { names[$0].utf8.elementsEqual(name.utf8) }
        // Names of nothing visible, such as " ", are only themselves.
        return exact.count == 1 || key.isEmpty ? exact : found
    }

    /// The name that a column has where another spelling of it is given; `nil` when none has it.
    func spelling(of name: String) -> String? { places(of: name).first.map { names[$0] } }
}

/// The names of the columns of a list.
package struct ColumnNames: Sendable, Hashable {
    /// The columns by their names.
    package let index: ColumnIndex

    /// How many columns of a header a message lists.
    private static let listedCount = 40

    private let input: String
    private let line: Int

    /// Takes the names a reader has read.
    package init(_ names: [String], _ reader: borrowing BlockReader) {
        index = ColumnIndex(names)
        input = reader.name
        line = reader.headerLine
    }

    /// The names, in the order of the columns.
    package var names: [String] { index.names }

    /// The names for a person, as many as can be read.
    package var listing: String { Self.listing(names) }

    /// Names of columns for a person, as many as can be read; those without any name are left out.
    package static func listing(_ names: [String]) -> String {
        let named = names.filter { !ColumnKey($0).isEmpty }
        return named.prefix(listedCount).map { "\"\($0.prefix(80))\"" }.joined(separator: ", ")
            + (named.count > listedCount ? " and \(named.count - listedCount) more" : "")
    }

    /// Finds a column by its name, which must mean no other.
    package func place(of name: String) throws(HeaderError) -> Int {
        let found = index.places(of: name)
        guard let place = found.first else {
            throw error(.unknownColumn(name, known: names))
        }
        guard found.count == 1 else {
            throw error(.ambiguousColumn(name, among: found.map { names[$0] }))
        }
        return place
    }

    func error(_ reason: RecordError) -> HeaderError {
        HeaderError(name: input, line: line, reason: reason)
    }
}

/// Why the header of an input does not lead to its texts; nothing below it can be read.
public struct HeaderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the input, as shown to a person.
    public let name: String

    /// The line the header begins on.
    public let line: Int

    /// What is wrong with it.
    public let reason: RecordError

    /// The name, the line and the reason.
    public var description: String { "\(name):\(line): \(reason)" }
}
