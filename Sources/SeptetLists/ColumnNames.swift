/// The names of the columns of comma-separated values.
package struct ColumnNames: Sendable, Hashable {
    /// The names, in the order of the columns.
    package let names: [String]

    /// How many columns of a header a message lists.
    private static let listedCount = 40

    private let input: String
    private let line: Int

    /// Takes the names a reader has read.
    package init(_ names: [String], _ reader: borrowing BlockReader) {
        self.names = names
        input = reader.name
        line = reader.headerLine
    }

    /// The names for a person, as many as can be read.
    package var listing: String { Self.listing(names) }

    /// Names of columns for a person, as many as can be read.
    static func listing(_ names: [String]) -> String {
        names.prefix(listedCount).map { "\"\($0.prefix(80))\"" }.joined(separator: ", ")
            + (names.count > listedCount ? " and \(names.count - listedCount) more" : "")
    }

    /// Finds a column by its whole name, which must be the name of no other.
    ///
    /// Octets decide: the precomposed and the decomposed form of a letter are two names.
    package func place(of name: String) throws(HeaderError) -> Int {
        let found = names.indices.filter { names[$0].utf8.elementsEqual(name.utf8) }
        guard let place = found.first else {
            let reason = RecordError.unknownColumn(name, known: names)
            throw HeaderError(name: input, line: line, reason: reason)
        }
        guard found.count == 1 else {
            throw HeaderError(name: input, line: line, reason: .ambiguousColumn(name))
        }
        return place
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
