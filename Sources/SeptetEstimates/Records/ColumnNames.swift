/// The names of the columns of comma-separated values.
package struct ColumnNames: Sendable, Hashable {
    /// The names, in the order of the columns.
    package let names: [String]

    private let input: String
    private let line: Int

    /// Takes the names a reader has read.
    package init(_ names: [String], _ reader: borrowing BlockReader) {
        self.names = names
        input = reader.name
        line = reader.headerLine
    }

    /// Finds a column by its whole name, which must be the name of no other.
    package func place(of name: String) throws(HeaderError) -> Int {
        let found = names.indices.filter { names[$0] == name }
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
